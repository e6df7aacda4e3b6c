import { cellOf, figureInEnglish } from '../../form/cells';
import { countOf, type Figures, getFigure, parseAmount } from '../../form/figures';
import { type Finding, findingOf } from '../../form/finding';
import { RULES } from '../../form/rules';
import { firstLetters } from '../../shared/text';
import { circumstancesOf, type ReportNamed } from './clauses';
import { clauseBefore, type Sentence, wordsAfter } from './sentences';
import type { TextTarget } from './textTarget';
import { TEXT_TARGETS } from './textTargets';

/** A number that a sentence states of a figure of the form. */
interface StatedFigure {
  readonly value: string;
  /** True where the sentence says that it is a part of the figure. */
  readonly isPart: boolean;
  readonly sentence: string;
}

/** No sentence carries its subject farther. */
const FARTHEST = 240;

/** What makes a number a part of another one. */
const PART_WORDS = /其中|包括|含/gu;

/** Returns the pattern of the end of a year, as a state at it is said: 截至2025年12月31日. */
const yearsEnd = (year: number | null) =>
  new RegExp(`截[至止到]?(?:${year ?? '本'}年|本年|年)?(?:度|12月份?|十二月|31日|底|末|目前)*`, 'gu');

/** Whether words state a level of the report's year and organ, and no difference, aim or figure of others. */
function isOwnLevel(before: string, after: string, report: ReportNamed, target: TextTarget): boolean {
  const all = target.isPart ? before.replace(PART_WORDS, '') : before;
  const said = target.isStock ? all.replace(yearsEnd(report.year), '') : all;
  const { time, whose, isOther } = circumstancesOf(said, after, report);
  return time === 'THIS' && whose === 'OWN' && !isOther;
}

const countMatches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length;

/** Whether the words around a number name the figure, and no other of its kind beside it. */
function names(target: TextTarget, between: string, after: string): boolean {
  if (target.before.test(between)) return countMatches(between, target.siblings) <= 1;
  if (!target.after?.test(after) || target.beforeAfter?.test(between) === false) return false;
  return countMatches(after, target.siblings) <= 1 && countMatches(between, target.siblings) === 0;
}

function numbersOf(sentence: Sentence, target: TextTarget, report: ReportNamed): StatedFigure[] {
  const { words, numbers } = sentence;
  return numbers.flatMap((number, at) => {
    if (!target.unit.test(number.unit) || number.qualifier !== 'EXACT') return [];
    const clause = clauseBefore(words, number.start);
    const from = Math.max(clause.start, numbers[at - 1]?.end ?? 0);
    const between = words.slice(from, number.start).replaceAll('\u0000', '');
    const after = wordsAfter(words, number.end);
    if (!names(target, between, after)) return [];
    const before = words.slice(0, number.start);
    if (target.not.test(before) || target.within?.test(before.slice(-FARTHEST)) === false) return [];
    if (!isOwnLevel(before, words.slice(number.end), report, target)) return [];
    return [
      {
        value: number.value,
        isPart: target.partial?.test(before) ?? false,
        sentence: sentence.printedAt(number.start),
      },
    ];
  });
}

function denialsOf(sentence: Sentence, target: TextTarget, report: ReportNamed): StatedFigure[] {
  if (!target.denied) return [];
  return [...sentence.words.matchAll(target.denied)].flatMap(({ index }) => {
    const before = sentence.words.slice(0, index);
    if (target.not.test(before) || !isOwnLevel(before, '', report, target)) return [];
    return [{ value: '0', isPart: false, sentence: sentence.printedAt(index) }];
  });
}

/** Whole 万元 are the roughest that a text rounds an exact amount to. */
const ROUGHEST_ROUNDING = 4;

/** Whether an amount in 元 that a text states is one of the table in 万元, be it rounded. */
function isSameAmount(stated: string, inTable: string): boolean {
  const difference = parseAmount(stated) - parseAmount(inTable) * 10_000n;
  const zeros = stated.includes('.') ? 0 : (/0*$/u.exec(stated)?.[0].length ?? 0);
  const half = stated.includes('.') ? 0n : parseAmount(String(10 ** Math.min(zeros, ROUGHEST_ROUNDING))) / 2n;
  return (difference < 0n ? -difference : difference) <= half;
}

/** Returns what cells add up to, as text in the unit of the sentence; null where one is not reported. */
function sumOf(figures: Figures, cells: readonly string[]): number | null {
  const values = cells.map((code) => countOf(figures, code));
  return values.some((value) => value === null)
    ? null
    : values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

function checkAmount(figures: Figures, target: TextTarget, stated: readonly StatedFigure[]): Finding[] {
  const inTable = getFigure(figures, cellOf(target.path)) as string | null;
  if (inTable === null || stated.some(({ value }) => isSameAmount(value, inTable))) return [];
  return [contradiction(target, stated[0], `${inTable} 万元`, figureInEnglish(inTable, cellOf(target.path)))];
}

const contradiction = (target: TextTarget, { value, sentence }: StatedFigure, zh: string, en = zh): Finding =>
  findingOf(RULES.textAgainstTable, target.path, {
    cells: target.cells,
    expected: zh.replace(/ .*$/u, ''),
    actual: value,
    zh: `：正文${target.zh} ${value}，表格 ${zh}（“${firstLetters(sentence, 60)}”）`,
    en: `: ${target.en}: the text says ${value}, the table ${en}`,
  });

const addUp = (stated: readonly StatedFigure[]) => stated.reduce((sum, { value }) => sum + Number(value), 0);

/** Compares what sentences state of one figure: nothing where one of them or their sum agrees, which other figure one agrees with, or none. */
function checkTarget(figures: Figures, target: TextTarget, all: readonly StatedFigure[]): Finding[] {
  const stated = all.filter(({ isPart }) => !isPart);
  if (stated.length === 0) return [];
  if (cellOf(target.cells[0]).kind === 'AMOUNT') return checkAmount(figures, target, stated);
  const inTable = sumOf(figures, target.cells);
  if (inTable === null || stated.some(({ value }) => Number(value) === inTable)) return [];
  // Several sentences may state parts: of the requests received, and of those carried in.
  if (addUp(all) === inTable) return [];
  for (const { value } of stated) {
    // None at all is none of anything.
    const meaning =
      value === '0'
        ? undefined
        : target.meanings.find(({ cells }) => sumOf(figures, cells) === Number(value));
    if (!meaning) continue;
    const { cells, zh, en } = meaning;
    const extent = { zh: `：正文 ${value} 为${zh}`, en: `: ${value} in the text is ${en}` };
    const more = { cells, expected: String(inTable), actual: value, ...extent };
    return [findingOf(RULES.textMeans, target.path, more)];
  }
  return [contradiction(target, stated[0], String(inTable))];
}

/** Compares the figures that sentences state of the form with its tables. */
export function checkTargets(
  figures: Figures,
  sentences: readonly Sentence[],
  report: ReportNamed,
): Finding[] {
  return TEXT_TARGETS.flatMap((target) => {
    const stated = sentences.flatMap((sentence) => {
      if (target.about && !target.about.test(sentence.before + sentence.words)) return [];
      return [...numbersOf(sentence, target, report), ...denialsOf(sentence, target, report)];
    });
    return checkTarget(figures, target, stated);
  });
}
