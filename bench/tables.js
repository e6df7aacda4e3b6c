/** Returns a number without fractions, with commas. */
export const rounded = (value) => Math.round(value).toLocaleString('en-US');
/** Returns a rate in as many digits as mean something. */
export const rateText = (value) => (value >= 100 ? rounded(value) : value.toPrecision(value >= 10 ? 3 : 2));
/** Returns a ratio in as many digits as mean something. */
export const ratioText = (value) => (value >= 10 ? rounded(value) : value.toFixed(2));

/** Returns a Markdown table with padded columns; all but the first `left` ones are aligned to the right. */
export function markdownTable(head, rows, left = 1) {
  const cells = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, at) => Math.max(3, ...cells.map((row) => row[at].length)));
  const line = (row) => `| ${row.join(' | ')} |`;
  const padded = cells.map((row) =>
    line(row.map((cell, at) => (at < left ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))),
  );
  const rule = line(widths.map((width, at) => (at < left ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)));
  return [padded[0], rule, ...padded.slice(1)].join('\n');
}
