import { createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import type { Database } from '../shared/database';
import { MOST_ATTEMPTS } from './deliveries';
import { guardedLookup, hostOf, isPrivateAddress, PrivateAddress, wordsFor } from './networkGuard';
import { DeliveryState, WebhookDelivery } from './notificationTypes';

const TIMEOUT_MS = 10_000;

/** A message that its receiver did not get, so that it is tried again. Nothing is wrong with the hub: it is not an error of its log. */
export class NotDelivered extends Error {}

/** Returns the signature of the Standard Webhooks specification. */
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

/** Delivers a message once and notes what happened; to a disabled webhook it is dead. Throws NotDelivered when it should be tried again. */
export async function deliver(
  database: Database,
  key: string,
  attempt: number,
  allowPrivate: boolean,
): Promise<void> {
  const deliveries = database.getRepository(WebhookDelivery);
  const [delivery] = await deliveries.find({
    select: {
      key: true,
      event: true,
      payload: true,
      createdAt: true,
      webhook: { key: true, url: true, secret: true, disabledAt: true },
    },
    where: { key, state: DeliveryState.PENDING },
    relations: { webhook: true },
    loadEagerRelations: false,
  });
  if (!delivery) return;
  const { event, payload, createdAt, webhook } = delivery;
  if (webhook.disabledAt) {
    await deliveries.update(
      { key, state: DeliveryState.PENDING },
      { state: DeliveryState.DEAD, lastError: 'the webhook is disabled' },
    );
    return;
  }
  const body = JSON.stringify({ type: event, timestamp: createdAt, data: payload });
  const outcome = await post(
    { url: webhook.url, secret: webhook.secret ?? '' },
    key,
    body,
    allowPrivate,
  ).then(
    (status) => ({ status, error: status >= 200 && status < 300 ? null : `HTTP ${status}` }),
    (error: unknown) => ({ status: null, error: wordsFor(error) }),
  );
  const failed = attempt >= MOST_ATTEMPTS ? DeliveryState.DEAD : DeliveryState.PENDING;
  const state = outcome.error === null ? DeliveryState.DELIVERED : failed;
  await deliveries.update(key, {
    state,
    attempts: () => 'attempts + 1',
    lastStatus: outcome.status,
    lastError: outcome.error,
    deliveredAt: state === DeliveryState.DELIVERED ? () => 'now()' : null,
  });
  if (state === DeliveryState.PENDING) throw new NotDelivered(outcome.error ?? '');
}
