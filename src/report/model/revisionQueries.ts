import { Any, type SelectQueryBuilder } from 'typeorm';
import { canReadDraftsNamedSql, draftAccessNamedParams } from '../../agency/draftAccess';
import type { Database } from '../../shared/database';
import type { FindingType } from '../../shared/graphql/finding';
import { type Context, listLoaderOf, loaderName, loaderOf } from '../../shared/request/context';
import { RevisionFinding } from './findingEntity';
import { PublishedRevision, ReportIndicator, ReportRevisionEntity } from './reportEntities';
import { WithdrawalEntity } from './revisionHistory';
import { asRevision, REVISION, type RevisionRow } from './revisionRow';
import type { ReportRevision } from './revisionTypes';
import { isWithheld } from './visibility';

/** A revision with the key of its report. */
export type KeyedRevision = ReportRevision & { readonly reportKey: number };
type KeyedRow = RevisionRow & { readonly reportKey: number };

/** Returns a query of revisions (v), or of what a view holds of them. */
const selectRevisions = (
  database: Database,
  source: typeof ReportRevisionEntity = ReportRevisionEntity,
): SelectQueryBuilder<ReportRevisionEntity> =>
  database.getRepository(source).createQueryBuilder('v').select(`v.report_id as "reportKey", ${REVISION}`);

/** Returns the revisions of a query. */
const readRevisions = async (query: SelectQueryBuilder<ReportRevisionEntity>): Promise<KeyedRevision[]> =>
  (await query.getRawMany<KeyedRow>()).map(asRevision);

/** Returns a query of the revisions, newest first, whose words an actor may read and that are published or the actor's work. */
const selectVisible = ({ database, actor }: Context) =>
  selectRevisions(database)
    .where(`not ${isWithheld(canReadDraftsNamedSql)}`, draftAccessNamedParams(actor))
    .andWhere(`(v.publishedAt is not null or ${canReadDraftsNamedSql('v.agency_id')})`)
    .orderBy('v.number', 'DESC');

/** Loads every revision of reports that the caller may see, newest first. What was withdrawn from publication is not there for the public. */
export const revisionLoader = (context: Context) =>
  listLoaderOf<number, KeyedRevision>(
    context,
    'revisions',
    (keys) => readRevisions(selectVisible(context).andWhere({ reportId: Any(keys) })),
    (row) => row.reportKey,
  );

/** A publication of a report: its number from 1, and when it was withdrawn, or a later one; null if it was not. */
interface Publication {
  readonly revisionKey: number;
  readonly publication: number;
  readonly withdrawnAt: Date | null;
}

/** Loads which publication of its report a revision is; null of those that never were published. Drafts do not count. */
export const publicationLoader = (context: Context) =>
  loaderOf<number, Publication>(
    context,
    'publications',
    (keys) =>
      context.database
        .getRepository(ReportRevisionEntity)
        .createQueryBuilder('v')
        .innerJoin(
          ReportRevisionEntity,
          'u',
          'u.reportId = v.reportId and u.publishedAt is not null and u.number <= v.number',
        )
        .leftJoin(WithdrawalEntity, 'z', 'z.reportId = v.reportId and z.revision >= v.number')
        .select('v.id', 'revisionKey')
        .addSelect('count(distinct u.id)::int', 'publication')
        .addSelect('min(z.withdrawnAt)', 'withdrawnAt')
        .where('v.id = any(:keys) and v.publishedAt is not null', { keys })
        .groupBy('v.id')
        .getRawMany<Publication>(),
    ({ revisionKey }) => revisionKey,
  );

/** Returns the revisions of reports that new ones are composed upon, where there are any: the latest or the published ones. */
export const findBases = (
  database: Database,
  reportKeys: readonly number[],
  base: 'LATEST' | 'PUBLISHED',
): Promise<KeyedRevision[]> =>
  readRevisions(
    base === 'PUBLISHED'
      ? selectRevisions(database, PublishedRevision).where({ reportId: Any(reportKeys) })
      : selectRevisions(database)
          .innerJoin('v.report', 'r', 'r.latestRevision = v.number')
          .where({ reportId: Any(reportKeys) }),
  );

/** SQL: whether a revision (v) of a report (r) is shown or can be again: the latest, and what was published last, which a given up draft leaves. */
export const IS_CURRENT = `(v.number = r.latest_revision
  or v.number = (select max(u.number) from report_revision u where u.report_id = r.id and u.published_at is not null))`;

/** A revision that is shown or can be again, with its report and the version of the rules by which it was checked. */
export type CurrentRevision = KeyedRevision &
  Pick<ReportRevisionEntity, 'year' | 'rulesVersion'> & {
    /** The value that it states of an indicator; null where it states none. */
    readonly indicatorValue: string | null;
  };

/** Returns the revisions of reports that are shown or can be again, drafts too, with what each states of the indicator of a code. */
export const findCurrentRevisions = async (
  database: Database,
  reportKeys: readonly number[],
  indicator: string,
): Promise<CurrentRevision[]> => {
  const rows = await selectRevisions(database)
    .addSelect('v.year', 'year')
    .addSelect('v.rulesVersion', 'rulesVersion')
    .addSelect(
      (query) =>
        query
          .select('i.value')
          .from(ReportIndicator, 'i')
          .innerJoin('i.indicator', 'c')
          .where('i.revisionId = v.id and c.code = :indicator', { indicator }),
      'indicatorValue',
    )
    .innerJoin('v.report', 'r')
    .where({ reportId: Any(reportKeys) })
    .andWhere(IS_CURRENT)
    .orderBy('v.id')
    .getRawMany<KeyedRow & Pick<CurrentRevision, 'year' | 'rulesVersion' | 'indicatorValue'>>();
  return rows.map(asRevision);
};

/** Returns the revisions of a report with these numbers, drafts too: the caller must be allowed to read them. */
export const findRevisionsByNumber = (
  database: Database,
  reportId: number,
  numbers: readonly number[],
): Promise<KeyedRevision[]> =>
  readRevisions(selectRevisions(database).where({ reportId, number: Any(numbers) }));

/** Returns the revisions of these keys that the caller may see. */
export const findRevisions = (context: Context, keys: readonly number[]) =>
  readRevisions(selectVisible(context).andWhere({ id: Any(keys) }));

type FindingRow = FindingType & { readonly revisionKey: number };

/** Whether a finding (f) holds, or did at an instant. */
const isFound = (asOf: Date | null) =>
  asOf ? 'f.foundAt <= :asOf and coalesce(f.replacedAt > :asOf, true)' : 'f.replacedAt is null';

/** Loads what is found in revisions, or was at an instant, in order; explanations only of revisions whose words the caller may read. */
export const findingLoader = (context: Context, asOf: Date | null = null) =>
  listLoaderOf<number, FindingRow>(
    context,
    loaderName('findings', asOf),
    (keys) =>
      context.database
        .getRepository(RevisionFinding)
        .createQueryBuilder('f')
        .innerJoin(ReportRevisionEntity, 'v', 'v.id = f.revisionId')
        .select('f.revisionId', 'revisionKey')
        .addSelect('f.code', 'code')
        .addSelect('f.severity', 'severity')
        .addSelect('f.path', 'path')
        .addSelect('f.cells', 'cells')
        .addSelect('f.expected', 'expected')
        .addSelect('f.actual', 'actual')
        .addSelect('f.messageZh', 'messageZh')
        .addSelect('f.messageEn', 'messageEn')
        .addSelect('f.citation', 'citation')
        .addSelect(`case when not ${isWithheld(canReadDraftsNamedSql)} then f.explanation end`, 'explanation')
        .where('f.revisionId = any(:keys)', { keys: [...keys] })
        .andWhere(isFound(asOf), { asOf })
        .setParameters(draftAccessNamedParams(context.actor))
        .orderBy('f.revisionId')
        .addOrderBy('f.ordinal')
        .getRawMany<FindingRow>(),
    (row) => row.revisionKey,
  );
