import { Indicator } from '../src/report/model/indicatorTypes';
import { IndicatorAggregation } from '../src/report/model/reportEnums';
import type { Database } from '../src/shared/database';

/** The first indicators of the catalogue. */
const CATALOGUE = [
  {
    code: 'hotlineTickets',
    name: '12345热线工单',
    nameEn: '12345 hotline tickets',
    unitZh: '件',
    unitEn: 'tickets',
    aggregation: IndicatorAggregation.SUM,
    descriptionZh: '本年办理的12345政务服务便民热线工单数量。',
    descriptionEn: 'Tickets of the 12345 hotline handled in the year.',
  },
  {
    code: 'serviceItems',
    name: '政务服务事项',
    nameEn: 'Government service items',
    unitZh: '项',
    unitEn: 'items',
    aggregation: IndicatorAggregation.LAST,
    descriptionZh: '年末公布的政务服务事项数量。',
    descriptionEn: 'Service items published at the end of the year.',
  },
  {
    code: 'annualReportsPosted',
    name: '公开年度报告',
    nameEn: 'Annual reports posted',
    unitZh: '篇',
    unitEn: 'reports',
    aggregation: IndicatorAggregation.SUM,
    descriptionZh: '本年公开的年度报告数量。',
    descriptionEn: 'Annual reports posted in the year.',
  },
  {
    code: 'bondFundNotices',
    name: '公开债券资金信息',
    nameEn: 'Bond-fund notices posted',
    unitZh: '条',
    unitEn: 'notices',
    aggregation: IndicatorAggregation.SUM,
    descriptionZh: '本年公开的债券资金使用信息数量。',
    descriptionEn: 'Notices on bond funds posted in the year.',
  },
  {
    code: 'posts',
    name: '公开信息',
    nameEn: 'Items of information posted',
    unitZh: '条',
    unitEn: 'items',
    aggregation: IndicatorAggregation.SUM,
    descriptionZh: '本年主动公开的信息数量。',
    descriptionEn: 'Items of information posted in the year.',
  },
];

/** Adds the first indicators to the catalogue; those already there stay as the district has them. Returns their keys by code. */
export async function seedIndicators(database: Database): Promise<Map<string, number>> {
  const indicators = database.getRepository(Indicator);
  await indicators.createQueryBuilder().insert().values(CATALOGUE).orIgnore().updateEntity(false).execute();
  return new Map((await indicators.find()).map(({ code, key }) => [code, key]));
}
