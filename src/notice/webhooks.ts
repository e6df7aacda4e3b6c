import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { lookup } from 'node:dns';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import type { EntityManager } from 'typeorm';
import { type FindingType, refusal, tooMany } from '../shared/finding';
import { type Connection, decodeCursor, pageOf } from '../shared/paging';
import type { NoticeEvent, Webhook, WebhookDelivery, WebhookPayload } from './noticeTypes';

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

/** Makes a webhook with a secret told once. */
export async function createWebhook(
  manager: EntityManager,
  createdBy: string,
  place: { agencyKey: number | null; jurisdictionKey: number | null },
  input: { url: string; events: NoticeEvent[] },
): Promise<WebhookPayload> {
  const findings: FindingType[] = [];
  const url = URL.canParse(input.url) ? new URL(input.url) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || input.url.length > 1000)
    findings.push(
      refusal(
        'webhook.url',
        'input.url',
        '地址应为 http 或 https，不含用户名。',
        'The address is http or https, without a user name.',
        { actual: input.url.slice(0, 200) },
      ),
    );
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

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  // IPv4 inside IPv6 in its several forms (compatible, translated, 6to4, Teredo) reaches what IPv4 reaches.
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['100::', 64],
  ['2001:db8::', 32],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(network, bits, 'ipv6');

/** Whether an address lies inside a private network, where a webhook must not reach. IPv4 in IPv6 counts as IPv4. */
export function isPrivateAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  return PRIVATE.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

/** Looks a name up and refuses private addresses; the address checked is the one connected to. */
const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0);
    const refused = addresses.find(({ address }) => isPrivateAddress(address));
    if (refused)
      return done(
        Object.assign(new Error(`${hostname} is at the private address ${refused.address}`)),
        '',
        0,
      );
    if (options.all) return done(null, addresses);
    return done(null, addresses[0].address, addresses[0].family);
  });
};

/** Posts a signed message; resolves with the HTTP status. Redirects are not followed. */
function post(
  target: { url: string; secret: string },
  id: string,
  body: string,
  allowPrivate: boolean,
): Promise<number> {
  const url = new URL(target.url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowPrivate && isIP(host) && isPrivateAddress(host))
    return Promise.reject(new Error(`${host} is a private address`));
  const timestamp = Math.floor(Date.now() / 1000);
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: 'POST',
        timeout: TIMEOUT_MS,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(allowPrivate ? {} : { lookup: publicLookup }),
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
    (error: Error) => ({ status: null, error: error.message.slice(0, 300) }),
  );
  const state = outcome.error === null ? 'DELIVERED' : attempt >= MOST_ATTEMPTS ? 'DEAD' : 'PENDING';
  await database.query(
    `update webhook_delivery set state = $2, attempts = attempts + 1, last_status = $3, last_error = $4,
            delivered_at = case when $2 = 'DELIVERED' then now() end where id = $1`,
    [id, state, outcome.status, outcome.error],
  );
  if (state === 'PENDING') throw new Error(outcome.error ?? '');
}
