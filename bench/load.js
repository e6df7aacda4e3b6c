import autocannon from 'autocannon';
import { ONE_REQUEST } from './servers.js';

const LONGEST_CELL = 30;
const HEADERS = { 'content-type': 'application/json' };

/** Sends one body and returns the answer as text; refuses anything but 200 without errors. */
export async function ask(url, body) {
  const response = await fetch(url, { method: 'POST', headers: { ...HEADERS, ...ONE_REQUEST }, body });
  const text = await response.text();
  if (response.status !== 200 || text.includes('"errors"'))
    throw new Error(`${url} answers ${response.status}: ${text.slice(0, 500)}`);
  return text;
}

/**
 * Loads one address for some seconds and returns the rate. All connections together send the bodies of `bodyAt` in turn, from the
 * first one on; with `shares` every connection sends bodies of its own in turn, with headers of its own. A contender that answers nobody within half a minute
 * has a rate that is a bound. With `expected` every answer must hold these words.
 */
export async function load({ url, bodyAt, shares, seconds, connections, headers = {}, expected }) {
  const common = { method: 'POST', headers: { ...HEADERS, ...headers } };
  const unused = [...(shares ?? [])];
  let position = 0;
  const nextBody = (request) => {
    const body = bodyAt(position);
    position += 1;
    return { ...request, body };
  };
  const result = await autocannon({
    url,
    ...common,
    connections,
    duration: seconds,
    timeout: LONGEST_CELL,
    sampleInt: 100,
    requests: [bodyAt ? { ...common, setupRequest: nextBody } : common],
    ...(shares
      ? {
          setupClient(client) {
            const share = unused.shift();
            const own = { ...common, headers: { ...common.headers, ...share.headers } };
            client.setRequests(share.bodies.map((body) => ({ ...own, body })));
          },
        }
      : {}),
    ...(expected ? { verifyBody: (answer) => answer.includes(expected) } : {}),
  });
  // Where every connection timed out without an answer, the rate is only bounded.
  if (result.requests.total === 0 && result.timeouts > 0)
    return { rate: connections / LONGEST_CELL, isBound: true, p50: null, p99: null, bytes: null };
  if (result.non2xx > 0 || result.errors > result.timeouts || result.mismatches > 0)
    throw new Error(
      `${url}: ${result.non2xx} answers other than 2xx, ${result.errors} errors, ${result.mismatches} without ${expected}`,
    );
  // Where one answer takes longer than the cell, the cell is longer.
  if (result.requests.total === 0 && seconds < LONGEST_CELL)
    return load({
      url,
      bodyAt,
      shares,
      connections,
      headers,
      expected,
      seconds: Math.min(seconds * 4, LONGEST_CELL + 1),
    });
  return {
    // autocannon samples once a second; over short cells the complete count is the better figure.
    rate: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    bytes: Math.round(result.throughput.total / Math.max(1, result.requests.total)),
  };
}

/** Returns the middle of some numbers. */
export function median(numbers) {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
