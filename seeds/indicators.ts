import { Indicator } from '../src/report/model/indicatorTypes';
import { IndicatorAggregation } from '../src/report/model/reportEnums';
import type { Database } from '../src/shared/database';

const CATALOGUE = [
  [
    'hotlineTickets',
    '12345热线工单',
    '12345 hotline tickets',
    '件',
    IndicatorAggregation.SUM,
    '本年办理的12345政务服务便民热线工单数量。Tickets of the 12345 hotline handled in the year.',
  ],
  [
    'serviceItems',
    '政务服务事项',
    'Government service items',
    '项',
    IndicatorAggregation.LAST,
    '年末公布的政务服务事项数量。Service items published at the end of the year.',
  ],
  [
    'annualReportsPosted',
    '公开年度报告',
    'Annual reports posted',
    '篇',
    IndicatorAggregation.SUM,
    '本年公开的年度报告数量。Annual reports posted in the year.',
  ],
  [
    'bondFundNotices',
    '公开债券资金信息',
    'Bond-fund notices posted',
    '条',
    IndicatorAggregation.SUM,
    '本年公开的债券资金使用信息数量。Notices on bond funds posted in the year.',
  ],
  [
    'posts',
    '公开信息',
    'Items of information posted',
    '条',
    IndicatorAggregation.SUM,
    '本年主动公开的信息数量。Items of information posted in the year.',
  ],
] as const;

/** Adds the first indicators to the catalogue; those already there stay as the district has them. Returns their keys by code. */
export async function seedIndicators(database: Database): Promise<Map<string, number>> {
  const indicators = database.getRepository(Indicator);
  await indicators
    .createQueryBuilder()
    .insert()
    .values(
      CATALOGUE.map(([code, name, nameEn, unit, aggregation, description]) => ({
        code,
        name,
        nameEn,
        unit,
        aggregation,
        description,
      })),
    )
    .orIgnore()
    .updateEntity(false)
    .execute();
  return new Map((await indicators.find()).map(({ code, key }) => [code, key]));
}
