import { In } from 'typeorm';
import { AgencyEntity } from '../agency/agencyEntities';
import { canReadDraftsNamedSql, draftAccessNamedParams } from '../agency/draftAccess';
import { RevisionFinding } from '../report/model/findingEntity';
import { PublishedRevision, ReportEntity, ReportRevisionEntity } from '../report/model/reportEntities';
import { FindingReview, WithdrawalEntity } from '../report/model/revisionHistory';
import { ReportStep } from '../report/model/stepTypes';
import { deadlineSql } from '../report/model/timeliness';
import { isWithheld } from '../report/model/visibility';
import { isReturned, loadFacts, type ReportFacts } from '../report/workflow/reportFacts';
import { REVIEW_STEPS } from '../report/workflow/transitions';
import { queryRows } from '../shared/database';
import { type Context, listLoaderOf, loaderName, loaderOf } from '../shared/request/context';
import type { Deadline } from './deadlineTypes';
import { type ExplanationReview, ReviewSetting, Withdrawal } from './reviewTypes';

/** Loads the facts of reports, for what their viewers may do. */
export const factsLoader = (context: Context) =>
  loaderOf<number, ReportFacts>(
    context,
    'facts',
    (keys) => loadFacts(context.database, keys),
    (row) => row.reportKey,
  );

/** Returns whether a report came back from a reviewer and waits to be put right; false where there is none. */
export async function wasReturned(context: Context, reportKey: number | null): Promise<boolean> {
  const facts = reportKey === null ? null : await factsLoader(context).load(reportKey);
  return facts !== null && isReturned(facts);
}

/** Loads the steps of reports whose work the caller may read, newest first. */
export const stepLoader = (context: Context) =>
  listLoaderOf<number, ReportStep>(
    context,
    'steps',
    (keys) =>
      context.database
        .getRepository(ReportStep)
        .createQueryBuilder('s')
        .where('s.reportKey = any(:keys)', { keys: [...keys] })
        .andWhere(canReadDraftsNamedSql('s.agency_id'), draftAccessNamedParams(context.actor))
        .orderBy('s.key', 'DESC')
        .getMany(),
    (row) => row.reportKey,
  );

/** Returns steps by key, of reports whose work the caller may read. */
export const findSteps = ({ database, actor }: Context, keys: readonly string[]): Promise<ReportStep[]> =>
  database
    .getRepository(ReportStep)
    .createQueryBuilder('s')
    .where('s.key = any(:keys::bigint[])', { keys: [...keys] })
    .andWhere(canReadDraftsNamedSql('s.agency_id'), draftAccessNamedParams(actor))
    .getMany();

/** A withdrawal with the agency whose report it is of. */
type WithdrawalRow = Withdrawal & { readonly agencyKey: number };

async function readWithdrawals(
  { database }: Context,
  column: 'w.agencyId' | 'w.id',
  keys: readonly number[],
): Promise<WithdrawalRow[]> {
  const rows = await database
    .getRepository(WithdrawalEntity)
    .createQueryBuilder('w')
    .innerJoin(ReportEntity, 'r', 'r.id = w.reportId')
    .innerJoin(AgencyEntity, 'a', 'a.id = w.agencyId')
    .select('w.id', 'key')
    .addSelect('w.agencyId', 'agencyKey')
    .addSelect('w.reportId', 'reportKey')
    .addSelect('a.code', 'agency')
    .addSelect('r.year', 'year')
    .addSelect('r.scope', 'scope')
    .addSelect('w.revision', 'revision')
    .addSelect('w.publishedAt', 'publishedAt')
    .addSelect('w.withdrawnAt', 'withdrawnAt')
    .addSelect('w.reason', 'reason')
    .where(`${column} = any(:keys)`, { keys: [...keys] })
    .orderBy('w.id', 'DESC')
    .getRawMany<WithdrawalRow>();
  return rows.map((row) => Object.assign(new Withdrawal(), row));
}

/** Returns withdrawals by key. */
export const findWithdrawals = (context: Context, keys: readonly number[]): Promise<Withdrawal[]> =>
  readWithdrawals(context, 'w.id', keys);

/** Loads the withdrawals of reports of agencies, newest first. */
export const withdrawalLoader = (context: Context) =>
  listLoaderOf<number, WithdrawalRow>(
    context,
    'withdrawals',
    (keys) => readWithdrawals(context, 'w.agencyId', keys),
    (row) => row.agencyKey,
  );

/** When a report was withdrawn that is not published again. */
interface WithdrawnReport {
  readonly reportKey: number;
  readonly withdrawnAt: Date;
}

/** Loads when reports were withdrawn from publication last; null of those that are published, and of those that never were. */
export const withdrawnReportLoader = (context: Context) =>
  loaderOf<number, WithdrawnReport>(
    context,
    'withdrawn reports',
    (keys) =>
      context.database
        .getRepository(WithdrawalEntity)
        .createQueryBuilder('w')
        .leftJoin(PublishedRevision, 'p', 'p.reportId = w.reportId')
        .select('w.reportId', 'reportKey')
        .addSelect('max(w.withdrawnAt)', 'withdrawnAt')
        .where('w.reportId = any(:keys) and p.id is null', { keys: [...keys] })
        .groupBy('w.reportId')
        .getRawMany<WithdrawnReport>(),
    ({ reportKey }) => reportKey,
  );

/** Returns when a report was withdrawn from publication; null where it is published, was never, or is not there. */
export async function whenWithdrawn(context: Context, reportKey: number | null): Promise<Date | null> {
  const report = reportKey === null ? null : await withdrawnReportLoader(context).load(reportKey);
  return report?.withdrawnAt ?? null;
}

/** A verdict on an explanation, with the revision it is in. */
type VerdictRow = ExplanationReview & { readonly revisionKey: number };

/** Loads the verdicts on the explanations of revisions whose words the caller may read. */
export const verdictLoader = (context: Context) =>
  listLoaderOf<number, VerdictRow>(
    context,
    'verdicts',
    (keys) =>
      context.database
        .getRepository(FindingReview)
        .createQueryBuilder('q')
        .innerJoin(
          RevisionFinding,
          'f',
          'f.revisionId = q.revisionId and f.fingerprint = q.fingerprint and f.explanation = q.explanation and f.replacedAt is null',
        )
        .innerJoin(ReportRevisionEntity, 'v', 'v.id = q.revisionId')
        .select('q.revisionId', 'revisionKey')
        .addSelect('f.code', 'code')
        .addSelect('f.path', 'path')
        .addSelect('q.verdict', 'verdict')
        .addSelect('q.comment', 'comment')
        .addSelect('q.reviewerName', 'reviewerName')
        .addSelect('q.reviewedAt', 'reviewedAt')
        .where('q.revisionId = any(:keys)', { keys: [...keys] })
        .andWhere(`not ${isWithheld(canReadDraftsNamedSql)}`, draftAccessNamedParams(context.actor))
        .getRawMany<VerdictRow>(),
    (row) => row.revisionKey,
  );

/** A report of an agency on a year, whether or not it is there. */
interface OwedReport {
  readonly agencyKey: number;
  readonly year: number;
}

/** The deadline of a report. */
type DeadlineRow = Deadline & OwedReport;

/** Returns the key of a report by which its deadline is loaded. */
export const owedKey = ({ agencyKey, year }: OwedReport) => `${agencyKey} ${year}`;

/** The SQL of the deadlines of reports of agencies ($1) on years ($2), as they are now or were set at an instant ($3). */
const deadlinesSql = (at: string | null) => `
  select o.agency as "agencyKey", o.year, d.due_on::text as "dueOn", d.rule_due_on::text as "ruleDueOn", d.has_passed as "hasPassed", d.locks,
         d.open_until::text as "openUntil", d.is_locked as "isLocked", d.extension_reason as "extensionReason",
         d.extension_granted_by as "extensionGrantedBy", d.extension_granted_on::text as "extensionGrantedOn"
    from unnest($1::int[], $2::int[]) as o(agency, year) cross join lateral ${deadlineSql('o.agency', 'o.year', at)} d`;

/** Loads the deadlines of reports by agency and year, as they are now or were set at an instant: those of all years by one statement. */
export const deadlineLoader = (context: Context, asOf: Date | null = null) =>
  loaderOf<string, DeadlineRow>(
    context,
    loaderName('deadline', asOf),
    (keys) => {
      const owed = keys.map((key) => key.split(' ').map(Number));
      const parameters = [owed.map(([agency]) => agency), owed.map(([, year]) => year)];
      return queryRows<DeadlineRow>(
        context.database,
        deadlinesSql(asOf && '$3'),
        asOf ? [...parameters, asOf] : parameters,
      );
    },
    owedKey,
  );

/** How an agency reviews. */
type SettingRow = Pick<ReviewSetting, 'agencyKey' | 'steps' | 'allowSamePerson' | 'reason'>;

/** Loads how agencies review; those without a setting have every step. */
export const settingLoader = (context: Context) =>
  loaderOf<number, SettingRow>(
    context,
    'review settings',
    async (keys) => {
      const settings = await context.database
        .getRepository(ReviewSetting)
        .findBy({ agencyKey: In([...keys]) });
      const byAgency = new Map(settings.map((row) => [row.agencyKey, row]));
      return keys.map(
        (agencyKey) =>
          byAgency.get(agencyKey) ?? {
            agencyKey,
            steps: [...REVIEW_STEPS],
            allowSamePerson: false,
            reason: null,
          },
      );
    },
    (row) => row.agencyKey,
  );
