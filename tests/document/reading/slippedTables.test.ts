import { FOUR, page, sure, THREE, TWO, tableOf } from '../../support/tableTexts';

const HEADS = '信息内容 本年制发件数 本年废止件数 现行有效件数';
const OUTCOMES = '结果维持 结果纠正 其他结果 尚未审结 总计';

describe('a row of section two that may have slipped by a column is doubtful', () => {
  test.each([
    ['to the right, into a column of remarks', `${HEADS} 备注`, '规章 _ 5 7 9'],
    [
      'to the left, with a figure under a head without words',
      '信息内容 _ 本年制发件数 本年废止件数 现行有效件数',
      '规章 5 7 9 _',
    ],
    ['to the right, beyond the heads', HEADS, '规章 _ 5 7 9'],
  ])('%s', async (_, heads, row) => {
    const { sure: certain } = await sure(page(TWO, tableOf(heads, row)), 'proactive.rules');
    expect(certain).toEqual([]);
  });
  test('and a blank alone makes none so', async () => {
    const table = tableOf(`${HEADS} 备注`, '规章 _ 5 7 _', '行政规范性文件 1 2 3 _');
    const document = page(TWO, table);
    expect((await sure(document, 'proactive.rules')).sure).toEqual(['', 5, 7]);
    expect((await sure(document, 'proactive.normativeDocuments')).sure).toEqual([1, 2, 3]);
  });
});

describe('a row of section four that may have slipped by a column is doubtful', () => {
  const groups = (row: string) =>
    page(
      FOUR,
      tableOf(
        `类别 ${OUTCOMES} 备注`,
        '行政复议 1 2 0 4 7 _',
        `未经复议直接起诉 ${row}`,
        '复议后起诉 0 0 1 0 1 _',
      ),
    );
  test('where its sum is not right', async () => {
    const document = groups('_ 3 1 0 2 6');
    expect((await sure(document, 'disputes.litigationDirect')).sure).toEqual([]);
    expect((await sure(document, 'disputes.reconsideration')).sure).toEqual([1, 2, 0, 4, 7]);
  });
  test('and not where it is', async () => {
    const document = groups('_ 3 1 2 6 1');
    expect((await sure(document, 'disputes.litigationDirect')).sure).toEqual(['', 3, 1, 2, 6]);
  });
  test('in one row of all groups', async () => {
    const heads = `${OUTCOMES} ${OUTCOMES} ${OUTCOMES} 备注`;
    const document = page(
      FOUR,
      tableOf('5:行政复议 5:未经复议直接起诉 5:复议后起诉 _', heads, '_ 1 2 0 4 7 3 1 0 2 6 0 0 1 0 1'),
    );
    expect((await sure(document, 'disputes')).sure).toEqual([]);
  });
});

describe('a row of section three whose last figure may be its total', () => {
  const heads = '项目 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计';
  const table = (row: string) =>
    page(
      THREE,
      tableOf(heads, '一、本年新收政府信息公开申请数量 9 1 2 0 0 3 15', row, '（一）予以公开 4 1 0 0 0 0 5'),
    );
  test('and whose total is blank has lost a cell', async () => {
    const { sure: certain } = await sure(
      table('二、上年结转政府信息公开申请数量 3 6 12 15 18 63 _'),
      'requests.carriedIn',
    );
    expect(certain).toEqual([]);
  });
  test('has not where the last figure is less than another', async () => {
    const { sure: certain } = await sure(
      table('二、上年结转政府信息公开申请数量 3 6 1 0 0 2 _'),
      'requests.carriedIn',
    );
    expect(certain.slice(0, 6)).toEqual([3, 6, 1, 0, 0, 2]);
  });
});

describe('a raised mark in a cell of its own', () => {
  const heads = '项目 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计';
  const label = '二、上年结转政府信息公开申请数量';
  test('makes the cells behind it doubtful', async () => {
    const document = page(THREE, tableOf(heads, `${label} 25 <sup>1</sup> 5 0 0 0 0`));
    expect((await sure(document, 'requests.carriedIn')).sure).toEqual([25]);
  });
  test.each(['25 1', '25<br>1', '<div>25</div><div>1</div>'])(
    'is a note where it stands off its figure: %s',
    async (cell) => {
      const marked = cell.replace('1', '<sup>1</sup>');
      const row = [label, marked, '5', '0', '0', '0', '0', '30'].map((one) => `<td>${one}</td>`).join('');
      const document = page(THREE, tableOf(heads).replace('</table>', `<tr>${row}</tr></table>`));
      expect((await sure(document, 'requests.carriedIn')).sure).toEqual([25, 5, 0, 0, 0, 0, 30]);
    },
  );
});

test('a unit in a head whose table lost its spans may be of any of its columns', async () => {
  const table = (unit: string) =>
    tableOf(
      '项目 申请人情况',
      '自然人 法人或其他组织 总计',
      `商业企业${unit} 科研机构 社会公益组织 法律服务机构 其他`,
      '一、本年新收政府信息公开申请数量 2 4 0 0 0 0 6',
      '二、上年结转政府信息公开申请数量 1 1 0 0 0 0 2',
    );
  expect((await sure(page(THREE, table('')), 'requests.received')).sure).toEqual([2, 4, 0, 0, 0, 0, 6]);
  expect((await sure(page(THREE, table('（万件）')), 'requests.received')).sure).toEqual([]);
});
