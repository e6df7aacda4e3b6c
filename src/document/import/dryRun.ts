import type { EntityManager } from 'typeorm';
import { auditedTransaction } from '../../shared/request/auditedTransaction';
import type { DocumentContext } from '../store/documents';
import type { ImportOutcome } from './importOutcome';

/** Thrown to roll back a dry run; holds its outcome. */
class DryRunRollback extends Error {
  constructor(readonly outcome: ImportOutcome) {
    super('dry run');
  }
}

/** Runs a change in a transaction. A dry run is rolled back at its end, so that its outcome is what would happen. */
export async function runOrRollBack(
  context: DocumentContext,
  isDryRun: boolean,
  work: (manager: EntityManager) => Promise<ImportOutcome>,
): Promise<ImportOutcome> {
  try {
    return await auditedTransaction(context, async (manager) => {
      const outcome = await work(manager);
      if (isDryRun) throw new DryRunRollback({ ...outcome, report: null });
      return outcome;
    });
  } catch (error) {
    if (error instanceof DryRunRollback) return error.outcome;
    throw error;
  }
}
