import { enumeratorOf, hanOnly, matchName, namesOf, normalize } from '../../form/labels';
import { REQUEST_COLUMNS, REQUEST_ROWS, type RequestRow } from '../../form/lines';
import { requestRow, requestRows, SINGLE_OTHER_HANDLING } from '../../form/requestRows';
import { similarity } from '../../form/similarity';
import type { TableBlock } from '../source/blocks';
import { isWritten } from '../source/value';
import {
  type Figured,
  type MatchedFigure,
  placeOf,
  type SectionFigures,
  takeApart,
  trimBlanks,
  type UnmatchedFigure,
} from './placedFigures';
import { type Piece, type Row, splitLine } from './rows';
import { type HeadedColumn, headedColumns, headerWords, placeByColumns } from './tableHeader';

const COLUMNS = REQUEST_COLUMNS.map((column) => column.code);
const SECTION = 3;
const SINGLE = SINGLE_OTHER_HANDLING;
const OTHER = requestRow('otherHandling.other');
const TOTAL = requestRow('concluded');

/** The label of a row without the groups printed before it. */
const ownLabel = (row: RequestRow) => row.zh.split(/\s+/).at(-1) as string;
const NAMES = namesOf(
  REQUEST_ROWS.filter((row) => row !== OTHER && row !== TOTAL),
  (row) => [ownLabel(row), ...(row.alsoPrinted ?? [])],
);
/** Which applicant the words above a column name. 其他 is also the end of 法人或其他组织: it must come after the others. */
function recogniseColumn(text: string, before: readonly HeadedColumn<string>[]): string | null {
  if (text === '') return null;
  const bare = text.replace(/^.*申请人情况/u, '').replace(/^法人(?:和|或|及)?其[他它]组织/u, '') || text;
  for (const column of REQUEST_COLUMNS) {
    const names = [column.zh, ...(column.alsoPrinted ?? [])].map(hanOnly);
    if (
      column.code === 'other'
        ? names.includes(bare) && before.length > 1
        : names.some((name) => bare.endsWith(name))
    )
      return column.code;
  }
  return null;
}

const LEAST_COLUMNS = 5;

/** The applicants a table's header names, by column; empty when it names too few to be trusted. */
function columnsOf(table: TableBlock, rows: readonly Row[]): HeadedColumn<string>[] {
  const header: Row[] = [];
  for (const row of rows) {
    if (row.table !== table) continue;
    const figured = takeApart(row);
    const named = matchLabel(figured, null)?.row;
    // 其他 and 总计 are heads of columns as well as rows.
    if (figured.isWritten || (named && named !== OTHER && named !== TOTAL)) break;
    header.push(row);
  }
  const columns = headedColumns(headerWords(header, table), recogniseColumn);
  return columns.length >= LEAST_COLUMNS ? columns : [];
}

interface Match {
  readonly row: RequestRow;
  readonly score: number;
}

/** The row of the form that labels name, knowing the row before. */
function matchLabel({ labels }: Pick<Figured, 'labels'>, before: RequestRow | null): Match | null {
  if (labels.length === 0) return null;
  const own = labels[labels.length - 1];
  const core = hanOnly(own);
  if (/^(?:[总合]计)$/u.test(core)) return { row: TOTAL, score: 1 };
  if (/^其[他它]$/u.test(core)) {
    const isGroup = /^\(?六/u.test(enumeratorOf(own));
    return {
      row: isGroup ? SINGLE : OTHER,
      score: isGroup || before?.code.startsWith('otherHandling') ? 1 : 0.9,
    };
  }
  if (/七[)）、.]?[总合]计$/u.test(normalize(own))) return { row: TOTAL, score: 0.95 };
  const direct = matchName(own, NAMES);
  if (direct) return { row: direct.item, score: direct.score };
  const joined = labels.length > 1 ? matchName(labels.join(''), NAMES) : null;
  return joined && { row: joined.item, score: joined.score * 0.95 };
}

/** Where values stand when a table has no header to go by: all of them, or those that are written, in the order of the columns. */
function placeInOrder(
  values: readonly Piece[],
  present: readonly string[],
  mayLackTotal: boolean,
): { pieces: readonly Piece[]; codes: readonly string[]; confidence: number; reason: string | null } | null {
  const sure = (pieces: readonly Piece[]) => ({ pieces, codes: present, confidence: 1, reason: null });
  const written = values.filter((piece) => piece.value && isWritten(piece.value));
  if (written.length === present.length) return sure(written);
  if (values.length === present.length) return sure(values);
  const trimmed = trimBlanks(values);
  if (trimmed.length === present.length) return sure(trimmed);
  if (values.length > present.length && written.length < present.length) {
    // The blank cells of merged labels stand before the figures, padding behind them.
    const tail = values.slice(-present.length);
    const head = values.slice(0, present.length);
    const covers = (part: readonly Piece[]) => written.every((piece) => part.includes(piece));
    const reason = '空白单元格多于列数，按位置推定 more blank cells than columns; placed by position';
    if (covers(tail) && written.includes(values[values.length - 1]))
      return { pieces: tail, codes: present, confidence: 0.85, reason };
    if (covers(head)) return { pieces: head, codes: present, confidence: 0.7, reason };
    if (covers(tail)) return { pieces: tail, codes: present, confidence: 0.7, reason };
  }
  if (
    mayLackTotal &&
    written.length === present.length - 1 &&
    trimmed.length === written.length &&
    present.at(-1) === 'total'
  ) {
    const parts = written.map((piece) => Number(piece.value?.number ?? 0));
    const last = parts.pop() ?? 0;
    const isTotal = last > 0 && parts.reduce((sum, part) => sum + part, 0) === last;
    if (isTotal) return null;
    return {
      pieces: written,
      codes: present.slice(0, -1),
      confidence: 0.75,
      reason: '少一列，视为总计未填 one column is missing; taken for the total',
    };
  }
  return null;
}

/**
 * Columns and order should say the same. Where every figure is written and they do not, the page's spans are wrong:
 * the order is believed, and said so.
 */
function agree(
  byColumns: ReadonlyMap<string, Piece> | null,
  inOrder: ReturnType<typeof placeInOrder>,
): Pick<Line, 'figures' | 'confidence' | 'reason'> {
  const ordered = inOrder && new Map(inOrder.codes.map((code, at) => [code, inOrder.pieces[at]]));
  const isFull = inOrder?.pieces.every((piece) => piece.value && isWritten(piece.value)) ?? false;
  const isSame =
    byColumns !== null &&
    ordered !== null &&
    [...ordered].every(([code, piece]) => byColumns.get(code) === piece);
  if (byColumns && (isSame || !isFull)) return { figures: byColumns, confidence: 1, reason: null };
  if (byColumns)
    return {
      figures: ordered,
      confidence: 0.9,
      reason:
        '该行与表头未对齐，按列序读取 the row is out of line with the header; read in the order of the columns',
    };
  return { figures: ordered, confidence: inOrder?.confidence ?? 1, reason: inOrder?.reason ?? null };
}

interface Line extends Figured {
  readonly match: Match | null;
  /** Columns by which its values are placed; null when they are not. */
  readonly figures: ReadonlyMap<string, Piece> | null;
  readonly confidence: number;
  readonly reason: string | null;
}

/** Single figures under one another after a label are the figures of its row. */
function joinLines(rows: readonly Row[], count: number): Row[] {
  const joined: Row[] = [];
  let at = 0;
  const single = (row: Row) =>
    row.pieces.length >= 1 && row.pieces.every((piece) => piece.value !== null) && row.pieces.length <= 2;
  while (at < rows.length) {
    if (!single(rows[at])) {
      joined.push(rows[at]);
      at += 1;
      continue;
    }
    const run: Row[] = [];
    while (at < rows.length && single(rows[at])) {
      run.push(rows[at]);
      at += 1;
    }
    const values = run.flatMap((row) =>
      row.pieces.filter((piece, index) => index === 0 || (piece.value && isWritten(piece.value))),
    );
    while (values.length > count && values.length % count !== 0 && values.at(-1)?.value?.kind === 'BLANK')
      values.pop();
    const before = joined.at(-1);
    const isLabelled =
      before?.pieces.every((piece) => piece.value === null) && matchLabel(takeApart(before), null) !== null;
    const isWhole = values.length >= count && values.length % count === 0;
    if (before && isLabelled) {
      const own = isWhole ? values.splice(0, count) : values.splice(0);
      joined[joined.length - 1] = { ...before, pieces: [...before.pieces, ...own] };
    }
    if (isWhole)
      for (let from = 0; from < values.length; from += count)
        joined.push({ ...run[0], pieces: values.slice(from, from + count) });
    else if (!isLabelled) joined.push(...run);
  }
  return joined;
}

/** Reads section three from its rows. */
export function readRequests(rows: readonly Row[]): SectionFigures {
  const tables = new Set(rows.flatMap((row) => (row.table ? [row.table] : [])));
  const columns = new Map([...tables].map((table) => [table, columnsOf(table, rows)]));
  let known: HeadedColumn<string>[] = [];
  const lines: Line[] = [];
  let before: RequestRow | null = null;
  const cut = joinLines(
    rows.map((row) => (row.table ? row : splitLine(row))),
    COLUMNS.length,
  );
  // Only where every row has six figures is it the total that is missing; else a blank stands somewhere.
  const counts = cut
    .map((row) => row.pieces.filter(({ value }) => value && isWritten(value)).length)
    .filter((count) => count >= 3);
  const mayLackTotal = counts.every((count) => count === COLUMNS.length - 1);
  for (const row of cut) {
    const own = row.table ? (columns.get(row.table) ?? []) : [];
    if (own.length > 0) known = own;
    const figured = takeApart(row);
    const match = matchLabel(figured, before);
    const hasLabel = match !== null && figured.labels.length > 0;
    const byColumns =
      row.table?.hasGeometry && known.length > 0 && (own.length > 0 || hasLabel)
        ? placeByColumns(row, known)
        : null;
    const isFigured =
      figured.isWritten || (match !== null && byColumns !== null && figured.values.length >= known.length);
    if (!isFigured && !(match && figured.values.length >= COLUMNS.length)) {
      lines.push({ ...figured, match: null, figures: null, confidence: 1, reason: null });
      continue;
    }
    if (match) before = match.row;
    const present = own.length > 0 ? own.map((column) => column.item) : COLUMNS;
    const inOrder =
      placeInOrder(figured.values, present, mayLackTotal) ??
      (present === COLUMNS ? null : placeInOrder(figured.values, COLUMNS, mayLackTotal));
    lines.push({ ...figured, match, ...agree(byColumns, inOrder) });
  }
  return settle(lines);
}

interface Settled {
  readonly line: Line;
  readonly row: RequestRow;
  readonly confidence: number;
  readonly reason: string | null;
}

/** Gives every line with figures its row: by label where it has one, else by its order between those that have. */
function settle(lines: readonly Line[]): SectionFigures {
  const named = lines.map((line) => (line.figures ? line.match : null));
  const usesSingle =
    named.some((match) => match?.row === SINGLE) &&
    !named.some((match) => match && /^otherHandling\.(?:noCorrection|feeUnpaid)$/.test(match.row.code));
  const order = requestRows(usesSingle ? 2019 : 2021);
  const settled: Settled[] = [];
  const strays: UnmatchedFigure[] = [];
  const taken = new Map<RequestRow, Settled>();
  const give = (one: Settled) => {
    const other = taken.get(one.row);
    if (other) {
      strays.push({
        row: one.line.row,
        pieces: one.line.values,
        reason: `与另一行同为“${ownLabel(one.row)}” a second row of this label`,
      });
      return;
    }
    taken.set(one.row, one);
    settled.push(one);
  };
  for (const [at, match] of named.entries()) {
    // A second 其他 or a lone group line of edition 2021 must not become the single row.
    if (!match || (match.row === SINGLE && !usesSingle) || (match.row === OTHER && usesSingle)) continue;
    const { confidence, reason } = lines[at];
    give({
      line: lines[at],
      row: match.row,
      confidence: Math.min(confidence, match.score >= 0.9 ? 1 : Math.round(match.score * 100) / 100),
      reason: reason ?? (match.score >= 0.9 ? null : '行标签不完整 the label is not whole'),
    });
  }
  settleByOrder(lines, order, taken, give, strays);
  const placed: MatchedFigure[] = settled.flatMap(({ line, row, confidence, reason }) =>
    [...(line.figures ?? [])].map(([column, piece]) => ({
      code: `requests.${row.code}.${column}`,
      piece,
      where: placeOf(line.row, piece, SECTION),
      confidence,
      reason,
    })),
  );
  for (const line of lines)
    if (line.figures === null && line.isWritten && line.labels.length + line.values.length > 1)
      strays.push({
        row: line.row,
        pieces: line.values.filter((piece) => piece.value && isWritten(piece.value)),
        reason: '数值个数与列数不符 the figures do not fit the columns',
      });
  return { placed, strays };
}

const LEAST_LIKENESS = 0.5;

/** Figures without a label of their own lie between labelled neighbours; the rows missing there are theirs. */
function settleByOrder(
  lines: readonly Line[],
  order: readonly RequestRow[],
  taken: ReadonlyMap<RequestRow, Settled>,
  give: (one: Settled) => void,
  strays: UnmatchedFigure[],
) {
  const owner = new Map([...taken].map(([row, { line }]) => [line, row]));
  const gaps: { from: number; to: number; lines: number[] }[] = [];
  let from = -1;
  let open: number[] = [];
  for (const [at, line] of lines.entries()) {
    if (!line.figures) continue;
    const row = owner.get(line);
    if (row === undefined) {
      if (!line.match || !taken.has(line.match.row)) open.push(at);
      continue;
    }
    const to = order.indexOf(row);
    if (open.length > 0) gaps.push({ from, to, lines: open });
    open = [];
    if (to >= 0) from = to;
  }
  if (open.length > 0) gaps.push({ from, to: order.length, lines: open });
  for (const gap of gaps) {
    const missing = order.slice(gap.from + 1, gap.to).filter((row) => !taken.has(row));
    if (missing.length === gap.lines.length) {
      for (const [index, at] of gap.lines.entries())
        give({
          line: lines[at],
          row: missing[index],
          confidence: 0.85,
          reason: '按行序推定 placed by its order among its neighbours',
        });
      continue;
    }
    for (const { at, row } of fitFragments(lines, gap.lines, missing)) {
      if (row)
        give({
          line: lines[at],
          row,
          confidence: 0.7,
          reason: '按相邻文字推定 placed by the words beside it',
        });
      else
        strays.push({
          row: lines[at].row,
          pieces: lines[at].values,
          reason: '找不到对应的行 no row of the form could be found for it',
        });
    }
  }
}

/** Pairs lines with rows in order so that the words beside each line fit best; a line that fits none has none. */
function fitFragments(lines: readonly Line[], open: readonly number[], missing: readonly RequestRow[]) {
  const fit = open.map((at) => {
    const words: string[] = [...lines[at].labels];
    for (const step of [-1, 1])
      for (
        let near = at + step;
        near >= 0 && near < lines.length && !lines[near].figures && Math.abs(near - at) <= 2;
        near += step
      )
        words.push(lines[near].labels.join(''));
    return missing.map((row) =>
      Math.max(0, ...words.map((word) => similarity(hanOnly(word), hanOnly(ownLabel(row))))),
    );
  });
  const best: { total: number; pairs: { at: number; row: RequestRow | null }[] }[][] = [];
  const solve = (
    line: number,
    row: number,
  ): { total: number; pairs: { at: number; row: RequestRow | null }[] } => {
    if (line === open.length) return { total: 0, pairs: [] };
    best[line] ??= [];
    if (best[line][row]) return best[line][row];
    const skip = solve(line + 1, row);
    let found = {
      total: skip.total,
      pairs: [{ at: open[line], row: null as RequestRow | null }, ...skip.pairs],
    };
    for (let candidate = row; candidate < missing.length; candidate += 1) {
      if (fit[line][candidate] < LEAST_LIKENESS) continue;
      const rest = solve(line + 1, candidate + 1);
      const total = rest.total + fit[line][candidate];
      if (total > found.total)
        found = { total, pairs: [{ at: open[line], row: missing[candidate] }, ...rest.pairs] };
    }
    best[line][row] = found;
    return found;
  };
  return solve(0, 0).pairs;
}
