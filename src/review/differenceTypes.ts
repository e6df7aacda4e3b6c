import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Figure } from '../shared/graphql/scalars';

@ObjectType({ simpleResolvers: true, description: '一栏的变化。A cell that differs.' })
export class CellDifference {
  @Field(() => ID, { description: '栏目代码。Code.' })
  code: string;
  @Field({ description: '印刷标签。Label as printed.' })
  label: string;
  @Field({ description: 'English label.' })
  labelEn: string;
  @Field(() => Figure, { nullable: true, description: '原值。Value before; null when not reported.' })
  before: string | null;
  @Field(() => Figure, { nullable: true, description: '现值。Value after; null when not reported.' })
  after: string | null;
}

@ObjectType({ simpleResolvers: true, description: '文字的一段。A stretch of text: kept, added or removed.' })
export class TextPart {
  @Field({ description: 'SAME, ADDED or REMOVED.' })
  kind: string;
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

@ObjectType({ simpleResolvers: true, description: '两个修订之间的变化。What differs between two revisions.' })
export class RevisionDifference {
  @Field(() => Int, {
    nullable: true,
    description: '起始修订。Earlier revision; null when nothing was there.',
  })
  from: number | null;
  @Field(() => Int, { description: '当前修订。Later revision.' })
  to: number;
  @Field(() => [CellDifference], { description: '栏目。Cells that differ.' })
  cells: CellDifference[];
  @Field(() => [TextDifference], { description: '文字。Prose that differs.' })
  texts: TextDifference[];
}
