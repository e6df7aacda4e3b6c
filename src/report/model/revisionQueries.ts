import { Any, type SelectQueryBuilder } from 'typeorm';
import { canReadDraftsNamedSql, draftAccessNamedParams } from '../../agency/draftAccess';
import type { Database } from '../../shared/database';
import type { FindingType } from '../../shared/graphql/finding';
import { type Context, listLoaderOf, loaderOf } from '../../shared/request/context';
import { PublishedRevision, ReportRevisionEntity, RevisionFinding } from './reportEntities';
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

/** Loads the findings stored with revisions, in their order; explanations only of revisions whose words the caller may read. */
export const findingLoader = (context: Context) =>
  listLoaderOf<number, FindingRow>(
    context,
    'findings',
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
        .setParameters(draftAccessNamedParams(context.actor))
        .orderBy('f.revisionId')
        .addOrderBy('f.ordinal')
        .getRawMany<FindingRow>(),
    (row) => row.revisionKey,
  );
