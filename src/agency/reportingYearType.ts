import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from '../shared/graphql/node';
import { LocalDate } from '../shared/graphql/scalars';

/** A reporting year. */
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: '报告年度。A reporting year with its form and deadlines.',
})
export class ReportingYear extends Node {
  readonly nodeType = 'ReportingYear';
  get key(): number {
    return this.year;
  }
  @Field(() => Int, { description: '年度。Calendar year.' })
  year: number;
  @Field(() => Int, { description: '适用版本。Edition of the form in force: 2019 or 2021.' })
  edition: number;
  @Field(() => LocalDate, {
    description:
      '部门报告截止日（北京时间当日终了）。Deadline of departments, 31 January of the next year, end of the day in Asia/Shanghai (UTC+8). 条例第四十九条。',
  })
  departmentDeadline: string;
  @Field(() => LocalDate, {
    description:
      '政府报告截止日（北京时间当日终了）。Deadline of governments, 31 March of the next year, end of the day in Asia/Shanghai (UTC+8). 条例第四十九条。',
  })
  governmentDeadline: string;
}
