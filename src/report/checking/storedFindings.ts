import { Any, type EntityManager } from 'typeorm';
import { awaitPipelined } from '../../shared/concurrency/awaitPipelined';
import { type Database, queryRows } from '../../shared/database';
import type { FindingType } from '../../shared/graphql/finding';
import { insertRows } from '../../shared/insertRows';
import { RevisionFinding } from '../model/findingEntity';
import type { FindingCause } from '../model/reportEnums';
import { IS_CURRENT } from '../model/revisionQueries';

/** The findings of a revision as they are stored. */
interface FindingsToStore {
  readonly revisionKey: number;
  readonly findings: readonly FindingType[];
}

/** Findings that take the place of others: for which time, when and why. */
interface Renewal extends FindingsToStore {
  readonly renewal: number;
  readonly foundAt: Date;
  readonly cause: FindingCause | null;
}

/** Stores the findings of revisions in their order, in one statement. */
export const insertFindings = (
  manager: EntityManager,
  stored: readonly FindingsToStore[] | readonly Renewal[],
) =>
  insertRows(
    manager,
    RevisionFinding,
    stored.flatMap(({ revisionKey, findings, ...when }) =>
      findings.map((finding, at) => ({
        revisionId: revisionKey,
        ordinal: at + 1,
        ...contentOfFinding(finding),
        ...when,
      })),
    ),
  );

/** Returns what of a finding is stored. */
const contentOfFinding = ({
  code,
  severity,
  path,
  cells,
  expected,
  actual,
  messageZh,
  messageEn,
  citation,
  explanation,
}: FindingType) => ({
  code,
  severity,
  path,
  cells: [...cells],
  expected: expected ?? null,
  actual: actual ?? null,
  messageZh,
  messageEn,
  citation,
  explanation: explanation ?? null,
});

/** Whether two lists of findings are the same, with their explanations and in the same order. */
export const areSame = (one: readonly FindingType[], other: readonly FindingType[]): boolean =>
  JSON.stringify(one.map(contentOfFinding)) === JSON.stringify(other.map(contentOfFinding));

/** Ends the findings of revisions ($1) that come before renewals ($2), at the times of these ($3). */
const END_FINDINGS = `
  update revision_finding f set replaced_at = o.at from unnest($1::int[], $2::int[], $3::timestamptz[]) as o(revision, renewal, at)
   where f.revision_id = o.revision and f.renewal < o.renewal and f.replaced_at is null`;

/** Stores findings in place of those before them, which end. Neither statement waits for the other. */
export const replaceFindings = (manager: EntityManager, renewals: readonly Renewal[]) =>
  awaitPipelined([
    queryRows(manager, END_FINDINGS, [
      renewals.map(({ revisionKey }) => revisionKey),
      renewals.map(({ renewal }) => renewal),
      renewals.map(({ foundAt }) => foundAt),
    ]),
    insertFindings(manager, renewals),
  ]);

/** Whether a finding holds: others did not take its place. */
export const holds = ({ replacedAt }: Pick<RevisionFinding, 'replacedAt'>): boolean => replacedAt === null;

/** Returns what was ever found in revisions: for each what holds first, in order, and what was replaced last before what was replaced earlier. */
export const findFindings = (database: Database, revisions: readonly number[]): Promise<RevisionFinding[]> =>
  database.getRepository(RevisionFinding).find({
    where: { revisionId: Any(revisions) },
    order: { revisionId: 'ASC', renewal: 'DESC', ordinal: 'ASC' },
  });

/** Returns the same for the revisions of reports that are shown or can be again. */
export const findCurrentFindings = (
  database: Database,
  reportKeys: readonly number[],
): Promise<RevisionFinding[]> =>
  database
    .getRepository(RevisionFinding)
    .createQueryBuilder('f')
    .innerJoin('f.revision', 'v')
    .innerJoin('v.report', 'r')
    .where('v.reportId = any(:reportKeys)', { reportKeys })
    .andWhere(IS_CURRENT)
    .orderBy({ 'f.revisionId': 'ASC', 'f.renewal': 'DESC', 'f.ordinal': 'ASC' })
    .getMany();
