import { Field, ObjectType } from 'type-graphql';
import { FindingType } from '../shared/graphql/finding';
import { DateTime } from '../shared/graphql/scalars';
import { Account, ApiKey } from './identityTypes';

const FINDINGS = {
  description: '输入的全部问题；完成时为空。Everything wrong with the input; empty when done.',
};

@ObjectType({ simpleResolvers: true, description: '登录结果。The outcome of signing in.' })
export class SignInPayload {
  @Field(() => String, {
    nullable: true,
    description: '令牌，作为 Authorization: Bearer 发送，只显示一次。Token to send as Bearer; shown once.',
  })
  token: string | null;
  @Field(() => DateTime, { nullable: true, description: '到期时间。When it ends, UTC.' })
  expiresAt: Date | null;
  @Field(() => String, {
    nullable: true,
    description:
      '设备令牌：保存并在下次登录时送回，本设备的尝试即单独计数；已有时为空。Token of this device: keep it and send it with the next sign-in, so that attempts elsewhere cannot lock you out here; null when one was sent.',
  })
  deviceToken: string | null;
  @Field(() => [FindingType], FINDINGS)
  findings: FindingType[];
}

@ObjectType({ simpleResolvers: true, description: '账户操作的结果。The outcome of a command on an account.' })
export class AccountPayload {
  @Field(() => Account, {
    nullable: true,
    description: '账户；被拒绝时为空。The account; null when refused.',
  })
  account: Account | null;
  @Field(() => String, {
    nullable: true,
    description: '新密码，只显示一次。Its new password, shown once: for an account just made or reset.',
  })
  password?: string | null;
  @Field(() => [FindingType], FINDINGS)
  findings: FindingType[];
}

@ObjectType({ simpleResolvers: true, description: '新建接口密钥的结果。The outcome of making an API key.' })
export class ApiKeyPayload {
  @Field(() => ApiKey, {
    nullable: true,
    description: '密钥（不含秘密部分）；被拒绝时为空。The key without its secret; null when refused.',
  })
  apiKey: ApiKey | null;
  @Field(() => String, { nullable: true, description: '密钥，只显示一次。The secret, shown once.' })
  secret: string | null;
  @Field(() => [FindingType], FINDINGS)
  findings: FindingType[];
}
