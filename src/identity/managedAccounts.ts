import type { EntityManager } from 'typeorm';
import type { Database } from '../shared/database';
import { type FindingType, refusal } from '../shared/graphql/finding';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { type Actor, can, GLOBAL } from '../shared/request/permissions';
import { findAccount, unknownAccount } from './accounts';
import type { AccountPayload } from './identityPayloads';
import type { Account, RoleGrant } from './identityTypes';

/** Returns which paths an actor administers; "" is the whole hub. */
export const rulesOf =
  (actor: Actor) =>
  (path: string): boolean =>
    can(actor, 'MANAGE_ACCOUNTS', { agencyKey: null, path });

/** Whether an actor administers the accounts of the whole hub. */
export const rulesHub = (actor: Actor): boolean => can(actor, 'MANAGE_ACCOUNTS', GLOBAL);

/** Whether a role and what it may view lie within what somebody administers. */
const liesWithin = ({ path, viewPath }: RoleGrant, rules: (path: string) => boolean): boolean =>
  rules(path) && (viewPath === null || rules(viewPath));

/** Whether an actor administers an account: it has roles, and all of them lie within the actor's place. */
export function managesAccount(actor: Actor, { grants }: Account): boolean {
  const rules = rulesOf(actor);
  return rulesHub(actor) || (grants.length > 0 && grants.every((grant) => liesWithin(grant, rules)));
}

/**
 * Returns an account as an actor may see it: with the roles within the actor's place, and with all of them for its own person; null where
 * it has none there.
 */
export function showAccount(actor: Actor, account: Account): Account | null {
  const managed = managesAccount(actor, account);
  if (rulesHub(actor) || account.key === actor.accountKey) return Object.assign(account, { managed });
  const rules = rulesOf(actor);
  const grants = account.grants.filter(({ path }) => rules(path));
  return grants.length > 0 ? Object.assign(account, { managed, grants }) : null;
}

/** Returns why an actor may not change an account: there is none within the place, or it has roles elsewhere too. */
export async function reasonsNotManaged(
  database: Database,
  actor: Actor,
  path: string,
  username: string,
): Promise<FindingType[]> {
  const account = await findAccount(database, username);
  if (account ? managesAccount(actor, account) : rulesHub(actor)) return [];
  if (!account || !showAccount(actor, account)) return [unknownAccount(path, username)];
  return [
    refusal(
      'account.elsewhere',
      path,
      '该账户在您的管理范围之外也有角色，请由全平台管理员办理；您可以撤销其在本范围的角色。',
      'The account has roles outside your place too; an administrator of the whole hub can do this. You can take its roles at your place away.',
      { actual: username },
    ),
  ];
}

type Command = (manager: EntityManager) => Promise<AccountPayload>;

/** Runs a command on accounts in an audited transaction. Returns its outcome with the account as the caller may see it. */
export async function runCommand(context: Context, command: Command): Promise<AccountPayload> {
  const payload = await auditedTransaction(context, command);
  return { ...payload, account: payload.account && showAccount(context.actor, payload.account) };
}

/** Runs a command on an account that the caller administers; on another it returns why not. `path` is where the account is in the input. */
export const runOnManaged = (
  context: Context,
  path: string,
  username: string,
  command: Command,
): Promise<AccountPayload> =>
  runCommand(context, async (manager) => {
    const findings = await reasonsNotManaged(manager, context.actor, path, username);
    return findings.length > 0 ? { account: null, findings } : command(manager);
  });
