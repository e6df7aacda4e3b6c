import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Resolver, Root } from 'type-graphql';
import { CELLS } from '../form/cells';
import { CODES } from '../report/model/cellsOfCodes';
import { cellsSelected } from '../report/model/shapeCells';
import type { Context } from '../shared/request/context';
import { changeOf } from './cellChange';
import { cautionAbout, countSameAgencies, coverageOfYear, differenceOfChange } from './change';
import { MOST_VALUES } from './grouping/values';
import { CellChange, RollUpChange, ValueChange } from './model/changeTypes';
import { Coverage } from './model/coverageTypes';
import { RollUpGroup } from './model/rollUpTypes';
import { projectionOf, projectionOfCells } from './request/projection';
import { changesOfValues } from './valueChange';

@Resolver(() => RollUpChange)
export class RollUpChangeFields {
  @FieldResolver(() => [CellChange], {
    nullable: true,
    description: `逐栏变化：不填代码即两个版本的全部 ${CELLS.length} 栏。The change of each cell: without codes all ${CELLS.length} of both editions, with codes those, each once in their order; at most 250.`,
  })
  async cells(
    @Root() { readSums, year, base }: RollUpChange,
    @Arg('codes', () => [ID], CODES) codes: string[] | null,
  ): Promise<CellChange[]> {
    const cells = cellsSelected(codes);
    const { before, after } = await readSums(projectionOfCells(cells));
    return cells.map((cell) => changeOf(cell, before, after, [base, year]));
  }

  @FieldResolver(() => RollUpGroup, {
    description:
      '差额（与报告同形）。The difference in the shape of a report; its coverage is that of the figures compared in the year.',
  })
  difference(
    @Root() change: RollUpChange,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<RollUpGroup> {
    return differenceOfChange(context, change, projectionOf(info));
  }

  @FieldResolver(() => [ValueChange], {
    nullable: true,
    description: `按代码取数值的变化，口径同 \`over\`：栏目、小计、measures.<代码>、indicators.<代码>、=公式，至多 ${MOST_VALUES} 个。The changes of values by code, each once in their order, of the agencies that \`over\` says: cells, subtotals, measures, indicators and formulas alike, at most ${MOST_VALUES}.`,
  })
  values(
    @Root() change: RollUpChange,
    @Arg('codes', () => [ID], { description: '数值代码。Codes of the values.' }) codes: string[],
    @Ctx() context: Context,
  ): Promise<ValueChange[]> {
    return changesOfValues(context, change, codes);
  }

  @FieldResolver(() => Coverage, {
    description:
      '基期覆盖情况。How much of what was expected of the whole selection there is in the base year.',
  })
  baseCoverage(@Root() change: RollUpChange, @Ctx() context: Context): Promise<Coverage> {
    return coverageOfYear(context, change, change.base);
  }

  @FieldResolver(() => Coverage, {
    description: '本期覆盖情况。How much of what was expected of the whole selection there is in the year.',
  })
  coverage(@Root() change: RollUpChange, @Ctx() context: Context): Promise<Coverage> {
    return coverageOfYear(context, change, change.year);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      '两年均有报告的机关数。How many agencies have a report in both years; null in a preview of sums only.',
  })
  sameAgencies(@Root() change: RollUpChange, @Ctx() context: Context): Promise<number | null> {
    return countSameAgencies(context, change);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      '说明：两年的报告机关不同，应与数字一同显示。Says so, in Chinese, when the agencies that reported are not the same in both years; show it beside the figures. Null when they are.',
  })
  async cautionZh(@Root() change: RollUpChange, @Ctx() context: Context): Promise<string | null> {
    return (await cautionAbout(context, change))?.zh ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: '说明（英文）。The same in English.' })
  async cautionEn(@Root() change: RollUpChange, @Ctx() context: Context): Promise<string | null> {
    return (await cautionAbout(context, change))?.en ?? null;
  }
}
