import { cellOf } from './cells';
import { type CheckTerm, EQUATIONS } from './checks';
import { countOf, type Figures } from './figures';
import { type CheckContext, type Content, type Finding, findingOf } from './finding';

/** A term with the position of its cell in the array of counts. */
interface PositionedTerm extends CheckTerm {
  readonly position: number;
}

const withPositions = (terms: readonly CheckTerm[]): PositionedTerm[] =>
  terms.map((term) => ({ ...term, position: cellOf(term.cell).position }));

/** The equations, with the cells looked up once: a report has some two hundred terms. */
export const POSITIONED_EQUATIONS = EQUATIONS.map((equation) => {
  const [left, right] = [withPositions(equation.left), withPositions(equation.right)];
  const terms = [...left, ...right];
  return {
    equation,
    left,
    right,
    last: terms.filter((term) => term.lastYear),
    /** The cells of the report itself: those of last year's are not in it. */
    own: terms.flatMap((term) => (term.lastYear ? [] : term.cell)),
  };
});

/** What one side of an equation adds up to; null when nothing in it is reported. */
function addSide(terms: readonly PositionedTerm[], now: Figures, before: Figures | undefined): number | null {
  let sum: number | null = null;
  for (const { position, sign, lastYear } of terms) {
    const value = (lastYear ? before : now)?.counts[position - 1] ?? null;
    if (value !== null) sum = (sum ?? 0) + sign * value;
  }
  return sum;
}

const MOST_NAMED = 3;

/** Says which cells of an equation hold no figure, and count as zero in it. */
function blanksInWords(own: readonly string[], { figures, editions }: Content) {
  const blank = own
    .filter((code) => countOf(figures, code) === null)
    .map(cellOf)
    .filter((cell) => cell.editions.includes(editions[cell.section]));
  if (blank.length === 0) return { zh: '', en: '' };
  const first = blank.slice(0, MOST_NAMED);
  const [zh, en] = [
    first.map((cell) => `“${cell.zh}”`).join('、'),
    first.map((cell) => `"${cell.en}"`).join(', '),
  ];
  const more = blank.length - first.length;
  return {
    zh: `；未填写、按零计算：${zh}${more > 0 ? ` 等 ${blank.length} 格` : ''}`,
    en: `; without a figure, counted as zero: ${en}${more > 0 ? ` and ${more} more` : ''}`,
  };
}

/** Checks an equation. One with a total that could not be computed, or with a cell that nobody knows, is not checked. */
export function checkEquation(
  { equation, ...sides }: (typeof POSITIONED_EQUATIONS)[number],
  content: Content,
  context: CheckContext,
  unchecked: ReadonlySet<string>,
): Finding[] {
  if (unchecked.size > 0 && sides.own.some((cell) => unchecked.has(cell))) return [];
  const before = context.previous?.figures;
  // A rule over two years is not checked without last year's figure.
  if (sides.last.some(({ position }) => (before?.counts[position - 1] ?? null) === null)) return [];
  const left = addSide(sides.left, content.figures, before);
  const right = addSide(sides.right, content.figures, before);
  if ((left === null && sides.last.length > 0) || (left ?? 0) === (right ?? 0)) return [];
  const about = cellOf(equation.about);
  const notes = sides.own.flatMap((cell) => content.notes[cell] ?? []);
  const noted =
    notes.length > 0
      ? { zh: `；栏内注：${notes.join('；')}`, en: `; noted in the cell: ${notes.join('; ')}` }
      : { zh: '', en: '' };
  const blank = blanksInWords(sides.own, content);
  return [
    findingOf(equation, equation.about, {
      cells: sides.own,
      expected: String(right ?? 0),
      actual: String(left ?? 0),
      zh: `：左边为 ${left ?? 0}，右边为 ${right ?? 0}，相差 ${(left ?? 0) - (right ?? 0)}。请核对“${about.zh}”及相关栏目${blank.zh}${noted.zh}`,
      en: `: the left side is ${left ?? 0}, the right side ${right ?? 0}, difference ${(left ?? 0) - (right ?? 0)}. Check "${about.en}" and the cells beside it${blank.en}${noted.en}`,
    }),
  ];
}
