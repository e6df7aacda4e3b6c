import { findFees, readFeeStatement } from './feeStatement';
import { type CheckContext, type Content, type Finding, findingOf } from './finding';
import { lettersOnly } from './labels';
import { isRuleOf, RULES } from './rules';
import { similarity } from './similarity';

const NEARLY_SAME = 0.9;

export function checkNarratives(content: Content, context: CheckContext): Finding[] {
  const findings: Finding[] = [];
  const problems = content.problems?.trim() ?? '';
  const alike = similarity(lettersOnly(problems), lettersOnly(context.previous?.problems ?? ''));
  if (content.problems === undefined) return checkFeeStatement(content);
  if (problems === '') findings.push(findingOf(RULES.problems, 'problems'));
  else if (alike >= NEARLY_SAME) {
    const percent = `${Math.round(alike * 100)}%`;
    findings.push(
      findingOf(RULES.problemsRepeated, 'problems', {
        actual: percent,
        zh: `（相似度 ${percent}）`,
        en: ` (${percent} alike)`,
      }),
    );
  }
  return [...findings, ...checkFeeStatement(content)];
}

function checkFeeStatement(content: Content): Finding[] {
  if (content.otherMatters === undefined || !isRuleOf(RULES.fees, content.year)) return [];
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
