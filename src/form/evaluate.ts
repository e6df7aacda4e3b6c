import { CELLS, type Cell, cellOf, cellsOfEdition, editionInForce } from './cells';
import { type CheckTerm, EQUATIONS, RULES, type Rule, type Severity } from './checks';
import { findFees, readFeeStatement } from './feeStatement';
import { countOf, type Figures, getFigure } from './figures';
import { lettersOnly } from './labels';
import type { Edition, Label, TableSection } from './lines';
import { sectionInWords, TABLE_SECTIONS, tableName } from './sections';
import { similarity } from './similarity';
import { undeterminedTotals } from './totals';

/** Something a check found. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  /** The place in the report, such as `requests.received.total` or `problems`. */
  readonly path: string;
  /** The cells on both sides of the rule. */
  readonly cells: readonly string[];
  readonly expected: string | null;
  readonly actual: string | null;
  readonly messageZh: string;
  readonly messageEn: string;
  readonly citation: string;
}

/** The edition of each section that holds a table. */
export type Editions = Readonly<Record<TableSection, Edition>>;

/** What the checks look at. Narratives are null when left empty, undefined when they were not brought at all. */
export interface Content {
  readonly year: number;
  readonly figures: Figures;
  readonly editions: Editions;
  /** Codes of totals that were left out and computed. */
  readonly computed: readonly string[];
  /** Notes printed inside cells, by code. */
  readonly notes: Readonly<Record<string, string>>;
  readonly overview?: string | null;
  readonly problems: string | null | undefined;
  readonly otherMatters: string | null | undefined;
  /** Information-handling fees in 元 that an indicator states. */
  readonly handlingFees?: string | null;
}

/** What else the checks need to know. `previous` is last year's report, or the sum of merged predecessors'. */
export interface CheckContext {
  readonly previous: Pick<Content, 'figures' | 'problems'> | null;
  /** True when the organ may make rules (规章). */
  readonly mayMakeRules: boolean;
}

/** A finding of a rule, with words added to its message in both languages. */
export function findingOf(
  rule: Rule,
  path: string,
  more: Partial<Pick<Finding, 'expected' | 'actual' | 'cells'>> & Partial<Label> = {},
): Finding {
  return {
    code: rule.code,
    severity: rule.severity,
    path,
    cells: more.cells ?? [],
    expected: more.expected ?? null,
    actual: more.actual ?? null,
    messageZh: rule.zh + (more.zh ?? ''),
    messageEn: rule.en + (more.en ?? ''),
    citation: rule.citation,
  };
}

/** A term with the place of its cell in the array of counts. */
interface PlacedTerm extends CheckTerm {
  readonly place: number;
}
const placed = (terms: readonly CheckTerm[]): PlacedTerm[] =>
  terms.map((term) => ({ ...term, place: cellOf(term.cell).position }));
/** The equations, with the cells looked up once: a report has some two hundred terms. */
const PLACED = EQUATIONS.map((equation) => {
  const [left, right] = [placed(equation.left), placed(equation.right)];
  return { equation, left, right, last: [...left, ...right].filter((term) => term.lastYear) };
});

/** What one side of an equation adds up to; null when nothing in it is reported. */
function addSide(terms: readonly PlacedTerm[], now: Figures, before: Figures | undefined): number | null {
  let sum: number | null = null;
  for (const { place, sign, lastYear } of terms) {
    const value = (lastYear ? before : now)?.counts[place - 1] ?? null;
    if (value !== null) sum = (sum ?? 0) + sign * value;
  }
  return sum;
}

function checkEquation(
  { equation, ...sides }: (typeof PLACED)[number],
  content: Content,
  context: CheckContext,
  undetermined: ReadonlySet<string>,
): Finding[] {
  if (undetermined.size > 0 && [...sides.left, ...sides.right].some(({ cell }) => undetermined.has(cell)))
    return [];
  const before = context.previous?.figures;
  // A rule over two years says nothing until last year's figure is known.
  if (sides.last.some(({ place }) => (before?.counts[place - 1] ?? null) === null)) return [];
  const left = addSide(sides.left, content.figures, before);
  const right = addSide(sides.right, content.figures, before);
  if ((left === null && sides.last.length > 0) || (left ?? 0) === (right ?? 0)) return [];
  const terms = [...sides.left, ...sides.right];
  const about = cellOf(equation.about);
  const notes = terms.flatMap((term) => content.notes[term.cell] ?? []);
  const noted =
    notes.length > 0
      ? { zh: `；栏内注：${notes.join('；')}`, en: `; noted in the cell: ${notes.join('; ')}` }
      : { zh: '', en: '' };
  return [
    findingOf(equation, equation.about, {
      cells: terms.map((term) => term.cell),
      expected: String(right ?? 0),
      actual: String(left ?? 0),
      zh: `：左边为 ${left ?? 0}，右边为 ${right ?? 0}，相差 ${(left ?? 0) - (right ?? 0)}。请核对“${about.zh}”及相关栏目${noted.zh}`,
      en: `: the left side is ${left ?? 0}, the right side ${right ?? 0}, difference ${(left ?? 0) - (right ?? 0)}. Check "${about.en}" and the cells beside it${noted.en}`,
    }),
  ];
}

function checkEditions(content: Content): Finding[] {
  const inForce = editionInForce(content.year);
  const wrongEditions = TABLE_SECTIONS.filter(
    (section) => section !== 4 && content.editions[section] !== inForce,
  ).map((section) =>
    findingOf(RULES.edition, tableName(section), {
      expected: String(inForce),
      actual: String(content.editions[section]),
    }),
  );
  const strangers = CELLS.filter(
    (cell) =>
      getFigure(content.figures, cell) !== null && !cell.editions.includes(content.editions[cell.section]),
  ).map((cell) =>
    findingOf(RULES.notInEdition, cell.code, {
      cells: [cell.code],
      expected: cell.editions.join(', '),
      actual: String(content.editions[cell.section]),
      zh: `（${cell.zh}）`,
      en: ` (${cell.en})`,
    }),
  );
  return [...wrongEditions, ...strangers];
}

/** The cells of the report's editions that hold no figure. */
export function blankCells(content: Pick<Content, 'figures' | 'editions'>): Cell[] {
  return CELLS.filter(
    (cell) =>
      cell.editions.includes(content.editions[cell.section]) && getFigure(content.figures, cell) === null,
  );
}

/** A blank is told; a section in which nothing is reported, marks of what does not apply or not, must be explained. */
function checkBlanks(content: Content): Finding[] {
  const blank = blankCells(content);
  const perSection = TABLE_SECTIONS.flatMap((section) => {
    const cells = blank.filter((cell) => cell.section === section).map((cell) => cell.code);
    const { zh, en } = sectionInWords(section);
    if (cells.length === 0) return [];
    if (cells.length === cellsOfEdition(content.editions[section], section).length)
      return [findingOf(RULES.allBlank, tableName(section), { cells, zh: `：${zh}`, en: `: ${en}` })];
    const extent = { zh: `：${zh} ${cells.length} 格`, en: `: ${cells.length} in ${en}` };
    return [findingOf(RULES.blank, tableName(section), { cells, ...extent })];
  });
  const computed = content.computed.map((code) =>
    findingOf(RULES.totalComputed, code, {
      cells: [code],
      expected: String(countOf(content.figures, code)),
      zh: `（${cellOf(code).zh}）`,
      en: ` (${cellOf(code).en})`,
    }),
  );
  return [...perSection, ...computed];
}

const RULE_CELLS = CELLS.filter((cell) => cell.code.startsWith('proactive.rules.'));

function checkRulesEntitlement(content: Content, around: CheckContext): Finding[] {
  if (around.mayMakeRules) return [];
  return RULE_CELLS.filter((cell) => getFigure(content.figures, cell)).map((cell) =>
    findingOf(RULES.rulesNotEntitled, cell.code, {
      cells: [cell.code],
      expected: '0',
      actual: String(getFigure(content.figures, cell)),
    }),
  );
}

function checkDisputes(content: Content, around: CheckContext): Finding[] {
  const after = countOf(content.figures, 'disputes.litigationAfterReconsideration.total') ?? 0;
  const reconsideration = 'disputes.reconsideration.total';
  const known = (figures: Figures | undefined) => (figures && countOf(figures, reconsideration)) || 0;
  if (after === 0 || known(content.figures) > 0 || known(around.previous?.figures) > 0) return [];
  return [
    findingOf(RULES.afterReconsideration, 'disputes.litigationAfterReconsideration.total', {
      cells: ['disputes.litigationAfterReconsideration.total', reconsideration],
      actual: String(after),
    }),
  ];
}

const NEARLY_SAME = 0.9;

function checkNarratives(content: Content, around: CheckContext): Finding[] {
  const findings: Finding[] = [];
  const problems = content.problems?.trim() ?? '';
  const alike = similarity(lettersOnly(problems), lettersOnly(around.previous?.problems ?? ''));
  if (content.problems === undefined) return checkFeeStatement(content);
  if (problems === '') findings.push(findingOf(RULES.problems, 'problems'));
  else if (alike >= NEARLY_SAME) {
    const percent = `${Math.round(alike * 100)}%`;
    findings.push(
      findingOf(RULES.problems, 'problems', {
        actual: percent,
        zh: `（相似度 ${percent}）`,
        en: ` (${percent} alike)`,
      }),
    );
  }
  return [...findings, ...checkFeeStatement(content)];
}

function checkFeeStatement(content: Content): Finding[] {
  if (content.otherMatters === undefined) return [];
  const statement = readFeeStatement(content.otherMatters);
  if (statement === 'SILENT') return [findingOf(RULES.fees, 'otherMatters')];
  const others = statement === 'NONE' ? findFees(content) : [];
  if (others.length === 0) return [];
  return [
    findingOf(RULES.feesContradicted, 'otherMatters', {
      cells: others.flatMap(({ cells }) => cells),
      expected: others[0].amount,
      actual: '0',
      zh: `：${others.map(({ zh }) => zh).join('；')}`,
      en: `: ${others.map(({ en }) => en).join('; ')}`,
    }),
  ];
}

const ORDER: Record<Severity, number> = { ERROR: 0, WARNING: 1, INFO: 2 };

/** Every finding of every check over a report, gravest first. */
export function evaluateChecks(content: Content, around: CheckContext): Finding[] {
  const undetermined = undeterminedTotals(content.figures);
  return [
    ...checkEditions(content),
    ...PLACED.flatMap((equation) => checkEquation(equation, content, around, undetermined)),
    ...checkRulesEntitlement(content, around),
    ...checkDisputes(content, around),
    ...checkNarratives(content, around),
    ...checkBlanks(content),
  ].sort((one, other) => ORDER[one.severity] - ORDER[other.severity]);
}
