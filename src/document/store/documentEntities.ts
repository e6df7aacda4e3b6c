import { Field, ID, Int, ObjectType } from 'type-graphql';
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
import { AgencyEntity } from '../../agency/agencyEntities';
import { ReportEntity, ReportRevisionEntity } from '../../report/model/reportEntities';
import { Node } from '../../shared/graphql/node';
import { DateTime } from '../../shared/graphql/scalars';

/** A document as kept. */
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: '原始文档。A document as uploaded; its bytes are at GET /documents/<sha256>.',
})
@Entity('document', {
  comment: 'The bytes of an uploaded document, stored once for all who bring the same.',
})
@Check('document_sha256_check', "sha256 ~ '^[0-9a-f]{64}$'")
export class SourceDocument extends Node {
  readonly nodeType = 'SourceDocument';
  get key(): string {
    return this.sha256;
  }
  @Field(() => ID, { description: '内容的 SHA-256。SHA-256 of the content.' })
  @PrimaryColumn('text')
  sha256: string;
  @Field({ description: '文件名。Name as first uploaded.' })
  @Column('text', { comment: 'as first uploaded' })
  name: string;
  @Field({ description: '内容类型。Media type.' })
  @Column('text')
  mediaType: string;
  @Field(() => Int, { description: '字节数。Size in bytes.' })
  @Column('integer')
  size: number;
  @Column('bytea', { nullable: true, select: false, comment: 'null when kept in a folder' })
  bytes?: Buffer | null;
  @Column('text', { select: false })
  uploadedBy?: string;
  @Field(() => DateTime, { description: '上传时间。When it was first uploaded, UTC.' })
  @Column('timestamptz', { default: () => 'now()' })
  uploadedAt: Date;
}

/** Who brought a document. It is not shown in GraphQL. */
@Entity('document_upload', {
  comment: 'Somebody brought the bytes of a document, and may therefore have them back.',
})
@Unique(['documentSha256', 'uploadedBy'])
export class DocumentUpload {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;
  @Column('text', { name: 'document' })
  documentSha256: string;
  @ManyToOne(() => SourceDocument)
  @JoinColumn({ name: 'document' })
  document: SourceDocument;
  @Column('text')
  uploadedBy: string;
  @Column('text')
  name: string;
  @Column('timestamptz', { default: () => 'now()' })
  uploadedAt: Date;
}

/** A batch of imports. */
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    '导入批次。Documents imported together, by the command or one by one (`startImport`); can be undone together.',
})
@Entity('import_batch', { comment: 'Documents that were imported together, and can be undone together.' })
export class ImportBatch extends Node {
  readonly nodeType = 'ImportBatch';
  @PrimaryGeneratedColumn('identity', { name: 'id', generatedIdentity: 'ALWAYS' })
  key: number;
  @Field({ description: '发起者。Who started it.' })
  @Column('text')
  startedBy: string;
  @Field({ description: '说明。Note.' })
  @Column('text')
  note: string;
  @Field(() => DateTime, { description: '开始时间。When it was started, UTC.' })
  @Column('timestamptz', { default: () => 'now()' })
  startedAt: Date;
  @Field(() => Int, { description: '报告数。Number of reports it stored.' })
  reports: number;
  @Field(() => DateTime, { nullable: true, description: '撤销时间。When it was undone, UTC.' })
  @Column('timestamptz', { nullable: true })
  undoneAt: Date | null;
  @Field(() => String, { nullable: true, description: '撤销者。Who undid it.' })
  @Column('text', { nullable: true })
  undoneBy: string | null;
  @Field(() => String, { nullable: true, description: '撤销理由。Why it was undone.' })
  @Column('text', { nullable: true })
  undoReason: string | null;
}

/** The document that a revision was read from. GraphQL shows it as the reading of the revision. */
@Entity('report_import', {
  comment:
    'A revision was read from a document: from which one, in which batch, and what was found where in it.',
})
@Index('report_import_document', ['documentSha256'])
@Index('report_import_batch', ['batchId', 'reportId'], { where: 'batch_id is not null' })
export class ReportImport {
  @PrimaryColumn('integer')
  revisionId: number;
  @ManyToOne(() => ReportRevisionEntity)
  @JoinColumn({ name: 'revision_id' })
  revision: ReportRevisionEntity;
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
  @Column('text', { name: 'document' })
  documentSha256: string;
  @ManyToOne(() => SourceDocument)
  @JoinColumn({ name: 'document' })
  document: SourceDocument;
  @Column('integer', { nullable: true })
  batchId: number | null;
  @ManyToOne(() => ImportBatch)
  @JoinColumn({ name: 'batch_id' })
  batch: ImportBatch | null;
  @Column('integer', {
    name: 'restores',
    nullable: true,
    comment: 'the earlier revision this one repeats, after a batch was undone',
  })
  restoresId: number | null;
  @ManyToOne(() => ReportRevisionEntity)
  @JoinColumn({ name: 'restores' })
  restores: ReportRevisionEntity | null;
  @Column('jsonb')
  reading: object;
  @Column('timestamptz', { default: () => 'now()' })
  importedAt: Date;
}
