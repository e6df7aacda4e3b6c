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
  ViewEntity,
} from 'typeorm';
import { COMPUTED } from '../shared/computedColumn';
import { type AgencyKind, Jurisdiction, type SuccessionKind } from './agencyTypes';

/** An organ that reports. The GraphQL type `Agency` is this row together with the version in force. */
@Entity('agency', {
  comment:
    'An organ that reports (行政机关). What it is called, what kind it is and where it belongs is in agency_version.',
})
@Unique(['code'])
export class AgencyEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;
  @Column('text')
  code: string;
  @Column('boolean', { default: false })
  demonstration: boolean;
  @Column('boolean', {
    default: false,
    comment: 'whether its first version begins when the hub began to record it, and not when it was founded',
  })
  foundingUnknown: boolean;
}

/** What an agency is from one day to another. In GraphQL it shows as fields of `Agency`, `FormerName` and `ComingName`. */
@Entity('agency_version', {
  comment:
    'What an agency is called, what kind it is and where it belongs from one day to another. Each change of these makes a new version.',
})
@Unique(['agencyId', 'validFrom'])
@Index('agency_version_open', ['agencyId'], { unique: true, where: 'valid_to is null' })
@Index('agency_version_recorded', ['recordedAt'])
@Index('agency_version_place', ['jurisdictionId', 'agencyId'])
@Check('agency_version_check', 'valid_to > valid_from')
@Check(
  'agency_version_kind_check',
  "kind in ('GOVERNMENT', 'DEPARTMENT', 'TOWNSHIP_OR_STREET', 'INSTITUTION')",
)
export class AgencyVersion {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;
  @Column('integer')
  agencyId: number;
  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_id' })
  agency: AgencyEntity;
  @Column('text')
  name: string;
  @Column('text', { nullable: true })
  nameEn: string | null;
  @Column('text')
  kind: AgencyKind;
  @Column('integer')
  jurisdictionId: number;
  @ManyToOne(() => Jurisdiction)
  @JoinColumn({ name: 'jurisdiction_id' })
  jurisdiction: Jurisdiction;
  @Column('integer', { nullable: true })
  supervisingAgencyId: number | null;
  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'supervising_agency_id' })
  supervisingAgency: AgencyEntity | null;
  @Column('date')
  validFrom: string;
  @Column('date', { nullable: true })
  validTo: string | null;
  @Column({ type: 'smallint', ...COMPUTED })
  firstYear: number;
  @Column({
    type: 'smallint',
    ...COMPUTED,
    comment: 'in force on 31 December of y when first_year <= y < end_year',
  })
  endYear: number;
  @Column('smallint', {
    default: 0,
    comment:
      'reports of the years home_from <= y < home_to stand in this version: the last that began by the end of the year; before the first one there',
  })
  homeFrom: number;
  @Column('smallint', { default: 9999 })
  homeTo: number;
  @Column('timestamptz', { default: () => 'tree_time()', comment: 'since when the hub has it so' })
  recordedAt: Date;
}

/** A version of an agency that the hub has or once had: the row of a view, never written. */
@ViewEntity('agency_version_ever', { synchronize: false })
export class AgencyVersionEver extends AgencyVersion {
  @Column('timestamptz', { select: false })
  supersededAt: Date;
}

/** A succession of agencies. The GraphQL type `Succession` is this row seen from one of its two sides. */
@Entity('agency_succession', {
  comment: 'One agency was merged into another, or another was split from it, on a day.',
})
@Index('agency_succession_successor', ['successorId'])
@Check('agency_succession_kind_check', "kind in ('MERGE', 'SPLIT')")
export class AgencySuccession {
  @PrimaryColumn('integer')
  predecessorId: number;
  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'predecessor_id' })
  predecessor: AgencyEntity;
  @PrimaryColumn('integer')
  successorId: number;
  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'successor_id' })
  successor: AgencyEntity;
  @Column('text')
  kind: SuccessionKind;
  @Column('date')
  effectiveOn: string;
  @Column('timestamptz', { default: () => 'tree_time()', comment: 'since when the hub has it so' })
  recordedAt: Date;
}

/** A succession that the hub has or once had: the row of a view, never written. */
@ViewEntity('agency_succession_ever', { synchronize: false })
export class AgencySuccessionEver extends AgencySuccession {
  @Column('timestamptz', { select: false })
  supersededAt: Date;
}
