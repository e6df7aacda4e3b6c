import {
  Arg,
  Authorized,
  Ctx,
  Extensions,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  Query,
  Resolver,
} from 'type-graphql';
import { findAgency } from '../agency/agencyQueries';
import { unknownReference } from '../agency/agencyRefusals';
import { authoriseAgency, authoriseJurisdiction } from '../agency/authoriseAgency';
import { FindingType } from '../shared/graphql/finding';
import { AFTER, type Connection, checkFirst, FIRST } from '../shared/graphql/paging';
import { UNCACHEABLE } from '../shared/graphql/uncacheable';
import { PUBLIC, SIGNED_IN } from '../shared/request/access';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { authorise, can, forbidden, GLOBAL, Role } from '../shared/request/permissions';
import * as accounts from './accounts';
import {
  Account,
  AccountConnection,
  AccountPayload,
  ApiKey,
  ApiKeyPayload,
  Session,
  SignInPayload,
} from './identityTypes';
import { signIn, signOut } from './sessions';

@InputType({ description: '登录。Name and password.' })
class SignInInput {
  @Field({ description: '用户名。Name.' })
  username: string;
  @Field({ description: '密码。Password.' })
  password: string;
  @Field(() => String, {
    nullable: true,
    description: '设备令牌，由上次登录返回。Token of this device, from an earlier sign-in.',
  })
  deviceToken?: string | null;
}

@InputType({ description: '更改密码。One’s own password.' })
class ChangePasswordInput {
  @Field({ description: '当前密码。The present password.' })
  current: string;
  @Field({ description: '新密码。The next password, at least ten characters.' })
  next: string;
}

@InputType({ description: '新账户。A new account.' })
class CreateAccountInput {
  @Field({ description: '用户名。Name to sign in with.' })
  username: string;
  @Field({ description: '姓名或职务。Name or post shown to others.' })
  name: string;
  @Field(() => String, {
    nullable: true,
    description: '电子邮箱，接收通知。Address for notices; none sends none.',
  })
  email?: string | null;
}

@InputType({ description: '账户的更改，未填的不变。What changes of an account; what is left out stays.' })
class UpdateAccountInput implements accounts.AccountChange {
  @Field(() => ID, { description: '用户名。Account.' })
  username: string;
  @Field(() => String, { nullable: true, description: '姓名或职务。Name or post.' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: '电子邮箱，空文本为不通知。Address; "" for none.' })
  email?: string | null;
  @Field(() => Boolean, { nullable: true, description: '是否停用。Whether it is disabled.' })
  disabled?: boolean | null;
}

@InputType({ description: '授权。A role for an account at a place.' })
class GrantRoleInput implements accounts.NewGrant {
  @Field(() => ID, { description: '用户名。Account.' })
  username: string;
  @Field(() => Role, { description: '角色。Role.' })
  role: Role;
  @Field(() => ID, {
    nullable: true,
    description: '机关代码，机关内角色必填。Agency, for roles in an agency.',
  })
  agency?: string | null;
  @Field(() => ID, { nullable: true, description: '区划代码，空为全平台。Subtree; none for the whole hub.' })
  jurisdiction?: string | null;
  @Field(() => ID, {
    nullable: true,
    description:
      '另可查看的区划，不填则保留原有。Subtree it may read besides; left out, what was given stays.',
  })
  viewJurisdiction?: string | null;
}

@InputType({ description: '新密钥。A new API key.' })
class CreateApiKeyInput {
  @Field(() => ID, { description: '机关代码。Agency it files for.' })
  agency: string;
  @Field({ description: '用途。What it is for.' })
  purpose: string;
  @Field(() => Int, { defaultValue: 365, description: '有效天数，1 至 400。Days it lives, 1 to 400.' })
  days: number;
}

/** The account that asks; a key or a stranger is refused. */
function ownAccount({ actor }: Context): number {
  if (actor.accountKey === null) throw forbidden(actor);
  return actor.accountKey;
}

@Resolver()
export class IdentityQueries {
  @Extensions(UNCACHEABLE)
  @Extensions(PUBLIC)
  @Query(() => Account, { nullable: true, description: '当前账户。The account that asks; null for others.' })
  viewer(@Ctx() { database, actor }: Context): Promise<Account | null> | null {
    // Like the sessions through the manager, which is the primary's: what people do to their own account they see done.
    return actor.accountKey === null ? null : accounts.findAccount(database.manager, actor.name);
  }

  @Extensions(SIGNED_IN)
  @Query(() => [Session], { description: '当前账户的会话。Open sessions of the account that asks.' })
  sessions(@Ctx() context: Context): Promise<Session[]> {
    return accounts.listSessions(context.database.manager, ownAccount(context), context.actor.credential);
  }

  @Authorized('MANAGE_ACCOUNTS')
  @Query(() => AccountConnection, { description: '账户列表。Accounts by name.' })
  accounts(
    @Ctx() { database, actor }: Context,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
  ): Promise<Connection<Account>> {
    authorise(actor, 'MANAGE_ACCOUNTS', GLOBAL);
    return accounts.listAccounts(database, checkFirst(first), after);
  }

  @Authorized('MANAGE_KEYS')
  @Query(() => [ApiKey], { description: '机关的接口密钥。API keys of an agency, newest first.' })
  async apiKeys(
    @Ctx() context: Context,
    @Arg('agency', () => ID, { description: '机关代码。Agency.' }) code: string,
  ): Promise<ApiKey[]> {
    await authoriseAgency(context, 'MANAGE_KEYS', code);
    const agency = await findAgency(context.database, code);
    return agency ? accounts.listApiKeys(context.database, agency.key) : [];
  }
}

@Resolver()
export class IdentityMutations {
  @Extensions(PUBLIC)
  @Mutation(() => SignInPayload, { description: '登录。Opens a session.' })
  signIn(
    @Ctx() { database, address, requestId }: Context,
    @Arg('input', () => SignInInput, { description: 'Name and password.' }) input: SignInInput,
  ): Promise<SignInPayload> {
    return signIn(database, { ...input, address, requestId });
  }

  @Extensions(SIGNED_IN)
  @Mutation(() => Boolean, { description: '退出。Ends the session that asks.' })
  async signOut(@Ctx() context: Context): Promise<boolean> {
    ownAccount(context);
    await auditedTransaction(context, (manager) => signOut(manager, context.actor));
    return true;
  }

  @Extensions(SIGNED_IN)
  @Mutation(() => Boolean, {
    description: '结束会话。Ends a session of one’s own; false when there is none.',
  })
  revokeSession(
    @Ctx() context: Context,
    @Arg('id', () => Int, { description: 'Session.' }) id: number,
  ): Promise<boolean> {
    const account = ownAccount(context);
    return auditedTransaction(context, (manager) => accounts.revokeSession(manager, account, id));
  }

  @Extensions(SIGNED_IN)
  @Mutation(() => [FindingType], {
    description:
      '更改密码并结束其他会话；无问题返回空。Changes one’s password, ends other sessions; empty when done.',
  })
  changePassword(
    @Ctx() context: Context,
    @Arg('input', () => ChangePasswordInput, { description: 'Both passwords.' }) input: ChangePasswordInput,
  ): Promise<FindingType[]> {
    const own = { accountKey: ownAccount(context), credential: context.actor.credential };
    return accounts.changePassword(context, own, input);
  }

  @Authorized('MANAGE_ACCOUNTS')
  @Mutation(() => AccountPayload, { description: '新建账户。Makes an account; its password is shown once.' })
  createAccount(
    @Ctx() context: Context,
    @Arg('input', () => CreateAccountInput, { description: 'The account.' }) input: CreateAccountInput,
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
    @Arg('input', () => UpdateAccountInput, { description: 'What changes.' }) input: UpdateAccountInput,
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
    @Arg('username', () => ID, { description: '用户名。Account.' }) username: string,
  ): Promise<AccountPayload> {
    authorise(context.actor, 'MANAGE_ACCOUNTS', GLOBAL);
    return auditedTransaction(context, (manager) => accounts.resetPassword(manager, username));
  }

  @Authorized('MANAGE_ACCOUNTS')
  @Mutation(() => AccountPayload, { description: '授予角色。Gives an account a role at a place.' })
  async grantRole(
    @Ctx() context: Context,
    @Arg('input', () => GrantRoleInput, { description: 'Role and place.' }) input: GrantRoleInput,
  ): Promise<AccountPayload> {
    // What is given must lie within what the giver rules: the place of capture and that of view.
    if (input.agency) await authoriseAgency(context, 'MANAGE_ACCOUNTS', input.agency);
    else await authoriseJurisdiction(context, 'MANAGE_ACCOUNTS', input.jurisdiction);
    if (input.viewJurisdiction)
      await authoriseJurisdiction(context, 'MANAGE_ACCOUNTS', input.viewJurisdiction);
    const rules = (path: string) => can(context.actor, 'MANAGE_ACCOUNTS', { agencyKey: null, path });
    return auditedTransaction(context, (manager) => accounts.grantRole(manager, input, rules));
  }

  @Authorized('MANAGE_ACCOUNTS')
  @Mutation(() => AccountPayload, { description: '撤销授权。Takes a role away.' })
  revokeRole(
    @Ctx() context: Context,
    @Arg('grant', () => Int, { description: 'Identifier of the grant.' }) grant: number,
  ): Promise<AccountPayload> {
    authorise(context.actor, 'MANAGE_ACCOUNTS', GLOBAL);
    return auditedTransaction(context, (manager) => accounts.revokeRole(manager, grant));
  }

  @Authorized('MANAGE_KEYS')
  @Mutation(() => ApiKeyPayload, { description: '新建接口密钥。Makes an API key; its secret is shown once.' })
  async createApiKey(
    @Ctx() context: Context,
    @Arg('input', () => CreateApiKeyInput, { description: 'Agency and purpose.' }) input: CreateApiKeyInput,
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
      accounts.createApiKey(manager, account, agency.key, input),
    );
  }

  @Authorized('MANAGE_KEYS')
  @Mutation(() => ApiKey, { description: '吊销接口密钥。Revokes an API key at once.' })
  async revokeApiKey(
    @Ctx() context: Context,
    @Arg('id', () => Int, { description: 'Identifier of the key.' }) id: number,
  ): Promise<ApiKey> {
    const agency = await accounts.agencyOfApiKey(context.database, id);
    if (agency === null) throw forbidden(context.actor);
    await authoriseAgency(context, 'MANAGE_KEYS', agency);
    return auditedTransaction(context, (manager) => accounts.revokeApiKey(manager, id));
  }
}
