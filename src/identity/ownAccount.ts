import type { Context } from '../shared/request/context';
import { forbidden } from '../shared/request/permissions';

/** Returns the key of the account that asks. Throws for a key or a stranger. */
export function ownAccount({ actor }: Context): number {
  if (actor.accountKey === null) throw forbidden(actor);
  return actor.accountKey;
}
