import { Arg, Args, Authorized, Ctx, Extensions, ID, Query, Resolver } from 'type-graphql';
import { authoriseAgency } from '../agency/authoriseAgency';
import type { Database } from '../shared/database';
import { type PageArguments, readPage, UsualPage } from '../shared/graphql/pageArguments';
import type { Connection } from '../shared/graphql/paging';
import { UNCACHEABLE } from '../shared/graphql/uncacheable';
import { PUBLIC, SIGNED_IN } from '../shared/request/access';
import type { Context } from '../shared/request/context';
import { type Actor, forbidden, scopeOf } from '../shared/request/permissions';
import { findAccount, listAccounts } from './accounts';
import { listApiKeys } from './apiKeys';
import { AccountFilterInput } from './identityInputs';
import { Account, AccountConnection, ApiKey, Session } from './identityTypes';
import { managesAccount, rulesHub, showAccount } from './managedAccounts';
import { ownAccount } from './ownAccount';
import { listRefusedAttempts } from './refusedAttempts';
import { RefusedAttempts } from './refusedAttemptTypes';
import { listSessions } from './sessions';

async function findOwn(database: Database, actor: Actor): Promise<Account | null> {
  const account = await findAccount(database, actor.name);
  const shown = account && showAccount(actor, account);
  // Who came through the provider of sign-ins has nothing to change.
  if (shown && !actor.mustChangePassword) shown.passwordToBeChanged = false;
  return shown;
}

/** Returns the account that asks, or another that it administers; null where there is none of the name. Throws FORBIDDEN for one that it does not administer. */
async function findOwnOrManaged(
  context: Context,
  username: string | null | undefined,
): Promise<Pick<Account, 'key' | 'username'> | null> {
  const { database, actor } = context;
  const own = ownAccount(context);
  if (username === null || username === undefined || username === actor.name)
    return { key: own, username: actor.name };
  const account = await findAccount(database.manager, username);
  if (!rulesHub(actor) && !(account && managesAccount(actor, account))) throw forbidden(actor);
  return account;
}

/** The queries of accounts, sessions and API keys. */
@Resolver()
export class IdentityQueries {
  @Extensions(UNCACHEABLE)
  @Extensions(PUBLIC)
  @Query(() => Account, { nullable: true, description: '当前账户。The account that asks; null for others.' })
  viewer(@Ctx() { database, actor }: Context): Promise<Account | null> | null {
    // Like the sessions through the manager, which is the primary's: what people do to their own account they see done.
    return actor.accountKey === null ? null : findOwn(database.manager, actor);
  }

  @Extensions(SIGNED_IN)
  @Query(() => [Session], {
    description:
      '当前账户未结束的会话；管理员可指定其管理的账户。Open sessions of the account that asks; of another for who administers it.',
  })
  async sessions(
    @Ctx() context: Context,
    @Arg('account', () => ID, {
      nullable: true,
      description: '账户，默认当前账户。Whose; default one’s own.',
    })
    username: string | null,
  ): Promise<Session[]> {
    const { database, actor } = context;
    const account = await findOwnOrManaged(context, username);
    return account ? listSessions(database.manager, account.key, actor.credential) : [];
  }

  @Extensions(SIGNED_IN)
  @Query(() => [RefusedAttempts], {
    description:
      '当前账户近 92 天内被拒绝的登录和操作，按小时，新的在前，至多 100 项；管理员可指定其管理的账户。What was refused of the account that asks in the last 92 days, by hour, the latest first, at most 100; of another for who administers it.',
  })
  async refusedAttempts(
    @Ctx() context: Context,
    @Arg('account', () => ID, {
      nullable: true,
      description: '账户，默认当前账户。Whose; default one’s own.',
    })
    username: string | null,
  ): Promise<RefusedAttempts[]> {
    const account = await findOwnOrManaged(context, username);
    return account ? listRefusedAttempts(context.database.manager, account.username) : [];
  }

  @Authorized('MANAGE_ACCOUNTS')
  @Query(() => AccountConnection, {
    description:
      '账户列表；一地的管理员只见在其范围内有角色的。Accounts by name; to an administrator of a place those with a role there.',
  })
  async accounts(
    @Ctx() { database, actor }: Context,
    @Arg('filter', () => AccountFilterInput, { nullable: true, description: '筛选。Which to list.' })
    filter: AccountFilterInput | null,
    @Args(() => UsualPage) page: PageArguments,
  ): Promise<Connection<Account>> {
    const paths = rulesHub(actor) ? null : scopeOf(actor, ['MANAGE_ACCOUNTS']).paths;
    const accounts = readPage(page, ['accounts', { ...filter }]);
    const listed = await listAccounts(database, accounts, filter ?? {}, paths);
    for (const account of listed.nodes) showAccount(actor, account);
    return listed;
  }

  @Authorized('MANAGE_KEYS')
  @Query(() => [ApiKey], { description: '机关的接口密钥。API keys of an agency, newest first.' })
  async apiKeys(
    @Ctx() context: Context,
    @Arg('agency', () => ID, { description: '机关。The agency.' }) code: string,
  ): Promise<ApiKey[]> {
    const agency = await authoriseAgency(context, 'MANAGE_KEYS', code);
    return agency ? listApiKeys(context.database, agency.key) : [];
  }
}
