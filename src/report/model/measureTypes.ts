import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { FindingType } from '../../shared/graphql/finding';
import { Node } from '../../shared/graphql/node';
import { Figure } from '../../shared/graphql/scalars';
import { FigureState } from './cellTypes';

/** A measure of the catalogue: a row of the district's own, or one of the form. */
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    '派生指标。A measure: a formula over cells and indicators, the same for one report and for any sum. Those of the form are built in; the district adds its own.',
})
@Entity('measure', {
  comment:
    'A measure of the district: a formula over cells, subtotals, measures of the form and indicators, with its name and unit. The formula is read as data and never run.',
})
@Unique(['code'])
@Check('measure_code_check', "code ~ '^[a-z][A-Za-z0-9]*$'")
export class Measure extends Node {
  readonly nodeType = 'Measure';
  @PrimaryGeneratedColumn('identity', { name: 'id', generatedIdentity: 'ALWAYS' })
  rowKey: number;
  get key(): string {
    return this.code;
  }
  @Field(() => ID, {
    description: '代码；取数时写作 measures.<代码>。Code; as a value it is `measures.<code>`.',
  })
  @Column('text')
  code: string;
  @Field({ description: '名称。Label in Chinese.' })
  @Column('text')
  labelZh: string;
  @Field({ description: '英文名称。Label in English.' })
  @Column('text')
  labelEn: string;
  @Field({ description: '计量单位。Unit in Chinese.' })
  @Column('text')
  unitZh: string;
  @Field({ description: '英文计量单位。Unit in English.' })
  @Column('text')
  unitEn: string;
  @Field({
    description:
      '公式。The formula: codes of cells, subtotals, `measures.<code>` of the form, `indicators.<code>`, numbers, + - * / and brackets.',
  })
  @Column('text')
  formula: string;
  @Field({ description: '口径说明。What it says, in Chinese.' })
  @Column('text')
  descriptionZh: string;
  @Field({ description: '口径说明（英文）。What it says, in English.' })
  @Column('text')
  descriptionEn: string;
  @Field({
    description:
      '是否停用：仍可按代码取数，不再列出。Retired measures are read by their code, but not listed with others.',
  })
  @Column('boolean', { default: false })
  retired: boolean;
  @Field({
    description:
      '是否演示用：只宜与演示数据一起列出。Whether it came with the demonstration: it is meant for demonstration data.',
  })
  @Column('boolean', { default: false })
  demonstration: boolean = false;
  @Field({
    description: '是否表格自带，自带的不能修改。Whether it is one of the form, which nobody can change.',
  })
  builtIn: boolean = false;
}

/** The value of a measure in a report or a roll-up. */
@ObjectType({
  simpleResolvers: true,
  description:
    '派生指标的值：按公式由合计算出，不是比率的平均。The value of a measure: its formula over the sums, never an average of ratios.',
})
export class MeasureValue {
  @Field(() => Measure, { description: '派生指标。The measure.' })
  measure: Measure;
  @Field(() => Figure, {
    nullable: true,
    description: '数值；空值不是零，原因见 `reasonZh`。The value; null is not zero, and `reasonEn` says why.',
  })
  value: number | string | null;
  @Field(() => FigureState, { description: '状态：有值即 COMPUTED。COMPUTED, or why there is no value.' })
  state: FigureState;
  @Field(() => String, {
    nullable: true,
    description: '没有数值的原因。Why there is no value, in Chinese; null when there is one.',
  })
  reasonZh: string | null;
  @Field(() => String, {
    nullable: true,
    description: '没有数值的原因（英文）。Why there is no value, in English; null when there is one.',
  })
  reasonEn: string | null;
}

/** A measure of the district as it is saved. */
@InputType({ description: '本地派生指标。A measure of the district.' })
export class MeasureInput {
  @Field(() => ID, { description: '代码，小驼峰英文。Code in lowerCamelCase.' })
  code: string;
  @Field({ description: '名称。Label in Chinese.' })
  labelZh: string;
  @Field({ description: '英文名称。Label in English.' })
  labelEn: string;
  @Field({ description: '计量单位。Unit in Chinese.' })
  unitZh: string;
  @Field({ description: '英文计量单位。Unit in English.' })
  unitEn: string;
  @Field({
    description:
      '公式，如 indicators.hotlineTickets / requests.received.total * 100；可用全角符号与 × ÷。空白不是零：和只在各项均未填报时为空，积与商任一边为空即为空，除以零为空。The formula, such as `indicators.hotlineTickets / requests.received.total * 100`; full-width signs and × ÷ serve too. Blank is not zero: a sum is null only if none of its terms is reported, a product or quotient if a side is, and so is what is divided by zero.',
  })
  formula: string;
  @Field({ description: '口径说明。What it says, in Chinese.' })
  descriptionZh: string;
  @Field({ description: '口径说明（英文）。What it says, in English.' })
  descriptionEn: string;
  @Field({ defaultValue: false, description: '是否停用。Retired measures are no longer listed.' })
  retired: boolean;
  @Field({
    defaultValue: false,
    description:
      '只核查，不保存；可用应答的 `valueOver` 试算。Only checks, and saves nothing; `valueOver` of the answer tries it.',
  })
  dryRun: boolean;
}

/** The outcome of a change to the catalogue of measures. */
@ObjectType({
  simpleResolvers: true,
  description: '保存派生指标的结果。The outcome of saving a measure.',
})
export class MeasurePayload {
  @Field(() => Measure, {
    nullable: true,
    description:
      '派生指标；被拒绝时为空，试存时为将要保存的内容。The measure; null when refused, and in a dry run as it would be saved.',
  })
  measure: Measure | null;
  @Field(() => [FindingType], {
    description:
      '输入的全部问题，公式中的附位置；提示不影响保存。Everything wrong with the input, of the formula with the position; what is only an INFO is saved.',
  })
  findings: FindingType[];
}
