import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { LabelledCell } from '../report/model/cellTypes';
import { Indicator } from '../report/model/indicatorTypes';
import { Qualifier } from '../report/model/reportEnums';
import { DateTime, Figure } from '../shared/graphql/scalars';

@ObjectType({
  simpleResolvers: true,
  implements: LabelledCell,
  description: '修订间有变化的一栏。A cell that differs between two revisions.',
})
export class CellDifference extends LabelledCell {
  @Field(() => Figure, { nullable: true, description: '原值。Value before; null when not reported.' })
  before: number | string | null;
  @Field(() => Figure, { nullable: true, description: '现值。Value after; null when not reported.' })
  after: number | string | null;
}

/** What became of a stretch of text. */
export enum TextPartKind {
  SAME = 'SAME',
  ADDED = 'ADDED',
  REMOVED = 'REMOVED',
}
registerEnumType(TextPartKind, {
  name: 'TextPartKind',
  description: '一段文字的变化。What became of a stretch of text.',
  valuesConfig: {
    SAME: { description: '未变。The same in both.' },
    ADDED: { description: '新增。Only in the later one.' },
    REMOVED: { description: '删去。Only in the earlier one.' },
  },
});

@ObjectType({ simpleResolvers: true, description: '文字的一段。A stretch of text: kept, added or removed.' })
export class TextPart {
  @Field(() => TextPartKind, { description: '种类。Whether it is the same, added or removed.' })
  kind: TextPartKind;
  @Field({ description: '文字。The text.' })
  text: string;
}

@ObjectType({ simpleResolvers: true, description: '叙述部分的变化。A section of prose that differs.' })
export class TextDifference {
  @Field(() => Int, { description: '部分序号。Section: 1, 5 or 6.' })
  section: number;
  @Field(() => [TextPart], { description: '逐段比较。The text in parts, in order.' })
  parts: TextPart[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    '修订间有变化的补充指标：数值或限定不同。A supplementary indicator whose value or qualifier differs between two revisions.',
})
export class IndicatorDifference {
  @Field(() => Indicator, { description: '指标。The indicator.' })
  indicator: Indicator;
  @Field(() => Figure, { nullable: true, description: '原值。Value before; null when not stated.' })
  before: string | null;
  @Field(() => Qualifier, {
    nullable: true,
    description: '原限定。How exact the value before was; null when not stated.',
  })
  qualifierBefore: Qualifier | null;
  @Field(() => Figure, { nullable: true, description: '现值。Value after; null when not stated.' })
  after: string | null;
  @Field(() => Qualifier, {
    nullable: true,
    description: '现限定。How exact the value after is; null when not stated.',
  })
  qualifierAfter: Qualifier | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    '对一个核查问题的说明的变化：新写、改写或不再有。An explanation of a finding that differs: written, rewritten, or gone.',
})
export class ExplanationDifference {
  @Field({ description: '核查问题的代码。Code of the finding.' })
  code: string;
  @Field({ description: '核查问题的位置。Path of the finding.' })
  path: string;
  @Field({
    description:
      '所说明的核查问题（中文）；删去或改写的，为起始修订的问题。What was explained, in Chinese; where the explanation was deleted or rewritten, as the earlier revision had it.',
  })
  messageZh: string;
  @Field({ description: '所说明的核查问题（英文）。What was explained, in English.' })
  messageEn: string;
  @Field(() => [TextPart], { description: '逐段比较。The explanation in parts, in order.' })
  parts: TextPart[];
}

@ObjectType({ simpleResolvers: true, description: '两个修订之间的变化。What differs between two revisions.' })
export class RevisionDifference {
  /** The keys of the revisions. */
  fromKey: number | null;
  toKey: number;
  @Field(() => Int, {
    nullable: true,
    description: '起始修订。Earlier revision; null when nothing was there.',
  })
  from: number | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      '起始修订的保存时间。When the earlier revision was stored, UTC; null when nothing was there.',
  })
  fromStoredAt: Date | null;
  @Field(() => Int, { description: '当前修订。Later revision.' })
  to: number;
  @Field(() => [CellDifference], { description: '栏目。Cells that differ.' })
  cells: CellDifference[];
  @Field(() => [TextDifference], { description: '文字。Prose that differs.' })
  texts: TextDifference[];
}
