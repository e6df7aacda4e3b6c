import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import type { EntityManager } from 'typeorm';
import { type FindingType, refusal, tooMany } from '../shared/graphql/finding';
import { type Connection, decodeCursor, pageOf } from '../shared/graphql/paging';
import { guardedLookup, hostOf, isPrivateAddress, PrivateAddress, wordsFor } from './networkGuard';
import type { NoticeEvent, Webhook, WebhookDelivery, WebhookPayload } from './notificationTypes';

type Queryable = Pick<EntityManager, 'query'>;

const TIMEOUT_MS = 10_000;
const MOST_EVENTS = 20;
/** How often a message is tried before it is dead: with exponential pauses, about a day. */
export const MOST_ATTEMPTS = 12;

const WEBHOOK = `select w.id, a.code as agency, j.code as jurisdiction, w.url, w.events, w.created_at as "createdAt", w.disabled_at as "disabledAt"
  from webhook w left join agency a on a.id = w.agency_id left join jurisdiction j on j.id = w.jurisdiction_id`;

/** Webhooks about an agency or a subtree. */
export function listWebhooks(
  database: Queryable,
  place: { agencyKey: number | null; jurisdictionKey: number | null },
): Promise<Webhook[]> {
  return database.query(
    `${WEBHOOK} where w.agency_id = $1 or w.jurisdiction_id = $2 order by w.id limit 100`,
    [place.agencyKey, place.jurisdictionKey],
  );
}

/** A webhook with the place it is about, or null. */
export async function findWebhook(database: Queryable, id: number): Promise<Webhook | null> {
  const [row] = await database.query(`${WEBHOOK} where w.id = $1`, [id]);
  return row ?? null;
}

/** Makes a webhook with a secret shown once, unless there is something wrong with it or with its address (networkGuard.ts). */
export async function createWebhook(
  manager: EntityManager,
  createdBy: string,
  place: { agencyKey: number | null; jurisdictionKey: number | null },
  input: { url: string; events: NoticeEvent[] },
  addressFindings: readonly FindingType[],
): Promise<WebhookPayload> {
  const findings = [...addressFindings];
  if (input.events.length === 0)
    findings.push(
      refusal('webhook.events', 'input.events', '请至少选一个事件。', 'Choose at least one event.'),
    );
  if (input.events.length > MOST_EVENTS)
    findings.push(tooMany('input.events', input.events.length, MOST_EVENTS));
  if (findings.length > 0) return { webhook: null, secret: null, findings };
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const [{ id }] = await manager.query(
    'insert into webhook (agency_id, jurisdiction_id, url, secret, events, created_by) values ($1, $2, $3, $4, $5, $6) returning id',
    [place.agencyKey, place.jurisdictionKey, input.url, secret, [...new Set(input.events)], createdBy],
  );
  return { webhook: await findWebhook(manager, id), secret, findings };
}

/** Stops a webhook; its deliveries stay readable. */
export async function disableWebhook(manager: EntityManager, id: number): Promise<Webhook | null> {
  await manager.query('update webhook set disabled_at = coalesce(disabled_at, now()) where id = $1', [id]);
  return findWebhook(manager, id);
}

/** The states of a delivery. */
export const STATES: readonly string[] = ['PENDING', 'DELIVERED', 'DEAD'];

/** A page of deliveries, newest first. Two statements. */
export async function listDeliveries(
  database: Queryable,
  webhook: number,
  state: string | null,
  page: { first: number; after: string | null },
): Promise<Connection<WebhookDelivery>> {
  const [last] = decodeCursor(page.after, 'uuid') ?? [null];
  const where = 'where webhook_id = $1 and ($2::text is null or state = $2)';
  const [{ total }] = await database.query(`select count(*)::int as total from webhook_delivery ${where}`, [
    webhook,
    state,
  ]);
  const rows = await database.query(
    `select id, event, payload, state, attempts, last_status as "lastStatus", last_error as "lastError", created_at as "createdAt", delivered_at as "deliveredAt"
       from webhook_delivery ${where} and ($3::uuid is null or (created_at, id) < (select created_at, id from webhook_delivery where id = $3))
      order by created_at desc, id desc limit $4`,
    [webhook, state, last, page.first + 1],
  );
  return pageOf(rows, page.first, page.after, total, (row: WebhookDelivery) => [row.id]);
}

const ENQUEUE = `select graphile_worker.add_job('deliver', json_build_object('delivery', d.id), max_attempts := ${MOST_ATTEMPTS})`;

/** Keeps a message for a webhook and queues it. */
export async function enqueueDelivery(
  database: Queryable,
  webhook: number,
  event: NoticeEvent,
  payload: object,
): Promise<void> {
  await database.query(
    `with d as (insert into webhook_delivery (id, webhook_id, event, payload) values ($1, $2, $3, $4) returning id) ${ENQUEUE} from d`,
    [randomUUID(), webhook, event, JSON.stringify(payload)],
  );
}

/** Queues a dead message again; false when there is none. */
export async function redeliver(manager: EntityManager, webhook: number, id: string): Promise<boolean> {
  const rows = await manager.query(
    `with d as (update webhook_delivery set state = 'PENDING', attempts = 0 where id = $1 and webhook_id = $2 and state = 'DEAD'
          and exists (select 1 from webhook w where w.id = $2 and w.disabled_at is null) returning id)
     ${ENQUEUE} from d`,
    [id, webhook],
  );
  return rows.length > 0;
}

/** The signature of the Standard Webhooks specification. */
export function sign(secret: string, id: string, timestamp: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/** Posts a signed message; resolves with the HTTP status. Redirects are not followed. */
function post(
  target: { url: string; secret: string },
  id: string,
  body: string,
  allowPrivate: boolean,
): Promise<number> {
  const url = new URL(target.url);
  const host = hostOf(url);
  if (!allowPrivate && isIP(host) && isPrivateAddress(host)) return Promise.reject(new PrivateAddress());
  const timestamp = Math.floor(Date.now() / 1000);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: 'POST',
        timeout: TIMEOUT_MS,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(allowPrivate ? {} : { lookup: guardedLookup }),
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': sign(target.secret, id, timestamp, body),
        },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Delivers a message once and notes what happened; to a disabled webhook it is dead. Throws when it should be tried again. */
export async function deliver(
  database: Queryable,
  id: string,
  attempt: number,
  allowPrivate: boolean,
): Promise<void> {
  const [row] = await database.query(
    `select d.event, d.payload, d.created_at, w.url, w.secret from webhook_delivery d join webhook w on w.id = d.webhook_id
      where d.id = $1 and d.state = 'PENDING' and w.disabled_at is null`,
    [id],
  );
  if (!row) {
    await database.query(
      `update webhook_delivery d set state = 'DEAD', last_error = 'the webhook is disabled' from webhook w
        where d.id = $1 and d.state = 'PENDING' and w.id = d.webhook_id and w.disabled_at is not null`,
      [id],
    );
    return;
  }
  const body = JSON.stringify({ type: row.event, timestamp: row.created_at, data: row.payload });
  const outcome = await post(row, id, body, allowPrivate).then(
    (status) => ({ status, error: status >= 200 && status < 300 ? null : `HTTP ${status}` }),
    (error: unknown) => ({ status: null, error: wordsFor(error) }),
  );
  const state = outcome.error === null ? 'DELIVERED' : attempt >= MOST_ATTEMPTS ? 'DEAD' : 'PENDING';
  await database.query(
    `update webhook_delivery set state = $2, attempts = attempts + 1, last_status = $3, last_error = $4,
            delivered_at = case when $2 = 'DELIVERED' then now() end where id = $1`,
    [id, state, outcome.status, outcome.error],
  );
  if (state === 'PENDING') throw new Error(outcome.error ?? '');
}
