import type { EntityManager } from 'typeorm';
import { queryRows } from '../../shared/database';
import type { PlacePairs } from './placeRights';

/** Which agencies of which places are changed from a day on; all agencies where none are named. */
export interface VersionsMoved extends PlacePairs {
  readonly on: string;
  readonly agencyKeys?: readonly number[];
}

/** Locks the agencies of places ($1), in one order. */
const LOCK_AGENCIES = `
  select id from agency where id in (select agency_id from agency_version where jurisdiction_id = any($1::int[])) order by id for update`;

/** The versions in places ($1) that begin before a day ($2) and end after it, of some agencies ($3) or all. */
const DIVIDED = `
  select id, valid_to::text as "validTo" from agency_version
   where jurisdiction_id = any($1) and valid_from < $2 and coalesce(valid_to > $2, true) and ($3::int[] is null or agency_id = any($3))`;

const END_DIVIDED = 'update agency_version set valid_to = $2 where id = any($1)';

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
  await manager.query(LOCK_AGENCIES, [from]);
  const divided = await queryRows<{ id: number; validTo: string | null }>(manager, DIVIDED, [
    from,
    on,
    agencyKeys,
  ]);
  const ids = divided.map(({ id }) => id);
  await manager.query(END_DIVIDED, [ids, on]);
  await manager.query(CONTINUE_DIVIDED, [ids, divided.map(({ validTo }) => validTo), on, from, to]);
  await manager.query(MOVE_LATER, [from, to, on, agencyKeys]);
}

/** The agencies in places ($1) whose names begin with a text ($2) on a day ($3) or later. */
const NAMED_AFTER = `
  select distinct agency_id as key from agency_version
   where jurisdiction_id = any($1) and starts_with(name, $2) and coalesce(valid_to > $3, true)`;

/** Returns the agencies in places whose names begin with that of the place, on a day or later. */
export async function listNamedAfter(
  manager: EntityManager,
  places: readonly number[],
  name: string,
  on: string,
): Promise<number[]> {
  const rows = await queryRows<{ key: number }>(manager, NAMED_AFTER, [places, name, on]);
  return rows.map(({ key }) => key);
}

const RENAME_AFTER = `
  update agency_version set name = $3 || substr(name, char_length($2) + 1)
   where agency_id = any($1) and starts_with(name, $2) and valid_from >= $4`;

/** Gives agencies the new name of their place at the beginning of theirs, in the versions that begin on a day or later. */
export const renameAfter = (
  manager: EntityManager,
  agencyKeys: readonly number[],
  names: { readonly from: string; readonly to: string },
  on: string,
) => manager.query(RENAME_AFTER, [agencyKeys, names.from, names.to, on]);
