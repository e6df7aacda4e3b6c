import { type Queryable, queryRows } from '../shared/database';
import type { Role } from '../shared/request/permissions';

/** A letter as it is sent. */
export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

const QUEUE_MAIL = `select graphile_worker.add_job('mail', letter, max_attempts := 12) from unnest($1::json[]) as letter`;

/** Queues letters; jobs send them. */
export async function queueLetters(database: Queryable, letters: readonly Letter[]): Promise<void> {
  if (letters.length > 0) await database.query(QUEUE_MAIL, [letters.map((letter) => JSON.stringify(letter))]);
}

/** An agency to which something is written. */
export interface Addressee {
  readonly agencyKey: number;
  /** Path of its place. */
  readonly path: string;
}

/** The addresses of those with one of the roles $1 at agencies $2 in places with the paths $3, by agency: none of an agency where nobody with one has an address, and no row of one where nobody has a role. */
const ADDRESSES = `
  select o.agency_id as "agencyKey", coalesce(array_agg(distinct c.email order by c.email) filter (where c.email is not null), '{}') as addresses
    from unnest($2::int[], $3::text[]) as o(agency_id, path)
    join account c on c.disabled_at is null
    join role_grant g on g.account_id = c.id and g.role = any($1) left join jurisdiction p on p.id = g.jurisdiction_id
   where g.agency_id = o.agency_id or o.path ^@ p.path or g.whole_hub
   group by o.agency_id`;

/** Returns the addresses of those with one of these roles at each of the agencies: an empty list where none of them has one, and nothing where nobody has a role. */
export async function findAddresses(
  database: Queryable,
  roles: readonly Role[],
  agencies: readonly Addressee[],
): Promise<ReadonlyMap<number, readonly string[]>> {
  const rows = await queryRows<{ agencyKey: number; addresses: string[] }>(database, ADDRESSES, [
    [...roles],
    agencies.map(({ agencyKey }) => agencyKey),
    agencies.map(({ path }) => path),
  ]);
  return new Map(rows.map(({ agencyKey, addresses }) => [agencyKey, addresses]));
}
