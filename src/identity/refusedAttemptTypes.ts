import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { AgencyEntity } from '../agency/agencyEntities';
import { DateTime } from '../shared/graphql/scalars';
import { Account, ApiKey } from './identityTypes';

/** What was refused for reasons of security. */
export enum RefusedAttemptKind {
  WRONG_PASSWORD = 'WRONG_PASSWORD',
  WRONG_PRESENT_PASSWORD = 'WRONG_PRESENT_PASSWORD',
  DISABLED_ACCOUNT = 'DISABLED_ACCOUNT',
  ENDED_KEY = 'ENDED_KEY',
  FORBIDDEN = 'FORBIDDEN',
}
registerEnumType(RefusedAttemptKind, {
  name: 'RefusedAttemptKind',
  description: '被拒绝的尝试的种类。What was refused for reasons of security.',
  valuesConfig: {
    WRONG_PASSWORD: {
      description:
        '登录密码不正确；须等待而未核对的不计。A sign-in with a wrong password; those that had to wait are not looked at, nor counted.',
    },
    WRONG_PRESENT_PASSWORD: {
      description: '更改密码时当前密码不正确。A change of the password with a wrong present one.',
    },
    DISABLED_ACCOUNT: {
      description:
        '已停用的账户以正确的密码或经统一身份认证登录。A sign-in of a disabled account with the right password, or through the provider.',
    },
    ENDED_KEY: {
      description: '使用已到期或已吊销的接口密钥。A request with an API key that expired or was revoked.',
    },
    FORBIDDEN: { description: '请求角色不允许的操作。A request for what the roles do not allow.' },
  },
});

/** How often something was refused in an hour, of one account or API key; of neither, what is counted together. */
@ObjectType({
  simpleResolvers: true,
  description: '某小时内被拒绝的尝试。What was refused of an account in an hour, for reasons of security.',
})
@Entity('refused_attempts', {
  comment:
    'How often something was refused for reasons of security in an hour, of one account or API key. Without either: names that have no account, and all beyond the first hundred rows of the hour.',
})
@Unique('refused_attempts_key', ['hour', 'kind', 'username', 'apiKeyId'])
@Check(
  'refused_attempts_kind_check',
  `kind in (${Object.values(RefusedAttemptKind)
    .map((kind) => `'${kind}'`)
    .join(', ')})`,
)
@Index('refused_attempts_username', ['username', 'hour'])
export class RefusedAttempts {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;
  @Field(() => RefusedAttemptKind, { description: '种类。What was refused.' })
  @Column('text')
  kind: RefusedAttemptKind;
  @Field(() => DateTime, { description: '起始的整点。The beginning of the hour, UTC.' })
  @Column('timestamptz')
  hour: Date;
  @Column('text', { nullable: true })
  username: string | null;
  @ManyToOne(() => Account)
  @JoinColumn({ name: 'username', referencedColumnName: 'username' })
  account: Account | null;
  @Column('integer', { nullable: true })
  apiKeyId: number | null;
  @ManyToOne(() => ApiKey)
  @JoinColumn({ name: 'api_key_id' })
  apiKey: ApiKey | null;
  @Column('integer', { nullable: true })
  agencyId: number | null;
  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_id' })
  agency: AgencyEntity | null;
  @Field(() => Int, { description: '次数，单位：次。How often, unit: attempts.' })
  @Column('integer')
  attempts: number;
  @Field(() => DateTime, { description: '最近一次的时间。The last of them, UTC.' })
  @Column('timestamptz', { default: () => 'now()' })
  lastAt: Date;
}
