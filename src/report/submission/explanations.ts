import { EQUATIONS } from '../../form/checks';
import { suggest } from '../../form/nearest';
import { RULES } from '../../form/rules';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { plainText } from '../../shared/text';
import type { Submission } from './submission';

/** A finding of an earlier revision with its explanation, which stays while the finding stays the same. */
export type StoredExplanation = Pick<FindingType, 'code' | 'path' | 'expected' | 'actual' | 'explanation'>;

type SentExplanations = NonNullable<Submission['explanations']>;

/** Returns a finding with its explanation: the one that was sent, or the stored one of the same finding. */
export function explain(
  item: FindingType,
  sent: SentExplanations,
  stored: readonly StoredExplanation[],
): FindingType {
  const own = sent.find(({ code, path }) => code === item.code && path.replace(/^input\./, '') === item.path);
  const before = stored.find((other) =>
    (['code', 'path', 'expected', 'actual'] as const).every((name) => other[name] === item[name]),
  );
  return {
    ...item,
    explanation: own ? plainText(own.text) || null : (before?.explanation ?? null),
  };
}

const RULE_CODES = [...Object.values(RULES), ...EQUATIONS].map(({ code }) => code);

/** Refuses explanations of rules that do not exist; what they were to explain is still to be explained. */
export function checkExplanations(sent: SentExplanations, found: readonly FindingType[]): FindingType[] {
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
