import type { EntityManager } from 'typeorm';
import { auditedTransaction } from '../../shared/request/auditedTransaction';
import type { Asker } from '../store/documents';
import type { ImportOutcome } from './importOutcome';

/** Thrown to undo what a dry run did. */
class Rehearsed extends Error {
  constructor(readonly outcome: ImportOutcome) {
    super('rehearsed');
  }
}

/** Runs a change, or its rehearsal: everything is done and undone, so that a dry run tells what would happen. */
export async function perform(
  asker: Asker,
  isRehearsal: boolean,
  work: (manager: EntityManager) => Promise<ImportOutcome>,
): Promise<ImportOutcome> {
  try {
    return await auditedTransaction(asker, async (manager) => {
      const outcome = await work(manager);
      if (isRehearsal) throw new Rehearsed({ ...outcome, report: null });
      return outcome;
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.outcome;
    throw error;
  }
}
