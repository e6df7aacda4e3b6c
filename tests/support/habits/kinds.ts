import type { TableHabits } from '../tableHabits';
import type { Look } from './looks';

/** What a kind of document can show, and how its tables may be laid out. */
export interface Kind {
  readonly looks: readonly Look[];
  readonly layouts: readonly TableHabits['format'][];
}

const ALL: readonly Look[] = ['HIDDEN', 'WHITE', 'STRUCK', 'RAISED'];
const GRID = ['SPANS', 'SPANS', 'BLANKS', 'DROPPED'] as const;
const DRAWN = ['SPANS', 'SPANS', 'BLANKS'] as const;

/** The kinds of documents that are written here, without an outside program. */
export const KINDS = {
  HTML: { looks: ALL, layouts: GRID },
  MHTML: { looks: ALL, layouts: GRID },
  DOCX: { looks: ALL, layouts: GRID },
  FLAT_OPC: { looks: ALL, layouts: GRID },
  WORD_2003: { looks: ALL, layouts: GRID },
  RTF: { looks: ALL, layouts: GRID },
  ODT: { looks: ALL, layouts: GRID },
  XLSX: { looks: ['WHITE', 'STRUCK', 'RAISED'], layouts: DRAWN },
  ODS: { looks: ['WHITE', 'STRUCK', 'RAISED'], layouts: DRAWN },
  PDF: { looks: ALL, layouts: DRAWN },
  OFD: { looks: ALL, layouts: DRAWN },
  TEXT: { looks: [], layouts: ['TABS', 'LINES', 'SPACES'] },
  MARKDOWN: { looks: [], layouts: ['BARS', 'BARS_DROPPED'] },
  CSV: { looks: [], layouts: ['TABS'] },
} as const satisfies Record<string, Kind>;

export type KindName = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as KindName[];

/** Returns whether rows of a kind can be hidden. */
export const canHideRows = (kind: KindName): boolean =>
  !['PDF', 'OFD', 'RTF', 'TEXT', 'MARKDOWN', 'CSV', 'WORD_2003'].includes(kind);
