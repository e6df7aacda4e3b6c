import { hanOnly } from '../../form/labels';
import type { RequestRow } from '../../form/lines';
import { requestRows } from '../../form/requestRows';
import {
  isFilled,
  type MatchedFigure,
  placeOf,
  type SectionFigures,
  type UnmatchedFigure,
} from './placedFigures';
import { type PlacedCells, requestCode } from './requestCells';
import { applicantNamed } from './requestColumns';
import { ALL_WORDS, OTHER, ownLabel, SINGLE } from './requestLabels';
import type { Line } from './requestLines';
import type { Piece } from './rows';
import { type Settled, settleByOrder } from './settleByOrder';

const SECTION = 3;

/** Why two lines with one label are doubtful. */
const secondRow = (row: RequestRow) => `与另一行同为“${ownLabel(row)}” a second row of this label`;
const NEITHER_IS_CERTAIN = 0.5;

const MAY_BE_GROUP =
  '其他处理可能是组名，其行标签在相邻行 this may be the name of a group, and the label of its row in the lines beside it';
const GROUP_IN_DOUBT = 0.7;

const LABELS_IN_GROUP = requestRows(2021)
  .filter(({ code }) => code.startsWith('otherHandling.'))
  .map((row) => hanOnly(ownLabel(row)));

/** Whether 其他处理 beside figures may be the name of their group: the line above or below has words of a row of it. */
function mayBeGroup(lines: readonly Line[], at: number): boolean {
  const isOfLabel = (line: Line | undefined) => {
    const words = hanOnly(line?.row.text ?? '');
    return (
      line?.isWritten === false && words !== '' && LABELS_IN_GROUP.some((label) => label.includes(words))
    );
  };
  return !lines[at].row.table?.hasGeometry && (isOfLabel(lines[at - 1]) || isOfLabel(lines[at + 1]));
}

/** How much of the label of a row a line has. */
const scoreOf = ({ match }: Line) => match?.score ?? 0;

const isSameAs = (one: Line, other: Line) =>
  [...(one.placed?.figures ?? [])].every(
    ([column, piece]) => other.placed?.figures.get(column)?.value?.number === piece.value?.number,
  );

/** Gives every line with figures its row: by label where it has one, else by its order between those that have. */
export function settle(lines: readonly Line[]): SectionFigures {
  const named = lines.map((line) => (line.placed ? line.match : null));
  const usesSingle =
    named.some((match) => match?.row === SINGLE) &&
    !named.some((match) => match && /^otherHandling\.(?:noCorrection|feeUnpaid)$/.test(match.row.code));
  const order = requestRows(usesSingle ? 2019 : 2021);
  const strays: UnmatchedFigure[] = [];
  const settledRows = new Map<RequestRow, Settled>();
  const conflicts: Line[] = [];
  const repeated: Piece[] = [];
  const assign = (one: Settled) => {
    const other = settledRows.get(one.row);
    if (!other) {
      settledRows.set(one.row, one);
      return;
    }
    const reason = secondRow(one.row);
    if (isSameAs(one.line, other.line)) repeated.push(...one.line.values);
    else {
      const [first, second] = one.confidence > other.confidence ? [one, other] : [other, one];
      const isWeaker = scoreOf(second.line) < ALL_WORDS && scoreOf(first.line) >= ALL_WORDS;
      settledRows.set(
        one.row,
        isWeaker ? first : { ...first, confidence: Math.min(first.confidence, NEITHER_IS_CERTAIN), reason },
      );
      strays.push({ row: second.line.row, pieces: second.line.values, reason });
      if (!isWeaker) conflicts.push(first.line, second.line);
    }
  };
  for (const [at, match] of named.entries()) {
    // A second 其他 or a lone group line of edition 2021 must not become the single row.
    if (!match || (match.row === SINGLE && !usesSingle) || (match.row === OTHER && usesSingle)) continue;
    const { confidence, reason } = lines[at].placed as PlacedCells;
    const isInDoubt = match.row === SINGLE && mayBeGroup(lines, at);
    const labelled = match.score >= ALL_WORDS ? 1 : Math.round(match.score * 100) / 100;
    assign({
      line: lines[at],
      row: match.row,
      confidence: Math.min(confidence, labelled, isInDoubt ? GROUP_IN_DOUBT : 1),
      reason: isInDoubt
        ? MAY_BE_GROUP
        : (reason ?? (labelled === 1 ? null : '行标签不完整 the label is not whole')),
    });
  }
  for (const line of lines) {
    const first =
      line.match && line.placed === null && line.isWritten ? settledRows.get(line.match.row) : undefined;
    if (!first || (line.match?.score ?? 0) < ALL_WORDS) continue;
    settledRows.set(first.row, {
      ...first,
      confidence: Math.min(first.confidence, NEITHER_IS_CERTAIN),
      reason: secondRow(first.row),
    });
    conflicts.push(first.line, line);
  }
  settleByOrder(lines, order, settledRows, assign, strays);
  const settled = doubtSources([...settledRows.values()], conflicts, order, lines);
  const placed: MatchedFigure[] = settled.flatMap(({ line, row, confidence, reason }) =>
    [...(line.placed?.figures ?? [])].map(([column, piece]) => ({
      code: requestCode(row, column),
      row: line.row,
      piece,
      where: placeOf(line.row, piece, SECTION),
      confidence,
      reason,
    })),
  );
  for (const line of lines) {
    if (line.placed && line.placed.extra.length > 0)
      strays.push({
        row: line.row,
        pieces: line.placed.extra,
        reason: '表格没有这一列 the form has no such column',
      });
    if (line.placed === null && line.isWritten && line.labels.length + line.values.length > 1)
      strays.push({
        row: line.row,
        pieces: line.values.filter(isFilled),
        reason: '数值个数与列数不符 the figures do not fit the columns',
      });
  }
  return { placed, strays, repeated };
}

/** How far back a row is before its predecessor in the form, when another table begins there. */
const BACK_TO_ANOTHER_TABLE = 3;

/** Whether heads of columns stand between two lines. */
const hasHeadBetween = (lines: readonly Line[], from: number, to: number) =>
  lines
    .slice(from + 1, to)
    .some(
      ({ placed, row }) =>
        placed === null &&
        row.text.split(/\s+/u).some((word) => applicantNamed(word, null) === 'naturalPerson'),
    );

/**
 * Doubts all lines where two tables say different things of the same rows: which of them is of the report nobody can know. One pair of
 * lines may be a slip, unless the rows of the form begin again. Where they do under heads of their own, the tables may have no row in
 * common that was read in both.
 */
function doubtSources(
  settled: readonly Settled[],
  conflicts: readonly Line[],
  order: readonly RequestRow[],
  all: readonly Line[],
): readonly Settled[] {
  const lines = [
    ...settled,
    ...conflicts.flatMap((line) => (line.match ? [{ line, row: line.match.row }] : [])),
  ];
  const isSecond = new Set(conflicts.map(({ row }) => row.table)).size > 1;
  const places = lines
    .toSorted((one, other) => one.line.at - other.line.at)
    .map(({ row, line }) => ({ place: order.indexOf(row), at: line.at }))
    .filter(({ place }) => place >= 0);
  const beginnings = places.filter(
    ({ place }, at) => at > 0 && place < places[at - 1].place - BACK_TO_ANOTHER_TABLE,
  );
  const isHeaded = beginnings.some((one) => hasHeadBetween(all, places[places.indexOf(one) - 1].at, one.at));
  const isSlip = conflicts.length === 0 || (conflicts.length < 4 && beginnings.length === 0 && !isSecond);
  if (isSlip && !isHeaded) return settled;
  return settled.map((one) => ({
    ...one,
    confidence: Math.min(one.confidence, NEITHER_IS_CERTAIN),
    reason: one.reason ?? OTHER_TABLE,
  }));
}

const OTHER_TABLE = '另有数值不同的表 there is another table with other figures';
