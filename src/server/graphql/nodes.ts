import { agencyLoader } from '../../agency/agencyQueries';
import { findTreeChanges } from '../../agency/change/treeChangeQueries';
import { jurisdictionLoader } from '../../agency/jurisdictions';
import { listReportingYears, reportingYear } from '../../agency/reportingYear';
import { findEvents } from '../../audit/auditQueries';
import { findBatches } from '../../document/import/batches';
import { findDocuments } from '../../document/store/readableDocuments';
import { findAccounts, findAccountsOfGrants } from '../../identity/accounts';
import { findApiKeys } from '../../identity/apiKeys';
import type { Account } from '../../identity/identityTypes';
import { showAccount } from '../../identity/managedAccounts';
import { findSessions } from '../../identity/sessions';
import { findDeliveries } from '../../notification/deliveries';
import type { Webhook } from '../../notification/notificationTypes';
import { findWebhooks } from '../../notification/webhooks';
import { findReportAt, reportLoader } from '../../report/model/findReport';
import { loadIndicators } from '../../report/model/indicatorQueries';
import { loadMeasures } from '../../report/model/measureQueries';
import { findRevisions } from '../../report/model/revisionQueries';
import { findSteps, findWithdrawals } from '../../review/reviewLoaders';
import type { Node, NodeKey, readGlobalId } from '../../shared/graphql/node';
import { type Context, loaderOf } from '../../shared/request/context';
import { can, GLOBAL, mayDoSomewhere, type Operation } from '../../shared/request/permissions';

/** Reads the rows of keys that the caller may read where they are listed: the same rights, and a fixed number of statements. */
type FindRows<K extends NodeKey> = (context: Context, keys: readonly K[]) => Promise<readonly Node[]>;

/** Whether the caller may do something at an agency. */
async function canAtAgency(context: Context, operation: Operation, key: number): Promise<boolean> {
  const agency = await agencyLoader(context).load(key);
  const place = agency && (await jurisdictionLoader(context).load(agency.jurisdictionKey));
  return place !== null && can(context.actor, operation, { agencyKey: key, path: place.path });
}

async function filterBy<T>(rows: readonly T[], isAllowed: (row: T) => Promise<boolean>): Promise<T[]> {
  const allowed = await Promise.all(rows.map(isAllowed));
  return rows.filter((_, at) => allowed[at]);
}

async function managesWebhook(context: Context, { agencyId, jurisdictionEntity }: Webhook): Promise<boolean> {
  if (agencyId !== null) return canAtAgency(context, 'MANAGE_WEBHOOKS', agencyId);
  const path = jurisdictionEntity?.path;
  return path !== undefined && can(context.actor, 'MANAGE_WEBHOOKS', { agencyKey: null, path });
}

/** Returns accounts as the caller may see them, without those that are not the caller's to see. */
const shownAccounts = ({ actor }: Context, accounts: readonly Account[]): Account[] =>
  accounts.map((account) => showAccount(actor, account)).filter((account) => account !== null);

const readsAudit = (context: Context, chain: number) =>
  chain === 0
    ? Promise.resolve(can(context.actor, 'READ_AUDIT', GLOBAL))
    : canAtAgency(context, 'READ_AUDIT', chain);

/** The types whose keys are whole numbers. */
const BY_NUMBER: Readonly<Record<string, FindRows<number>>> = {
  ReportRevision: async (context, keys) =>
    (await findRevisions(context, keys)).map((row) => Object.assign(row, { key: row.revisionKey })),
  ReportingYear: async (_, keys) => {
    const years = listReportingYears().map(({ year }) => year);
    return keys.filter((key) => years.includes(key)).map((key) => reportingYear(key));
  },
  Indicator: async (context, keys) => (await loadIndicators(context)).filter(({ key }) => keys.includes(key)),
  Withdrawal: findWithdrawals,
  TreeChange: findTreeChanges,
  Account: async (context, keys) =>
    shownAccounts(context, await findAccounts(context.database.manager, keys)),
  RoleGrant: async (context, keys) =>
    shownAccounts(context, await findAccountsOfGrants(context.database.manager, keys)).flatMap(({ grants }) =>
      grants.filter(({ key }) => keys.includes(key)),
    ),
  Session: async ({ database, actor }, keys) =>
    actor.accountKey === null ? [] : findSessions(database.manager, actor, keys),
  ApiKey: async (context, keys) =>
    filterBy(await findApiKeys(context.database, keys), ({ agencyId }) =>
      canAtAgency(context, 'MANAGE_KEYS', agencyId),
    ),
  Webhook: async (context, keys) =>
    filterBy(await findWebhooks(context.database, keys), (webhook) => managesWebhook(context, webhook)),
  ImportBatch: async ({ database, actor }, keys) =>
    mayDoSomewhere(actor, 'RECORD') ? await findBatches(database, keys, actor) : [],
};

/** The types whose keys are text. */
const BY_TEXT: Readonly<Record<string, FindRows<string>>> = {
  Measure: async (context, keys) => (await loadMeasures(context)).filter(({ key }) => keys.includes(key)),
  ReportStep: (context, keys) =>
    findSteps(
      context,
      keys.filter((key) => /^\d{1,18}$/.test(key)),
    ),
  SourceDocument: ({ database, actor }, keys) => findDocuments(database, keys, actor),
  WebhookDelivery: async (context, keys) => {
    const deliveries = await findDeliveries(context.database, keys);
    const webhooks = await findWebhooks(
      context.database,
      deliveries.map(({ webhookId }) => webhookId),
    );
    const managed = await filterBy(webhooks, (webhook) => managesWebhook(context, webhook));
    return deliveries.filter(({ webhookId }) => managed.some(({ key }) => key === webhookId));
  },
  AuditEvent: async (context, keys) => {
    const places = keys.flatMap((key) => {
      const [, chain, position] = /^(\d{1,9})\.(\d{1,18})$/.exec(key) ?? [];
      return chain ? [{ chain: Number(chain), position }] : [];
    });
    const readable = await filterBy(places, ({ chain }) => readsAudit(context, chain));
    return findEvents(context.database, context.actor, readable);
  },
};

type Found = NonNullable<ReturnType<typeof readGlobalId>>;

/** Returns the object of an identifier as the caller may see it; null for what there is not or is not the caller's to see. */
export async function findNode(context: Context, { nodeType, key, asOf }: Found): Promise<Node | null> {
  const number = /^\d{1,9}$/.test(key) ? Number(key) : null;
  if (nodeType === 'Agency') return number === null ? null : agencyLoader(context, asOf).load(number);
  if (nodeType === 'Report' && number !== null)
    return asOf ? findReportAt(context, number, asOf) : reportLoader(context).load(number);
  if (asOf !== null) return null;
  if (nodeType === 'Jurisdiction') return number === null ? null : jurisdictionLoader(context).load(number);
  const name = `nodes ${nodeType}`;
  if (Object.hasOwn(BY_NUMBER, nodeType) && number !== null)
    return loaderOf<number, Node>(
      context,
      name,
      (keys) => BY_NUMBER[nodeType](context, keys),
      (row) => row.key as number,
    ).load(number);
  if (!Object.hasOwn(BY_TEXT, nodeType)) return null;
  return loaderOf<string, Node>(
    context,
    name,
    (keys) => BY_TEXT[nodeType](context, keys),
    (row) => row.key as string,
  ).load(key);
}
