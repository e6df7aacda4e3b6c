import { randomUUID } from 'node:crypto';
import { Any, type EntityManager, IsNull } from 'typeorm';
import { type Database, type Queryable, queryRows } from '../shared/database';
import { OrderDirection } from '../shared/graphql/ordering';
import { seekOf } from '../shared/graphql/pageArguments';
import { type Connection, decodeCursor, type Page, pageOf } from '../shared/graphql/paging';
import { DeliveryState, type NoticeEvent, Webhook, WebhookDelivery } from './notificationTypes';

/** How often a message is tried before it is dead: with exponential pauses, about a day. */
export const MOST_ATTEMPTS = 12;

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Returns a page of deliveries, newest first. Two statements. */
export async function listDeliveries(
  database: Database,
  webhookId: number,
  state: DeliveryState | null,
  page: Page,
): Promise<Connection<WebhookDelivery>> {
  const [position] = decodeCursor(page, 'uuid') ?? [null];
  const { beyond, order } = seekOf(page, OrderDirection.DESC);
  const where = { webhookId, ...(state === null || state === undefined ? {} : { state }) };
  const deliveries = database.getRepository(WebhookDelivery);
  const total = await deliveries.countBy(where);
  const rows = deliveries
    .createQueryBuilder('d')
    .where(where)
    .orderBy({ 'd.createdAt': order, 'd.key': order })
    .limit(page.size + 1);
  if (position !== null)
    rows.andWhere(
      `(d.createdAt, d.key) ${beyond} (select l.created_at, l.id from webhook_delivery l where l.id = :position)`,
      { position },
    );
  return pageOf(await rows.getMany(), page, total, ({ key }) => [key]);
}

/** Queues the message with a number ($1). The job has it as its key, by which the next attempt is found. */
const QUEUE = `select graphile_worker.add_job('deliver', json_build_object('delivery', $1::text), max_attempts := ${MOST_ATTEMPTS}, job_key := $1::text)`;

/** When the messages of these numbers ($1) are tried next. */
const NEXT_ATTEMPTS =
  'select key, run_at as at from graphile_worker.jobs where key = any($1::text[]) and attempts < max_attempts';

/** Returns when messages are tried next; those that are not tried again are left out. */
export const findNextAttempts = (
  database: Queryable,
  keys: readonly string[],
): Promise<{ key: string; at: Date }[]> => queryRows(database, NEXT_ATTEMPTS, [keys]);

const queue = (manager: Queryable, key: string) => manager.query(QUEUE, [key]);

/** Stores a message for a webhook and queues it, in a transaction of the caller. */
export async function enqueueDelivery(
  manager: Database,
  webhookId: number,
  event: NoticeEvent,
  payload: object,
): Promise<void> {
  const key = randomUUID();
  await manager.getRepository(WebhookDelivery).insert({ key, webhookId, event, payload });
  await queue(manager, key);
}

/** Returns deliveries by their keys. */
export const findDeliveries = (database: Database, keys: readonly string[]): Promise<WebhookDelivery[]> =>
  database.getRepository(WebhookDelivery).findBy({ key: Any(keys.filter(isUuid)) });

/** Queues a dead message of an active webhook again; returns false when there is none. */
export async function redeliver(
  manager: EntityManager,
  { key, webhookId }: WebhookDelivery,
): Promise<boolean> {
  if (!(await manager.getRepository(Webhook).existsBy({ key: webhookId, disabledAt: IsNull() })))
    return false;
  const { affected } = await manager
    .getRepository(WebhookDelivery)
    .update({ key, webhookId, state: DeliveryState.DEAD }, { state: DeliveryState.PENDING, attempts: 0 });
  if (!affected) return false;
  await queue(manager, key);
  return true;
}
