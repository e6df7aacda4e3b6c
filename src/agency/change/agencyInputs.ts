import { Field, ID, InputType } from 'type-graphql';
import { LocalDate } from '../../shared/graphql/scalars';
import { AgencyKind, JurisdictionLevel } from '../agencyTypes';
import type { NewAgency } from './addAgency';
import type { NewJurisdiction } from './addPlace';

/** How a place is named in an input. */
export const PLACE = '区划。The place.';

/** The field by which the sender goes on in spite of warnings. */
export const CONFIRM = {
  defaultValue: false,
  description:
    '已知悉警告，仍要执行。True to go on in spite of the WARNINGs told: without it nothing is changed when there are any.',
};

/** The argument by which a change is only tried. */
export const PREVIEW = {
  defaultValue: false,
  description:
    '只预览：不作任何更改，答复将会发生的影响与警告。Changes nothing: the answer says what would change, with the warnings.',
};

/** A new agency. */
@InputType({ description: '新机关。A new agency.' })
export class AddAgencyInput implements NewAgency {
  @Field(() => ID, { description: '机关代码。Code, unique in the hub: 3 to 40 letters, digits or hyphens.' })
  code: string;
  @Field({ description: '名称。Name.' })
  name: string;
  @Field(() => String, { nullable: true, description: '英文名称。Name in English.' })
  nameEn?: string | null;
  @Field(() => AgencyKind, { description: '类别。Kind of organ.' })
  kind: AgencyKind;
  @Field(() => ID, { description: '所属区划。Its jurisdiction.' })
  jurisdiction: string;
  @Field(() => ID, { nullable: true, description: '主管机关。The supervising agency.' })
  supervisingAgency?: string | null;
  @Field(() => LocalDate, { description: '设立日期。First day.' })
  validFrom: string;
  @Field({
    defaultValue: false,
    description:
      '设立日期是否不详：是，则起始日只表示本平台从何时记录。True where the day is only that since which the hub records it, and nobody says when it was founded.',
  })
  foundingUnknown: boolean;
  @Field(CONFIRM)
  confirm: boolean;
}

/** A new name of an agency. */
@InputType({ description: '机关更名。A new name from a day on.' })
export class RenameAgencyInput {
  @Field(() => ID, { description: '机关。The agency.' })
  agency: string;
  @Field({ description: '新名称。The new name.' })
  name: string;
  @Field(() => String, { nullable: true, description: 'The new name in English.' })
  nameEn?: string | null;
  @Field(() => LocalDate, {
    description:
      '生效日期；填某一名称的启用日，则更正该名称。First day of the name; on the day on which a name began, the new one takes its place: so a mistake in it is corrected.',
  })
  effectiveOn: string;
  @Field(CONFIRM)
  confirm: boolean;
}

/** The end of an agency. */
@InputType({ description: '机关撤销。The end of an agency.' })
export class CloseAgencyInput {
  @Field(() => ID, { description: '机关。The agency.' })
  agency: string;
  @Field(() => LocalDate, {
    description: '撤销日期；尚未到来的可改期。First day without it; one that lies ahead can be moved.',
  })
  effectiveOn: string;
  @Field(CONFIRM)
  confirm: boolean;
}

/** A merger of agencies. */
@InputType({ description: '机关合并。Agencies that become part of another.' })
export class MergeAgenciesInput {
  @Field(() => [ID], { description: '被合并的机关，至多 100 个。Those that end, at most 100.' })
  predecessors: string[];
  @Field(() => ID, { description: '承继机关。The one that goes on.' })
  successor: string;
  @Field(() => LocalDate, {
    description: '生效日期。Day of the merger; the successor exists on it.',
  })
  effectiveOn: string;
  @Field(CONFIRM)
  confirm: boolean;
}

/** A new jurisdiction. */
@InputType({ description: '新区划。A new place of the tree.' })
export class AddJurisdictionInput implements NewJurisdiction {
  @Field(() => ID, { description: '区划代码。GB/T 2260 code.' })
  code: string;
  @Field({ description: '名称。Name.' })
  name: string;
  @Field(() => String, { nullable: true, description: '英文名称。Name in English.' })
  nameEn?: string | null;
  @Field(() => JurisdictionLevel, { description: '级别，须低于上级区划。Level, below that of the parent.' })
  level: JurisdictionLevel;
  @Field(() => ID, { nullable: true, description: '上级区划。The parent; none for a root.' })
  parent?: string | null;
  @Field(() => LocalDate, {
    nullable: true,
    description:
      '设立日期；不填表示一直存在或不详。The day from which it exists; left out, it was always there.',
  })
  validFrom?: string | null;
  @Field(CONFIRM)
  confirm: boolean;
}
