import { Any, IsNull, LessThanOrEqual, Not } from 'typeorm';
import { type Context, listLoaderOf } from '../shared/request/context';
import { FormerPlaceName, type PlaceSuccession, PlaceSuccessionEntity } from './placeEntities';
import { loaderName } from './treeSql';

/** A name that a place bore, until a day. */
export type BornePlaceName = FormerPlaceName & { readonly validTo: string };

/** Loads the names that places bore before the present ones, newest first; as recorded now, or at an instant. */
export const formerPlaceNameLoader = (context: Context, asOf: Date | null = null) =>
  listLoaderOf<number, BornePlaceName>(
    context,
    loaderName('former names of places', asOf),
    async (keys) =>
      (await context.database.getRepository(FormerPlaceName).find({
        where: {
          jurisdictionId: Any(keys),
          validTo: Not(IsNull()),
          ...(asOf && { recordedAt: LessThanOrEqual(asOf) }),
        },
        order: { validTo: 'DESC', id: 'DESC' },
      })) as BornePlaceName[],
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
