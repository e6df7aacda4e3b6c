import { Field, Int, ObjectType } from 'type-graphql';
import { Figure } from '../../shared/graphql/scalars';
import { FigureState, LabelledCell } from './cellTypes';

/** A cell that somebody else changed first. */
@ObjectType({
  simpleResolvers: true,
  implements: LabelledCell,
  description:
    '他人已先改动的一栏。A cell that somebody else changed after the revision you saw, and that is now otherwise than you sent it.',
})
export class CellConflict extends LabelledCell {
  @Field(() => Figure, {
    nullable: true,
    description: '您所依据的修订中的数字。Figure in the revision you saw.',
  })
  before: number | string | null;
  @Field(() => FigureState, { description: '其状态。Its state.' })
  beforeState: FigureState;
  @Field(() => Figure, { nullable: true, description: '您发送的数字。Figure you sent.' })
  sent: number | string | null;
  @Field(() => FigureState, { description: '其状态。Its state.' })
  sentState: FigureState;
  @Field(() => Figure, { nullable: true, description: '现在的数字。Figure now.' })
  current: number | string | null;
  @Field(() => FigureState, { description: '其状态。Its state.' })
  currentState: FigureState;
}

/** A section of prose that somebody else changed first. */
@ObjectType({
  simpleResolvers: true,
  description:
    '他人已先改动的一段叙述。A section of prose that somebody else changed after the revision you saw.',
})
export class TextConflict {
  @Field(() => Int, { description: '部分序号。Section: 1, 5 or 6.' })
  section: number;
  @Field(() => String, {
    nullable: true,
    description: '您所依据的修订中的文字。Text in the revision you saw.',
  })
  before: string | null;
  @Field(() => String, { nullable: true, description: '您发送的文字。Text you sent.' })
  sent: string | null;
  @Field(() => String, { nullable: true, description: '现在的文字。Text now.' })
  current: string | null;
}

/** Why a change over an older revision was refused, cell by cell. */
@ObjectType({
  simpleResolvers: true,
  description:
    '与他人的改动相冲突之处：所发送的部分中，他人在您所依据的修订之后改动、且与您所发送不同的栏目和文字；`before` 与 `sent` 相同即您未改动。Where a change meets that of somebody else, in the sections you sent. A cell whose `before` equals its `sent` is one you left as it was.',
})
export class RevisionConflict {
  @Field(() => Int, { description: '您所依据的修订号，0 表示尚无。The revision you saw; 0 means none.' })
  from: number;
  @Field(() => Int, { description: '当前修订号。The latest revision.' })
  to: number;
  @Field(() => [CellConflict], { description: '栏目，按表格次序。Cells, in the order of the form.' })
  cells: CellConflict[];
  @Field(() => [TextConflict], { description: '叙述部分。Sections of prose.' })
  texts: TextConflict[];
}
