import DataLoader from 'dataloader';
import { queryRows } from '../../shared/database';
import { type Context, memoize } from '../../shared/request/context';

/** Those of some revisions ($1) that are of demonstration agencies. */
const DEMONSTRATION_REVISIONS = `
  select v.id as "revisionKey" from report_revision v join agency a on a.id = v.agency_id where v.id = any($1) and a.demonstration`;

/** Loads whether revisions are of demonstration agencies. */
export const demonstrationLoader = (context: Context): DataLoader<number, boolean> =>
  memoize(
    context,
    'loader demonstration',
    () =>
      new DataLoader<number, boolean>(async (keys) => {
        const rows = await queryRows<{ revisionKey: number }>(context.database, DEMONSTRATION_REVISIONS, [
          [...keys],
        ]);
        const found = new Set(rows.map(({ revisionKey }) => revisionKey));
        return keys.map((key) => found.has(key));
      }),
  );
