import type { EntityManager } from 'typeorm';

/** FILE submits to review; RECORD publishes at once; SAVE keeps a draft; VALIDATE stores nothing. */
export type SubmissionMode = 'FILE' | 'RECORD' | 'SAVE' | 'VALIDATE';

/** Ends the publication of a report's published revision, if there is one. The report must be locked. */
export async function supersede(manager: EntityManager, reportKey: number, at: Date): Promise<void> {
  await manager.query(
    'update report_revision set superseded_at = $2 where report_id = $1 and published_at is not null and superseded_at is null',
    [reportKey, at],
  );
}

/** Publishes the latest revision of a report in place of the published one. The report must be locked. */
export async function publishLatest(manager: EntityManager, reportKey: number, at: Date): Promise<void> {
  await supersede(manager, reportKey, at);
  await manager.query(
    `update report_revision v set published_at = $2 from report r
      where r.id = $1 and v.report_id = r.id and v.number = r.latest_revision`,
    [reportKey, at],
  );
}

/** The time of what happens under a lock already held: later than every earlier holder's. */
export async function timeUnderLock(manager: EntityManager): Promise<Date> {
  const [{ at }] = await manager.query("select date_trunc('milliseconds', clock_timestamp()) as at");
  return at;
}
