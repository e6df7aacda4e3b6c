import type { Cell } from '../../form/cells';
import { cellOf, cellsOfEdition } from '../../form/cells';
import { emptyFigures, type Figures, getFigure, setFigure } from '../../form/figures';
import { type Finding, findingOf } from '../../form/finding';
import type { Edition, TableSection } from '../../form/lines';
import { missingCellsFinding } from '../../form/missingCells';
import { type CellReading, readCell } from '../../form/readCell';
import { RULES } from '../../form/rules';
import { TABLE_SECTIONS } from '../../form/sections';
import { computeTotals, TOTALS } from '../../form/totals';
import { locationInWords } from '../../shared/locationInWords';
import { confirmRecognised } from './confirmRecognised';
import { CERTAIN, type ReadCell, type Unplaced } from './extraction';
import type { MatchedFigure, SectionFigures } from './placedFigures';
import { headsOf } from './printedHeads';
import { NO_REASON, type Reasons, reasonsOf } from './reasons';
import { convert, NO_UNIT_ABOVE } from './units';
import { holdsFigures, strayAsUnplaced } from './unplacedFigures';

/** What a figure says in its cell: the amount in 万元 or the count, its note, what was done with its unit, and why it may be another. */
interface CellValue {
  readonly reading: CellReading;
  /** Whether nobody understands what is printed, or in which unit it is, or the form has no such figure. */
  readonly isNotUnderstood?: boolean;
  readonly note: string | null;
  readonly reason: string | null;
  readonly doubt: string | null;
  readonly finding?: Finding;
}

/** Returns the value of a placed figure; all notes beside it are joined. */
function valueFor(cell: Cell, figure: MatchedFigure): CellValue {
  const { piece } = figure;
  const read = valueAsPrinted(cell, figure);
  const notes = [...(piece.notes ?? []), ...(read.note ? [read.note] : [])];
  return { ...read, note: notes.length > 0 ? notes.join('；') : null };
}

function valueAsPrinted(cell: Cell, { piece, where, unit }: MatchedFigure): CellValue {
  const value = piece.value;
  if (value === null) return { ...UNKNOWN, note: null, doubt: NOT_UNDERSTOOD };
  const beside = { note: value.note, reason: null, doubt: value.doubt ?? null };
  if (value.kind === 'BLANK') return { reading: { status: 'BLANK', value: null }, ...beside };
  if (value.kind === 'NOT_APPLICABLE')
    return { reading: { status: 'NOT_APPLICABLE', value: null }, ...beside };
  const { number, reason, doubt } = convert(cell, value, unit ?? NO_UNIT_ABOVE);
  if (number === null) return { ...UNKNOWN, note: value.note, doubt };
  const reading = readCell(cell, cell.kind === 'AMOUNT' ? number : Number(number));
  const { finding } = reading;
  const place = locationInWords(where);
  return {
    reading,
    isNotUnderstood: finding !== undefined,
    finding: finding && {
      ...finding,
      messageZh: `${finding.messageZh}（${place.zh}）`,
      messageEn: `${finding.messageEn} (${place.en})`,
    },
    note: value.note,
    reason,
    doubt: doubt ?? value.doubt ?? (cell.kind !== 'CHANGE' && GROWTH.test(value.text) ? MAY_BE_CHANGE : null),
  };
}

/** A sign of growth before a figure; a count has none. */
const GROWTH = /^\s*(?:净?增|上?升|[+＋↑])/u;
const MAY_BE_CHANGE = '数前有增长的符号，可能是变化量 a sign of growth stands before it; it may be a change';

const UNKNOWN = {
  reading: { status: 'BLANK', value: null },
  isNotUnderstood: true,
  reason: null,
} as const;
const NOT_UNDERSTOOD = '单元格内容无法识别为数值 the cell holds something that is not understood as a figure';

const MISSING: ReadCell = {
  value: null,
  status: 'MISSING',
  printed: null,
  computed: false,
  confidence: 1,
  ...NO_REASON,
  where: null,
  note: null,
};

const LONGEST_SHOWN = 60;

/** Returns a finding that names the cells that the document does not have, if any. */
export const missingCells = (cells: Readonly<Record<string, ReadCell>>): Finding[] =>
  missingCellsFinding(Object.keys(cells).filter((code) => cells[code].status === 'MISSING'));

/** Returns a finding for each cell that was read with doubt, with what is printed and why. A computed total follows its parts. */
export function doubtfulCells(cells: Readonly<Record<string, ReadCell>>): Finding[] {
  return Object.entries(cells)
    .filter(
      ([, { status, confidence, computed }]) => status !== 'MISSING' && !computed && confidence < CERTAIN,
    )
    .map(([code, { printed, reasonZh, reasonEn }]) => {
      const shown = (printed ?? '').replace(/\s+/gu, ' ').slice(0, LONGEST_SHOWN);
      return findingOf(RULES.doubtfulCell, code, {
        cells: [code],
        actual: shown,
        zh: `：“${cellOf(code).zh}”原文“${shown}”${reasonZh ? `，${reasonZh}` : ''}`,
        en: `: "${cellOf(code).en}", printed "${shown}"${reasonEn ? `. ${reasonEn}` : ''}`,
      });
    });
}

/** The cells of the tables as read, with what was found on the way. */
export interface ReadTables {
  readonly editions: Record<TableSection, Edition>;
  readonly figures: Figures;
  readonly cells: Record<string, ReadCell>;
  /** Notes printed beside figures, by code. */
  readonly notes: Record<string, string>;
  readonly findings: Finding[];
  readonly unplaced: Unplaced[];
}

/** A figure that the form cannot hold is nearly sure to be misread; a person must see one whose text is in doubt. */
function confidenceOf({ piece, confidence }: MatchedFigure, { reading, reason, doubt }: CellValue): number {
  if (reading.finding || piece.value === null) return 0.3;
  if (piece.doubt || doubt) return Math.min(0.5, confidence);
  return reason ? Math.min(0.9, confidence) : confidence;
}

/** Returns why a cell is doubtful: the form refuses its figure, its text may be another, or its place. */
function whyDoubtful({ piece, reason }: MatchedFigure, found: CellValue): Reasons<string | null> {
  const { finding } = found.reading;
  if (finding) return { reasonZh: finding.messageZh, reasonEn: finding.messageEn };
  const why = piece.doubt ?? found.doubt ?? found.reason ?? reason;
  return why === null ? NO_REASON : reasonsOf(why);
}

/** Adds the cells of one section to the tables. Figures of the other edition are unplaced. */
function readSectionCells(
  { editions, figures, cells, notes, findings, unplaced }: ReadTables,
  section: TableSection,
  { placed, strays }: SectionFigures,
): void {
  unplaced.push(...strays.filter(holdsFigures).map((stray) => strayAsUnplaced(section, stray)));
  const byCode = new Map(placed.map((one) => [one.code, one]));
  for (const cell of cellsOfEdition(editions[section], section)) {
    const one = byCode.get(cell.code);
    byCode.delete(cell.code);
    if (!one) {
      cells[cell.code] = MISSING;
      continue;
    }
    if (one.piece.value === null && /\d/u.test(one.piece.text))
      unplaced.push(strayAsUnplaced(section, { row: one.row, pieces: [one.piece], reason: NOT_UNDERSTOOD }));
    const found = valueFor(cell, one);
    const { reading, note, finding } = found;
    if (finding) findings.push(finding);
    if (reading.status === 'REPORTED') setFigure(figures, cell, reading.value);
    if (note) notes[cell.code] = note;
    cells[cell.code] = {
      value: reading.value,
      status: found.isNotUnderstood ? 'NOT_UNDERSTOOD' : reading.status,
      printed: one.piece.text,
      computed: false,
      confidence: confidenceOf(one, found),
      ...whyDoubtful(one, found),
      where: one.where,
      note,
      ...headsOf(one.row, one.piece),
      ...(one.piece.picture ? { picture: one.piece.picture } : {}),
    };
  }
  for (const one of byCode.values())
    unplaced.push({
      text: one.piece.text,
      reasonZh: `“${cellOf(one.code).zh}”不属于该部分所用的版本`,
      reasonEn: `"${cellOf(one.code).en}" is not in the edition of this section`,
      where: one.where,
    });
}

const LEAST_SURE = 0.8;

/** How surely the parts of a total are read. */
function confidenceOfParts(cells: Readonly<Record<string, ReadCell>>, total: string): number {
  const parts = TOTALS.find(({ cell }) => cell.code === total)?.ways.flat() ?? [];
  return Math.min(1, ...parts.map(({ code }) => cells[code]?.confidence ?? 1));
}

/** Returns the cells of the tables from the figures of their sections. Totals that were left out are computed. */
export function readCells(
  tables: Record<TableSection, SectionFigures>,
  editions: Record<TableSection, Edition>,
): ReadTables {
  const read: ReadTables = {
    editions,
    figures: emptyFigures(),
    cells: {},
    notes: {},
    findings: [],
    unplaced: [],
  };
  for (const section of TABLE_SECTIONS) readSectionCells(read, section, tables[section]);
  const { cells, figures } = read;
  Object.assign(cells, confirmRecognised(tables[3].placed, cells));
  // What is not there or not understood may be a part of a total that was left out.
  const isUnknown = (code: string) =>
    cells[code]?.status === 'MISSING' ||
    cells[code]?.status === 'NOT_UNDERSTOOD' ||
    (cells[code]?.status === 'BLANK' && cells[code].confidence < LEAST_SURE);
  for (const code of computeTotals(figures, isUnknown))
    if (cells[code])
      cells[code] = {
        ...cells[code],
        value: getFigure(figures, cellOf(code)),
        computed: true,
        confidence: Math.min(cells[code].confidence, confidenceOfParts(cells, code)),
      };
  return read;
}
