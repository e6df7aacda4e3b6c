import type { Times } from './Counted';
import type { TileRow } from './useTiles';

/** How an agency is with its report: published in time or late, recorded, withdrawn, missing, or not due yet. */
export type WallState = 'IN_TIME' | 'LATE' | 'RECORDED' | 'WITHDRAWN' | 'OVERDUE' | 'AWAITED';

const STATES: readonly (readonly [name: keyof Times, state: WallState])[] = [
  ['late', 'LATE'],
  ['recorded', 'RECORDED'],
  ['withdrawn', 'WITHDRAWN'],
  ['overdue', 'OVERDUE'],
  ['awaited', 'AWAITED'],
];

/** Returns how an agency is with its report of a year. */
export const stateOf = ({ coverage: { timeliness } }: TileRow): WallState =>
  STATES.find(([name]) => timeliness && timeliness[name] > 0)?.[1] ?? 'IN_TIME';

/** Returns the step, from 1 to 5, of how many of the reports of a place are there; 5 is all of them. */
export const fillOf = ({ expected, included }: TileRow['coverage']): number =>
  expected > 0 && included >= expected ? 5 : Math.max(1, Math.ceil((included / Math.max(expected, 1)) * 4));
