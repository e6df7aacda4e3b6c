import { type EntityManager, In } from 'typeorm';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import type { ReportKey } from '../checking/comparedReports';
import { IdempotencyKey, ReportEntity } from '../model/reportEntities';
import type { ReportScope, ReportState } from '../model/reportEnums';
import {
  type AddressedSubmission,
  refuse,
  type Submission,
  type SubmissionRequest,
  type SubmissionResult,
} from './submission';

/** A report as it was found, and locked unless nothing is stored. */
export interface StoredReport {
  readonly id: number;
  readonly agencyKey: number;
  readonly year: number;
  readonly scope: ReportScope;
  /** 0 while it has no revision. */
  readonly latestRevision: number;
  readonly state: ReportState;
  readonly wasPublished: boolean;
}

/** A submission with the report it goes into; null where nobody has begun that report. */
export interface LocatedSubmission extends AddressedSubmission {
  readonly report: StoredReport | null;
}

/** Returns the name of a report. */
const reportName = ({ agencyKey, year, scope }: ReportKey) => `report ${agencyKey} ${year} ${scope}`;

/** Finds the reports of keys. */
export async function findReports<T extends ReportKey>(
  manager: EntityManager,
  items: readonly T[],
  isLocked = false,
): Promise<(T & Pick<LocatedSubmission, 'report'>)[]> {
  if (items.length === 0) return [];
  const found = manager
    .getRepository(ReportEntity)
    .createQueryBuilder('r')
    .select('r.id', 'id')
    .addSelect('r.agencyId', 'agencyKey')
    .addSelect('r.year', 'year')
    .addSelect('r.scope', 'scope')
    .addSelect('r.latestRevision', 'latestRevision')
    .addSelect('r.state', 'state')
    .addSelect(
      'exists (select 1 from report_revision w where w.report_id = r.id and w.published_at is not null)',
      'wasPublished',
    )
    .where(
      '(r.agencyId, r.year, r.scope) in (select * from unnest(:agencies::int[], :years::int[], :scopes::text[]))',
      {
        agencies: items.map(({ agencyKey }) => agencyKey),
        years: items.map(({ year }) => year),
        scopes: items.map(({ scope }) => scope),
      },
    )
    .orderBy('r.id');
  if (isLocked) found.setLock('pessimistic_write', undefined, ['r']);
  const rows = await found.getRawMany<StoredReport>();
  const reports = new Map(rows.map((row) => [reportName(row), row]));
  return items.map((item) => ({ ...item, report: reports.get(reportName(item)) ?? null }));
}

/** Returns the number of the latest revision, or null. */
export const currentRevision = ({ report }: LocatedSubmission) => report?.latestRevision || null;

/** Finds what was stored before under the idempotency keys of submissions. */
export async function findStoredKeys(
  manager: EntityManager,
  items: readonly SubmissionRequest[],
): Promise<ReadonlyMap<string, IdempotencyKey>> {
  const keys = items.flatMap(({ input }) => input.idempotencyKey ?? []);
  if (keys.length === 0) return new Map();
  const rows = await manager.getRepository(IdempotencyKey).findBy({ key: In(keys) });
  return new Map(rows.map((row) => [row.key, row]));
}

/** Returns the result of a submission that was stored before, or the refusal of one whose key belongs to another; null where the key is new. */
export function answerRepeated(
  item: LocatedSubmission,
  storedKeys: ReadonlyMap<string, IdempotencyKey>,
): SubmissionResult | null {
  const stored = item.input.idempotencyKey && storedKeys.get(item.input.idempotencyKey);
  if (!stored) return null;
  if (stored.requestHash !== item.requestHash)
    return refuse(
      [
        refusal(
          'request.keyReused',
          'idempotencyKey',
          '该幂等键已用于另一次提交。',
          'This idempotency key was used for another submission; make a new key.',
        ),
      ],
      currentRevision(item),
    );
  return {
    accepted: true,
    findings: [],
    currentRevision: stored.revisionNumber,
    reportKey: stored.reportId,
    revisionKey: null,
  };
}

/** Returns what the stored report has against a submission: the agency had ended by then, or there is a newer revision. */
export function checkStored(item: LocatedSubmission): FindingType[] {
  const ended = checkEnded(item);
  return ended.length > 0 ? ended : checkExpectedRevision(item.input, currentRevision(item));
}

/** An agency that had ended by the end of the year no longer reports. What it has published it can still correct. */
function checkEnded({ input: { year }, agency: { validTo }, report }: LocatedSubmission): FindingType[] {
  if (!validTo || `${year}-12-31` < validTo || report?.wasPublished) return [];
  return [
    refusal(
      'report.afterAgency',
      'year',
      `该机关已于 ${validTo} 撤销，应由承继机关报送；已公布的报告仍可更正。`,
      `The agency ended on ${validTo}; its successor reports. Only a report already published can be corrected.`,
      { actual: String(year) },
    ),
  ];
}

/** The code of what is refused because it is composed upon an older revision. */
export const STALE = 'revision.stale';

function checkExpectedRevision({ expectedRevision }: Submission, current: number | null): FindingType[] {
  if (expectedRevision == null || expectedRevision === (current ?? 0)) return [];
  return [
    refusal(
      STALE,
      'expectedRevision',
      `报告已有更新：当前修订号为 ${current ?? 0}，您依据的是 ${expectedRevision}。请重新读取后再提交。`,
      `The report has changed: its revision is ${current ?? 0}, yours was ${expectedRevision}. Read it again and repeat your change.`,
      {
        expected: String(current ?? 0),
        actual: String(expectedRevision),
        remedy: `expectedRevision: ${current ?? 0}`,
      },
    ),
  ];
}
