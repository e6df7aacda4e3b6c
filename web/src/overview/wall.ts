import type { WebWallQuery } from '../api/generated/documents';
import type { TileRow } from './useTiles';

/** How an agency is with its report: published in time or late, still awaited, or overdue. */
export type WallState = 'IN_TIME' | 'LATE' | 'AWAITED' | 'OVERDUE';

type Completeness = NonNullable<NonNullable<WebWallQuery['year']>['completeness']>;

/** What is read of completeness beside the rows. */
export interface WallFacts {
  /** The codes of agencies whose reports were published late. */
  readonly late: ReadonlySet<string>;
  /** Whether the deadline of a missing agency has passed, by its code, extensions included. */
  readonly overdue: ReadonlyMap<string, boolean>;
  /** Whether the day by law is over: that of those missing whose own is not read. */
  readonly isDue: boolean;
}

/** Returns what is read of a wall. */
export const factsOf = ({ late, missing }: Completeness, isDue: boolean): WallFacts => ({
  late: new Set((late?.nodes ?? []).map(({ agency: { code } }) => code)),
  overdue: new Map(
    (missing?.nodes ?? []).map(({ agency }) => [agency.code, agency.deadline?.hasPassed ?? isDue]),
  ),
  isDue,
});

/** Returns how an agency is with its report. */
export function stateOf(
  { keys: [{ code }], coverage }: TileRow,
  { late, overdue, isDue }: WallFacts,
): WallState {
  if (coverage.included > 0) return late.has(code) ? 'LATE' : 'IN_TIME';
  return (overdue.get(code) ?? isDue) ? 'OVERDUE' : 'AWAITED';
}

/** Returns the step, from 1 to 5, of how many of the reports of a place are there; 5 is all of them. */
export const fillOf = ({ expected, included }: TileRow['coverage']): number =>
  expected > 0 && included >= expected ? 5 : Math.max(1, Math.ceil((included / Math.max(expected, 1)) * 4));
