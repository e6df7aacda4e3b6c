import type { EntityManager } from 'typeorm';

const CATALOGUE = [
  [
    'hotlineTickets',
    '12345热线工单',
    '12345 hotline tickets',
    '件',
    'SUM',
    '本年办理的12345政务服务便民热线工单数量。Tickets of the 12345 hotline handled in the year.',
  ],
  [
    'serviceItems',
    '政务服务事项',
    'Government service items',
    '项',
    'LAST',
    '年末公布的政务服务事项数量。Service items published at the end of the year.',
  ],
  [
    'annualReportsPosted',
    '公开年度报告',
    'Annual reports posted',
    '篇',
    'SUM',
    '本年公开的年度报告数量。Annual reports posted in the year.',
  ],
  [
    'bondFundNotices',
    '公开债券资金信息',
    'Bond-fund notices posted',
    '条',
    'SUM',
    '本年公开的债券资金使用信息数量。Notices on bond funds posted in the year.',
  ],
  [
    'posts',
    '公开信息',
    'Items of information posted',
    '条',
    'SUM',
    '本年主动公开的信息数量。Items of information posted in the year.',
  ],
];

/** Puts the first indicators into the catalogue; those already there stay as the district keeps them. */
export async function seedIndicators(database: Pick<EntityManager, 'query'>): Promise<Map<string, number>> {
  for (const row of CATALOGUE)
    await database.query(
      'insert into indicator (code, name, name_en, unit, aggregation, description) values ($1, $2, $3, $4, $5, $6) on conflict (code) do nothing',
      row,
    );
  const rows: { code: string; id: number }[] = await database.query('select code, id from indicator');
  return new Map(rows.map((row) => [row.code, row.id]));
}
