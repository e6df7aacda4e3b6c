import { Jurisdiction } from '../agency/agencyTypes';
import { type Context, memoize } from '../shared/request/context';
import type { Selection } from './request/selection';

/** Returns whether a selection has demonstration data in it, beside real data or alone. A place is in one tree or the other. At most one statement in a request. */
export async function showsDemonstration(
  context: Context,
  { realOnly, path }: Pick<Selection, 'realOnly' | 'path'>,
): Promise<boolean> {
  if (realOnly || path === null) return !realOnly;
  return memoize(context, `demonstration of ${path}`, () =>
    context.database.getRepository(Jurisdiction).existsBy({ path, demonstration: true }),
  );
}
