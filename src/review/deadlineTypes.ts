import { Field, ObjectType } from 'type-graphql';
import { LocalDate } from '../shared/graphql/scalars';

@ObjectType({
  simpleResolvers: true,
  description: '报送期限。When an agency must have published the report of a year.',
})
export class Deadline {
  @Field(() => LocalDate, {
    description:
      '截止日（北京时间当日终了）。Due day, end of the day in Asia/Shanghai (UTC+8), extensions included.',
  })
  dueOn: string;
  @Field(() => LocalDate, { description: '未延期的截止日。Due day without extensions.' })
  ruleDueOn: string;
  @Field({
    description: '截止日是否已过。Whether the due day is over; says nothing of when the report came.',
  })
  hasPassed: boolean;
  @Field({ description: '是否已锁定。Whether first filings are locked; corrections never are.' })
  isLocked: boolean;
  @Field(() => String, { nullable: true, description: '延期理由。Reason of the extension that counts.' })
  extensionReason: string | null;
  @Field(() => String, { nullable: true, description: '批准延期者。Who granted it.' })
  extensionGrantedBy: string | null;
}
