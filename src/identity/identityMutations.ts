import { Arg, Authorized, Ctx, Extensions, ID, Mutation, Resolver } from 'type-graphql';
import { findAgency } from '../agency/agencyQueries';
import { unknownReference } from '../agency/agencyRefusals';
import { authoriseAgency, authoriseJurisdiction } from '../agency/authoriseAgency';
import { readScope } from '../agency/placeInputs';
import { FindingType } from '../shared/graphql/finding';
import { readNumericKey } from '../shared/graphql/node';
import { PUBLIC, SIGNED_IN } from '../shared/request/access';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { authorise, can, forbidden, GLOBAL } from '../shared/request/permissions';
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
import { ownAccount } from './ownAccount';
import * as sessions from './sessions';
import { signIn } from './signIn';

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

  @Extensions(SIGNED_IN)
  @Mutation(() => Boolean, { description: '退出。Ends the session that asks.' })
  async signOut(@Ctx() context: Context): Promise<boolean> {
    ownAccount(context);
    await auditedTransaction(context, (manager) => sessions.signOut(manager, context.actor));
    return true;
  }

  @Extensions(SIGNED_IN)
  @Mutation(() => Boolean, {
    description:
      '结束自己的会话；全平台管理员可结束任何人的。Ends a session of one’s own, or for an administrator of the whole hub of anybody; false when there is none.',
  })
  revokeSession(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: '会话的 id。Its id.' }) id: string,
  ): Promise<boolean> {
    const own = ownAccount(context);
    const owner = can(context.actor, 'MANAGE_ACCOUNTS', GLOBAL) ? null : own;
    const key = readNumericKey('id', 'Session', id);
    return auditedTransaction(context, (manager) => sessions.revokeSession(manager, owner, key));
  }

  @Extensions(SIGNED_IN)
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
  @Mutation(() => AccountPayload, { description: '新建账户。Makes an account; its password is shown once.' })
  createAccount(
    @Ctx() context: Context,
    @Arg('input', () => CreateAccountInput, { description: '账户。The account.' }) input: CreateAccountInput,
  ): Promise<AccountPayload> {
    authorise(context.actor, 'MANAGE_ACCOUNTS', GLOBAL);
    return auditedTransaction(context, (manager) => accounts.createAccount(manager, input));
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
    authorise(context.actor, 'MANAGE_ACCOUNTS', GLOBAL);
    return auditedTransaction(context, (manager) => accounts.updateAccount(manager, input));
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
    authorise(context.actor, 'MANAGE_ACCOUNTS', GLOBAL);
    return auditedTransaction(context, (manager) => accounts.resetPassword(manager, account));
  }

  @Authorized('MANAGE_ACCOUNTS')
  @Mutation(() => AccountPayload, { description: '授予角色。Gives an account a role at a place.' })
  async grantRole(
    @Ctx() context: Context,
    @Arg('input', () => GrantRoleInput, { description: '角色和范围。Role and place.' }) input: GrantRoleInput,
  ): Promise<AccountPayload> {
    // A grant must lie within what the granter rules: the place of capture and that of view.
    const { scope, ...grant } = input;
    const { agency, jurisdiction } = readScope(scope);
    if (agency) await authoriseAgency(context, 'MANAGE_ACCOUNTS', agency);
    else await authoriseJurisdiction(context, 'MANAGE_ACCOUNTS', jurisdiction);
    if (input.viewJurisdiction)
      await authoriseJurisdiction(context, 'MANAGE_ACCOUNTS', input.viewJurisdiction);
    const rules = (path: string) => can(context.actor, 'MANAGE_ACCOUNTS', { agencyKey: null, path });
    return auditedTransaction(context, (manager) =>
      grants.grantRole(manager, { ...grant, agency, jurisdiction }, rules),
    );
  }

  @Authorized('MANAGE_ACCOUNTS')
  @Mutation(() => AccountPayload, { description: '撤销授权。Takes a role away.' })
  revokeRole(
    @Ctx() context: Context,
    @Arg('grant', () => ID, { description: '授权的 id。Its id.' }) grant: string,
  ): Promise<AccountPayload> {
    authorise(context.actor, 'MANAGE_ACCOUNTS', GLOBAL);
    const key = readNumericKey('grant', 'RoleGrant', grant);
    return auditedTransaction(context, (manager) => grants.revokeRole(manager, key));
  }

  @Authorized('MANAGE_KEYS')
  @Mutation(() => ApiKeyPayload, { description: '新建接口密钥。Makes an API key; its secret is shown once.' })
  async createApiKey(
    @Ctx() context: Context,
    @Arg('input', () => CreateApiKeyInput, { description: '机关和用途。Agency and purpose.' })
    input: CreateApiKeyInput,
  ): Promise<ApiKeyPayload> {
    await authoriseAgency(context, 'MANAGE_KEYS', input.agency);
    const agency = await findAgency(context.database, input.agency);
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
