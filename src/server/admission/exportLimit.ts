import { overloaded, type Release, rateLimited } from './admission';
import type { Client } from './clients';

/** Exports under way at once: each prints thousands of documents. */
const MOST_EXPORTS = 8;
/** Exports of one client, so that few readers who are slow do not keep all others waiting. */
const MOST_OF_CLIENT = 2;
const RETRY_MS = 30_000;

/** Returns what lets a client begin an export. Throws RATE_LIMITED or OVERLOADED. */
export function createExportLimit(): (client: Client) => Release {
  const underWay = new Map<string, number>();
  let all = 0;
  return ({ key }) => {
    const own = underWay.get(key) ?? 0;
    if (own >= MOST_OF_CLIENT) throw rateLimited(RETRY_MS);
    if (all >= MOST_EXPORTS) throw overloaded(RETRY_MS);
    underWay.set(key, own + 1);
    all += 1;
    return () => {
      all -= 1;
      const left = (underWay.get(key) ?? 1) - 1;
      if (left > 0) underWay.set(key, left);
      else underWay.delete(key);
    };
  };
}
