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
import { AgencyEntity } from '../../agency/agencyEntities';
import { Indicator } from './indicatorTypes';
import type { Qualifier, ReportScope, ReportState, RevisionOrigin } from './reportEnums';

/** The report of an agency on a year. The GraphQL type `Report` is this row together with the revision that is shown. */
@Entity('report', {
  comment:
    "The annual report of an agency on a year, its own (OWN) or a government's over all its agencies (CONSOLIDATED), and where it is in the review.",
})
@Unique(['agencyId', 'year', 'scope'])
@Index('report_waiting', ['state', 'agencyId'], { where: "state not in ('PUBLISHED', 'WITHDRAWN')" })
@Index('report_year', ['year', 'id'])
@Check('report_year_check', 'year between 2019 and 2100')
@Check('report_scope_check', "scope in ('OWN', 'CONSOLIDATED')")
@Check(
  'report_state_check',
  "state in ('DRAFT', 'SECTION_REVIEW', 'OFFICE_REVIEW', 'LEADER_REVIEW', 'FILED', 'PUBLISHED', 'WITHDRAWN')",
)
export class ReportEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;
  @Column('integer')
  agencyId: number;
  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_id' })
  agency: AgencyEntity;
  @Column('smallint')
  year: number;
  @Column('text')
  scope: ReportScope;
  @Column('text')
  state: ReportState;
  @Column('integer', { default: 0 })
  latestRevision: number;
  @Column('text', { nullable: true })
  takenUpBy: string | null;
  @Column('timestamptz', { nullable: true })
  takenUpAt: Date | null;
}

/** What is stored beside the figure of a cell. */
export interface StoredMark {
  readonly status: string;
  readonly computed: boolean;
  readonly note: string | null;
}

/**
 * One immutable state of a report. The GraphQL type `ReportRevision` shows its arrays and amounts as the tables of the form,
 * and without its words where it was withdrawn.
 */
@Entity('report_revision', {
  comment:
    'What a report says at one time: figures and narratives. Nothing in it changes but when it was published and superseded, and how much the checks find in it; a correction is a new revision.',
})
@Unique(['reportId', 'number'])
@Index('report_revision_published', ['reportId'], {
  unique: true,
  where: 'published_at is not null and superseded_at is null',
})
@Index('report_revision_rules', ['rulesVersion'])
@Index('report_revision_rollup', ['agencyId', 'year', 'id'], {
  where: "published_at is not null and superseded_at is null and scope = 'OWN'",
})
@Check('report_revision_check', 'superseded_at >= published_at')
@Check('report_revision_origin_check', "origin in ('FILED', 'RECORDED')")
@Check('report_revision_proactive_edition_check', 'proactive_edition in (2019, 2021)')
@Check('report_revision_requests_edition_check', 'requests_edition in (2019, 2021)')
@Check('report_revision_disputes_edition_check', 'disputes_edition in (2019, 2021)')
export class ReportRevisionEntity {
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
  @Column('smallint')
  year: number;
  @Column('text')
  scope: ReportScope;
  @Column('integer')
  number: number;
  @Column('text')
  origin: RevisionOrigin;
  @Column('smallint')
  proactiveEdition: number;
  @Column('smallint')
  requestsEdition: number;
  @Column('smallint')
  disputesEdition: number;
  @Column('integer', {
    array: true,
    comment: 'the counts of the form in their stored positions; null is not reported',
  })
  counts: (number | null)[];
  @Column('numeric', { precision: 20, scale: 6, nullable: true })
  feesAmount: string | null;
  @Column('numeric', { precision: 20, scale: 6, nullable: true })
  procurementAmount: string | null;
  @Column('jsonb', { default: [] })
  marks: Record<string, StoredMark>;
  @Column('smallint', { default: 0 })
  blankCells: number;
  @Column('smallint', { default: 0 })
  notApplicableCells: number;
  @Column('text', { nullable: true })
  overview: string | null;
  @Column('text', { nullable: true })
  problems: string | null;
  @Column('text', { nullable: true })
  otherMatters: string | null;
  @Column('smallint', { array: true })
  savedSections: number[];
  @Column('text', { nullable: true })
  source: string | null;
  @Column('smallint')
  errorCount: number;
  @Column('smallint')
  warningCount: number;
  @Column('text', {
    default: '',
    comment:
      'the version of the rules by which its findings were found; they are found anew where it is not that of the hub',
  })
  rulesVersion: string;
  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
  @Column('timestamptz', { nullable: true })
  publishedAt: Date | null;
  @Column('timestamptz', { nullable: true })
  supersededAt: Date | null;
  @Column('text', {
    nullable: true,
    comment: 'account:<id> or key:<id>; null for what was loaded by a command',
  })
  createdBy: string | null;
  @Column('text', { nullable: true })
  correctionReason: string | null;
}

/** The revision of a report that is published now: the row of a view, never written. */
@ViewEntity('published_revision', { synchronize: false })
export class PublishedRevision extends ReportRevisionEntity {}

/** The value of an indicator in a revision. The GraphQL type `IndicatorValue` is also the sum of many of them. */
@Entity('report_indicator', {
  comment:
    'What a revision says of one indicator: the value, how exact it is, and the sentence it comes from.',
})
@Check('report_indicator_qualifier_check', "qualifier in ('EXACT', 'AT_LEAST', 'AT_MOST', 'APPROXIMATE')")
export class ReportIndicator {
  @PrimaryColumn('integer')
  revisionId: number;
  @ManyToOne(() => ReportRevisionEntity)
  @JoinColumn({ name: 'revision_id' })
  revision: ReportRevisionEntity;
  @PrimaryColumn('integer')
  indicatorId: number;
  @ManyToOne(() => Indicator)
  @JoinColumn({ name: 'indicator_id' })
  indicator: Indicator;
  @Column('numeric', { precision: 24, scale: 6 })
  value: string;
  @Column('text')
  qualifier: Qualifier;
  @Column('text', { nullable: true })
  sentence: string | null;
}

/** A submission that was sent with an idempotency key. It is not shown in GraphQL. */
@Entity('idempotency_key', {
  comment:
    'A submission with an idempotency key, and the revision that it created: the same submission sent again is answered with that revision.',
})
export class IdempotencyKey {
  @PrimaryColumn('text')
  key: string;
  @Column('text')
  requestHash: string;
  @Column('integer')
  reportId: number;
  @ManyToOne(() => ReportEntity)
  @JoinColumn({ name: 'report_id' })
  report: ReportEntity;
  @Column('integer')
  revisionNumber: number;
  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
}
