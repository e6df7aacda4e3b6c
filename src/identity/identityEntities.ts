import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';
import { AgencyEntity } from '../agency/agencyEntities';
import { Jurisdiction } from '../agency/agencyTypes';
import type { Role } from '../shared/request/permissions';
import { Account } from './identityTypes';

/** A role of an account. The GraphQL type `RoleGrant` names agency and jurisdictions by their codes. */
@Entity('role_grant', {
  comment: 'An account has a role at one agency, in one jurisdiction with all below it, or in the whole hub.',
})
@Unique('role_grant_account_id_role_agency_id_jurisdiction_id_whole__key', [
  'accountId',
  'role',
  'agencyId',
  'jurisdictionId',
  'wholeHub',
])
@Check('role_grant_check', 'num_nonnulls(agency_id, jurisdiction_id) + whole_hub::int = 1')
export class RoleGrantEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;
  @Column('integer')
  accountId: number;
  @ManyToOne(() => Account)
  @JoinColumn({ name: 'account_id' })
  account: Account;
  @Column('text')
  role: Role;
  @Column('integer', { nullable: true })
  agencyId: number | null;
  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_id' })
  agency: AgencyEntity | null;
  @Column('integer', { nullable: true })
  jurisdictionId: number | null;
  @ManyToOne(() => Jurisdiction)
  @JoinColumn({ name: 'jurisdiction_id' })
  jurisdiction: Jurisdiction | null;
  @Column('boolean', { default: false })
  wholeHub: boolean;
  @Column('integer', { nullable: true })
  viewJurisdictionId: number | null;
  @ManyToOne(() => Jurisdiction)
  @JoinColumn({ name: 'view_jurisdiction_id' })
  viewJurisdiction: Jurisdiction | null;
  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}

/** A browser or program from which an account signed in. It is not shown in GraphQL. */
@Entity('device', {
  comment:
    'A browser or program from which an account signed in before. It has its own count of failures and no other right.',
})
@Index('device_account', ['accountId', 'lastUsedAt'])
@Unique(['tokenHash'])
export class Device {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;
  @Column('integer')
  accountId: number;
  @ManyToOne(() => Account, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'account_id' })
  account: Account;
  @Column('text')
  tokenHash: string;
  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
  @Column('timestamptz', { default: () => 'now()' })
  lastUsedAt: Date;
}

/** A count of attempts with a password. It is not shown in GraphQL. */
@Entity('sign_in_limit', {
  comment:
    'Attempts with a password, counted for an address, a device, a session or an account. Past a number of them each one makes the next wait longer.',
})
@Index('sign_in_limit_forgotten', ['forgottenAt'])
@Index('sign_in_limit_username', ['username'])
export class SignInLimit {
  @PrimaryColumn('text')
  key: string;
  @Column('text', { nullable: true })
  username: string | null;
  @Column('integer')
  attempts: number;
  @Column('timestamptz', { nullable: true })
  blockedUntil: Date | null;
  @Column('timestamptz')
  forgottenAt: Date;
}

/** A sign-in through a provider that was used. It is not shown in GraphQL. */
@Entity('used_sign_in', {
  comment:
    'A sign-in through a provider that was used, by the hash of its state, so that it is not used twice. Rows stay while it could be used again.',
})
@Index('used_sign_in_used_at', ['usedAt'])
export class UsedSignIn {
  @PrimaryColumn('text')
  stateHash: string;
  @Column('timestamptz', { default: () => 'now()' })
  usedAt: Date;
}
