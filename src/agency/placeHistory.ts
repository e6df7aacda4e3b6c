import { Any, IsNull, Not } from 'typeorm';
import { type Context, listLoaderOf } from '../shared/request/context';
import { FormerPlaceName, type PlaceSuccession, PlaceSuccessionEntity } from './placeEntities';

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

/** Loads successions: of successors for predecessors, or the other way round. */
export const placeSuccessionLoader = (context: Context, side: 'predecessor' | 'successor') => {
  const [own, other] =
    side === 'predecessor'
      ? (['predecessorId', 'successorId'] as const)
      : (['successorId', 'predecessorId'] as const);
  return listLoaderOf<number, SuccessionRow>(
    context,
    `succession of places, ${side}`,
    async (keys) => {
      const rows = await context.database
        .getRepository(PlaceSuccessionEntity)
        .find({ where: { [own]: Any(keys) }, order: { effectiveOn: 'ASC', [other]: 'ASC' } });
      return rows.map((row) => ({
        ownKey: row[own],
        otherKey: row[other],
        kind: row.kind,
        effectiveOn: row.effectiveOn,
      }));
    },
    (row) => row.ownKey,
  );
};
