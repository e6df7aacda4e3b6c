import { Field, ID, InputType } from 'type-graphql';
import { LocalDate } from '../../shared/graphql/scalars';
import { JurisdictionLevel } from '../agencyTypes';
import { CONFIRM, PLACE } from './agencyInputs';

const CODE = '新代码（GB/T 2260，未用过的）。The new code of GB/T 2260, never used before.';
const EFFECTIVE = '生效日期，不晚于今日。First day of the new state, today at the latest.';
const CODES =
  '下级区划的新代码；不填则以新代码的前几位替换。New codes of places below; those left out take the beginning of the new code.';
const RENAME_AGENCIES = {
  defaultValue: false,
  description:
    '名称以原区划名称开头的机关是否随之更名。Whether agencies whose names begin with that of the place follow its new name.',
};

/** The code that a place below a changed one is to have. */
@InputType({ description: '下级区划的新代码。The code that a place below a changed one is to have.' })
export class PlaceCodeInput {
  @Field(() => ID, { description: PLACE })
  place: string;
  @Field(() => ID, { description: CODE })
  code: string;
}

/** Another name of a place. */
@InputType({ description: '区划更名，代码不变。Another name of a place from a day on; its code stays.' })
export class RenameJurisdictionInput {
  @Field(() => ID, { description: PLACE })
  place: string;
  @Field({ description: '新名称。The new name.' })
  name: string;
  @Field(() => String, { nullable: true, description: '新的英文名称。The new name in English.' })
  nameEn?: string | null;
  @Field(() => LocalDate, { description: EFFECTIVE })
  effectiveOn: string;
  @Field(RENAME_AGENCIES)
  renameAgencies: boolean;
}

/** The right name of a place. */
@InputType({ description: '更正区划名称。The right name of a place, which was recorded wrongly.' })
export class CorrectJurisdictionInput {
  @Field(() => ID, { description: PLACE })
  place: string;
  @Field({ description: '正确的名称。The right name.' })
  name: string;
  @Field(() => String, { nullable: true, description: '正确的英文名称。The right name in English.' })
  nameEn?: string | null;
}

/** Another code of a place. */
@InputType({ description: '区划改码。Another code of a place from a day on.' })
export class RecodeJurisdictionInput {
  @Field(() => ID, { description: PLACE })
  place: string;
  @Field(() => ID, { description: CODE })
  code: string;
  @Field(() => [PlaceCodeInput], { nullable: true, description: CODES })
  codes?: PlaceCodeInput[] | null;
  @Field(() => LocalDate, { description: EFFECTIVE })
  effectiveOn: string;
  @Field(CONFIRM)
  confirm: boolean;
}

/** Another parent of a place. */
@InputType({ description: '区划改隶。Another parent of a place from a day on; its code changes with it.' })
export class MoveJurisdictionInput extends RecodeJurisdictionInput {
  @Field(() => ID, { description: '新的上级区划。The new parent.' })
  parent: string;
}

/** Another kind of place. */
@InputType({
  description:
    '建制变更，如撤县设区、撤县设市、撤镇设街道：名称、代码与级别一并变更，机关与下级区划随之划转。Another kind of place, such as a county that becomes a district: name, code and level change together, agencies and places below follow.',
})
export class ConvertJurisdictionInput extends RecodeJurisdictionInput {
  @Field({ description: '新名称。The new name.' })
  name: string;
  @Field(() => String, { nullable: true, description: '新的英文名称。The new name in English.' })
  nameEn?: string | null;
  @Field(() => JurisdictionLevel, {
    nullable: true,
    description: '新级别；不填不变。The new level; left out it stays.',
  })
  level?: JurisdictionLevel | null;
  @Field(() => ID, {
    nullable: true,
    description: '新的上级区划；不填不变。The new parent; left out it stays.',
  })
  parent?: string | null;
  @Field({ ...RENAME_AGENCIES, defaultValue: true })
  renameAgencies: boolean;
}

/** A merger of places. */
@InputType({ description: '区划合并。Places that become part of another from a day on.' })
export class MergeJurisdictionsInput {
  @Field(() => [ID], { description: '被合并的区划，至多 100 个。Those that end, at most 100.' })
  predecessors: string[];
  @Field(() => ID, { description: '承继的区划。The one that goes on.' })
  successor: string;
  @Field(() => [PlaceCodeInput], { nullable: true, description: CODES })
  codes?: PlaceCodeInput[] | null;
  @Field(() => LocalDate, { description: EFFECTIVE })
  effectiveOn: string;
  @Field(CONFIRM)
  confirm: boolean;
}

/** A place that is split from another. */
@InputType({ description: '分立出的新区划。A new place that is split from another.' })
export class PlacePartInput {
  @Field(() => ID, { description: CODE })
  code: string;
  @Field({ description: '名称。Name.' })
  name: string;
  @Field(() => String, { nullable: true, description: '英文名称。Name in English.' })
  nameEn?: string | null;
  @Field(() => JurisdictionLevel, {
    nullable: true,
    description: '级别；不填则与原区划同。Level; left out, that of the place that is split.',
  })
  level?: JurisdictionLevel | null;
  @Field(() => [ID], {
    defaultValue: [],
    description: '划入的本级机关。Agencies of the place itself that go there.',
  })
  agencies: string[];
  @Field(() => [ID], {
    defaultValue: [],
    description: '划入的下级区划。Places right below that go there.',
  })
  children: string[];
}

/** A split of a place. */
@InputType({ description: '区划分立。New places that are split from one on a day.' })
export class SplitJurisdictionInput {
  @Field(() => ID, { description: PLACE })
  place: string;
  @Field(() => [PlacePartInput], { description: '新区划，至多 100 个。The new places, at most 100.' })
  into: PlacePartInput[];
  @Field(() => [PlaceCodeInput], { nullable: true, description: CODES })
  codes?: PlaceCodeInput[] | null;
  @Field(() => LocalDate, { description: EFFECTIVE })
  effectiveOn: string;
  @Field({
    defaultValue: false,
    description:
      '原区划是否同时撤销；须已无机关与下级区划。Whether the place ends on that day; nothing may be left in it.',
  })
  closes: boolean;
  @Field(CONFIRM)
  confirm: boolean;
}

/** The end of a place. */
@InputType({
  description: '区划撤销；须已无机关与下级区划。The end of a place in which no agency and no place is left.',
})
export class CloseJurisdictionInput {
  @Field(() => ID, { description: PLACE })
  place: string;
  @Field(() => LocalDate, { description: '撤销日期，不晚于今日。First day without it, today at the latest.' })
  effectiveOn: string;
}
