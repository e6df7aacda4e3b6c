import { type EntityManager, IsNull, Like } from 'typeorm';
import { beijingToday } from '../../form/beijing';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { text } from '../agencyRefusals';
import { Jurisdiction, type JurisdictionLevel } from '../agencyTypes';
import type { ChangedPlace } from './treeChangeTypes';

/** A place to be stored. */
export interface PlaceRow {
  readonly code: string;
  readonly name: string;
  readonly nameEn?: string | null;
  readonly level: JurisdictionLevel;
  readonly parent: Jurisdiction | null;
  readonly demonstration: boolean;
  readonly validFrom: string | null;
}

/** Stores a place and returns it. One whose adding was undone still has its row, which serves again. */
export async function insertPlace(manager: EntityManager, place: PlaceRow): Promise<Jurisdiction> {
  const { code, level, parent, demonstration, validFrom } = place;
  const row = {
    ...{ code, level, demonstration, validFrom },
    name: text(place.name),
    nameEn: place.nameEn ? text(place.nameEn) : null,
    parentKey: parent?.key ?? null,
    path: `${parent?.path ?? ''}${code}/`,
    validTo: null,
    removedAt: null,
  };
  const places = manager.getRepository(Jurisdiction);
  const removed = await places.findOneBy({ code });
  if (removed) await places.update(removed.key, row);
  else await places.insert(row);
  return places.findOneByOrFail({ code });
}

/** What a place is before a change of it, for the record. */
export const beforeChange = ({ key, name, nameEn, validTo }: Jurisdiction): ChangedPlace => ({
  id: key,
  before: { name, nameEn, validTo },
});

/** Ends a place on a day. */
export async function endPlace(
  manager: EntityManager,
  place: Jurisdiction,
  on: string,
): Promise<ChangedPlace> {
  await manager.getRepository(Jurisdiction).update(place.key, { validTo: on });
  return beforeChange(place);
}

/** Returns the places below another that have not ended, in the order of the tree. */
export const listBelow = (manager: EntityManager, { path }: Jurisdiction): Promise<Jurisdiction[]> =>
  manager.getRepository(Jurisdiction).find({
    where: { path: Like(`${path}_%`), validTo: IsNull(), removedAt: IsNull() },
    order: { path: 'ASC' },
  });

/** Returns why a place cannot change on a day: it has ended, did not exist, or the day is ahead. Without a day, whether it has ended. */
export function checkOpen(place: Jurisdiction, on: string | null, path: string): FindingType[] {
  const { code, name, validFrom, validTo } = place;
  if (validTo)
    return [
      refusal(
        'jurisdiction.ended',
        path,
        `${name}（${code}）自 ${validTo} 起已不存在；请用其承继区划。`,
        `${code} does not exist from ${validTo} on; take the place that succeeds it.`,
        { actual: validTo, remedy: 'jurisdiction { successors }' },
      ),
    ];
  if (on === null) return [];
  const today = beijingToday();
  if (on > today)
    return [
      refusal(
        'jurisdiction.ahead',
        'input.effectiveOn',
        `区划变更在生效后录入：生效日期不能晚于今日 ${today}。`,
        `A change of places is recorded when it is in force: the day must not be after today, ${today}.`,
        { actual: on, expected: `<= ${today}` },
      ),
    ];
  if (!validFrom || on >= validFrom) return [];
  return [
    refusal(
      'jurisdiction.date',
      'input.effectiveOn',
      `${name}（${code}）自 ${validFrom} 起才存在，生效日期不能早于该日。`,
      `${code} exists from ${validFrom} on; the day cannot be before that.`,
      { actual: on, expected: `>= ${validFrom}` },
    ),
  ];
}
