import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { AgencyEntity } from '../agency/agencyEntities';
import { type AgencyKind, Jurisdiction } from '../agency/agencyTypes';

/** When the reports of a year are due. The GraphQL type `Deadline` is what comes of rules and extensions for one agency. */
@Entity('deadline_rule', {
  comment:
    'Until when agencies of a kind file the reports of a year, and whether nothing can be filed afterwards. The row that was set last holds; without a row the statutory day does.',
})
@Index('deadline_rule_year', ['year', 'kind'])
@Check(
  'deadline_rule_kind_check',
  "kind in ('GOVERNMENT', 'DEPARTMENT', 'TOWNSHIP_OR_STREET', 'INSTITUTION')",
)
export class DeadlineRule {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;
  @Column('smallint')
  year: number;
  @Column('text')
  kind: AgencyKind;
  @Column('date')
  dueOn: string;
  @Column('boolean')
  locks: boolean;
  @Column('text')
  reason: string;
  @Column('text')
  setBy: string;
  @Column('timestamptz', { default: () => 'now()' })
  setAt: Date;
}

/** A later due day. GraphQL shows it in `Deadline`. */
@Entity('deadline_extension', {
  comment:
    'A later day for the reports of a year: for one agency, for a jurisdiction with all below it, or for everybody. What it does says deadline_at.',
})
@Index('deadline_extension_year', ['year'])
@Check('deadline_extension_check', 'num_nonnulls(agency_id, jurisdiction_id) <= 1')
export class DeadlineExtension {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;
  @Column('smallint')
  year: number;
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
  @Column('date')
  dueOn: string;
  @Column('text')
  reason: string;
  @Column('text')
  grantedBy: string;
  @Column('timestamptz', { default: () => 'now()' })
  grantedAt: Date;
}
