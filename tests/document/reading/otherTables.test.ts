import { readDocument } from '../../../src/document/reader/readDocument';
import { FOUR, page, RECEIVED, sure, THREE, TWO, tableOf, text } from '../../support/tableTexts';

describe('section four', () => {
  const GROUPS = '行政复议 未经复议直接起诉 复议后起诉';
  const OUTCOMES = '结果维持 结果纠正 其他结果 尚未审结 总计';
  const expected = [7, 2, 3, 1, 13, 1, 0, 2, 4, 7, 0, 1, 2, 0, 3];
  test.each([
    [
      'outcomes as rows',
      page(
        FOUR,
        tableOf(
          `_ ${GROUPS}`,
          '结果维持 7 1 0',
          '结果纠正 2 0 1',
          '其他结果 3 2 2',
          '尚未审结 1 4 0',
          '总计 13 7 3',
        ),
      ),
    ],
    [
      'groups as rows',
      page(
        FOUR,
        tableOf(
          `类别 ${OUTCOMES}`,
          '行政复议 7 2 3 1 13',
          '未经复议直接起诉 1 0 2 4 7',
          '复议后起诉 0 1 2 0 3',
        ),
      ),
    ],
    [
      'outcomes as rows, in lines of text',
      text(
        FOUR,
        GROUPS,
        '结果维持 7 1 0',
        '结果纠正 2 0 1',
        '其他结果 3 2 2',
        '尚未审结 1 4 0',
        '总计 13 7 3',
      ),
    ],
    [
      'three tables with captions',
      page(
        FOUR,
        '行政复议',
        tableOf(OUTCOMES, '7 2 3 1 13'),
        '未经复议直接起诉',
        tableOf(OUTCOMES, '1 0 2 4 7'),
        '复议后起诉',
        tableOf(OUTCOMES, '0 1 2 0 3'),
      ),
    ],
    [
      'a column over all groups',
      page(
        FOUR,
        tableOf(
          `5:行政复议 5:未经复议直接起诉 5:复议后起诉 合计`,
          `${OUTCOMES} ${OUTCOMES} ${OUTCOMES} 总计`,
          '7 2 3 1 13 1 0 2 4 7 0 1 2 0 3 23',
        ),
      ),
    ],
  ])('%s', async (_, document) => {
    expect((await sure(document, 'disputes')).sure).toEqual(expected);
  });

  test('no totals: they are computed', async () => {
    const outcomes = '结果维持 结果纠正 其他结果 尚未审结';
    const document = page(
      FOUR,
      tableOf(
        '4:行政复议 4:未经复议直接起诉 4:复议后起诉',
        `${outcomes} ${outcomes} ${outcomes}`,
        '7 2 3 1 1 0 2 4 0 1 2 0',
      ),
    );
    const { cells } = await readDocument(Buffer.from(document));
    expect(
      Object.values(cells)
        .filter(({ computed }) => computed)
        .map(({ value }) => value),
    ).toEqual([13, 7, 3]);
  });

  test('figures in several rows without heads that do not add up are in doubt', async () => {
    const read = await sure(text(FOUR, '7 1 0', '2 0 1', '3 2 2', '1 4 0', '13 7 3'), 'disputes');
    expect(read.sure).toEqual([]);
  });
});

describe('section two', () => {
  const HEADS = '本年制发件数 本年废止件数 现行有效件数';
  test.each([
    [
      'rows and columns changed over',
      page(
        TWO,
        tableOf('项目 规章 行政规范性文件', '本年制发件数 1 4', '本年废止件数 2 5', '现行有效件数 3 6'),
      ),
    ],
    [
      'a column of the year before',
      page(TWO, tableOf(`信息内容 ${HEADS} 上年现行有效件数`, '规章 1 2 3 9', '行政规范性文件 4 5 6 9')),
    ],
    [
      'heads and cells in lines of their own',
      text(TWO, '信息内容', ...HEADS.split(' '), '规章', '1', '2', '3', '行政规范性文件', '4', '5', '6'),
    ],
    ['all in one line', text(`${TWO} 信息内容 ${HEADS} 规章 1 2 3 行政规范性文件 4 5 6`)],
  ])('%s', async (_, document) => {
    expect((await sure(document, 'proactive')).sure).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test.each([
    ['in lines', text(TWO, '信息内容', ...HEADS.split(' '), '规章', '0', '行政规范性文件', '5')],
    ['in a cell over all columns', page(TWO, tableOf(`信息内容 ${HEADS}`, '规章 3:0', '行政规范性文件 3:5'))],
    ['in a row that lost its spans', page(TWO, tableOf(`信息内容 ${HEADS}`, '规章 0', '行政规范性文件 5'))],
  ])('one figure under three columns has no column: %s', async (_, document) => {
    const read = await sure(document, 'proactive');
    expect(read.sure).toEqual([]);
    expect(read.unplaced).toEqual(['规章 0', '行政规范性文件 5']);
  });

  test('a signed figure alone in a line is no number of a page', async () => {
    const heads = ['信息内容', '上一年项目数量', '本年增/减', '处理决定数量'];
    const read = await sure(
      text(TWO, ...heads, '行政许可', '12', '减3', '208', ...heads, '行政处罚', '40', '-2', '17'),
      'proactive',
    );
    expect(read.sure).toEqual(expect.arrayContaining([12, -3, 208, 40, -2, 17]));
  });
});

test('sections in another order', async () => {
  const contents = [TWO, THREE, FOUR];
  const document = text(
    ...contents,
    THREE,
    `${RECEIVED} 9 3 1 0 2 1 16`,
    TWO,
    '信息内容 本年处理决定数量',
    '行政许可 7',
    FOUR,
    '行政复议 未经复议直接起诉 复议后起诉',
    '结果维持 7 1 0',
  );
  const { sections, cells } = await readDocument(Buffer.from(document));
  expect(sections.map(({ number }) => number)).toEqual([2, 3, 4]);
  expect(cells['proactive.licences.decisions'].value).toBe(7);
  expect(cells['requests.received.total'].value).toBe(16);
  expect(cells['disputes.reconsideration.upheld'].value).toBe(7);
});

test.each([
  [
    'a table',
    (document: string) => `${document}<p>六、其他需要报告的事项</p><p>无。</p>${tableOf('12 408', '7 93')}`,
  ],
  [
    'a table below the page’s own last line',
    (document: string) =>
      `${document}<p>六、其他需要报告的事项</p><p>无。</p><p>网站标识码：4103030001</p>${tableOf('12 408', '7 93')}`,
  ],
])('figures below the last section that no text shows are listed: %s', async (_, end) => {
  const { sections, unplaced } = await readDocument(Buffer.from(end(page(TWO, '信息内容', THREE, FOUR))));
  expect(sections.at(-1)).toMatchObject({ number: 6, text: '无。' });
  expect(unplaced.map(({ text, where }) => [text, where.section])).toEqual([
    ['12 408', 6],
    ['7 93', 6],
  ]);
});
