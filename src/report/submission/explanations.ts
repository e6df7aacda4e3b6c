import { isMisaddressed, namesBoth, namesOf } from '../../form/misaddressed';
import { suggest } from '../../form/nearest';
import { RULE_CODES } from '../../form/ruleCodes';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { holdsFor, type SentExplanation, type StoredExplanation } from '../checking/findInContent';

/** An explanation that a reviewer refused, with why. */
export type RefusedExplanation = StoredExplanation & {
  readonly comment: string | null;
  readonly reviewerName: string;
};

/** Refuses explanations of rules that do not exist; what they were to explain is still to be explained. */
export function checkExplanations(
  sent: readonly SentExplanation[],
  found: readonly FindingType[],
): FindingType[] {
  const codes = new Set([...RULE_CODES, ...found.map(({ code }) => code)]);
  return sent.flatMap(({ code }, at) => {
    if (codes.has(code)) return [];
    const near = suggest(code, codes);
    return [
      refusal(
        'explanation.unknownRule',
        `explanations.${at}.code`,
        `没有规则 ${code}${near.zh}。`,
        `There is no rule ${code}${near.en}.`,
        { actual: code },
      ),
    ];
  });
}

/** Refuses explanations that a document of another organ, year or scope is the right one, where they do not name both: words that would explain anything confirm nothing. */
export const checkNamed = (explained: readonly FindingType[]): FindingType[] =>
  explained.flatMap((item) => {
    const { explanation, expected = null, actual = null } = item;
    const finding = { expected, actual };
    if (!explanation || !isMisaddressed(item) || namesBoth(finding, explanation)) return [];
    const [named, filedFor] = namesOf(finding);
    return [
      refusal(
        'explanation.namesBoth',
        item.path,
        `文档写的是“${named.zh}”，报送的是“${filedFor.zh}”，不能用一般的说明报送。请换用正确的文档；确属同一份报告的，说明中须同时写明“${named.zh}”和“${filedFor.zh}”以及原因。`,
        `The document says “${named.en}”, it is filed for “${filedFor.en}”: no general explanation is enough. Take the right document; where it is the same report after all, the explanation has to name both “${named.en}” and “${filedFor.en}”, and why.`,
        { expected, actual, citation: item.citation },
      ),
    ];
  });

/** Refuses explanations that a reviewer refused before and that come again in the same words for the same figures, or for some of the same cells. */
export function checkRefused(
  explained: readonly FindingType[],
  refused: readonly RefusedExplanation[],
): FindingType[] {
  return explained.flatMap((item) => {
    const before = refused.find((other) => holdsFor(other, item) && other.explanation === item.explanation);
    if (!before) return [];
    const { reviewerName, comment } = before;
    return [
      refusal(
        'explanation.refused',
        item.path,
        `对“${item.messageZh}”的说明未被${reviewerName}认可${comment ? `（理由：${comment}）` : ''}，不能原样再次提交。请按理由改写说明，或更正数字后再提交。`,
        `${reviewerName} refused the explanation of “${item.messageEn}”${comment ? ` (because: ${comment})` : ''}; it cannot be submitted again as it is. Write the explanation anew, or correct the figures, and submit again.`,
        { cells: item.cells, actual: item.explanation ?? null, citation: item.citation },
      ),
    ];
  });
}
