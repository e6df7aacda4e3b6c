import { Any, IsNull, Not } from 'typeorm';
import { queryRows } from '../shared/database';
import { type Context, listLoaderOf } from '../shared/request/context';
import { FormerPlaceName, type PlaceSuccession } from './placeEntities';

/** Loads the names that places bore before the present ones, newest first. */
export const formerPlaceNameLoader = (context: Context) =>
  listLoaderOf<number, FormerPlaceName>(
    context,
    'former names of places',
    (keys) =>
      context.database.getRepository(FormerPlaceName).find({
        where: { jurisdictionId: Any(keys), validTo: Not(IsNull()) },
        order: { validTo: 'DESC', id: 'DESC' },
      }),
    (row) => row.jurisdictionId,
  );

/** A succession seen from the place `ownKey`. */
type SuccessionRow = PlaceSuccession & { readonly ownKey: number };

/** The successions of places ($1) that are on this side of them, with the place on the other side. */
const successionsSql = (side: string, otherSide: string) => `
  select ${side}_id as "ownKey", ${otherSide}_id as "otherKey", kind, effective_on::text as "effectiveOn"
    from jurisdiction_succession where ${side}_id = any($1) order by effective_on, ${otherSide}_id`;

/** Loads successions: of successors for predecessors, or the other way round. */
export const placeSuccessionLoader = (context: Context, side: 'predecessor' | 'successor') =>
  listLoaderOf<number, SuccessionRow>(
    context,
    `succession of places, ${side}`,
    (keys) =>
      queryRows<SuccessionRow>(
        context.database,
        successionsSql(side, side === 'predecessor' ? 'successor' : 'predecessor'),
        [keys],
      ),
    (row) => row.ownKey,
  );
