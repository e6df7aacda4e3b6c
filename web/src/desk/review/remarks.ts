import { findCell } from '../../../../src/form/cells';
import { findingsOf, type Verdict, verdictOn, type Work } from '../useWork';

type Step = Work['steps'][number];

/** A remark on a cell or a section, with who made it. */
export interface Remark {
  readonly section: number;
  /** Null where it is on the section. */
  readonly cellCode: string | null;
  readonly text: string;
  readonly actorName: string;
  readonly actorDisplayName: string | null;
}

/** Returns the steps that say what a report is to be mended by, or was: those since it was last submitted, or for who looks at it again, since it was submitted before. */
function stepsOfRound({ steps, state }: Pick<Work, 'steps' | 'state'>): Step[] {
  let submissions = state === 'DRAFT' ? 1 : 0;
  const since: Step[] = [];
  for (const step of steps) {
    if (step.action === 'SUBMIT') submissions += 1;
    // What was said of a draft that was given up is about no other.
    if (submissions > 1 || step.action === 'DISCARD') break;
    since.push(step);
  }
  return since;
}

/** Returns the remarks of reviewers that are still to be heeded, or were. */
export const openRemarks = (work: Pick<Work, 'steps' | 'state'>): Remark[] =>
  stepsOfRound(work).flatMap(({ remarks, actorName, actorDisplayName }) =>
    remarks.map((remark) => ({ ...remark, actorName, actorDisplayName })),
  );

/** Returns why a report came back; null where it did not. */
export const returnComment = (work: Pick<Work, 'steps' | 'state'>): string | null =>
  stepsOfRound(work).find(({ action }) => action === 'RETURN')?.comment ?? null;

/** An explanation that a reviewer refused, with what it was to explain. */
export interface RefusedExplanation {
  readonly finding: Work['findings'][number];
  readonly verdict: Verdict;
}

/** Returns whether a reviewer refused the explanation of a finding as it is stored. */
export const isRefused = (work: Work, finding: { readonly code: string; readonly path: string }): boolean =>
  verdictOn(work, finding)?.verdict === 'REJECTED';

/** Returns the explanations that reviewers refused and that are still to be written anew. */
export const refusedExplanations = (work: Work): RefusedExplanation[] =>
  findingsOf(work).flatMap((finding) => {
    const verdict = verdictOn(work, finding);
    return verdict?.verdict === 'REJECTED' ? [{ finding, verdict }] : [];
  });

const CELL = 'cell ';
const SECTION = 'section ';

/** The names under which a device holds what a reviewer writes: of a cell, and of a section. */
export const cellField = (code: string): string => CELL + code;
export const sectionField = (section: number): string => SECTION + section;

/** A remark as it is sent. */
export type SentRemark = Omit<Remark, 'actorName' | 'actorDisplayName'>;

/** Returns the remarks that are written, as they are sent, in the order of the sections. */
export function writtenRemarks(typed: Readonly<Record<string, string>>): SentRemark[] {
  return Object.entries(typed)
    .flatMap(([field, written]): SentRemark[] => {
      const text = written.trim();
      if (!text) return [];
      if (field.startsWith(SECTION))
        return [{ section: Number(field.slice(SECTION.length)), cellCode: null, text }];
      const cell = field.startsWith(CELL) ? findCell(field.slice(CELL.length)) : undefined;
      return cell ? [{ section: cell.section, cellCode: cell.code, text }] : [];
    })
    .sort((one, other) => one.section - other.section);
}
