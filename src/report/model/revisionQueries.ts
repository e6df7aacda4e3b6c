import {
  canReadDraftsNamedSql,
  canReadDraftsSql,
  draftAccessNamedParams,
  draftAccessParams,
} from '../../agency/draftAccess';
import { type Queryable, queryRows } from '../../shared/database';
import type { FindingType } from '../../shared/graphql/finding';
import { type Context, listLoaderOf, loaderOf } from '../../shared/request/context';
import { ReportRevisionEntity, RevisionFinding } from './reportEntities';
import { asRevision, REVISION, type RevisionRow } from './revisionRow';
import type { ReportRevision } from './revisionTypes';
import { isWithheld } from './visibility';

/** A revision with the key of its report. */
export type KeyedRevision = ReportRevision & { readonly reportKey: number };
type KeyedRow = RevisionRow & { readonly reportKey: number };

/** SQL: the revisions of reports, or those with keys of their own ($3), newest first, whose words the caller ($1, $2) may read and that are published or the caller's work. */
const visibleRevisionsSql = (column: 'report_id' | 'id') => `
  select v.report_id as "reportKey", ${REVISION} from report_revision v
   where v.${column} = any($3) and not ${isWithheld(canReadDraftsSql)}
     and (v.published_at is not null or ${canReadDraftsSql('v.agency_id')})
   order by v.number desc`;

/** Runs a statement that returns revisions with the keys of their reports. By hand: a revision has some 224 counts, which a repository reads three times as slowly. */
const queryRevisions = async (
  database: Queryable,
  sql: string,
  parameters: readonly unknown[],
): Promise<KeyedRevision[]> => (await queryRows<KeyedRow>(database, sql, parameters)).map(asRevision);

const REVISIONS_OF_REPORTS = visibleRevisionsSql('report_id');
const REVISIONS_BY_KEY = visibleRevisionsSql('id');

/** Loads every revision of reports that the caller may see, newest first. What was withdrawn from publication is not there for the public. */
export const revisionLoader = (context: Context) =>
  listLoaderOf<number, KeyedRevision>(
    context,
    'revisions',
    (keys) =>
      queryRevisions(context.database, REVISIONS_OF_REPORTS, [...draftAccessParams(context.actor), keys]),
    (row) => row.reportKey,
  );

/** Which publication of its report each of the published revisions ($1) is, and when it was withdrawn, or a later one of the report. */
const PUBLICATIONS = `
  select v.id as "revisionKey", count(*)::int as publication,
         (select min(z.withdrawn_at) from withdrawal z where z.report_id = v.report_id and z.revision >= v.number) as "withdrawnAt"
    from report_revision v
    join report_revision u on u.report_id = v.report_id and u.published_at is not null and u.number <= v.number
   where v.id = any($1) and v.published_at is not null group by v.id`;

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
    (keys) => queryRows(context.database, PUBLICATIONS, [keys]),
    ({ revisionKey }) => revisionKey,
  );

/** The revisions of reports ($1) that new ones are composed upon. */
const BASES = {
  LATEST: `
    select v.report_id as "reportKey", ${REVISION} from report r
      join report_revision v on v.report_id = r.id and v.number = r.latest_revision where r.id = any($1)`,
  PUBLISHED: `
    select v.report_id as "reportKey", ${REVISION} from published_revision v where v.report_id = any($1)`,
} as const;

/** Returns the revisions of reports that new ones are composed upon, where there are any. */
export const findBases = (
  database: Queryable,
  reportKeys: readonly number[],
  base: keyof typeof BASES,
): Promise<KeyedRevision[]> => queryRevisions(database, BASES[base], [reportKeys]);

/** The revisions of a report ($1) with numbers ($2). */
const REVISIONS_BY_NUMBER = `
  select v.report_id as "reportKey", ${REVISION} from report_revision v where v.report_id = $1 and v.number = any($2)`;

/** Returns the revisions of a report with these numbers, drafts too: the caller must be allowed to read them. */
export const findRevisionsByNumber = (
  database: Queryable,
  reportKey: number,
  numbers: readonly number[],
): Promise<KeyedRevision[]> => queryRevisions(database, REVISIONS_BY_NUMBER, [reportKey, numbers]);

/** Returns the revisions of these keys that the caller may see. */
export const findRevisions = ({ database, actor }: Context, keys: readonly number[]) =>
  queryRevisions(database, REVISIONS_BY_KEY, [...draftAccessParams(actor), keys]);

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
