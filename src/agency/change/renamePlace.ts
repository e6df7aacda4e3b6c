import { type EntityManager, MoreThan } from 'typeorm';
import { beijingToday } from '../../form/beijing';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { type Changing, empty, text, unknownReference } from '../agencyRefusals';
import { Jurisdiction } from '../agencyTypes';
import { findJurisdiction } from '../jurisdictions';
import { FormerPlaceName } from '../placeEntities';
import type { PlaceResult } from './addPlace';
import { type AgencyOfPlace, queryAgenciesOfPlace } from './agenciesOfPlace';
import { checkNewName } from './newName';
import { beforeChange, checkOpen, endPlace, listBelow } from './placeRows';
import { listNamedAfter, moveVersions, renameAfter } from './versionsOfPlaces';

/** Another name of a place from a day on; without a day it is a correction of a mistake. */
interface PlaceName {
  place: string;
  name: string;
  nameEn?: string | null;
  effectiveOn: string | null;
  renameAgencies?: boolean;
}

/** Returns the keys of a place and of all places below it. */
const listKeysWithin = async (manager: EntityManager, place: Jurisdiction): Promise<number[]> =>
  [place, ...(await listBelow(manager, place))].map(({ key }) => key);

/** Lets the agencies whose names begin with that of their place follow its new name from a day on. */
async function renameAgencies(
  manager: EntityManager,
  place: Jurisdiction,
  name: string,
  on: string,
): Promise<void> {
  const places = await listKeysWithin(manager, place);
  const agencyKeys = await listNamedAfter(manager, places, place.name, on);
  await moveVersions(manager, { from: places, to: places, on, agencyKeys });
  await renameAfter(manager, agencyKeys, { from: place.name, to: name }, on);
}

/** Returns why a place cannot have another name from a day on: it had one before its present name that it bore longer. */
async function checkOrder(
  manager: EntityManager,
  { key, code, name }: Jurisdiction,
  on: string,
): Promise<FindingType[]> {
  const [last] = await manager.getRepository(FormerPlaceName).find({
    where: { jurisdictionId: key, validTo: MoreThan(on) },
    order: { validTo: 'DESC', id: 'DESC' },
    take: 1,
  });
  if (!last?.validTo) return [];
  return [
    refusal(
      'jurisdiction.renamedLater',
      'input.effectiveOn',
      `${name}（${code}）自 ${last.validTo} 起用现名，新名称的启用日期不能早于该日。名称写错的，用更正。`,
      `${code} has its present name from ${last.validTo} on; another cannot begin before that day. Correct a name that was written wrongly.`,
      { actual: on, expected: `>= ${last.validTo}`, remedy: 'correctJurisdiction' },
    ),
  ];
}

/** Renames a place from a day on, or corrects its name. Its code stays, and so do all sums. */
export function renamePlace(database: Changing, input: PlaceName): Promise<PlaceResult> {
  return database.transaction(async (manager) => {
    const place = await findJurisdiction(manager, input.place);
    if (!place)
      return { jurisdiction: null, findings: [unknownReference('input.place', '行政区划', input.place)] };
    const on = input.effectiveOn;
    const findings =
      on === null ? [] : [...checkOpen(place, on, 'input.place'), ...(await checkOrder(manager, place, on))];
    const name = text(input.name);
    const nameEn = input.nameEn === undefined ? place.nameEn : (input.nameEn && text(input.nameEn)) || null;
    findings.push(
      ...(name === ''
        ? [empty('input.name')]
        : checkNewName('jurisdiction', place.code, place, { name, nameEn })),
    );
    if (findings.length > 0) return { jurisdiction: null, findings };
    await manager
      .getRepository(FormerPlaceName)
      .insert({ jurisdictionId: place.key, name: place.name, nameEn: place.nameEn, validTo: on });
    await manager.getRepository(Jurisdiction).update(place.key, { name, nameEn });
    if (on !== null && input.renameAgencies) await renameAgencies(manager, place, name, on);
    const jurisdiction = await findJurisdiction(manager, input.place);
    const keepingName =
      name === place.name
        ? []
        : await listNamedAfter(
            manager,
            await listKeysWithin(manager, place),
            place.name,
            on ?? beijingToday(),
            name,
          );
    return { jurisdiction, changed: [beforeChange(place)], keepingName, findings };
  });
}

/** How many agencies, and how many places, are named that are still in a place. */
const MOST_NAMED = 20;

/** Returns why a place cannot end on a day: agencies or places are still in it. */
export async function checkEmpty(
  manager: EntityManager,
  place: Jurisdiction,
  on: string,
): Promise<FindingType[]> {
  const agencies = await queryAgenciesOfPlace(manager, place.key, on)
    .limit(MOST_NAMED)
    .getRawMany<AgencyOfPlace>();
  const below = await listBelow(manager, place);
  const codes = [...agencies, ...below.slice(0, MOST_NAMED)].map(({ code }) => code).join(', ');
  if (codes === '') return [];
  return [
    refusal(
      'jurisdiction.notEmpty',
      'input.place',
      `${place.name}（${place.code}）在 ${on} 及以后仍有机关或下级区划：${codes}。请先撤销、划转或合并。`,
      `There are still agencies or places in ${place.code} on ${on} or later: ${codes}. Close, move or merge them first.`,
      { actual: codes },
    ),
  ];
}

/** Closes a place in which no agency and no other place is left. */
export function closePlace(
  database: Changing,
  input: { place: string; effectiveOn: string },
): Promise<PlaceResult> {
  return database.transaction(async (manager) => {
    const place = await findJurisdiction(manager, input.place);
    if (!place)
      return { jurisdiction: null, findings: [unknownReference('input.place', '行政区划', input.place)] };
    const findings = checkOpen(place, input.effectiveOn, 'input.place');
    if (findings.length === 0) findings.push(...(await checkEmpty(manager, place, input.effectiveOn)));
    if (findings.length > 0) return { jurisdiction: null, findings };
    const changed = [await endPlace(manager, place, input.effectiveOn)];
    return { jurisdiction: await findJurisdiction(manager, input.place), changed, findings };
  });
}
