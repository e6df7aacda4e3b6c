import { Field, ID, InputType, Int } from 'type-graphql';
import { LocalDate } from '../shared/graphql/scalars';
import { AgencyKind, JurisdictionLevel } from './agencyTypes';
import { DEMONSTRATION, DemonstrationData } from './demonstration';

/** Which agencies to list. */
@InputType({ description: '机关筛选，各条件同时满足。Which agencies to list; conditions are combined.' })
export class AgencyFilterInput {
  @Field(() => Int, {
    nullable: true,
    description:
      '年度：该年12月31日存续的机关，以当时的类别和区划为准；不填则为今天存续的。The year at whose end they are in force, in the places and of the kinds they were of then; without it, those in force today.',
  })
  year?: number | null;
  @Field(() => LocalDate, {
    nullable: true,
    description:
      '日期：该日存续的机关，以当时的类别和区划为准；与年度二者填一。The day on which they are in force, in the places and of the kinds they were of then; not together with a year.',
  })
  on?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      '是否含已终止的机关，以其最后的名称、类别和区划为准；与年度、日期不同填。Whether those that have ended are listed too, with their last names, kinds and places; not together with a year or a day.',
  })
  includeEnded?: boolean | null;
  @Field(() => ID, {
    nullable: true,
    description: '区划，含全部下级。A place with its whole subtree.',
  })
  jurisdiction?: string | null;
  @Field(() => [AgencyKind], { nullable: true, description: '类别。Only these kinds.' })
  kinds?: AgencyKind[] | null;
  @Field(() => [JurisdictionLevel], {
    nullable: true,
    description: '所属区划的级别。Only in places of these levels.',
  })
  levels?: JurisdictionLevel[] | null;
  @Field(() => String, {
    nullable: true,
    description:
      '名称包含：当年或当日用过的名称或现名；不填年度和日期的，含所有曾用名。Part of a name borne in the year or on the day, or of the present one; without year and day, of any name it ever bore.',
  })
  name?: string | null;
  @Field(() => String, {
    nullable: true,
    description: '名称包含，或代码以此开头。Part of a name as in `name`, or the beginning of the code.',
  })
  nameOrCode?: string | null;
  @Field(() => ID, {
    nullable: true,
    description: '主管机关。Only those that this agency supervises.',
  })
  supervisingAgency?: string | null;
  @Field(() => DemonstrationData, DEMONSTRATION)
  demonstration: DemonstrationData;
}

/** Which jurisdictions to list. */
@InputType({ description: '区划筛选，各条件同时满足。Which places to list; conditions are combined.' })
export class JurisdictionFilterInput {
  @Field(() => ID, {
    nullable: true,
    description: '该区划及其全部下级。This place with its whole subtree.',
  })
  jurisdiction?: string | null;
  @Field(() => String, {
    nullable: true,
    description: '名称或曾用名包含，中文或英文。Part of the name or of a former one, in Chinese or English.',
  })
  name?: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      '名称或曾用名包含，或代码以此开头。Part of a name as in `name`, or the beginning of the code of GB/T 2260.',
  })
  nameOrCode?: string | null;
  @Field(() => [JurisdictionLevel], { nullable: true, description: '级别。Only of these levels.' })
  levels?: JurisdictionLevel[] | null;
  @Field(() => DemonstrationData, DEMONSTRATION)
  demonstration: DemonstrationData;
}
