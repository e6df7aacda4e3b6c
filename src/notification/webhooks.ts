import { randomBytes } from 'node:crypto';
import { Any, type EntityManager, IsNull } from 'typeorm';
import type { Database } from '../shared/database';
import { type FindingType, refusal, tooMany } from '../shared/graphql/finding';
import { type NoticeEvent, Webhook, type WebhookPayload } from './notificationTypes';

const MOST_EVENTS = 20;
const MOST_SHOWN = 100;

/** What a webhook is about: an agency, or a jurisdiction with all below it. */
export interface WebhookSubject {
  readonly agencyKey: number | null;
  readonly jurisdictionKey: number | null;
}

/** Returns the webhooks about an agency or a subtree, oldest first. */
export async function listWebhooks(
  database: Database,
  { agencyKey, jurisdictionKey }: WebhookSubject,
): Promise<Webhook[]> {
  // An empty list of conditions would be true of every webhook.
  const conditions = [
    ...(agencyKey === null ? [] : [{ agencyId: agencyKey }]),
    ...(jurisdictionKey === null ? [] : [{ jurisdictionId: jurisdictionKey }]),
  ];
  if (conditions.length === 0) return [];
  return database
    .getRepository(Webhook)
    .createQueryBuilder('w')
    .leftJoinAndSelect('w.agencyEntity', 'a')
    .leftJoinAndSelect('w.jurisdictionEntity', 'j')
    .where(conditions)
    .orderBy('w.key')
    .limit(MOST_SHOWN)
    .getMany();
}

/** Returns webhooks with what they are about. */
export const findWebhooks = (database: Database, keys: readonly number[]): Promise<Webhook[]> =>
  database.getRepository(Webhook).findBy({ key: Any(keys) });

/** Returns a webhook with what it is about, or null. */
export async function findWebhook(database: Database, key: number): Promise<Webhook | null> {
  const [webhook] = await findWebhooks(database, [key]);
  return webhook ?? null;
}

function checkEvents(events: readonly NoticeEvent[]): FindingType[] {
  if (events.length === 0)
    return [refusal('webhook.events', 'input.events', '请至少选一个事件。', 'Choose at least one event.')];
  return events.length > MOST_EVENTS ? [tooMany('input.events', events.length, MOST_EVENTS)] : [];
}

/** Creates a webhook with a secret shown once, unless something is wrong with it or with its address (networkGuard.ts). */
export async function createWebhook(
  manager: EntityManager,
  createdBy: string,
  { agencyKey, jurisdictionKey }: WebhookSubject,
  input: { url: string; events: NoticeEvent[] },
  addressFindings: readonly FindingType[],
): Promise<WebhookPayload> {
  const findings = [...addressFindings, ...checkEvents(input.events)];
  if (findings.length > 0) return { webhook: null, secret: null, findings };
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const { identifiers } = await manager.getRepository(Webhook).insert({
    agencyId: agencyKey,
    jurisdictionId: jurisdictionKey,
    url: input.url,
    secret,
    events: [...new Set(input.events)],
    createdBy,
  });
  return { webhook: await findWebhook(manager, identifiers[0].key), secret, findings };
}

/** Stops a webhook; its deliveries stay readable. */
export async function disableWebhook(manager: EntityManager, key: number): Promise<Webhook | null> {
  await manager.getRepository(Webhook).update({ key, disabledAt: IsNull() }, { disabledAt: () => 'now()' });
  return findWebhook(manager, key);
}
