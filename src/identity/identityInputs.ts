import { Field, ID, InputType, Int } from 'type-graphql';
import { ScopeInput } from '../agency/placeInputs';
import { Role } from '../shared/request/permissions';
import type { AccountChange, AccountFilter } from './accounts';

/** What signs in. */
@InputType({ description: '登录。Name and password.' })
export class SignInInput {
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

/** A change of the own password. */
@InputType({ description: '更改密码。One’s own password.' })
export class ChangePasswordInput {
  @Field({ description: '当前密码。The present password.' })
  current: string;
  @Field({
    description:
      '新密码，10 至 200 个字符，不易猜到。The next password: 10 to 200 characters, and not easily guessed.',
  })
  next: string;
}

/** The first role of an account. */
@InputType({ description: '首个角色。The first role of an account, at a place.' })
export class FirstRoleInput {
  @Field(() => Role, { description: '角色。Role.' })
  role: Role;
  @Field(() => ScopeInput, {
    description:
      '范围：机关内角色填机关，其他角色填区划或全平台。Where: an agency for roles in an agency, a place or the whole hub for the others.',
  })
  scope: ScopeInput;
}

/** A new account. */
@InputType({ description: '新账户。A new account.' })
export class CreateAccountInput {
  @Field({ description: '用户名。Name to sign in with.' })
  username: string;
  @Field({ description: '姓名或职务。Name or post shown to others.' })
  name: string;
  @Field(() => String, {
    nullable: true,
    description: '电子邮箱，接收通知。Address for notices; none sends none.',
  })
  email?: string | null;
  @Field(() => FirstRoleInput, {
    nullable: true,
    description:
      '首个角色；一地的管理员必填，且须在其范围内。Its first role: needed from an administrator of a place alone, and within that place.',
  })
  grant?: FirstRoleInput | null;
}

/** Which accounts to list. */
@InputType({ description: '账户筛选，条件并用。Which accounts; conditions are combined.' })
export class AccountFilterInput implements AccountFilter {
  @Field(() => String, {
    nullable: true,
    description: '用户名或姓名包含。Part of the username or of the name.',
  })
  text?: string | null;
  @Field(() => Boolean, { nullable: true, description: '是否停用。Whether they are disabled.' })
  disabled?: boolean | null;
  @Field(() => Role, { nullable: true, description: '有此角色的。Only those that have this role.' })
  role?: Role | null;
}

/** A change of an account. */
@InputType({ description: '账户的更改，未填的不变。What changes of an account; what is left out stays.' })
export class UpdateAccountInput implements AccountChange {
  @Field(() => ID, { description: '账户。The account.' })
  account: string;
  @Field(() => String, { nullable: true, description: '姓名或职务。Name or post.' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: '电子邮箱，空文本为不通知。Address; "" for none.' })
  email?: string | null;
  @Field(() => Boolean, { nullable: true, description: '是否停用。Whether it is disabled.' })
  disabled?: boolean | null;
}

/** A role for an account. */
@InputType({ description: '授权。A role for an account at a place.' })
export class GrantRoleInput {
  @Field(() => ID, { description: '账户。The account.' })
  account: string;
  @Field(() => Role, { description: '角色。Role.' })
  role: Role;
  @Field(() => ScopeInput, {
    description:
      '范围：机关内角色填机关，其他角色填区划或全平台。Where: an agency for roles in an agency, a place or the whole hub for the others.',
  })
  scope: ScopeInput;
  @Field(() => ID, {
    nullable: true,
    description:
      '另可查看的区划，不填则保留原有。Subtree it may read besides; left out, what was given stays.',
  })
  viewJurisdiction?: string | null;
}

/** A new API key. */
@InputType({ description: '新密钥。A new API key.' })
export class CreateApiKeyInput {
  @Field(() => ID, { description: '机关。Agency it files for.' })
  agency: string;
  @Field({ description: '用途。What it is for.' })
  purpose: string;
  @Field(() => Int, { defaultValue: 365, description: '有效天数，1 至 400。Days it lives, 1 to 400.' })
  days: number;
}
