import { hanOnly } from '../../form/labels';
import { DISPUTE_GROUPS, DISPUTE_OUTCOMES } from '../../form/lines';
import { isWritten } from '../source/value';
import {
  type MatchedFigure,
  placeOf,
  type SectionFigures,
  takeApart,
  trimBlanks,
  type UnmatchedFigure,
} from './placedFigures';
import { type Piece, type Row, splitLine } from './rows';
import { headedColumns, headerWords, placeByColumns } from './tableHeader';

const SECTION = 4;
const OUTCOMES = DISPUTE_OUTCOMES.map((outcome) => outcome.code);
const CODES = DISPUTE_GROUPS.flatMap((group) =>
  OUTCOMES.map((outcome) => `disputes.${group.code}.${outcome}`),
);

/** Returns the group that words name. The last one counts, because 复议后起诉 is printed below 行政诉讼. */
function groupNamed(core: string): string | null {
  if (/复议后(?:提起)?(?:诉讼|起诉)|经复议(?:后)?起诉/u.test(core.replace(/未经复议/gu, '')))
    return 'litigationAfterReconsideration';
  if (/未经复议|直接起诉/u.test(core)) return 'litigationDirect';
  return /行政复议/u.test(core) && !/诉讼/u.test(core) ? 'reconsideration' : null;
}

function outcomeNamed(core: string): string | null {
  if (/维持$/u.test(core)) return 'upheld';
  if (/纠正$/u.test(core)) return 'corrected';
  if (/其[他它](?:结果)?$/u.test(core)) return 'other';
  if (/(?:尚未)?审结$/u.test(core)) return 'pending';
  return /[总合]计$/u.test(core) ? 'total' : null;
}

/** The cell of the words above a column. */
function cellNamed(words: string): string | null {
  const [group, outcome] = [groupNamed(words), outcomeNamed(words)];
  return group && outcome ? `disputes.${group}.${outcome}` : null;
}

const SCATTERED = '按顺序推定 placed by the order of the form';

/** Reads section four from its rows. */
export function readDisputes(rows: readonly Row[]): SectionFigures {
  const placed = new Map<string, MatchedFigure>();
  const strays: UnmatchedFigure[] = [];
  const put = (code: string, row: Row, piece: Piece, confidence = 1, reason: string | null = null) => {
    if (!placed.has(code))
      placed.set(code, { code, piece, where: placeOf(row, piece, SECTION), confidence, reason });
  };
  let group: string | null = null;
  const loose: { row: Row; piece: Piece }[] = [];
  const header: Row[] = [];
  for (const line of rows) {
    const row = line.table ? line : splitLine(line);
    const figured = takeApart(row);
    if (!figured.isWritten) {
      const named = groupNamed(hanOnly(figured.labels.join('')));
      // A heading over a table of its own; a header row that names several groups is none.
      if (named && !row.table && figured.labels.join('').length < 30) group = named;
      if (named && row.table && figured.labels.length === 1) group = named;
      header.push(row);
      if (row.table && figured.labels.length === 0 && placed.size > 0) continue;
      if (!row.table || figured.labels.length > 0) continue;
    }
    if (row.table) {
      const columns = headedColumns(headerWords(header, row.table), cellNamed);
      const byColumns =
        row.table.hasGeometry && columns.length === CODES.length ? placeByColumns(row, columns) : null;
      if (byColumns && byColumns.size === CODES.length) {
        for (const [code, piece] of byColumns) put(code, row, piece);
        continue;
      }
    }
    if (!figured.isWritten) continue;
    const written = figured.values.filter((piece) => piece.value && isWritten(piece.value));
    const allFifteen = [figured.values, written, trimBlanks(figured.values)].find(
      (part) => part.length === CODES.length,
    );
    if (allFifteen) {
      for (const [at, code] of CODES.entries()) put(code, row, allFifteen[at]);
      continue;
    }
    const groupOnly =
      groupNamed(hanOnly(figured.labels.join(''))) ?? (row.table || figured.labels.length > 0 ? group : null);
    const five = [written, figured.values, trimBlanks(figured.values)].find(
      (part) => part.length === OUTCOMES.length,
    );
    if (five && groupOnly) {
      for (const [at, outcome] of OUTCOMES.entries()) put(`disputes.${groupOnly}.${outcome}`, row, five[at]);
      group = null;
      continue;
    }
    for (const piece of figured.values.length === OUTCOMES.length * 2 ? figured.values : written)
      loose.push({ row, piece });
  }
  const open = CODES.filter((code) => !placed.has(code));
  if (loose.length > 0 && loose.length === open.length)
    for (const [at, code] of open.entries())
      put(code, loose[at].row, loose[at].piece, loose.length === CODES.length ? 0.9 : 0.8, SCATTERED);
  else
    for (const { row, piece } of loose)
      strays.push({ row, pieces: [piece], reason: '数值个数与列数不符 the figures do not fit the columns' });
  return { placed: [...placed.values()], strays };
}
