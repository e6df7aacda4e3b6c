import type { Label } from '../../../src/form/lines';

/** The label of a row of section three: what it says, and the heading that several rows are printed under, if any. */
export interface RowLabel {
  readonly heading: Label | null;
  readonly label: Label;
}

/** Returns the label of a row of section three in its parts, without the words that all outcomes are printed under. */
export function readRowLabel({ zh, en }: Label): RowLabel {
  const [, heading, item] = /^(（.）\S*)\s+(\d\..*)$/.exec(zh.replace(/^三、本年度办理结果\s*/, '')) ?? [];
  if (!item) return { heading: null, label: { zh: zh.replace(/^三、本年度办理结果\s*/, ''), en } };
  const [headingEn, ...rest] = en.split(/[:,]\s*/);
  return { heading: { zh: heading, en: headingEn }, label: { zh: item, en: rest.join(', ') || en } };
}
