import type { EntityManager } from 'typeorm';
import type { Context } from './context';

/** Runs a change in one transaction that the audit attributes to whoever asks. */
export function change<T>(
  context: Pick<Context, 'database' | 'actor' | 'address' | 'requestId'>,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return context.database.transaction(async (manager) => {
    await manager.query(
      `select set_config('ogi.actor', $1, true), set_config('ogi.actor_name', $2, true),
              set_config('ogi.address', $3, true), set_config('ogi.request_id', $4, true)`,
      [context.actor.id, context.actor.name, context.address, context.requestId],
    );
    return work(manager);
  });
}
