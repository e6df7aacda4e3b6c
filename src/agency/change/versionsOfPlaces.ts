import { Any, type EntityManager } from 'typeorm';
import { AgencyEntity, AgencyVersion } from '../agencyEntities';
import type { PlacePairs } from './placeRights';

/** Which agencies of which places are changed from a day on; all agencies where none are named. */
export interface VersionsMoved extends PlacePairs {
  readonly on: string;
  readonly agencyKeys?: readonly number[];
}

/** Locks the agencies of places, in one order. */
async function lockAgenciesOf(manager: EntityManager, places: readonly number[]): Promise<void> {
  await manager
    .getRepository(AgencyEntity)
    .createQueryBuilder('a')
    .select('a.id')
    .where('a.id in (select v.agency_id from agency_version v where v.jurisdiction_id = any(:places))', {
      places,
    })
    .orderBy('a.id')
    .setLock('pessimistic_write')
    .getMany();
}

/** Returns the versions in places that begin before a day and end after it, of some agencies or all. */
const listDivided = (
  manager: EntityManager,
  { from, on, agencyKeys }: VersionsMoved,
): Promise<AgencyVersion[]> =>
  manager
    .getRepository(AgencyVersion)
    .createQueryBuilder('v')
    .select(['v.id', 'v.validTo'])
    .where('v.jurisdictionId = any(:from) and v.validFrom < :on and coalesce(v.validTo > :on, true)', {
      from,
      on,
    })
    .andWhere('(:agencyKeys::int[] is null or v.agencyId = any(:agencyKeys))', {
      agencyKeys: agencyKeys ?? null,
    })
    .getMany();

/** The second parts of divided versions ($1, with the days they ended, $2), from a day ($3) on, in other places ($4 to $5). */
const CONTINUE_DIVIDED = `
  insert into agency_version (agency_id, name, name_en, kind, jurisdiction_id, supervising_agency_id, valid_from, valid_to)
  select v.agency_id, v.name, v.name_en, v.kind, m.new_id, v.supervising_agency_id, $3::date, x.valid_to
    from unnest($1::int[], $2::date[]) as x(id, valid_to) join agency_version v on v.id = x.id
    join unnest($4::int[], $5::int[]) as m(old_id, new_id) on m.old_id = v.jurisdiction_id`;

/** Versions that begin on a day ($3) or later, of some agencies ($4) or all, go to other places ($1 to $2). */
const MOVE_LATER = `
  update agency_version v set jurisdiction_id = m.new_id from unnest($1::int[], $2::int[]) as m(old_id, new_id)
   where v.jurisdiction_id = m.old_id and m.new_id <> m.old_id and v.valid_from >= $3 and ($4::int[] is null or v.agency_id = any($4))`;

/** Moves the agencies of places to others from a day on: each has a version that begins on that day, or later ones that are moved. */
export async function moveVersions(manager: EntityManager, moved: VersionsMoved): Promise<void> {
  const { from, to, on, agencyKeys = null } = moved;
  if (from.length === 0) return;
  await lockAgenciesOf(manager, from);
  const divided = await listDivided(manager, moved);
  const ids = divided.map(({ id }) => id);
  await manager.getRepository(AgencyVersion).update({ id: Any(ids) }, { validTo: on });
  await manager.query(CONTINUE_DIVIDED, [ids, divided.map(({ validTo }) => validTo), on, from, to]);
  await manager.query(MOVE_LATER, [from, to, on, agencyKeys]);
}

/** Returns the agencies in places whose names begin with that of the place, on a day or later; without those that begin with its new name, which may begin alike. */
export async function listNamedAfter(
  manager: EntityManager,
  places: readonly number[],
  name: string,
  on: string,
  newName: string | null = null,
): Promise<number[]> {
  const rows = await manager
    .getRepository(AgencyVersion)
    .createQueryBuilder('v')
    .select('v.agencyId', 'key')
    .distinct()
    .where('v.jurisdictionId = any(:places) and starts_with(v.name, :name)', { places, name })
    .andWhere('coalesce(v.validTo > :on, true)', { on })
    .andWhere('coalesce(not starts_with(v.name, :newName), true)', { newName })
    .getRawMany<{ key: number }>();
  return rows.map(({ key }) => key);
}

/** Gives agencies the new name of their place at the beginning of theirs, in the versions that begin on a day or later. */
export async function renameAfter(
  manager: EntityManager,
  agencyKeys: readonly number[],
  names: { readonly from: string; readonly to: string },
  on: string,
): Promise<void> {
  await manager
    .getRepository(AgencyVersion)
    .createQueryBuilder()
    .update()
    .set({ name: () => ':to || substr(name, char_length(:from) + 1)' })
    .where('agencyId = any(:agencyKeys) and starts_with(name, :from) and validFrom >= :on')
    .setParameters({ agencyKeys, on, ...names })
    .execute();
}
