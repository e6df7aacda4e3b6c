import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { COMPUTED } from '../../shared/computedColumn';
import type { FindingSeverity } from '../../shared/graphql/finding';
import { ReportRevisionEntity } from './reportEntities';
import type { FindingCause } from './reportEnums';

/** A finding stored with a revision. The GraphQL type `Finding` is also what commands answer before anything is stored. */
@Entity('revision_finding', {
  comment:
    'What a check of the form found in a revision, in both languages, and how the agency explained it. Where what surrounds the revision changes, all of them are replaced by what is found then; those that were replaced stay.',
})
@Index('revision_finding_all_blank', ['revisionId'], {
  where: "code = 'form.allBlank' and replaced_at is null",
})
@Index('revision_finding_new', ['revisionId'], {
  where: 'cause is not null and replaced_at is null and explanation is null',
})
@Check('revision_finding_cause_check', "cause in ('LAST_YEAR', 'RECORDED', 'TREE', 'RULES')")
@Check('revision_finding_severity_check', "severity in ('ERROR', 'WARNING', 'INFO')")
export class RevisionFinding {
  @PrimaryColumn('integer')
  revisionId: number;
  @ManyToOne(() => ReportRevisionEntity)
  @JoinColumn({ name: 'revision_id' })
  revision: ReportRevisionEntity;
  @PrimaryColumn('smallint', {
    default: 0,
    comment:
      'how often the findings of the revision were replaced before: 0 are those found when it was stored',
  })
  renewal: number;
  @PrimaryColumn('smallint')
  ordinal: number;
  @Column('text')
  code: string;
  @Column('text')
  severity: FindingSeverity;
  @Column('text')
  path: string;
  @Column('text', { array: true })
  cells: string[];
  @Column('text', { nullable: true })
  expected: string | null;
  @Column('text', { nullable: true })
  actual: string | null;
  @Column('text')
  messageZh: string;
  @Column('text')
  messageEn: string;
  @Column('text')
  citation: string;
  @Column('text', { nullable: true })
  explanation: string | null;
  @Column('timestamptz', { default: () => 'now()' })
  foundAt: Date;
  @Column('timestamptz', {
    nullable: true,
    comment: 'when others took their place; null for those that hold',
  })
  replacedAt: Date | null;
  @Column('text', {
    nullable: true,
    comment: 'why they took the place of others; null for those found when the revision was stored',
  })
  cause: FindingCause | null;
  @Column({ type: 'text', nullable: true, ...COMPUTED })
  fingerprint: string;
}
