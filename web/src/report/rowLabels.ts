import { type Label, REQUEST_RESULTS } from '../../../src/form/lines';

/** The label of a row of section three: what it says, and what it is printed under, if anything. */
export interface RowLabel {
  /** Whether it is one of the results, which have a heading of their own. */
  readonly isResult: boolean;
  /** The heading that several results are printed under. */
  readonly heading: Label | null;
  readonly label: Label;
}

/** Returns a label of section three without the words that all results are printed under. */
export const withoutResults = (zh: string): string =>
  zh.startsWith(REQUEST_RESULTS.zh) ? zh.slice(REQUEST_RESULTS.zh.length).trimStart() : zh;

/** Returns the label of a row of section three in its parts. */
export function readRowLabel({ zh, en }: Label): RowLabel {
  const own = withoutResults(zh);
  const isResult = own !== zh;
  const [, heading, item] = /^(（.）\S*)\s+(\d\..*)$/.exec(own) ?? [];
  if (!item) return { isResult, heading: null, label: { zh: own, en } };
  const [headingEn, ...rest] = en.split(/[:,]\s*/);
  return {
    isResult,
    heading: { zh: heading, en: headingEn },
    label: { zh: item, en: rest.join(', ') || en },
  };
}
