import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
} from 'typeorm';
import { AgencyEntity } from '../agency/agencyEntities';
import { type AgencyKind, Jurisdiction } from '../agency/agencyTypes';
import { ReportEntity, ReportRevisionEntity } from '../report/model/reportEntities';
import type { ExplanationVerdict } from './reviewTypes';

/** A verdict on an explanation. The GraphQL type `ExplanationReview` names the finding in place of its fingerprint. */
@Entity('finding_review', {
  comment:
    'A verdict on the explanation of a finding in one revision. The next revision takes it over where finding and explanation are the same.',
})
@Index('finding_review_report', ['reportId'])
@Check('finding_review_verdict_check1', "verdict in ('CONFIRMED', 'REJECTED')")
export class FindingReview {
  @PrimaryColumn('integer')
  revisionId: number;
  @ManyToOne(() => ReportRevisionEntity)
  @JoinColumn({ name: 'revision_id' })
  revision: ReportRevisionEntity;
  @Column('integer')
  reportId: number;
  @ManyToOne(() => ReportEntity)
  @JoinColumn({ name: 'report_id', foreignKeyConstraintName: 'finding_review_report_id_fkey1' })
  report: ReportEntity;
  @Column('integer')
  agencyId: number;
  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_id', foreignKeyConstraintName: 'finding_review_agency_id_fkey1' })
  agency: AgencyEntity;
  @PrimaryColumn('text')
  fingerprint: string;
  @PrimaryColumn('text')
  explanation: string;
  @Column('text')
  verdict: ExplanationVerdict;
  @Column('text', { nullable: true })
  comment: string | null;
  @Column('text')
  reviewerName: string;
  @Column('timestamptz', { default: () => 'now()' })
  reviewedAt: Date;
  @Column('jsonb', {
    default: () => "'[]'",
    comment: 'The verdicts that this one replaced: what was said before, by whom and when.',
  })
  replaced: readonly object[];
}

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

/** A withdrawal from publication. The GraphQL type `Withdrawal` names the agency and year of the report. */
@Entity('withdrawal', { comment: 'A published revision was withdrawn, when and why. Rows are only added.' })
@Index('withdrawal_agency', ['agencyId'])
@Index('withdrawal_report', ['reportId', 'revision'])
export class WithdrawalEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;
  @Column('integer')
  reportId: number;
  @ManyToOne(() => ReportEntity)
  @JoinColumn({ name: 'report_id' })
  report: ReportEntity;
  @Column('integer')
  agencyId: number;
  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_id' })
  agency: AgencyEntity;
  @Column('integer')
  revision: number;
  @Column('timestamptz')
  publishedAt: Date;
  @Column('timestamptz')
  withdrawnAt: Date;
  @Column('text')
  reason: string;
}
