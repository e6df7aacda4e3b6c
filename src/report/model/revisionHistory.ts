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
import { AgencyEntity } from '../../agency/agencyEntities';
import { ReportEntity, ReportRevisionEntity } from './reportEntities';
import type { ExplanationVerdict } from './reportEnums';

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
