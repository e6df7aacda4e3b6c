import { GraphQLJSON } from 'graphql-scalars';
import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Report, ReportState } from '../report/model/reportTypes';
import { FindingType } from '../shared/graphql/finding';
import { connectionOf } from '../shared/graphql/paging';
import { DateTime } from '../shared/graphql/scalars';

/** What people and programs are told of. */
export enum NoticeEvent {
  RETURNED = 'RETURNED',
  WAITING = 'WAITING',
  DEADLINE_NEAR = 'DEADLINE_NEAR',
  OVERDUE = 'OVERDUE',
  PUBLISHED = 'PUBLISHED',
  WITHDRAWN = 'WITHDRAWN',
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
  },
});

@ObjectType({
  simpleResolvers: true,
  description: '报告变化。Something happened to a report the viewer may see.',
})
export class ReportChange {
  @Field({ description: '操作。What was done: an action of the chain, or RECORD.' })
  action: string;
  @Field(() => ReportState, { description: '状态。State it led to.' })
  state: ReportState;
  @Field(() => Report, { nullable: true, description: '报告现状。The report now, as the viewer may see it.' })
  report: Report | null;
}

@ObjectType({ simpleResolvers: true, description: '网络回调。A webhook: a program that is told.' })
export class Webhook {
  @Field(() => Int, { description: 'Identifier.' })
  id: number;
  @Field(() => ID, { nullable: true, description: '机关代码。Agency it is about.' })
  agency: string | null;
  @Field(() => ID, { nullable: true, description: '区划代码。Subtree it is about.' })
  jurisdiction: string | null;
  @Field({ description: '地址。Address that receives POST requests.' })
  url: string;
  @Field(() => [NoticeEvent], { description: '事件。Events it is told of.' })
  events: NoticeEvent[];
  @Field(() => DateTime, { description: '建立时间。Made, UTC.' })
  createdAt: Date;
  @Field(() => DateTime, { nullable: true, description: '停用时间。Disabled, UTC.' })
  disabledAt: Date | null;
}

@ObjectType({ simpleResolvers: true, description: '一次投递。A message to a webhook.' })
export class WebhookDelivery {
  @Field(() => ID, { description: 'Identifier; the `webhook-id` header.' })
  id: string;
  @Field(() => NoticeEvent, { description: '事件。' })
  event: NoticeEvent;
  @Field(() => GraphQLJSON, { description: '内容。What was sent.' })
  payload: unknown;
  @Field({ description: 'PENDING, DELIVERED, or DEAD when all attempts failed.' })
  state: string;
  @Field(() => Int, { description: '尝试次数。Attempts made.' })
  attempts: number;
  @Field(() => Int, { nullable: true, description: '最近的 HTTP 状态。Last HTTP status.' })
  lastStatus: number | null;
  @Field(() => String, { nullable: true, description: '最近的错误。Last error.' })
  lastError: string | null;
  @Field(() => DateTime, { description: '建立时间。Made, UTC.' })
  createdAt: Date;
  @Field(() => DateTime, { nullable: true, description: '送达时间。Delivered, UTC.' })
  deliveredAt: Date | null;
}

/** Pages of deliveries. */
export const WebhookDeliveryConnection = connectionOf(WebhookDelivery, 'WebhookDelivery');

@ObjectType({ simpleResolvers: true, description: 'The outcome of a command on a webhook.' })
export class WebhookPayload {
  @Field(() => Webhook, { nullable: true, description: 'The webhook; null when refused.' })
  webhook: Webhook | null;
  @Field(() => String, {
    nullable: true,
    description: '签名密钥，只显示一次。Secret that signs its messages (Standard Webhooks), shown once.',
  })
  secret: string | null;
  @Field(() => [FindingType], { description: 'Everything wrong with the input; empty when done.' })
  findings: FindingType[];
}
