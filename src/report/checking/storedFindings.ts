import { Any, type EntityManager, IsNull } from 'typeorm';
import type { Database } from '../../shared/database';
import type { FindingType } from '../../shared/graphql/finding';
import { insertRows } from '../../shared/insertRows';
import { RevisionFinding } from '../model/findingEntity';
import type { FindingCause } from '../model/reportEnums';

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

/** Ends the findings of revisions: others take their place. */
export const replaceFindings = (manager: EntityManager, revisions: readonly number[], at: Date) =>
  manager
    .getRepository(RevisionFinding)
    .update({ revisionId: Any(revisions), replacedAt: IsNull() }, { replacedAt: at });

/** Whether a finding holds: others did not take its place. */
export const holds = ({ replacedAt }: Pick<RevisionFinding, 'replacedAt'>): boolean => replacedAt === null;

/** Returns what was ever found in revisions: for each what holds first, in order, and what was replaced last before what was replaced earlier. */
export const findFindings = (database: Database, revisions: readonly number[]): Promise<RevisionFinding[]> =>
  database.getRepository(RevisionFinding).find({
    where: { revisionId: Any(revisions) },
    order: { revisionId: 'ASC', renewal: 'DESC', ordinal: 'ASC' },
  });
