import { Any, type DataSource } from 'typeorm';
import { lockUntilCommit } from '../../shared/database';
import { auditedTransaction } from '../../shared/request/auditedTransaction';
import type { Actor } from '../../shared/request/permissions';
import { ReportEntity, ReportRevisionEntity } from '../model/reportEntities';
import { FindingCause } from '../model/reportEnums';
import { IS_CURRENT } from '../model/revisionQueries';
import { checkReports, noteChecked, renewFindings } from './renewFindings';
import { RULES_VERSION } from './rulesVersion';

/** How many reports are read and checked at once. */
const BATCH_SIZE = 250;

/** Who checks reports anew, in the words of the audit: the hub itself. */
const HUB: Actor = {
  kind: 'ACCOUNT',
  id: 'hub',
  accountKey: null,
  name: '重新核查 checked anew',
  grants: [],
  credential: null,
};

/** How many reports were checked, and in how many of their revisions something else was found. */
export interface CheckedAnew {
  checked: number;
  changed: number;
}

/**
 * Checks reports anew. Those in which the same is found are only noted; each of the others is locked, checked again and
 * stored in a transaction of its own, so that nobody waits for long and no two block each other.
 */
async function checkBatch(
  database: DataSource,
  reportKeys: readonly number[],
  cause: FindingCause,
): Promise<number> {
  const inTransaction = <T>(work: Parameters<typeof auditedTransaction<T>>[1]) =>
    auditedTransaction({ database, actor: HUB, address: '', requestId: 'findings' }, work);
  const alone = await inTransaction(async (manager) => {
    // Who waits for nobody blocks nobody: reports that somebody works on are checked by themselves.
    const free = await manager.getRepository(ReportEntity).find({
      select: { id: true },
      where: { id: Any(reportKeys) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write', onLocked: 'skip_locked' },
    });
    const freeKeys = free.map(({ id }) => id);
    const checked = await checkReports(manager, freeKeys);
    const others = new Set(checked.flatMap(({ isSame, revision }) => (isSame ? [] : revision.reportKey)));
    await noteChecked(
      manager,
      checked.filter(({ revision }) => !others.has(revision.reportKey)),
    );
    return reportKeys.filter((key) => others.has(key) || !freeKeys.includes(key));
  });
  let changed = 0;
  for (const key of alone)
    changed += await inTransaction(async (manager) => {
      await manager.getRepository(ReportEntity).findOneOrFail({
        select: { id: true },
        where: { id: key },
        lock: { mode: 'pessimistic_write' },
      });
      return renewFindings(manager, [key], new Date(), cause);
    });
  return changed;
}

/**
 * Checks the reports of agencies anew, after what the agencies are has changed. It begins when nobody is left who has begun to store
 * a report by what they were before.
 */
export async function checkAgenciesAnew(
  database: DataSource,
  agencyKeys: readonly number[],
): Promise<CheckedAnew> {
  await database.transaction((manager) => lockUntilCommit(manager, 'findings'));
  const done = { checked: 0, changed: 0 };
  const reports = await database
    .getRepository(ReportEntity)
    .find({ select: { id: true }, where: { agencyId: Any(agencyKeys) }, order: { id: 'ASC' } });
  for (let at = 0; at < reports.length; at += BATCH_SIZE) {
    const batch = reports.slice(at, at + BATCH_SIZE).map(({ id }) => id);
    done.changed += await checkBatch(database, batch, FindingCause.TREE);
    done.checked += batch.length;
  }
  return done;
}

/** Returns the keys of reports that were checked by other rules than those of this hub, by key, beyond one of them. */
async function findOutdated(database: DataSource, last: number, limit: number): Promise<number[]> {
  const rows = await database
    .getRepository(ReportRevisionEntity)
    .createQueryBuilder('v')
    .innerJoin('v.report', 'r')
    .select('v.reportId', 'key')
    .distinct()
    .where(`(v.rulesVersion < :rules or v.rulesVersion > :rules) and ${IS_CURRENT}`, {
      rules: RULES_VERSION,
    })
    .andWhere('v.reportId > :last', { last })
    .orderBy('v.reportId')
    .limit(limit)
    .getRawMany<{ key: number }>();
  return rows.map(({ key }) => key);
}

/** Whether any report was checked by other rules than those of this hub. */
export const isAnyOutdated = async (database: DataSource): Promise<boolean> =>
  (await findOutdated(database, 0, 1)).length > 0;

/** Checks all reports anew that were checked by other rules than those of this hub, in batches: what is done stays done when it is stopped. */
export async function checkOutdatedAnew(
  database: DataSource,
  noteProgress: (done: CheckedAnew) => void = () => {},
): Promise<CheckedAnew> {
  const done = { checked: 0, changed: 0 };
  for (let last = 0; ; ) {
    const keys = await findOutdated(database, last, BATCH_SIZE);
    if (keys.length === 0) return done;
    done.changed += await checkBatch(database, keys, FindingCause.RULES);
    done.checked += keys.length;
    last = keys[keys.length - 1];
    noteProgress(done);
  }
}
