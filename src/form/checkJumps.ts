import { CELLS_IN_ORDER, type Cell } from './cells';
import { getFigure } from './figures';
import { type CheckContext, type Content, type Finding, findingOf } from './finding';
import { RULES } from './rules';
import { sectionInWords, TABLE_SECTIONS, tableName } from './sections';

/** A jump is both: so many times the other year's figure, and so much more than it. Either alone is the life of a small office or of a large one. */
const TIMES = 10;
const MORE = 100;

/** How many cells a finding names. */
const MOST_NAMED = 6;

/** The cells that are compared with last year's: a change is itself a comparison. */
const COMPARED = CELLS_IN_ORDER.filter(({ kind }) => kind !== 'CHANGE');

/** A cell with the figures of both years. */
interface Pair {
  readonly cell: Cell;
  readonly before: number;
  readonly now: number;
}

function isJump({ before, now }: Pair): boolean {
  const [less, more] = [Math.min(before, now), Math.max(before, now)];
  return more >= TIMES * less && more - less >= MORE;
}

/** Returns a WARNING for each section with figures that are ten times last year's, or a tenth: a column slipped, a digit is too many, or the unit is another. Only cells that both years report are compared. */
export function checkJumps({ figures, editions }: Content, { previous }: CheckContext): Finding[] {
  if (!previous) return [];
  const jumps = COMPARED.flatMap((cell) => {
    if (!cell.editions.includes(editions[cell.section])) return [];
    const [before, now] = [getFigure(previous.figures, cell), getFigure(figures, cell)];
    if (before === null || now === null) return [];
    const pair = { cell, before: Number(before), now: Number(now) };
    return isJump(pair) ? pair : [];
  });
  return TABLE_SECTIONS.flatMap((section) => {
    const own = jumps.filter(({ cell }) => cell.section === section);
    if (own.length === 0) return [];
    const named = own.slice(0, MOST_NAMED);
    const more = own.length > MOST_NAMED;
    const figuresOf = (year: 'before' | 'now') => own.map((pair) => pair[year]).join(', ');
    const { zh, en } = sectionInWords(section);
    return [
      findingOf(RULES.jump, tableName(section), {
        cells: own.map(({ cell }) => cell.code),
        expected: figuresOf('before'),
        actual: figuresOf('now'),
        zh: `：${zh}${named.map(({ cell, before, now }) => `“${cell.zh}”上年 ${before}，本年 ${now}`).join('；')}${more ? `等 ${own.length} 格` : ''}`,
        en: `: ${en}, ${named.map(({ cell, before, now }) => `"${cell.en}" ${before} last year, ${now} this year`).join('; ')}${more ? ` and others, ${own.length} cells` : ''}`,
      }),
    ];
  });
}
