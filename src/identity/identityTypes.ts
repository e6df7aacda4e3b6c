import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import {
  AfterLoad,
  Check,
  Column,
  Entity,
  Generated,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';
import { AgencyEntity } from '../agency/agencyEntities';
import { Node } from '../shared/graphql/node';
import { connectionOf } from '../shared/graphql/paging';
import { DateTime } from '../shared/graphql/scalars';
import { GLOBAL, type Operation, operationsOf, Role } from '../shared/request/permissions';
import { Permission } from './permissionType';

registerEnumType(Role, {
  name: 'Role',
  description: '角色。What a person or key is, at an agency or over a subtree.',
  valuesConfig: {
    CLERK: { description: '填报人。Drafts and files the reports of an agency.' },
    SECTION_REVIEWER: { description: '科室审核。First review in an agency.' },
    OFFICE_REVIEWER: { description: '办公室审核。Second review in an agency.' },
    LEADER: { description: '分管领导。Final review in an agency.' },
    DISTRICT_OFFICER: { description: '主管部门。Supervises the agencies of a subtree.' },
    ANALYST: { description: '分析人员。May read sums of filed and draft figures of a subtree.' },
    ADMINISTRATOR: { description: '管理员。Keeps accounts and the hub; reads no unpublished work.' },
  },
});

/** A role at a place. */
@ObjectType({ simpleResolvers: true, implements: Node, description: '授权。A role at a place.' })
export class RoleGrant extends Node {
  readonly nodeType = 'RoleGrant';
  key: number;
  /** Path of the place, "" for the whole hub; and of the place that may be viewed besides. */
  path: string;
  viewPath: string | null;
  @Field(() => Role, { description: '角色。The role.' })
  role: Role;
  @Field(() => ID, {
    name: 'agencyCode',
    simple: false,
    nullable: true,
    description: '机关代码。Agency it is bound to.',
  })
  agency: string | null;
  @Field(() => ID, {
    name: 'jurisdictionCode',
    simple: false,
    nullable: true,
    description: '区划代码。Subtree it is bound to.',
  })
  jurisdiction: string | null;
  @Field({ description: '是否全平台。True when it holds everywhere.' })
  wholeHub: boolean;
  @Field(() => ID, {
    name: 'viewJurisdictionCode',
    simple: false,
    nullable: true,
    description: '可查看区划。Subtree it may read besides.',
  })
  viewJurisdiction: string | null;
  @Field(() => [Permission], {
    description: '此授权在其范围内允许的操作。What it allows at its place.',
  })
  get permissions(): Operation[] {
    const path = this.wholeHub ? GLOBAL.path : null;
    return operationsOf({ role: this.role, agencyKey: null, path, viewPath: null });
  }
}

/** A person's account. */
@ObjectType({ simpleResolvers: true, implements: Node, description: '账户。A person who signs in.' })
@Entity('account', {
  comment: 'A person who signs in. Without a password hash only through the provider of sign-ins.',
})
@Unique(['username'])
@Check('account_username_check', "username ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'")
export class Account extends Node {
  readonly nodeType = 'Account';
  @PrimaryGeneratedColumn('identity', { name: 'id', generatedIdentity: 'ALWAYS' })
  key: number;
  @Field(() => ID, { description: '用户名。Name to sign in with.' })
  @Column('text')
  username: string;
  @Field({ description: '姓名或职务。Name or post shown to others.' })
  @Column('text')
  name: string;
  @Column('text', { nullable: true, select: false })
  passwordHash?: string | null;
  @Field({
    description:
      '密码是否须先更改：初始密码或重置后的密码，本人更改前什么也不能办。Whether its password is one that an administrator made: who signs in with it may do nothing before changing it.',
  })
  @Column('boolean', {
    default: false,
    comment:
      'whether an administrator knows the password: who signs in with it may do nothing before changing it',
  })
  passwordToBeChanged: boolean;
  @Column('timestamptz', { nullable: true })
  disabledAt: Date | null;
  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
  @Column('text', { nullable: true, select: false })
  email?: string | null;
  @Field({ description: '是否停用。True when it cannot sign in.' })
  disabled: boolean;
  @AfterLoad()
  setDisabled(): void {
    this.disabled = this.disabledAt !== null;
  }
  @Field({ description: '是否演示账户。True for demonstration accounts.' })
  @Column('boolean', { default: false })
  demonstration: boolean;
  @Field(() => [RoleGrant], {
    description: '授权；一地的管理员只见其范围内的。Its roles; to an administrator of a place those there.',
  })
  grants: RoleGrant[];
  @Field({
    description:
      '当前用户可否更改、停用此账户并重置密码：其角色都在管理范围内。Whether the viewer may change or disable it and reset its password: all its roles lie within the viewer’s place.',
  })
  managed: boolean;
}

/** A session of an account. */
@ObjectType({ simpleResolvers: true, implements: Node, description: '会话。A signed-in session.' })
@Entity('session', {
  comment:
    'A sign-in of an account, from one address, until it expires or is revoked. The token itself is nowhere stored.',
})
@Unique(['key'])
@Index('session_account', ['accountId', 'address'])
export class Session extends Node {
  readonly nodeType = 'Session';
  @PrimaryColumn('text')
  tokenHash: string;
  @Column('integer')
  accountId: number;
  @ManyToOne(() => Account)
  @JoinColumn({ name: 'account_id' })
  account: Account;
  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
  @Column({ name: 'id', type: 'integer', generatedIdentity: 'ALWAYS' })
  @Generated('increment')
  key: number;
  @Field({ description: '来源地址。Address it was opened from.' })
  @Column('text')
  address: string;
  @Column('boolean', {
    default: false,
    comment: 'whether the provider of sign-ins opened it, without a password',
  })
  byProvider: boolean;
  @Field(() => DateTime, { description: '登录时间。Opened, UTC.' })
  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
  @Field(() => DateTime, { description: '到期时间。Ends, UTC.' })
  @Column('timestamptz')
  expiresAt: Date;
  @Field({ description: '是否当前会话。True for the session that asks.' })
  current: boolean;
}

/** An API key without its secret. */
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: '接口密钥。A key with which a program files for one agency.',
})
@Entity('api_key', {
  comment: 'A key with which a program files the reports of one agency. The key itself is nowhere stored.',
})
@Unique(['keyHash'])
@Index('api_key_agency', ['agencyId'])
@Check('api_key_role_check', "role = 'CLERK'")
export class ApiKey extends Node {
  readonly nodeType = 'ApiKey';
  @Column('text', { select: false })
  keyHash: string;
  @Column('integer')
  agencyId: number;
  @ManyToOne(() => AgencyEntity, { eager: true })
  @JoinColumn({ name: 'agency_id' })
  owner?: AgencyEntity;
  @Column('text')
  role: Role;
  @Column('integer', { name: 'created_by' })
  createdById: number;
  @ManyToOne(() => Account)
  @JoinColumn({ name: 'created_by' })
  createdBy: Account;
  @PrimaryGeneratedColumn('identity', { name: 'id', generatedIdentity: 'ALWAYS' })
  key: number;
  @Field({ description: '前缀。First characters of the key, to recognise it.' })
  @Column('text')
  prefix: string;
  @Field(() => ID, { name: 'agencyCode', simple: false, description: '机关代码。Agency it files for.' })
  agency: string;
  @AfterLoad()
  setAgency(): void {
    if (this.owner) this.agency = this.owner.code;
  }
  @Field({ description: '用途。What it is for.' })
  @Column('text')
  purpose: string;
  @Field(() => DateTime, { description: '建立时间。Made, UTC.' })
  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
  @Field(() => DateTime, { description: '到期时间。Ends, UTC.' })
  @Column('timestamptz')
  expiresAt: Date;
  @Field(() => DateTime, { nullable: true, description: '吊销时间。Revoked, UTC.' })
  @Column('timestamptz', { nullable: true })
  revokedAt: Date | null;
  @Field(() => DateTime, { nullable: true, description: '最近使用，精确到分。Last use, UTC, to the minute.' })
  @Column('timestamptz', { nullable: true })
  lastUsedAt: Date | null;
}

/** Pages of accounts. */
export const AccountConnection = connectionOf(Account, 'Account');
