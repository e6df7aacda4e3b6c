import { enumeratorOf, hanOnly } from '../../form/labels';
import type { RequestRow } from '../../form/lines';
import { type Figured, takeApart } from './placedFigures';
import type { PlacedCells } from './requestCells';
import type { RequestColumns } from './requestColumns';
import { ALL_WORDS, hasAllWords, type Match, matchLabel, numberOf } from './requestLabels';
import { type Row, soleCell } from './rows';

/** A row of section three with the row of the form its label names and the columns its cells are in. */
export interface Line extends Figured {
  /** Its place among the lines of the section. */
  readonly at: number;
  readonly match: Match | null;
  /** The columns of its table. */
  readonly columns: RequestColumns;
  /** Null when its cells are not placed. */
  readonly placed: PlacedCells | null;
}

/** Rows, and those of them that were put together from lines of one cell. */
interface JoinedRows {
  readonly rows: readonly Row[];
  readonly joined: ReadonlySet<Row>;
}

/** Single figures under one another after a label are the figures of its row. */
export function joinLines(lines: readonly Row[], count: number): JoinedRows {
  const rows: Row[] = [];
  const joined = new Set<Row>();
  const join = (row: Row) => {
    joined.add(row);
    return row;
  };
  for (let at = 0; at < lines.length; ) {
    const run: Row[] = [];
    for (; at < lines.length && soleCell(lines[at]); at += 1) run.push(lines[at]);
    if (run.length === 0) {
      rows.push(lines[at]);
      at += 1;
      continue;
    }
    const values = run.flatMap((row) => soleCell(row) ?? []);
    while (values.length > count && values.length % count !== 0 && values.at(-1)?.value?.kind === 'BLANK')
      values.pop();
    const before = rows.at(-1);
    const isLabelled =
      before?.pieces.every(({ value, text }) => value === null || text.trim() === '') &&
      matchLabel(takeApart(before), null) !== null;
    const isComplete = values.length >= count && values.length % count === 0;
    if (before && isLabelled) {
      const own = isComplete ? values.splice(0, count) : values.splice(0);
      const labels = before.pieces.filter(({ value }) => value === null);
      rows[rows.length - 1] = join({ ...before, pieces: [...labels, ...own] });
    }
    if (isComplete)
      for (let from = 0; from < values.length; from += count)
        rows.push(join({ ...run[0], pieces: values.slice(from, from + count) }));
    else if (!isLabelled) rows.push(...run);
  }
  return { rows, joined };
}

const isLabelOnly = (row: Row | undefined): row is Row =>
  row !== undefined &&
  row.pieces.length > 0 &&
  row.pieces.every(({ value, text }) => value === null || text === '');

const goesOn = (row: Row) => enumeratorOf(row.text) === '' && hanOnly(row.text) !== '';

/** The row that has the label of a line of figures, before it or behind it. */
export type LabelSide = -1 | 1 | null;

/** Whether every line that holds figures only has its label in the line above, or in the line below; null when that is not plain. */
export function labelSideOf(rows: readonly Row[]): LabelSide {
  const bare = rows.flatMap(({ pieces, table }, at) =>
    table === null && pieces.length > 2 && pieces.every(({ value }) => value !== null) ? [at] : [],
  );
  const isLabel = (row: Row | undefined) => isLabelOnly(row) && hasAllWords(row.text);
  const [above, below] = [-1, 1].map(
    (step) => bare.length > 0 && bare.every((at) => isLabel(rows[at + step])),
  );
  return above === below ? null : above ? -1 : 1;
}

const MOST_LINES_OF_LABEL = 3;

/** The labels that lines around a line make together, from parts of which none is a label of its own. */
function joinedLabels(rows: readonly Row[], at: number, words: string): string[] {
  const isPart = (row: Row | undefined): row is Row => isLabelOnly(row) && !hasAllWords(row.text);
  const below: string[] = [];
  while (below.length < MOST_LINES_OF_LABEL) {
    const row = rows[at + below.length + 1];
    if (!isPart(row) || !goesOn(row)) break;
    below.push(row.text);
  }
  const above = rows[at - 1];
  const heads = words === '' ? [] : [words];
  // Words without a number go on the label above; figures without words have theirs around them.
  if (isPart(above) && enumeratorOf(above.text) !== '' && enumeratorOf(words) === '')
    heads.unshift(above.text + words);
  return heads.flatMap((head) =>
    Array.from({ length: below.length + 1 }, (_, count) => head + below.slice(0, count).join('')),
  );
}

/**
 * The row that the label of a line names. Where its own words are only a part of a label, the lines around it that hold
 * words only are joined to it.
 */
export function matchWithNeighbours(
  rows: readonly Row[],
  at: number,
  figured: Figured,
  before: RequestRow | null,
  side: LabelSide,
): Match | null {
  const own = matchLabel(figured, before);
  const last = figured.labels.at(-1) ?? '';
  if (rows[at].table?.hasGeometry || (own && own.score >= ALL_WORDS && numberOf(last) !== '')) return own;
  if (side !== null && figured.labels.length === 0)
    return matchLabel({ labels: [rows[at + side]?.text ?? ''] }, before);
  let best = own;
  for (const label of joinedLabels(rows, at, figured.labels.join(''))) {
    const match = matchLabel({ labels: [...figured.labels.slice(0, -1), label] }, before);
    if (match && match.score >= ALL_WORDS && match.score > (best?.score ?? 0)) best = match;
  }
  return best;
}
