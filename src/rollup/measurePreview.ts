import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { MeasurePayload, MeasureValue } from '../report/model/measureTypes';
import type { Context } from '../shared/request/context';
import { shapeTotal, totalOf } from './groups';
import { RollUpFilterInput } from './model/rollUpTypes';
import { checkYears, MOST_YEARS, readSelection } from './readSelection';
import { EVERYTHING } from './request/projection';
import { Basis } from './request/selection';

@Resolver(() => MeasurePayload)
export class MeasurePayloadFields {
  @FieldResolver(() => MeasureValue, {
    nullable: true,
    description:
      '试算：按此公式在所选机关和年度已公布数据上的值；被拒绝时为空。What the formula comes to over published reports of these agencies and years, in a dry run too; null when refused.',
  })
  async valueOver(
    @Root() { measure }: MeasurePayload,
    @Ctx() context: Context,
    @Arg('years', () => [Int], { description: `年度，1 至 ${MOST_YEARS} 个。The years, 1 to ${MOST_YEARS}.` })
    years: number[],
    @Arg('filter', () => RollUpFilterInput, {
      nullable: true,
      description: '筛选，默认全部真实机关。Which agencies; default all that are real.',
    })
    filter: RollUpFilterInput | null,
  ): Promise<MeasureValue | null> {
    if (!measure) return null;
    const selection = await readSelection(context, filter, checkYears(years), null, Basis.PUBLISHED);
    const sum = await totalOf(context, selection, EVERYTHING);
    const [value] = (await shapeTotal(context, sum, selection, EVERYTHING).loadMeasures?.([measure])) ?? [];
    return value ?? null;
  }
}
