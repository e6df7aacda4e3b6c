import { Field, ID, InputType, Int } from 'type-graphql';
import { headOfSection } from '../form/sections';
import { CellInput } from '../shared/graphql/scalars';
import { Qualifier, ReportScope } from './model/reportEnums';
import { DisputeTableInput, ProactiveDisclosureInput, RequestTableInput } from './model/tableTypes';

@InputType({ description: '补充指标值。A supplementary indicator as sent.' })
class IndicatorInput {
  @Field(() => ID, { description: '目录中的指标。An indicator of the catalogue.' })
  indicator: string;
  @Field(() => CellInput, {
    description:
      '数值；带单位的（如 1.2万件）换算为该指标的单位。Value: a number, or decimal text; one with a unit, such as 1.2万件, is turned into the unit of the indicator, and one that cannot be is refused.',
  })
  value: unknown;
  @Field(() => Qualifier, { defaultValue: Qualifier.EXACT, description: '限定。How exact it is.' })
  qualifier: Qualifier;
  @Field(() => String, { nullable: true, description: '原文句子。The sentence it is taken from.' })
  sentence?: string | null;
}

@InputType({ description: '对警告的说明。An explanation of a warning.' })
class ExplanationInput {
  @Field({ description: '核查问题的代码。Code of the finding.' })
  code: string;
  @Field({
    description:
      '核查问题的位置；关于整个文档的为空文本。Path of the finding; empty where it is about all of a document.',
  })
  path: string;
  @Field({ description: '说明。Why the figures are right nevertheless.' })
  text: string;
}

@InputType({
  description: '年度报告。A report as sent; a section left out is taken from the latest revision.',
})
export class ReportInput {
  @Field(() => ID, { description: '机关。The agency.' })
  agency: string;
  @Field(() => Int, { description: '年度。Reporting year, 2019 or later.' })
  year: number;
  @Field(() => ReportScope, {
    defaultValue: ReportScope.OWN,
    description: '统计口径。Whose figures these are.',
  })
  scope: ReportScope;
  @Field(() => String, { nullable: true, description: `${headOfSection(1)}。Section one, prose.` })
  overview?: string | null;
  @Field(() => ProactiveDisclosureInput, {
    nullable: true,
    description: '第二部分。Section two: proactive disclosure.',
  })
  proactive?: object | null;
  @Field(() => RequestTableInput, { nullable: true, description: '第三部分。Section three: requests.' })
  requests?: object | null;
  @Field(() => DisputeTableInput, {
    nullable: true,
    description: '第四部分。Section four: reconsideration and litigation.',
  })
  disputes?: object | null;
  @Field(() => String, {
    nullable: true,
    description: `${headOfSection(5)}。Section five, prose.`,
  })
  problems?: string | null;
  @Field(() => String, { nullable: true, description: `${headOfSection(6)}。Section six, prose.` })
  otherMatters?: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      '第二部分所用版本，默认当年适用版本。Edition of section two: 2019 or 2021; default that in force.',
  })
  proactiveEdition?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: '第三部分所用版本。Edition of section three: 2019 or 2021; default that in force.',
  })
  requestsEdition?: number | null;
  @Field(() => Int, {
    nullable: true,
    description: '第四部分所用版本。Edition of section four: 2019 or 2021; default that in force.',
  })
  disputesEdition?: number | null;
  @Field(() => [IndicatorInput], {
    nullable: true,
    description:
      '补充指标：不填则沿用最新修订的全部；填则以此为准，已停用的仍沿用。Supplementary indicators; left out, those of the latest revision stay. A list replaces them, except those of retired indicators, which stay.',
  })
  indicators?: IndicatorInput[] | null;
  @Field(() => [ExplanationInput], { nullable: true, description: '对警告的说明。Explanations of warnings.' })
  explanations?: ExplanationInput[] | null;
  @Field(() => String, {
    nullable: true,
    description: '出处，补录时必填。Where the figures were read; needed when recording.',
  })
  source?: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      '所依据的修订号，0 表示尚无。The latest revision you have seen; refused when there is a newer one. 0 means none yet.',
  })
  expectedRevision?: number | null;
  @Field(() => String, {
    nullable: true,
    description:
      '幂等键：8 至 200 个可见 ASCII 字符。A key of your own that makes a retry safe: 8 to 200 visible ASCII characters, no spaces.',
  })
  idempotencyKey?: string | null;
}
