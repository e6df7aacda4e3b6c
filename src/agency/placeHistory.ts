import { Any, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { type Context, listLoaderOf, loaderName } from '../shared/request/context';
import { FormerPlaceName, PlaceNameHome, type PlaceSuccession, PlaceSuccessionEntity } from './placeEntities';

/** What was recorded by an instant; all of it where there is none. */
const recordedBy = (asOf: Date | null) => (asOf ? { recordedAt: LessThanOrEqual(asOf) } : {});

/** Loads the names that places bore before the present ones, newest first; as recorded now, or at an instant. */
export const formerPlaceNameLoader = (context: Context, asOf: Date | null) =>
  listLoaderOf<number, FormerPlaceName>(
    context,
    loaderName('former names of places', asOf),
    (keys) =>
      context.database.getRepository(FormerPlaceName).find({
        where: { jurisdictionId: Any(keys), validTo: Not(IsNull()), ...recordedBy(asOf) },
        order: { validTo: 'DESC', id: 'DESC' },
      }),
    (row) => row.jurisdictionId,
  );

/** Loads the former names of places with the years whose names they are; as recorded now, or at an instant. */
export const placeNameHomeLoader = (context: Context, asOf: Date | null) =>
  listLoaderOf<number, PlaceNameHome>(
    context,
    loaderName('names of places in years', asOf),
    (keys) =>
      context.database
        .getRepository(PlaceNameHome)
        .findBy({ jurisdictionId: Any(keys), ...recordedBy(asOf) }),
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
