import type { SourceLocation } from '../source/sourceLocation';
import { namesSomething as namesDispute } from './disputeLabels';
import type { SectionFigures, UnmatchedFigure } from './placedFigures';
import { columnsOfLine, rowNamed } from './proactiveLabels';
import { hasAllWords } from './requestLabels';
import { isOddWord, type Piece, type Row, soleCell } from './rows';

const NO_PLACE = '没有找到对应的单元格 no cell of the form could be found for it';
const LONGEST_WORDS = 60;

/** Whether a text ends with a figure whose note goes on in another line, as in 273（其中网. */
const isBegun = (text: string) => /\d[(（][^)）]*$/u.test(text.trim());

const holdsFigure = ({ value, text }: Piece) =>
  value?.kind === 'NUMBER' ||
  (value === null && (/^\d[^\p{Script=Han}]*$/u.test(text.trim()) || isBegun(text)));

/** Whether words are the label of a row or a column of a table of the form. */
const isLabel = (text: string) =>
  hasAllWords(text) || rowNamed([text]) !== null || columnsOfLine(text).length > 0 || namesDispute(text);

/** Whether a line of text is a line of a table: it ends with figures, or begins with a label and goes on with one, and is no sentence. */
function isLineOfTable({ pieces }: Row): boolean {
  const words = pieces.filter(({ value }) => value === null);
  const isSentence = words.some(({ text }) => !isOddWord(text) && /[。！？；，]/u.test(text));
  if (isSentence || words.reduce((sum, { text }) => sum + text.length, 0) > LONGEST_WORDS) return false;
  const [first, second] = pieces;
  const last = pieces.at(-1);
  return (
    (last !== undefined && holdsFigure(last)) ||
    (second !== undefined && holdsFigure(second) && first.value === null && isLabel(first.text))
  );
}

const FEWEST_IN_SENTENCE = 3;

/** The pieces of a line that may be cells of a table: all where it is a line of one; else figures in a row, of which no sentence has so many. */
function cellsIn(row: Row): readonly Piece[] {
  if (row.table !== null || isLineOfTable(row)) return row.pieces;
  const runs: Piece[][] = [[]];
  for (const piece of row.pieces)
    if (holdsFigure(piece)) runs[runs.length - 1].push(piece);
    else if (runs[runs.length - 1].length > 0) runs.push([]);
  return runs
    .filter((run) => run.length >= FEWEST_IN_SENTENCE || run.some(({ text }) => isBegun(text)))
    .flat();
}

/** Whether a figure is alone in its line, with no such lines near it: the number of a page far more often than a cell. */
const isAlone = (rows: readonly Row[], at: number) =>
  rows[at].table === null &&
  rows[at].pieces.length === 1 &&
  /^\d{1,3}$/u.test(rows[at].text) &&
  ![at - 2, at - 1, at + 1, at + 2].some((near) => rows[near] !== undefined && soleCell(rows[near]) !== null);

const MOST_ROWS = 60;

/** Whether a figure is the number of its row: words stand behind it, and it is not larger than a table has rows. */
const isSerial = ({ pieces }: Row, piece: Piece) => {
  if (pieces[0] !== piece || Number(piece.value?.number ?? 0) > MOST_ROWS) return false;
  return pieces.slice(1).find(({ text }) => text.trim() !== '')?.value === null;
};

/** Returns the figures of a section's rows that neither have a place nor are strays. */
export function figuresWithoutPlace(
  rows: readonly Row[],
  { placed, strays, repeated = [] }: SectionFigures,
): UnmatchedFigure[] {
  const places = new Map<SourceLocation, string>();
  const placeOfRow = ({ where }: Row) => {
    const place = places.get(where) ?? JSON.stringify(where);
    places.set(where, place);
    return place;
  };
  // A cell of a table is found by its place, a word of a line by itself.
  const keyOf = (row: Row, piece: Piece) => (row.table ? `${placeOfRow(row)} ${piece.column}` : piece);
  const used = new Set<unknown>([
    ...placed.flatMap(({ row, piece }) => [piece, keyOf(row, piece)]),
    ...strays.flatMap(({ row, pieces }) => pieces.flatMap((piece) => [piece, keyOf(row, piece)])),
    ...repeated,
  ]);
  return rows.flatMap((row, at): UnmatchedFigure[] => {
    if (isAlone(rows, at)) return [];
    const pieces = cellsIn(row).filter(
      (piece) =>
        holdsFigure(piece) &&
        !piece.isCarried &&
        !isSerial(row, piece) &&
        !used.has(piece) &&
        !used.has(keyOf(row, piece)),
    );
    if (pieces.length > 0) return [{ row, pieces, reason: NO_PLACE }];
    return namesCells(row) && !row.pieces.some((piece) => used.has(piece))
      ? [{ row, pieces: row.pieces, reason: IN_SENTENCE }]
      : [];
  });
}

const IN_SENTENCE = '句中的数字没有读入栏目 a figure of a sentence is read into no cell';
/** A column or a row of the form with its figure right behind it, as in 自然人25；商业企业5. */
const NAMED_FIGURE =
  /(?:自然人|企业|机构|组织|其[他它]|总计|合计|维持|纠正|审结|许可|处罚|强制|收费)(?:[：:为共有]|数量)*\s*\d+/gu;
const FEWEST_NAMED = 2;

/** Whether a line of words names several cells with their figures. */
const namesCells = ({ table, text }: Row) =>
  table === null && (text.match(NAMED_FIGURE)?.length ?? 0) >= FEWEST_NAMED;

/** Returns the sentences with figures of a section that should have a table: where it has none, they are all that it says. */
export const figuresInSentences = (rows: readonly Row[]): UnmatchedFigure[] =>
  rows
    .filter(
      ({ table, pieces, text }) =>
        table === null && /\d/u.test(text) && pieces.every(({ value }) => value === null),
    )
    .map((row) => ({ row, pieces: row.pieces, reason: IN_SENTENCE }));
