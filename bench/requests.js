/**
 * A request of a contender is its address, the bodies it is sent in turn, and how the figures are read from an answer.
 * `bodyAt(position)` returns the body at a position of the sequence; the sequence begins again after the last variant.
 */

const DIGITS = 12;
const MARK = '#'.repeat(DIGITS);
let sent = 0;

/** Returns the same question with a field that depends on the reader and costs nothing, so that no cache holds the answer. */
export const uncacheable = (query) => query.replace(/\}\s*$/, ' viewer { username } }');

/**
 * Returns a request that asks the variants in turn. A variable that no operation has makes every body different from all before,
 * by a number that never comes again.
 */
export function askSequentially({ url, variants, payload, read }) {
  const templates = variants.map((variant) => {
    const { variables, ...rest } = payload(variant);
    const body = Buffer.from(JSON.stringify({ ...rest, variables: { ...variables, unused: MARK } }));
    return { body, mark: body.indexOf(MARK) };
  });
  const bodyAt = (position) => {
    const { body, mark } = templates[position % templates.length];
    const numbered = Buffer.from(body);
    sent += 1;
    numbered.write(String(sent).padStart(DIGITS, '0'), mark, 'latin1');
    return numbered;
  };
  return { url, variants, bodyAt, read };
}

/** Returns a request with the same bytes again and again. */
export function repeat({ url, variant, payload, read }) {
  const body = Buffer.from(JSON.stringify(payload(variant)));
  return { url, variants: [variant], bodyAt: () => body, read };
}
