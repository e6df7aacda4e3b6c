import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Int, Resolver, Root } from 'type-graphql';
import { OrderDirection } from '../shared/graphql/ordering';
import { checkPageSize, PAGE_SIZES } from '../shared/graphql/pageArguments';
import { badInput } from '../shared/graphql/paging';
import { selectedCalls, selectedFieldsAt, selects } from '../shared/graphql/selectedFields';
import type { Context } from '../shared/request/context';
import { selectsBase } from './grouping/groupValues';
import { RATIO, readValues } from './grouping/values';
import { BY, FILTER, HAVING, NONE, needNames, rowsOf } from './groupResolver';
import { Distribution } from './model/distributionTypes';
import { GroupConditionInput, GroupFilterInput, RollUpRow } from './model/groupTypes';
import { RollUp } from './model/rollUpTypes';
import { readDistribution } from './readGroups';
import { GroupDimension } from './request/dimensions';
import { GroupFigure } from './request/groupFigure';
import { COVERAGE_ONLY, NOTHING } from './request/projection';

const BINS = { least: 2, usual: 10, most: 100 } as const;

const checkBins = (bins: number) => {
  if (bins >= BINS.least && bins <= BINS.most) return bins;
  throw badInput(
    'bins',
    `组数应为 ${BINS.least} 到 ${BINS.most}。`,
    `bins must be between ${BINS.least} and ${BINS.most}.`,
  );
};

const OUTLIERS = 'outliers';

/** Returns how many outliers an operation reads at most. Sizes out of bounds are refused by the field itself. */
const outliersRead = (info: GraphQLResolveInfo): number =>
  Math.max(
    0,
    ...selectedCalls(info, OUTLIERS).map(({ args: { first } }) =>
      typeof first === 'number' ? Math.min(first, PAGE_SIZES.largest) : PAGE_SIZES.usual,
    ),
  );

/** Returns what an operation selects of the outliers. */
function selectionOfOutliers(info: GraphQLResolveInfo, code: string) {
  const valueFields = selectedFieldsAt(info, OUTLIERS, 'values');
  const withNames = needNames(selectedFieldsAt(info, OUTLIERS, 'keys'));
  return {
    codes: valueFields.size > 0 ? [code] : [],
    argument: 'value',
    withBase: selectsBase(valueFields),
    projection: selects(info, OUTLIERS, 'coverage') ? COVERAGE_ONLY : NOTHING,
    agencyFields: NONE,
    withNames,
    withPlaces: withNames,
    valueFields,
  };
}

@Resolver(() => RollUp)
export class RollUpDistributionFields {
  @FieldResolver(() => Distribution, {
    nullable: true,
    description:
      '一个数值在各分组间的分布：四分位数、中位数、离群值、直方图。How a value is spread over groups, by default over agencies: quartiles, median, whiskers and outliers for a box plot, bins for a histogram. Any value of `rows`, or its share or change, over any groups.',
  })
  async distribution(
    @Root() { selection }: RollUp,
    @Ctx() context: Context,
    @Arg('value', () => ID, {
      description: '数值代码，同 rows 的 values。Code of the value, as in `values` of `rows`.',
    })
    value: string,
    @Arg('by', () => [GroupDimension], { ...BY, defaultValue: [GroupDimension.AGENCY] }) by: GroupDimension[],
    @Arg('figure', () => GroupFigure, {
      defaultValue: GroupFigure.VALUE,
      description: '取值、占比、增减量或增长率。What of the value: itself, its share, its change.',
    })
    figure: GroupFigure,
    @Arg('filter', () => GroupFilterInput, FILTER) filter: GroupFilterInput | null,
    @Arg('having', () => [GroupConditionInput], HAVING) having: GroupConditionInput[] | null,
    @Arg('bins', () => Int, {
      defaultValue: BINS.usual,
      description: `直方图至多几组，${BINS.least} 至 ${BINS.most}。The most bins of the histogram, ${BINS.least} to ${BINS.most}.`,
    })
    bins: number,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Distribution> {
    const size = { bins: checkBins(bins), outliers: outliersRead(info) };
    const [{ code, label, unit }] = await readValues(context, by, [value], 'value');
    const selected = selectionOfOutliers(info, code);
    const orderBy = { field: code, figure, direction: OrderDirection.DESC };
    const read = await readDistribution(context, selection, { by, filter, having, orderBy }, selected, size);
    const { spread } = read;
    const { lowerQuartile, upperQuartile } = spread;
    const unitOfFigure = figure === GroupFigure.SHARE || figure === GroupFigure.GROWTH ? RATIO : unit;
    return Object.assign(new Distribution(), {
      code,
      labelZh: label.zh,
      labelEn: label.en,
      unitZh: unitOfFigure.zh,
      unitEn: unitOfFigure.en,
      figure,
      ...spread,
      blank: read.total - spread.count,
      interquartileRange:
        lowerQuartile === null || upperQuartile === null ? null : upperQuartile - lowerQuartile,
      outlierRows: await rowsOf(read, read.groups, selected.codes, selected.valueFields),
    });
  }
}

@Resolver(() => Distribution)
export class OutlierFields {
  @FieldResolver(() => [RollUpRow], {
    nullable: true,
    description:
      '离群的分组，距须最远者在前；位次按数值从大到小排。The groups beyond the whiskers, those farthest beyond 1.5 interquartile ranges from the quartiles first. `rank` is among all groups, the largest figure first.',
  })
  outliers(
    @Root() { outlierRows }: Distribution,
    @Arg('first', () => Int, {
      defaultValue: PAGE_SIZES.usual,
      description: `至多几个，1 至 ${PAGE_SIZES.largest}。How many at most, 1 to ${PAGE_SIZES.largest}.`,
    })
    first: number,
  ): RollUpRow[] {
    checkPageSize('first', first, PAGE_SIZES.largest);
    return outlierRows.slice(0, first);
  }
}
