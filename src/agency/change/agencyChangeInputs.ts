import { Field, ID, InputType } from 'type-graphql';
import { LocalDate } from '../../shared/graphql/scalars';
import { AgencyKind } from '../agencyTypes';
import { CONFIRM, PLACE } from './agencyInputs';
import type { AgencyCorrection } from './correctAgency';

const AGENCY = '机关。The agency.';
const SUPERVISOR =
  '主管机关；不填则不变，null 则去掉。The supervising agency; left out it stays, null takes it away.';

/** One of the agencies that are split from another. */
@InputType({ description: '分立出的新机关。A new agency that is split from another.' })
export class SplitPartInput {
  @Field(() => ID, { description: '机关代码。Code, unique in the hub: 3 to 40 letters, digits or hyphens.' })
  code: string;
  @Field({ description: '名称。Name.' })
  name: string;
  @Field(() => String, { nullable: true, description: '英文名称。Name in English.' })
  nameEn?: string | null;
  @Field(() => AgencyKind, { description: '类别。Kind of organ.' })
  kind: AgencyKind;
  @Field(() => ID, {
    nullable: true,
    description: '区划；不填则与原机关同。Its place; left out, that of the agency that is split.',
  })
  jurisdiction?: string | null;
  @Field(() => ID, { nullable: true, description: SUPERVISOR })
  supervisingAgency?: string | null;
}

/** A split of an agency. */
@InputType({ description: '机关分立。New agencies that are split from one.' })
export class SplitAgencyInput {
  @Field(() => ID, { description: AGENCY })
  agency: string;
  @Field(() => [SplitPartInput], { description: '新机关，至多 100 个。The new agencies, at most 100.' })
  into: SplitPartInput[];
  @Field(() => LocalDate, { description: '生效日期，即新机关的设立日期。First day of the new agencies.' })
  effectiveOn: string;
  @Field({
    defaultValue: false,
    description: '原机关是否同时撤销。Whether the agency that is split ends on that day.',
  })
  closes: boolean;
  @Field(CONFIRM)
  confirm: boolean;
}

/** Another place of an agency. */
@InputType({ description: '机关划转到另一区划。Another place of an agency from a day on.' })
export class MoveAgencyInput {
  @Field(() => ID, { description: AGENCY })
  agency: string;
  @Field(() => ID, { description: PLACE })
  jurisdiction: string;
  @Field(() => ID, { nullable: true, description: SUPERVISOR })
  supervisingAgency?: string | null;
  @Field(() => LocalDate, {
    description:
      '生效日期；以前年度的报告仍在原区划。First day in the other place; reports of earlier years stay where they were.',
  })
  effectiveOn: string;
  @Field(CONFIRM)
  confirm: boolean;
}

/** Another kind of an agency. */
@InputType({ description: '机关类别变更。Another kind of an agency from a day on.' })
export class ChangeAgencyKindInput {
  @Field(() => ID, { description: AGENCY })
  agency: string;
  @Field(() => AgencyKind, { description: '新类别。The new kind.' })
  kind: AgencyKind;
  @Field(() => LocalDate, { description: '生效日期。First day of the new kind.' })
  effectiveOn: string;
}

/** What was recorded wrongly of an agency. */
@InputType({
  description:
    '机关信息更正：录入有误，并非历史事件。不填的不变。What was recorded wrongly of an agency and is no event of its history; what is left out stays.',
})
export class CorrectAgencyInput implements AgencyCorrection {
  @Field(() => ID, { description: AGENCY })
  agency: string;
  @Field(() => LocalDate, {
    nullable: true,
    description:
      '所更正状态期间的任一日；不填为今日。A day within the state to correct; today when left out.',
  })
  stateOn?: string | null;
  @Field(() => String, { nullable: true, description: '正确的名称。The right name.' })
  name?: string | null;
  @Field(() => String, { nullable: true, description: '正确的英文名称。The right name in English.' })
  nameEn?: string | null;
  @Field(() => AgencyKind, { nullable: true, description: '正确的类别。The right kind.' })
  kind?: AgencyKind | null;
  @Field(() => ID, { nullable: true, description: PLACE })
  jurisdiction?: string | null;
  @Field(() => ID, { nullable: true, description: SUPERVISOR })
  supervisingAgency?: string | null;
  @Field(() => LocalDate, {
    nullable: true,
    description: '该状态正确的起始日。The right first day of the state.',
  })
  validFrom?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      '设立日期是否不详；不填而更正最早的起始日的，即为设立日期。Whether nobody says when it was founded; left out, a first day that is corrected is that of its founding.',
  })
  foundingUnknown?: boolean | null;
  @Field(() => LocalDate, {
    nullable: true,
    description: '正确的撤销日期；null 表示未撤销。The right day of its end; null when it has not ended.',
  })
  validTo?: string | null;
  @Field(CONFIRM)
  confirm: boolean;
}
