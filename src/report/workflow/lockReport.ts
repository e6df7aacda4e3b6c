import type { EntityManager } from 'typeorm';
import { lockNameOfReport } from '../checking/comparedReports';
import { ReportEntity } from '../model/reportEntities';
import { loadFacts, type ReportFacts } from './reportFacts';

/** Locks a report until the transaction ends. Returns what decides who may do what to it then. */
export async function lockReport(manager: EntityManager, reportKey: number): Promise<ReportFacts> {
  await lockNameOfReport(manager, reportKey);
  await manager.getRepository(ReportEntity).findOneOrFail({
    select: { id: true },
    where: { id: reportKey },
    lock: { mode: 'pessimistic_write' },
  });
  const [facts] = await loadFacts(manager, [reportKey]);
  return facts;
}
