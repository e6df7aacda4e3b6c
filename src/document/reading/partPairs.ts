/** Labels with their figures behind colons, parted by semicolons: 行政许可：12；行政处罚：3. Longer lines are none. */
const LONGEST_PAIRS = 300;
const PAIRS = /^(?:[^：:；;\d]{2,30}[：:]\s*[\d,.]+\s*(?:[万亿]?元|件|项)?\s*(?:[；;。]\s*|$))+$/u;

/** Returns a line in which labels stand before their figures behind colons with spaces in place of these; any other line as it is. */
export const partPairs = (text: string): string =>
  text.length <= LONGEST_PAIRS && PAIRS.test(text) ? text.replace(/[：:；;。]/gu, ' ') : text;
