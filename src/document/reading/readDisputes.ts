import { hanOnly, normalize } from '../../form/labels';
import { isWritten } from '../source/value';
import { readByAxes } from './axes';
import { cellsOf, firstCells } from './disputeCells';
import {
  GROUPS,
  groupNamed,
  groupsInOrder,
  nameDispute,
  namesSomething,
  OUTCOMES,
  outcomeNamed,
  outcomesInOrder,
} from './disputeLabels';
import { doAddUp, doSumsHold, doubtWithoutSum, IN_DOUBT, NO_SUM } from './disputeSums';
import {
  type Figured,
  isFilled,
  type MatchedFigure,
  placeOf,
  type SectionFigures,
  takeApartAfter,
  type UnmatchedFigure,
} from './placedFigures';
import { isLineOfText, type Piece, type Row, soleText } from './rows';
import { doubtSlipped } from './slippedRows';

const SECTION = 4;
const SCATTERED = '按顺序推定 placed by the order of the form';
const NO_PLACE = '数值个数与列数不符 the figures do not fit the columns';
const FEWEST_BY_AXES = 4;

/** The figures of section four as they are found. */
class Disputes {
  readonly placed: MatchedFigure[] = [];
  readonly strays: UnmatchedFigure[] = [];

  put(code: string, row: Row, piece: Piece, confidence = 1, reason: string | null = null): void {
    this.placed.push({ code, row, piece, where: placeOf(row, piece, SECTION), confidence, reason });
  }

  has(code: string): boolean {
    return this.placed.some((one) => one.code === code);
  }

  putAll(
    codes: readonly string[],
    row: Row,
    pieces: readonly Piece[],
    confidence: number,
    reason: string | null,
  ) {
    for (const [at, code] of codes.entries()) this.put(code, row, pieces[at], confidence, reason);
  }

  stray(row: Row, pieces: readonly Piece[], reason = NO_PLACE): void {
    if (pieces.some(isFilled)) this.strays.push({ row, pieces: pieces.filter(isFilled), reason });
  }
}

const countUpheld = (words: string) => hanOnly(words).match(/结果维持/gu)?.length ?? 0;
const countTotals = (words: string) => hanOnly(words).match(/[总合]计/gu)?.length ?? 0;

/** Takes a row of section four apart. A row without labels is all cells, and words among its figures are a cell that nobody understands. */
function takeDisputeApart(row: Row): Figured {
  const [first] = row.pieces;
  const isBare =
    row.pieces.length > 1 &&
    (isFigure(first) || /^[^\p{L}]+$|^\d/u.test(normalize(first.text))) &&
    !row.pieces.some(({ text }) => namesSomething(text));
  if (isBare) return { row, labels: [], values: row.pieces, isWritten: true };
  return takeApartAfter(row, namesSomething);
}

const isFigure = ({ value }: Piece) => value !== null && isWritten(value);

/** Whether a row holds nothing, though another row of its table holds figures: it is no row of the form. */
const isEmptyBeside = (row: Row, rows: readonly Row[]) =>
  row.table !== null &&
  row.pieces.every(({ text }) => text.trim() === '') &&
  rows.some((other) => other.table === row.table && other.pieces.some(isFigure));

/** Reads section four from its rows, those of the report's year. */
export function readDisputes(all: readonly Row[], year: number | null): SectionFigures {
  const rows = all.filter((row) => !isEmptyBeside(row, all));
  const disputes = new Disputes();
  const byAxes = new Set<Row['table']>();
  for (const table of new Set(rows.flatMap((row) => (row.table?.hasGeometry ? [row.table] : [])))) {
    const { cells, extra, lost } = readByAxes(
      rows.filter((row) => row.table === table),
      (axes) => nameDispute(axes, year),
    );
    if (cells.length < FEWEST_BY_AXES || lost.length > 0) continue;
    byAxes.add(table);
    for (const { row, piece, code } of cells) disputes.put(code, row, piece);
    for (const { row, piece, reason } of extra) disputes.stray(row, [piece], reason);
  }
  readInOrder(
    rows.filter((row) => row.table === null || !byAxes.has(row.table)),
    disputes,
  );
  const placed = doubtSlipped(doubtWithoutSum(disputes.placed), doSumsHold);
  return { placed, strays: disputes.strays };
}

/** Whether the name of a group stands beside an outcome that is not the first of it: it is in the middle of its rows then, and some come before it. */
const isGroupInMiddle = (row: Row): boolean => {
  const core = hanOnly(row.text);
  const outcome = outcomeNamed(core);
  return groupsInOrder(row.text).length === 1 && outcome !== null && outcome !== OUTCOMES[0];
};

/** The header of section four has some hundred letters; more of the words above a row cost time and tell nothing. */
const LONGEST_HEADER = 300;

/** Reads rows by the order of the columns that the header above them names. */
function readInOrder(rows: readonly Row[], disputes: Disputes): void {
  let group: string | null = null;
  let header = '';
  let tableHeader = '';
  // The heads below the last heading that names a group.
  let headsOfGroup = '';
  let table: Row['table'] = null;
  let groups: readonly string[] = [];
  const loose: { row: Row; piece: Piece }[] = [];
  let mayBeScattered = true;
  let hasOtherRows = false;
  // How many figures without labels stand behind the last line that names an outcome.
  let behindOutcome = 0;
  const isCentred = rows.some(
    (row) => isLineOfText(row) && isGroupInMiddle(row) && !row.pieces.some(isFigure),
  );
  for (const row of rows) {
    if (row.table !== null && row.table !== table) tableHeader = '';
    table = row.table ?? table;
    const figured = takeDisputeApart(row);
    const words = figured.labels.join('');
    const isBlankRow = row.table !== null && figured.labels.length === 0;
    if (!figured.isWritten && !isBlankRow) {
      // A figure of each group behind every outcome: not in the order of the form.
      if (outcomeNamed(hanOnly(words)) !== null) {
        hasOtherRows ||= behindOutcome > 1 && behindOutcome <= GROUPS.length;
        behindOutcome = 0;
      }
      const named = groupNamed(hanOnly(words));
      // A heading over a table of its own; a header row that names several groups is none.
      const several = groupsInOrder(words.replace(/未经行政复议/gu, '未经复议')).length > 1;
      if (named && !several && (row.table ? soleText(row) !== null : words.length < 30)) {
        group = named;
        headsOfGroup = '';
      }
      headsOfGroup = (headsOfGroup + words).slice(-LONGEST_HEADER);
      header = (header + words).slice(-LONGEST_HEADER);
      tableHeader = (tableHeader + words).slice(-LONGEST_HEADER);
      if (groupsInOrder(words).length > 1) groups = groupsInOrder(words);
      continue;
    }
    if (isBlankRow && !figured.isWritten && disputes.placed.length > 0) continue;
    // A table with heads of its own is not read by those of another.
    const above = (outcomesInOrder(tableHeader) ? tableHeader : header) + words;
    const named = outcomesInOrder(above) ?? OUTCOMES;
    const hasTotal = /[总合]计/u.test(hanOnly(above)) || outcomesInOrder(above) === null;
    const outcomes = hasTotal ? named : named.filter((outcome) => outcome !== 'total');
    const codes = GROUPS.flatMap((one) => outcomes.map((outcome) => `disputes.${one}.${outcome}`));
    const all =
      cellsOf(figured, codes.length) ??
      (countUpheld(headsOfGroup) === GROUPS.length ? firstCells(figured, codes.length) : null);
    if (all) {
      const { cells, isExact } = all;
      const isHeaded = groupNamed(hanOnly(above)) !== null && /维持/u.test(hanOnly(above));
      const sum = doAddUp(codes, cells);
      // A blank cell leaves nothing behind in a line of text: where its heads name more columns, another figure may be in its place.
      const mayShift = isLineOfText(row) && countTotals(above) !== (hasTotal ? GROUPS.length : 0);
      const isCertain = isExact && isHeaded && (sum !== false || !mayShift);
      const isSure = isCertain || (isExact ? !isHeaded && sum !== false : sum === true);
      const confidence = isCertain ? 1 : isSure ? 0.9 : IN_DOUBT;
      disputes.putAll(codes, row, cells, confidence, confidence === 1 ? null : isSure ? SCATTERED : NO_SUM);
      continue;
    }
    const core = hanOnly(words);
    const outcome =
      figured.labels.length > 0 ? outcomeNamed(hanOnly(figured.labels[figured.labels.length - 1])) : null;
    const own = groupNamed(core);
    const across = outcome && !own && groups.length > 1 ? cellsOf(figured, groups.length) : null;
    if (outcome && across) {
      disputes.putAll(
        groups.map((one) => `disputes.${one}.${outcome}`),
        row,
        across.cells,
        across.isExact ? 0.9 : IN_DOUBT,
        SCATTERED,
      );
      continue;
    }
    const current: string | null = own ?? (row.table || figured.labels.length > 0 ? group : null);
    const single = outcome && current ? cellsOf(figured, 1) : null;
    if (outcome && current && single) {
      const confidence = isCentred && own === null ? IN_DOUBT : 0.9;
      disputes.put(`disputes.${current}.${outcome}`, row, single.cells[0], confidence, SCATTERED);
      continue;
    }
    const five =
      current && !outcome && countUpheld(headsOfGroup) <= 1
        ? (cellsOf(figured, outcomes.length) ?? firstCells(figured, outcomes.length))
        : null;
    if (five && current) {
      const ownCodes = outcomes.map((one) => `disputes.${current}.${one}`);
      const sum = doAddUp(ownCodes, five.cells);
      const isHeaded = !isLineOfText(row) && outcomesInOrder(above) !== null;
      const isSure = five.isExact ? isHeaded || sum !== false : sum === true;
      disputes.putAll(ownCodes, row, five.cells, isSure ? 1 : IN_DOUBT, isSure ? null : NO_SUM);
      group = null;
      continue;
    }
    if (outcome) mayBeScattered = false;
    hasOtherRows ||= core !== '' && own === null && outcome === null;
    const isTwoGroups = current === null && figured.values.length === OUTCOMES.length * 2;
    for (const piece of isTwoGroups ? figured.values : figured.values.filter(isFilled))
      loose.push({ row, piece });
    behindOutcome += figured.values.filter(isFilled).length;
  }
  placeScattered(loose, disputes, mayBeScattered, hasOtherRows);
}

/** Places figures of several rows in the order of the form, when there are as many as cells without a figure; rows of other words, such as 行政诉讼一审, in doubt. */
function placeScattered(
  loose: readonly { row: Row; piece: Piece }[],
  disputes: Disputes,
  mayBe: boolean,
  hasOtherRows: boolean,
): void {
  const codes = GROUPS.flatMap((group) => OUTCOMES.map((outcome) => `disputes.${group}.${outcome}`));
  const open = codes.filter((code) => !disputes.has(code));
  if (mayBe && loose.length > 0 && loose.length === open.length) {
    const sum = doAddUp(
      open,
      loose.map(({ piece }) => piece),
    );
    const isSure = sum !== false && !hasOtherRows;
    const confidence = isSure ? (loose.length === codes.length ? 0.9 : 0.8) : IN_DOUBT;
    for (const [at, code] of open.entries())
      disputes.put(code, loose[at].row, loose[at].piece, confidence, isSure ? SCATTERED : NO_SUM);
  } else for (const { row, piece } of loose) disputes.stray(row, [piece]);
}
