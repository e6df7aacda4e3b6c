import {
  Arg,
  Args,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { findAgency, scopeOfAgency } from '../agency/agencyQueries';
import { unknownReference } from '../agency/agencyRefusals';
import { authoriseAgency, authoriseJurisdiction } from '../agency/authoriseAgency';
import { findJurisdiction } from '../agency/jurisdictions';
import { PlaceInput } from '../agency/placeInputs';
import { unknownAgencies, unknownJurisdiction } from '../agency/unknownCodes';
import { readKey, readNumericKey } from '../shared/graphql/node';
import { type PageArguments, readPage, UsualPage } from '../shared/graphql/pageArguments';
import { badInput, type Connection } from '../shared/graphql/paging';
import { DateTime, JSONValue } from '../shared/graphql/scalars';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import { type Context, loaderOf } from '../shared/request/context';
import { can, forbidden, type PermissionScope } from '../shared/request/permissions';
import { findDeliveries, findNextAttempts, listDeliveries, redeliver } from './deliveries';
import { checkWebhookAddress } from './networkGuard';
import {
  DeliveryState,
  NoticeEvent,
  Webhook,
  WebhookDelivery,
  WebhookDeliveryConnection,
  WebhookPayload,
} from './notificationTypes';
import * as webhooks from './webhooks';

@InputType({ description: '新回调。A new webhook about an agency or a subtree.' })
class WebhookInput {
  @Field(() => PlaceInput, { description: '机关或区划。What it is about.' })
  place: PlaceInput;
  @Field({ description: '地址，不得在内部网络。Address, http or https; not inside a private network.' })
  url: string;
  @Field(() => [NoticeEvent], { description: '事件。Events.' })
  events: NoticeEvent[];
}

@InputType({ description: '投递筛选。Which deliveries to list.' })
class WebhookDeliveryFilterInput {
  @Field(() => DeliveryState, { nullable: true, description: '状态。Only in this state.' })
  state?: DeliveryState | null;
}

async function authorisePlace(
  context: Context,
  agency: string | null | undefined,
  jurisdiction: string | null | undefined,
) {
  if (agency) await authoriseAgency(context, 'MANAGE_WEBHOOKS', agency);
  else await authoriseJurisdiction(context, 'MANAGE_WEBHOOKS', jurisdiction);
}

async function findWatched(
  context: Context,
  agency: string | null | undefined,
  jurisdiction: string | null | undefined,
) {
  const [owner, place] = [
    agency ? await findAgency(context.database, agency) : null,
    !agency && jurisdiction ? await findJurisdiction(context.database, jurisdiction) : null,
  ];
  return { agencyKey: owner?.key ?? null, jurisdictionKey: place?.key ?? null };
}

/** Returns a webhook the caller manages. Who may not reads the same as for one that is not there. */
async function ownWebhook(context: Context, key: number): Promise<Webhook> {
  const webhook = await webhooks.findWebhook(context.database, key);
  if (!webhook) throw forbidden(context.actor);
  await authorisePlace(context, webhook.agency, webhook.jurisdiction);
  return webhook;
}

/** Returns where what a webhook is about is; null where it is no more. */
async function placeOfWebhook(
  context: Context,
  { agency, jurisdictionEntity }: Webhook,
): Promise<PermissionScope | null> {
  if (agency) return scopeOfAgency(await findAgency(context.database, agency));
  return jurisdictionEntity ? { agencyKey: null, path: jurisdictionEntity.path } : null;
}

/** The queries and mutations of webhooks. */
@Resolver()
export class WebhookResolver {
  @Authorized('MANAGE_WEBHOOKS')
  @Query(() => [Webhook], { description: '某机关或区划的回调。Webhooks about an agency or a subtree.' })
  async webhooks(
    @Ctx() context: Context,
    @Arg('place', () => PlaceInput, { description: '机关或区划。What they are about.' })
    { agency, jurisdiction }: PlaceInput,
  ): Promise<Webhook[]> {
    await authorisePlace(context, agency, jurisdiction);
    const watched = await findWatched(context, agency, jurisdiction);
    if (agency && watched.agencyKey === null)
      throw await unknownAgencies(context.database, 'place.agency', [agency]);
    if (!agency && jurisdiction && watched.jurisdictionKey === null)
      throw await unknownJurisdiction(context.database, 'place.jurisdiction', jurisdiction);
    return webhooks.listWebhooks(context.database, watched);
  }

  @Authorized('MANAGE_WEBHOOKS')
  @Query(() => WebhookDeliveryConnection, {
    description: '投递记录，新的在前；DEAD 为未能送达。Deliveries, newest first; DEAD ones failed for good.',
  })
  async webhookDeliveries(
    @Ctx() context: Context,
    @Arg('webhook', () => ID, { description: '回调的 id。Id of the webhook.' }) id: string,
    @Arg('filter', () => WebhookDeliveryFilterInput, {
      nullable: true,
      description: '筛选。Which deliveries; default all.',
    })
    filter: WebhookDeliveryFilterInput | null,
    @Args(() => UsualPage) page: PageArguments,
  ): Promise<Connection<WebhookDelivery>> {
    const key = readNumericKey('webhook', 'Webhook', id);
    await ownWebhook(context, key);
    const state = filter?.state ?? null;
    return listDeliveries(context.database, key, state, readPage(page, ['webhookDeliveries', key, state]));
  }

  @Authorized('MANAGE_WEBHOOKS')
  @Mutation(() => WebhookPayload, { description: '新建回调。Makes a webhook; its secret is shown once.' })
  async createWebhook(
    @Ctx() context: Context,
    @Arg('input', () => WebhookInput, { description: '回调。The webhook.' }) input: WebhookInput,
  ): Promise<WebhookPayload> {
    const { agency, jurisdiction } = input.place;
    await authorisePlace(context, agency, jurisdiction);
    const place = await findWatched(context, agency, jurisdiction);
    if (place.agencyKey === null && place.jurisdictionKey === null)
      return {
        webhook: null,
        secret: null,
        findings: [
          unknownReference(
            agency ? 'input.place.agency' : 'input.place.jurisdiction',
            '机关或区划',
            agency ?? jurisdiction ?? '',
          ),
        ],
      };
    const wrong = await checkWebhookAddress(input.url, context.allowsPrivateWebhooks ?? false);
    return auditedTransaction(context, (manager) =>
      webhooks.createWebhook(manager, context.actor.name, place, input, wrong),
    );
  }

  @Authorized('MANAGE_WEBHOOKS')
  @Mutation(() => Webhook, { description: '停用回调。Stops a webhook.' })
  async disableWebhook(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '回调的 id。Its id.' }) id: string,
  ): Promise<Webhook | null> {
    const key = readNumericKey('id', 'Webhook', id);
    await ownWebhook(context, key);
    return auditedTransaction(context, (manager) => webhooks.disableWebhook(manager, key));
  }

  @Authorized('MANAGE_WEBHOOKS')
  @Mutation(() => Boolean, {
    description: '重新投递未送达的消息。Tries a dead message again; false when it is not dead.',
  })
  async redeliverWebhook(
    @Ctx() context: Context,
    @Arg('delivery', () => ID, { description: '投递的 id。Id of the delivery.' }) id: string,
  ): Promise<boolean> {
    const [delivery] = await findDeliveries(context.database, [readKey('delivery', 'WebhookDelivery', id)]);
    if (!delivery) throw forbidden(context.actor);
    const { disabledAt } = await ownWebhook(context, delivery.webhookId);
    if (disabledAt)
      throw badInput('delivery', '回调已停用，不再投递。', 'The webhook is disabled; nothing is sent to it.');
    return auditedTransaction(context, (manager) => redeliver(manager, delivery));
  }
}

/** The fields of a delivery that are read when selected. */
@Resolver(() => WebhookDelivery)
export class WebhookDeliveryFields {
  @FieldResolver(() => JSONValue)
  async payload(@Root() delivery: WebhookDelivery, @Ctx() context: Context): Promise<unknown> {
    const { payload, webhookId } = delivery;
    const load = (keys: readonly number[]) => webhooks.findWebhooks(context.database, keys);
    const webhook = await loaderOf(context, 'webhooks', load, (row) => row.key).load(webhookId);
    const place = webhook && (await placeOfWebhook(context, webhook));
    if (place && can(context.actor, 'READ_WORK', place)) return payload;
    const { comment: _, ...others } = payload as { readonly comment?: string };
    return others;
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: '下次尝试时间；不再尝试时为空。When it is tried next, UTC; null when it is tried no more.',
  })
  async nextAttemptAt(
    @Root() { key, state }: WebhookDelivery,
    @Ctx() context: Context,
  ): Promise<Date | null> {
    if (state !== DeliveryState.PENDING) return null;
    const load = (keys: readonly string[]) => findNextAttempts(context.database, keys);
    const next = await loaderOf(context, 'next attempts', load, (row) => row.key).load(key);
    return next?.at ?? null;
  }
}
