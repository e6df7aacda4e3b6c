import { LRUCache } from 'lru-cache';
import type { Client } from './clients';

/** How much more those may ask who have signed in. */
export const SIGNED_IN_TIMES = 5;
/** What was not used is kept for this long. */
const BURST_SECONDS = 15;
/** Of how many clients is known what they used; the one longest unseen is forgotten. */
const MOST_CLIENTS = 20_000;

/** What each client may still ask for. */
export interface CostBudget {
  /** Returns how much a client has, as the milliseconds in which it gets so much; below nothing it has to wait so long. */
  left(client: Client): number;
  /** Takes a cost from what a client has. It may go below nothing: then others of it wait. */
  take(client: Client, cost: number): void;
}

/** Returns the budgets of all clients: so much cost a minute, five times that for those who have signed in. */
export function createCostBudget(costPerMinute: number, now = () => performance.now()): CostBudget {
  const balances = new LRUCache<string, { balance: number; at: number }>({ max: MOST_CLIENTS });
  const rateOf = ({ isSignedIn }: Client) => (costPerMinute * (isSignedIn ? SIGNED_IN_TIMES : 1)) / 60_000;
  const balanceOf = (client: Client) => {
    const most = rateOf(client) * BURST_SECONDS * 1000;
    const last = balances.get(client.key);
    return last ? Math.min(most, last.balance + (now() - last.at) * rateOf(client)) : most;
  };
  return {
    left: (client) => balanceOf(client) / rateOf(client),
    take: (client, cost) => void balances.set(client.key, { balance: balanceOf(client) - cost, at: now() }),
  };
}
