import { Arg, Authorized, Ctx, Extensions, ID, Mutation, Resolver } from 'type-graphql';
import { unknownReference } from '../agency/agencyRefusals';
import { authoriseAgency, authoriseJurisdiction } from '../agency/authoriseAgency';
import { readScope } from '../agency/placeInputs';
import { FindingType } from '../shared/graphql/finding';
import { readNumericKey } from '../shared/graphql/node';
import { PUBLIC, SIGNED_IN, WITH_FIRST_PASSWORD } from '../shared/request/access';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { authorise, forbidden, GLOBAL } from '../shared/request/permissions';
import * as accounts from './accounts';
import * as apiKeys from './apiKeys';
import { changePassword } from './changePassword';
import * as grants from './grants';
import {
  ChangePasswordInput,
  CreateAccountInput,
  CreateApiKeyInput,
  GrantRoleInput,
  SignInInput,
  UpdateAccountInput,
} from './identityInputs';
import { AccountPayload, ApiKeyPayload, SignInPayload } from './identityPayloads';
import { ApiKey } from './identityTypes';
import { managesAccount, rulesOf, runCommand, runOnManaged } from './managedAccounts';
import { ownAccount } from './ownAccount';
import * as sessions from './sessions';
import { signIn } from './signIn';

/** Throws unless the caller administers the accounts of an agency, a place or, with neither, the whole hub. */
const authorisePlace = (context: Context, { agency, jurisdiction }: ReturnType<typeof readScope>) =>
  agency
    ? authoriseAgency(context, 'MANAGE_ACCOUNTS', agency)
    : authoriseJurisdiction(context, 'MANAGE_ACCOUNTS', jurisdiction);

/** The mutations of accounts, roles, sessions and API keys. */
@Resolver()
export class IdentityMutations {
  @Extensions(PUBLIC)
  @Mutation(() => SignInPayload, { description: '登录。Opens a session.' })
  signIn(
    @Ctx() { database, address, requestId }: Context,
    @Arg('input', () => SignInInput, { description: '用户名和密码。Name and password.' }) input: SignInInput,
  ): Promise<SignInPayload> {
    return signIn(database, { ...input, address, requestId });
  }

  @Extensions(WITH_FIRST_PASSWORD)
  @Mutation(() => Boolean, { description: '退出。Ends the session that asks.' })
  async signOut(@Ctx() context: Context): Promise<boolean> {
    ownAccount(context);
    await auditedTransaction(context, (manager) => sessions.signOut(manager, context.actor));
    return true;
  }

  @Extensions(SIGNED_IN)
  @Mutation(() => Boolean, {
    description:
      '结束自己的会话；管理员可结束其管理的账户的。Ends a session of one’s own, or of an account that one administers; false when there is none.',
  })
  async revokeSession(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '会话的 id。Its id.' }) id: string,
  ): Promise<boolean> {
    const own = ownAccount(context);
    const key = readNumericKey('id', 'Session', id);
    const owner = await sessions.ownerOfSession(context.database.manager, key);
    const [account] =
      owner === null || owner === own ? [] : await accounts.findAccounts(context.database.manager, [owner]);
    if (owner !== own && !(account && managesAccount(context.actor, account))) return false;
    return auditedTransaction(context, (manager) => sessions.revokeSession(manager, key));
  }

  @Extensions(WITH_FIRST_PASSWORD)
  @Mutation(() => [FindingType], {
    description:
      '更改密码并结束其他会话；无问题返回空。Changes one’s password, ends other sessions; empty when done.',
  })
  changePassword(
    @Ctx() context: Context,
    @Arg('input', () => ChangePasswordInput, { description: '新旧密码。Both passwords.' })
    input: ChangePasswordInput,
  ): Promise<FindingType[]> {
    const own = { accountKey: ownAccount(context), credential: context.actor.credential };
    return changePassword(context, own, input);
  }

  @Authorized('MANAGE_ACCOUNTS')
  @Mutation(() => AccountPayload, {
    description:
      '新建账户，可一并授予首个角色。Makes an account, with a first role where one is stated; its password is shown once.',
  })
  async createAccount(
    @Ctx() context: Context,
    @Arg('input', () => CreateAccountInput, { description: '账户。The account.' }) input: CreateAccountInput,
  ): Promise<AccountPayload> {
    const { grant, ...named } = input;
    const account = { ...named, passwordToBeChanged: true };
    if (!grant) {
      authorise(context.actor, 'MANAGE_ACCOUNTS', GLOBAL);
      return runCommand(context, (manager) => accounts.createAccount(manager, account));
    }
    const place = readScope(grant.scope);
    await authorisePlace(context, place);
    return runCommand(context, async (manager) => {
      const role = { role: grant.role, ...place };
      const { findings } = await grants.checkPlaces(manager, role, 'input.grant');
      const created = await accounts.createAccount(manager, account, findings);
      if (!created.account) return created;
      const granted = await grants.grantRole(manager, { account: created.account.username, ...role });
      return { ...created, account: granted.account };
    });
  }

  @Authorized('MANAGE_ACCOUNTS')
  @Mutation(() => AccountPayload, {
    description:
      '更改、停用或恢复账户。Changes, disables or enables an account; disabling ends its sessions.',
  })
  updateAccount(
    @Ctx() context: Context,
    @Arg('input', () => UpdateAccountInput, { description: '更改的内容。What changes.' })
    input: UpdateAccountInput,
  ): Promise<AccountPayload> {
    return runOnManaged(context, 'input.account', input.account, (manager) =>
      accounts.updateAccount(manager, input),
    );
  }

  @Authorized('MANAGE_ACCOUNTS')
  @Mutation(() => AccountPayload, {
    description:
      '重置密码，新密码只显示一次。Gives an account a new password, shown once; ends its sessions.',
  })
  resetPassword(
    @Ctx() context: Context,
    @Arg('account', () => ID, { description: '账户。The account.' }) account: string,
  ): Promise<AccountPayload> {
    return runOnManaged(context, 'account', account, (manager) => accounts.resetPassword(manager, account));
  }

  @Authorized('MANAGE_ACCOUNTS')
  @Mutation(() => AccountPayload, { description: '授予角色。Gives an account a role at a place.' })
  async grantRole(
    @Ctx() context: Context,
    @Arg('input', () => GrantRoleInput, { description: '角色和范围。Role and place.' }) input: GrantRoleInput,
  ): Promise<AccountPayload> {
    // A grant must lie within what the granter rules: the place of capture and that of view.
    const { scope, ...grant } = input;
    const place = readScope(scope);
    await authorisePlace(context, place);
    if (input.viewJurisdiction)
      await authoriseJurisdiction(context, 'MANAGE_ACCOUNTS', input.viewJurisdiction);
    return runCommand(context, (manager) =>
      grants.grantRole(manager, { ...grant, ...place }, rulesOf(context.actor)),
    );
  }

  @Authorized('MANAGE_ACCOUNTS')
  @Mutation(() => AccountPayload, {
    description:
      '撤销授权；账户不再有管理范围内的角色时为空。Takes a role away; the account is null when it has no role left at the place of who administers it.',
  })
  revokeRole(
    @Ctx() context: Context,
    @Arg('grant', () => ID, { description: '授权的 id。Its id.' }) grant: string,
  ): Promise<AccountPayload> {
    const key = readNumericKey('grant', 'RoleGrant', grant);
    return runCommand(context, (manager) => grants.revokeRole(manager, key, rulesOf(context.actor)));
  }

  @Authorized('MANAGE_KEYS')
  @Mutation(() => ApiKeyPayload, { description: '新建接口密钥。Makes an API key; its secret is shown once.' })
  async createApiKey(
    @Ctx() context: Context,
    @Arg('input', () => CreateApiKeyInput, { description: '机关和用途。Agency and purpose.' })
    input: CreateApiKeyInput,
  ): Promise<ApiKeyPayload> {
    const agency = await authoriseAgency(context, 'MANAGE_KEYS', input.agency);
    if (!agency)
      return {
        apiKey: null,
        secret: null,
        findings: [unknownReference('input.agency', '机关', input.agency)],
      };
    const account = ownAccount(context);
    return auditedTransaction(context, (manager) =>
      apiKeys.createApiKey(manager, account, agency.key, input),
    );
  }

  @Authorized('MANAGE_KEYS')
  @Mutation(() => ApiKey, { description: '吊销接口密钥。Revokes an API key at once.' })
  async revokeApiKey(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '密钥的 id。Its id.' }) id: string,
  ): Promise<ApiKey> {
    const key = readNumericKey('id', 'ApiKey', id);
    const agency = await apiKeys.agencyOfApiKey(context.database, key);
    if (agency === null) throw forbidden(context.actor);
    await authoriseAgency(context, 'MANAGE_KEYS', agency);
    return auditedTransaction(context, (manager) => apiKeys.revokeApiKey(manager, key));
  }
}
