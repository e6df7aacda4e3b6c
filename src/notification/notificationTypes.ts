import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import {
  AfterLoad,
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
import { Jurisdiction } from '../agency/agencyTypes';
import { ReportAction, ReportState } from '../report/model/reportEnums';
import { Report } from '../report/model/reportTypes';
import { FindingType } from '../shared/graphql/finding';
import { Node } from '../shared/graphql/node';
import { connectionOf } from '../shared/graphql/paging';
import { DateTime, JSONValue } from '../shared/graphql/scalars';

/** What people and programs get notices of. */
export enum NoticeEvent {
  RETURNED = 'RETURNED',
  WAITING = 'WAITING',
  DEADLINE_NEAR = 'DEADLINE_NEAR',
  OVERDUE = 'OVERDUE',
  PUBLISHED = 'PUBLISHED',
  WITHDRAWN = 'WITHDRAWN',
  NEW_FINDINGS = 'NEW_FINDINGS',
}
registerEnumType(NoticeEvent, {
  name: 'NoticeEvent',
  description: '通知事件。What people and programs are told of.',
  valuesConfig: {
    RETURNED: { description: '被退回。A report was returned.' },
    WAITING: { description: '待处理。A report waits for a step.' },
    DEADLINE_NEAR: {
      description:
        '临近期限（七天内），每个期限一次。At most seven days are left; told once for each due day.',
    },
    OVERDUE: { description: '已逾期，每周一次。Overdue; told in each week once.' },
    PUBLISHED: { description: '已公布。Published, corrected too.' },
    WITHDRAWN: { description: '撤回公布。Withdrawn from publication.' },
    NEW_FINDINGS: {
      description:
        '已公布的报告出现新的核查问题：上年报告公布、更正或撤回，或机构变动。Something is found in a published report that was not there when it was published: last year’s report was published, corrected or withdrawn, or the tree changed.',
    },
  },
});

/** Where a message to a webhook is. */
export enum DeliveryState {
  PENDING = 'PENDING',
  DELIVERED = 'DELIVERED',
  DEAD = 'DEAD',
}
registerEnumType(DeliveryState, {
  name: 'DeliveryState',
  description: '投递状态。Where a message to a webhook is.',
  valuesConfig: {
    PENDING: { description: '待投递。Not delivered yet; it is tried again.' },
    DELIVERED: { description: '已送达。Delivered.' },
    DEAD: { description: '各次尝试均失败，不再投递。All attempts failed; it is tried no more.' },
  },
});

@ObjectType({
  simpleResolvers: true,
  description: '报告变化。Something happened to a report the viewer may see.',
})
export class ReportChange {
  @Field(() => ReportAction, { description: '操作。What was done.' })
  action: ReportAction;
  @Field(() => ReportState, { description: '状态。State it led to.' })
  state: ReportState;
  @Field(() => Report, { nullable: true, description: '报告现状。The report now, as the viewer may see it.' })
  report: Report | null;
}

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: '网络回调。A webhook: a program that is told.',
})
@Entity('webhook', {
  comment:
    'An address that is called when something happens to reports of an agency, or of a jurisdiction with all below it.',
})
@Check('webhook_check', 'num_nonnulls(agency_id, jurisdiction_id) = 1')
export class Webhook extends Node {
  readonly nodeType = 'Webhook';
  @Column('integer', { nullable: true })
  agencyId: number | null;
  @ManyToOne(() => AgencyEntity, { eager: true })
  @JoinColumn({ name: 'agency_id' })
  agencyEntity?: AgencyEntity | null;
  @Column('integer', { nullable: true })
  jurisdictionId: number | null;
  @ManyToOne(() => Jurisdiction, { eager: true })
  @JoinColumn({ name: 'jurisdiction_id' })
  jurisdictionEntity?: Jurisdiction | null;
  @Column('text', { select: false })
  secret?: string;
  @Column('text')
  createdBy: string;
  @PrimaryGeneratedColumn('identity', { name: 'id', generatedIdentity: 'ALWAYS' })
  key: number;
  @Field(() => ID, {
    name: 'agencyCode',
    simple: false,
    nullable: true,
    description: '机关代码。Agency it is about.',
  })
  agency: string | null;
  @Field(() => ID, {
    name: 'jurisdictionCode',
    simple: false,
    nullable: true,
    description: '区划代码。Subtree it is about.',
  })
  jurisdiction: string | null;
  @AfterLoad()
  setCodes(): void {
    this.agency = this.agencyEntity?.code ?? null;
    this.jurisdiction = this.jurisdictionEntity?.code ?? null;
  }
  @Field({ description: '地址。Address that receives POST requests.' })
  @Column('text')
  url: string;
  @Field(() => [NoticeEvent], { description: '事件。Events it is told of.' })
  @Column('text', { array: true })
  events: NoticeEvent[];
  @Field(() => DateTime, { description: '建立时间。Made, UTC.' })
  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
  @Field(() => DateTime, { nullable: true, description: '停用时间。Disabled, UTC.' })
  @Column('timestamptz', { nullable: true })
  disabledAt: Date | null;
}

@ObjectType({ simpleResolvers: true, implements: Node, description: '一次投递。A message to a webhook.' })
@Entity('webhook_delivery', {
  comment: 'One event for one webhook: what is sent, how often it was tried, and how that ended.',
})
@Index('webhook_delivery_webhook', ['webhookId', 'createdAt'])
@Check('webhook_delivery_state_check', "state in ('PENDING', 'DELIVERED', 'DEAD')")
export class WebhookDelivery extends Node {
  readonly nodeType = 'WebhookDelivery';
  @Column('integer')
  webhookId: number;
  @ManyToOne(() => Webhook)
  @JoinColumn({ name: 'webhook_id' })
  webhook: Webhook;
  @Field(() => ID, {
    name: 'messageId',
    simple: false,
    description: '消息编号，即 `webhook-id` 头。Number of the message: the `webhook-id` header.',
  })
  @PrimaryColumn('uuid', { name: 'id' })
  key: string;
  @Field(() => NoticeEvent, { description: '事件。The event.' })
  @Column('text')
  event: NoticeEvent;
  @Field(() => JSONValue, {
    description:
      '内容；意见属未公布的工作，无权查看的不予显示。What was sent; comments are unpublished work and left out for who may not read it.',
  })
  @Column('jsonb')
  payload: unknown;
  @Field(() => DeliveryState, { description: '状态。Where it is.' })
  @Column('text', { default: 'PENDING' })
  state: DeliveryState;
  @Field(() => Int, { description: '尝试次数。Attempts made.' })
  @Column('smallint', { default: 0 })
  attempts: number;
  @Field(() => Int, { nullable: true, description: '最近的 HTTP 状态。Last HTTP status.' })
  @Column('smallint', { nullable: true })
  lastStatus: number | null;
  @Field(() => String, { nullable: true, description: '最近的错误。Last error.' })
  @Column('text', { nullable: true })
  lastError: string | null;
  @Field(() => DateTime, { description: '建立时间。Made, UTC.' })
  @Column('timestamptz', { default: () => 'now()' })
  createdAt: Date;
  @Field(() => DateTime, { nullable: true, description: '送达时间。Delivered, UTC.' })
  @Column('timestamptz', { nullable: true })
  deliveredAt: Date | null;
}

/** Pages of deliveries. */
export const WebhookDeliveryConnection = connectionOf(WebhookDelivery, 'WebhookDelivery');

@ObjectType({ simpleResolvers: true, description: '回调操作的结果。The outcome of a command on a webhook.' })
export class WebhookPayload {
  @Field(() => Webhook, {
    nullable: true,
    description: '回调；被拒绝时为空。The webhook; null when refused.',
  })
  webhook: Webhook | null;
  @Field(() => String, {
    nullable: true,
    description: '签名密钥，只显示一次。Secret that signs its messages (Standard Webhooks), shown once.',
  })
  secret: string | null;
  @Field(() => [FindingType], {
    description: '输入的全部问题；完成时为空。Everything wrong with the input; empty when done.',
  })
  findings: FindingType[];
}
