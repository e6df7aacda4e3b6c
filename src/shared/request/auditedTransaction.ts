import type { EntityManager } from 'typeorm';
import type { Context } from './context';

/** Who changes something, in the words of the audit. */
export type Author = Pick<Context, 'actor' | 'address' | 'requestId'>;

/** Attributes what the transaction changes to an actor ($1, $2), an address ($3) and a request ($4). */
const ATTRIBUTE = `
  select set_config('ogi.actor', $1, true), set_config('ogi.actor_name', $2, true),
         set_config('ogi.address', $3, true), set_config('ogi.request_id', $4, true)`;

/** Runs a change in one transaction that the audit attributes to whoever asks. */
export function auditedTransaction<T>(
  context: Author & Pick<Context, 'database'>,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return context.database.transaction(async (manager) => {
    await manager.query(ATTRIBUTE, [
      context.actor.id,
      context.actor.name,
      context.address,
      context.requestId,
    ]);
    return work(manager);
  });
}

/** Attributes what the transaction changes to authors by agency ($1, JSON), and lets it wait for a lock so many milliseconds ($2). */
const ATTRIBUTE_BY_AGENCY = `
  select set_config('ogi.authors', $1, true), set_config('lock_timeout', coalesce($2, current_setting('lock_timeout')), true),
         set_config('plan_cache_mode', 'force_generic_plan', true)`;

/**
 * Attributes what the caller's transaction changes from here on to several people, each of them at agencies of their
 * own; in it nothing else can be changed. Nobody waits for a lock for longer than given, so that those who have
 * nothing to wait for do not wait with one who has. Its statements look rows up by key, whatever the keys: they are
 * planned once for a connection, not for each of their lists.
 */
export async function attributeByAgency(
  manager: EntityManager,
  authors: ReadonlyMap<number, Author>,
  longestWaitMs: number | null,
): Promise<void> {
  const rows = [...authors].map(([agencyKey, { actor, address, requestId }]) => [
    agencyKey,
    { actor: actor.id, actor_name: actor.name, address, request_id: requestId },
  ]);
  await manager.query(ATTRIBUTE_BY_AGENCY, [JSON.stringify(Object.fromEntries(rows)), longestWaitMs]);
}

/** Where changes are attributed by agency: those at agencies ($2) to whoever changes something at others ($1). Who was named for them stays. */
const ATTRIBUTE_ALSO = `
  select set_config('ogi.authors', (
           (select jsonb_object_agg(o.other, a.authors -> o.agency::text) from unnest($1::int[], $2::int[]) as o(agency, other)) || a.authors)::text, true)
    from (select nullif(current_setting('ogi.authors', true), '')::jsonb as authors) a
   where a.authors is not null`;

/** Lets a change at agencies bring others at agencies with it (a map from the latter to the former): they are attributed to the same people. */
export async function attributeAlso(
  manager: EntityManager,
  causes: ReadonlyMap<number, number>,
): Promise<void> {
  await manager.query(ATTRIBUTE_ALSO, [[...causes.values()], [...causes.keys()]]);
}
