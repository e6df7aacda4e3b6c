import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Node } from '../shared/graphql/node';
import { connectionOf } from '../shared/graphql/paging';
import { DateTime, JSONValue } from '../shared/graphql/scalars';

/** What was done to a row. */
export enum AuditOperation {
  INSERT = 'INSERT',
  UPDATE = 'UPDATE',
  DELETE = 'DELETE',
}
registerEnumType(AuditOperation, {
  name: 'AuditOperation',
  description: '对记录的操作。What was done to a row.',
  valuesConfig: {
    INSERT: { description: '新增。Added.' },
    UPDATE: { description: '修改。Changed.' },
    DELETE: { description: '删除。Removed.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: '审计记录。One change: who, when, from where, before and after; chained by hashes.',
})
@Entity('audit_event', {
  comment:
    'One change of one row (or of the rows of one revision): who made it, when, from where, and what was there before and after. Rows are only added.',
})
@Index('audit_event_at', ['at', 'chain', 'position'])
export class AuditEvent extends Node {
  readonly nodeType = 'AuditEvent';
  get key(): string {
    return `${this.chain}.${this.position}`;
  }
  @PrimaryColumn('integer')
  chain: number;
  @Column('text')
  previousHash: string;
  @Field(() => ID, {
    nullable: true,
    description: '机关代码，空为平台事项。Code of the agency it belongs to; null for the hub.',
  })
  agencyCode: string | null;
  @Field({ description: '链内序号。Place in the chain of the agency or the hub, from 1.' })
  @PrimaryColumn('bigint')
  position: string;
  @Field(() => DateTime, { description: '时间。When, UTC.' })
  @Column('timestamptz')
  at: Date;
  @Field({
    description: '操作者标识。`account:<id>`, `key:<id>`, or `database:<role>` for a change by hand.',
  })
  @Column('text')
  actor: string;
  @Field({ description: '操作者名称。Name of the account or key.' })
  @Column('text')
  actorName: string;
  @Field({ description: '来源地址。Address it came from.' })
  @Column('text')
  address: string;
  @Field({ description: '请求编号。Request.' })
  @Column('text')
  requestId: string;
  @Field(() => AuditOperation, { description: '操作。What was done to the row.' })
  @Column('text')
  operation: AuditOperation;
  @Field({ description: '对象。What was changed: the table, such as `report_revision`.' })
  @Column('text')
  subject: string;
  @Field({ description: '对象标识。Key of the row.' })
  @Column('text')
  subjectKey: string;
  @Field(() => JSONValue, {
    nullable: true,
    description:
      '变更前：不含秘密的原记录；新版本为其前一版本，其中 counts 为 JSON 数组的文本（旧记录为数组，或只列变动数字的对象）；公布或被替代时只列标识和时间。The row before, without secrets; for a new revision, the one before it, with its `counts` as the text of a JSON array by place (in older events an array, or an object of those that differ); for one that is published or superseded, which it is and when.',
  })
  @Column('jsonb', { nullable: true })
  before: unknown;
  @Field(() => JSONValue, {
    nullable: true,
    description:
      '变更后：不含秘密的新记录；新版本的 counts 为 JSON 数组的文本（旧记录为数组）；公布或被替代时只列标识和时间。The row after, without secrets; of a new revision, `counts` is the text of a JSON array by place (in older events an array); for one that is published or superseded, which it is and when.',
  })
  @Column('jsonb', { nullable: true })
  after: unknown;
  @Field({
    description:
      '内容是否不予显示：未公布的稿件和办理过程，无权查看该机关工作者不可见。True when the content is withheld: drafts and the course of the review, for readers who may not read the work of the agency.',
  })
  withheld: boolean;
  @Field({ description: '哈希。SHA-256 over the event and the hash before it.' })
  @Column('text')
  hash: string;
}

/** Pages of events. */
export const AuditEventConnection = connectionOf(AuditEvent, 'AuditEvent');
