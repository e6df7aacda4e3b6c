import type { GraphQLError } from 'graphql';
import type { Label } from '../../form/lines';
import { suggest } from '../../form/nearest';
import { badInput } from './paging';

/** How many of the codes that are unknown a refusal names. */
const MOST_NAMED = 10;

/** What codes name: cells, indicators, agencies. */
export interface Kind {
  readonly zh: string;
  readonly en: string;
}

/** Says that there are no such codes, all at once, each with what else has it, where that is known, or with those nearest to it. */
export function unknownInWords(
  { zh, en }: Kind,
  codes: readonly string[],
  existing: Iterable<string>,
  others: ReadonlyMap<string, Kind> = new Map(),
): Label {
  const words = [...existing];
  const hints = codes
    .slice(0, MOST_NAMED)
    .map((code) => ({ code, ...(others.get(code) ?? suggest(code, words)) }));
  const listed = (language: 'zh' | 'en') =>
    hints.map((hint) => `${hint.code}${hint[language]}`).join(language === 'zh' ? '；' : '; ');
  return { zh: `没有这样的${zh}：${listed('zh')}。`, en: `There is no such ${en}: ${listed('en')}.` };
}

/** Refuses codes that there are not: see unknownInWords. */
export function unknownCodes(argument: string, ...unknown: Parameters<typeof unknownInWords>): GraphQLError {
  const { zh, en } = unknownInWords(...unknown);
  return badInput(argument, zh, en);
}
