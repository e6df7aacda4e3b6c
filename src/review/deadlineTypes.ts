import { Field, ObjectType } from 'type-graphql';
import { AgencyKind } from '../agency/agencyTypes';
import { DateTime, LocalDate } from '../shared/graphql/scalars';

@ObjectType({
  simpleResolvers: true,
  description: '报送期限。When an agency must have published the report of a year.',
})
export class Deadline {
  @Field(() => LocalDate, {
    description:
      '截止日（北京时间当日终了），含当时截止日未过即批准的延期。Due day, end of the day in Asia/Shanghai (UTC+8), with the extensions that count: those granted before the day then valid had passed.',
  })
  dueOn: string;
  @Field(() => LocalDate, { description: '未延期的截止日。Due day without extensions.' })
  ruleDueOn: string;
  @Field({
    description: '截止日是否已过。Whether the due day is over; says nothing of when the report came.',
  })
  hasPassed: boolean;
  @Field({ description: '过期是否锁定首次报送。Whether first filings lock after it.' })
  locks: boolean;
  @Field(() => LocalDate, {
    description:
      '锁定的，首次报送开放到哪天：截止日，或截止日过后批准的延期（只解锁，不使逾期变为按时）。Until when first filings are open where they lock: the due day, or the day of an extension that was granted after it had passed, which unlocks and makes no report timely.',
  })
  openUntil: string;
  @Field({ description: '是否已锁定。Whether first filings are locked; corrections never are.' })
  isLocked: boolean;
  @Field(() => String, {
    nullable: true,
    description:
      '延期理由；没有使期限推迟的，为只解锁的那次。Reason of the extension that counts, or else of one that only unlocks; null where none was granted.',
  })
  extensionReason: string | null;
  @Field(() => String, { nullable: true, description: '批准延期者。Who granted it.' })
  extensionGrantedBy: string | null;
  @Field(() => LocalDate, {
    nullable: true,
    description: '批准延期之日（北京时间）。The day on which it was granted, in Asia/Shanghai.',
  })
  extensionGrantedOn: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    '某类机关的期限，不含延期。Until when agencies of a kind file the reports of a year, before extensions.',
})
export class KindDeadline {
  @Field(() => AgencyKind, { description: '机关类别。Kind of agency.' })
  kind: AgencyKind;
  @Field(() => LocalDate, {
    description: '截止日（北京时间当日终了）。Due day, end of the day in Asia/Shanghai.',
  })
  dueOn: string;
  @Field({ description: '过期是否锁定首次报送。Whether first filings lock after it.' })
  locks: boolean;
  @Field(() => String, {
    nullable: true,
    description:
      '另行规定的理由；为空即法定期限。Why another day was set; null where the day is that of the law. 条例第四十九条。',
  })
  reason: string | null;
  @Field(() => DateTime, {
    nullable: true,
    description: '设定时间。When it was set, UTC; null for the day of the law.',
  })
  setAt: Date | null;
}
