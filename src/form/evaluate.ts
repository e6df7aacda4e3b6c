import { CELLS, CELLS_IN_ORDER, type Cell, cellOf, cellsOfEdition, editionInForce } from './cells';
import { checkEquation, POSITIONED_EQUATIONS } from './checkEquations';
import { checkJumps } from './checkJumps';
import { checkNarratives } from './checkNarratives';
import { EQUATIONS, type Severity } from './checks';
import { countOf, type Figures, getFigure } from './figures';
import { type CheckContext, type Content, type Finding, findingOf } from './finding';
import { isRuleOf, RULES, ruleOf } from './rules';
import { sectionInWords, TABLE_SECTIONS, tableName } from './sections';
import { undeterminedTotals } from './totals';

function checkEditions(content: Content): Finding[] {
  const inForce = editionInForce(content.year);
  const wrongEditions = TABLE_SECTIONS.filter(
    (section) =>
      section !== 4 && content.editions[section] !== inForce && isRuleOf(RULES.edition, content.year),
  ).map((section) => {
    const { zh, en } = sectionInWords(section);
    const edition = content.editions[section];
    return findingOf(RULES.edition, tableName(section), {
      expected: String(inForce),
      actual: String(edition),
      zh: `：${zh}为 ${edition} 年的格式，${content.year} 年度应用 ${inForce} 年的格式`,
      en: `: ${en} has the form of ${edition}; that of ${inForce} is in force for ${content.year}`,
    });
  });
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

/** Returns an INFO for blank cells, without those of which nobody knows what they hold, and a WARNING for a section in which nothing is reported, whether its cells are blank or not applicable. */
function checkBlanks(content: Content): Finding[] {
  const unknown = new Set(content.unknown);
  const blank = blankCells(content);
  const perSection = TABLE_SECTIONS.flatMap((section) => {
    const empty = blank.filter((cell) => cell.section === section).map((cell) => cell.code);
    const { zh, en } = sectionInWords(section);
    if (empty.length > 0 && empty.length === cellsOfEdition(content.editions[section], section).length)
      return [findingOf(RULES.allBlank, tableName(section), { cells: empty, zh: `：${zh}`, en: `: ${en}` })];
    const cells = empty.filter((code) => !unknown.has(code));
    if (cells.length === 0) return [];
    const extent = { zh: `：${zh} ${cells.length} 格`, en: `: ${cells.length} in ${en}` };
    return [findingOf(RULES.blank, tableName(section), { cells, ...extent })];
  });
  const computed = CELLS_IN_ORDER.filter(({ code }) => content.computed.includes(code)).map(
    ({ code, zh, en }) =>
      findingOf(RULES.totalComputed, code, {
        cells: [code],
        expected: String(countOf(content.figures, code)),
        zh: `（${zh}）`,
        en: ` (${en})`,
      }),
  );
  return [...perSection, ...computed];
}

/** Says of which cells nobody knows what they hold: the equations with them are not checked. */
function checkUnknown({ unknown = [] }: Content): Finding[] {
  return TABLE_SECTIONS.flatMap((section) => {
    const cells = unknown.map(cellOf).filter((cell) => cell.section === section);
    if (cells.length === 0) return [];
    const [first] = cells;
    const { zh, en } = sectionInWords(section);
    return [
      findingOf(RULES.notChecked, tableName(section), {
        cells: cells.map(({ code }) => code),
        zh: `：${zh}“${first.zh}”等 ${cells.length} 格`,
        en: `: ${cells.length} in ${en}, "${first.en}" first`,
      }),
    ];
  });
}

const RULE_CELLS = CELLS.filter((cell) => cell.code.startsWith('proactive.rules.'));

function checkRulesEntitlement(content: Content, context: CheckContext): Finding[] {
  if (context.mayMakeRules) return [];
  return RULE_CELLS.filter((cell) => getFigure(content.figures, cell)).map((cell) =>
    findingOf(ruleOf(RULES.rulesNotEntitled, content.year), cell.code, {
      cells: [cell.code],
      expected: '0',
      actual: String(getFigure(content.figures, cell)),
      zh: `：“${cell.zh}”填了 ${getFigure(content.figures, cell)}`,
      en: `: "${cell.en}" is ${getFigure(content.figures, cell)}`,
    }),
  );
}

function checkDisputes(content: Content, context: CheckContext): Finding[] {
  const after = countOf(content.figures, 'disputes.litigationAfterReconsideration.total') ?? 0;
  const reconsideration = 'disputes.reconsideration.total';
  const countReconsiderations = (figures: Figures | undefined) =>
    (figures && countOf(figures, reconsideration)) || 0;
  if (
    after === 0 ||
    countReconsiderations(content.figures) > 0 ||
    countReconsiderations(context.previous?.figures) > 0
  )
    return [];
  return [
    findingOf(RULES.afterReconsideration, 'disputes.litigationAfterReconsideration.total', {
      cells: ['disputes.litigationAfterReconsideration.total', reconsideration],
      actual: String(after),
    }),
  ];
}

const EVALUATED = new Set<string>(
  [
    ...EQUATIONS,
    RULES.edition,
    RULES.notInEdition,
    RULES.jump,
    RULES.rulesNotEntitled,
    RULES.afterReconsideration,
    RULES.problems,
    RULES.fees,
    RULES.allBlank,
    RULES.blank,
    RULES.totalComputed,
    RULES.notChecked,
  ].map(({ code }) => code),
);

/** Whether a finding is of a rule that `evaluateChecks` goes by. What else was found, in a document or in what was sent, a stored report does not show again. */
export const isEvaluated = ({ code }: Pick<Finding, 'code'>): boolean => EVALUATED.has(code);

const ORDER: Record<Severity, number> = { ERROR: 0, WARNING: 1, INFO: 2 };

/** Every finding of every check over a report, gravest first. */
export function evaluateChecks(content: Content, context: CheckContext): Finding[] {
  const unchecked = new Set([...undeterminedTotals(content.figures), ...(content.unknown ?? [])]);
  return [
    ...checkEditions(content),
    ...POSITIONED_EQUATIONS.flatMap((equation) => checkEquation(equation, content, context, unchecked)),
    ...checkJumps(content, context),
    ...checkRulesEntitlement(content, context),
    ...checkDisputes(content, context),
    ...checkNarratives(content, context),
    ...checkBlanks(content),
    ...checkUnknown(content),
  ].sort((one, other) => ORDER[one.severity] - ORDER[other.severity]);
}
