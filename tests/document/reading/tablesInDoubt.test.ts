import { headedColumns } from '../../../src/document/source/pages/headedColumns';
import { joinNumerals } from '../../../src/document/source/pages/joinNumerals';
import { drawnTable, text as drawnText, pdfOf } from '../../support/pdf';
import {
  APPLICANTS,
  CARRIED_IN,
  FOUR,
  page,
  RECEIVED,
  sure,
  THREE,
  TITLE,
  TWO,
  tableOf,
  text,
} from '../../support/tableTexts';

const OUTCOMES = '结果维持 结果纠正 其他结果 尚未审结 总计';
const NOT_HELD = '1.本机关不掌握相关政府信息';
const UNCLEAR = '3.补正后申请内容仍不明确';

describe('rows that a part of the labels is missing from', () => {
  test('behind the mark of a page are under no certain columns', async () => {
    const table = tableOf(
      `_ _ ${APPLICANTS.replace(' 总计', '')}`,
      `${RECEIVED} _ 40 3 2 1 7 5`,
      `（四）无法提供 ${NOT_HELD} 1 1 0 0 0 0`,
      '—3— _ _ _ _ _ _ _',
      `${UNCLEAR} _ 4 5 0 0 0 _`,
    );
    expect((await sure(page(THREE, table), 'requests.unavailable.unclearAfterCorrection')).sure).toEqual([]);
  });
  test('have figures and no total, and doubt the rows beside them', async () => {
    const table = tableOf(
      `_ _ ${APPLICANTS}`,
      `${RECEIVED} _ 40 3 2 1 7 5 58`,
      `${CARRIED_IN} _ 4 0 0 1 0 0 5`,
      `（三）不予公开 1.属于国家秘密 _ 1 _ _ _ _ 1`,
      `（四）无法提供 ${NOT_HELD} 1 1 0 0 0 0 2`,
      '—3— _ _ _ _ _ _ _ _',
      `${UNCLEAR} _ 4 5 0 0 0 9 _`,
      '1.信访举报投诉类申请 _ _ _ _ _ _ 0 _',
    );
    expect(await sure(page(THREE, table), 'requests.unavailable.unclearAfterCorrection')).toMatchObject({
      sure: [],
    });
    expect((await sure(page(THREE, table), 'requests.notProcessed.petition')).sure).toEqual([]);
    expect((await sure(page(THREE, table), 'requests.unavailable.notHeld')).sure).toEqual([
      1, 1, 0, 0, 0, 0, 2,
    ]);
  });
});

test.each([
  ['to the right', `_ _ 4 284 ？ 10 0 23 339`],
  ['to the left', `4 284 ？ 10 0 23 339 _ _`],
])(
  'a row of which a cell is not understood may have slipped by a column %s of its heads',
  async (_, slipped) => {
    const table = tableOf(
      `_ _ ${APPLICANTS} 同比`,
      `${RECEIVED} _ 40 3 2 1 7 5 58 _`,
      `${CARRIED_IN} ${slipped}`,
      '（四）无法提供 1.本机关不掌握相关政府信息 1 1 0 0 0 0 2 10%',
      '（七）总计 _ 36 3 2 1 7 5 54 _',
    );
    expect((await sure(page(THREE, table), 'requests.carriedIn')).sure).toEqual([]);
    expect((await sure(page(THREE, table), 'requests.received')).sure).toEqual([40, 3, 2, 1, 7, 5, 58]);
  },
);

test('a second table of which no row is read twice doubts the first', async () => {
  const lines = [
    THREE,
    APPLICANTS,
    '（七）总计 40 3 2 1 7 5 58',
    '四、结转下年度继续办理 4 0 0 1 0 0 5',
    APPLICANTS,
    `${RECEIVED} 1 1 0 0 0 0 2`,
    `${CARRIED_IN} 0 1 0 0 0 0 1`,
  ];
  expect(await sure(text(...lines), 'requests')).toMatchObject({ sure: [] });
  expect((await sure(text(...lines.slice(0, 4)), 'requests')).sure).toHaveLength(14);
});

test('blanks behind an unbroken row fill it up', async () => {
  const rows = [
    '| 1.属于国家秘密 | 4 | 0 | 0 | 0 | 0 | 0 | 4 | |',
    '|---|---|---|---|---|---|---|---|---|',
    '| 2.其他法律行政法规禁止公开 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | |',
    '| （三）不予公开 | 4.保护第三方合法权益 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |',
    '| 予公开 | 5.属于三类内部事务信息 | 8 | 0 | 0 | 0 | 1 | 0 | 9 |',
    '| （四）无法提供 | 2.没有现成信息需要另行制作 | 8 | 0 | 0 | 0 | 1 | 0 | 9 |',
  ];
  const document = text(THREE, ...rows);
  expect((await sure(document, 'requests.denied.stateSecret')).sure).toEqual([4, 0, 0, 0, 0, 0, 4]);
  expect((await sure(document, 'requests.denied.otherLaw')).sure).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test('figures that reach over heads are sure where each has one of its own in their order', async () => {
  const read = async (row: string) =>
    (
      await sure(
        page(TWO, tableOf('信息内容 本年制发件数 2:本年废止件数 现行有效件数', row)),
        'proactive.rules',
      )
    ).sure;
  expect(await read('规章 2:4 5 6')).toEqual([4, 5, 6]);
  expect(await read('规章 3:4 5 6')).toEqual([]);
});

test('of more blanks than heads nobody knows which is a column', async () => {
  const heads = tableOf('信息内容 本年制发件数 本年废止件数 现行有效件数');
  const read = async (row: string) => (await sure(page(TWO, heads, tableOf(row)), 'proactive.rules')).sure;
  expect(await read('规章 4 _ 6 _')).toEqual([]);
  expect(await read('规章 4 5 6 _')).toEqual([4, 5, 6]);
});

describe('section four', () => {
  test('a caption in one cell of its row is above all columns, and no figure of the caption before', async () => {
    const table = tableOf(
      '5:行政复议',
      OUTCOMES,
      '0 4 0 0 4',
      '5:未经复议直接起诉',
      OUTCOMES,
      '_ _ _ _ _',
      '复议后起诉 _ _ _ _',
      OUTCOMES,
      '_ _ _ 3 3',
    );
    const read = async (group: string) => sure(page(FOUR, table), `disputes.${group}`);
    expect(await read('litigationDirect')).toMatchObject({ sure: [], doubtful: [] });
    expect((await read('litigationAfterReconsideration')).sure).toEqual(['', '', '', 3, 3]);
  });
  test('a row filled up with blanks is of its group alone', async () => {
    const table = tableOf(
      `行政复议 _ _ _ _ _ _ _ _ _`,
      `${OUTCOMES} _ _ _ _ _`,
      '8:未经复议直接起诉 _ _',
      `${OUTCOMES} _ _ _ _ _`,
      '_ _ 8 _ 8 _ _ _ _ _',
      '8:复议后起诉 _ _',
      `${OUTCOMES} _ _ _ _ _`,
      '9 _ _ 2 11 _ _ _ _ _',
    );
    const read = async (group: string) => (await sure(page(FOUR, table), `disputes.${group}`)).sure;
    expect(await read('reconsideration')).toEqual([]);
    expect(await read('litigationDirect')).toEqual(['', '', 8, '', 8]);
  });
  test('under the heads of three groups five figures are not of the first', async () => {
    const blanks = (count: number) => Array(count).fill('_').join(' ');
    const table = tableOf(
      `行政复议 ${blanks(4)} 行政诉讼 ${blanks(10)}`,
      `${OUTCOMES} 未经复议直接起诉 ${blanks(4)} 复议后起诉 ${blanks(5)}`,
      `${blanks(5)} ${OUTCOMES} ${OUTCOMES} _`,
      `${blanks(10)} 21 _ 13 _ 34 _`,
    );
    expect((await sure(page(FOUR, table), 'disputes.reconsideration')).sure).not.toContain(21);
    expect((await sure(page(FOUR, table), 'disputes.litigationAfterReconsideration')).sure).toEqual([
      21,
      '',
      13,
      '',
      34,
    ]);
  });
  test('the name of a group in the middle of its rows comes after some of them', async () => {
    const block = (group: string, ...figures: string[]) =>
      OUTCOMES.split(' ').map((outcome, at) =>
        `${at === 2 ? `${group} ` : ''}${outcome} ${figures[at] ?? ''}`.trim(),
      );
    const lines = [
      ...block('行政复议'),
      ...block('未经复议直接起诉'),
      ...block('复议后起诉', '', '10', '', '', '10'),
    ];
    expect((await sure(text(FOUR, ...lines), 'disputes.litigationDirect')).sure).toEqual([]);
  });
  test('whose figures fit nowhere is not looked for among those of another', async () => {
    const other = tableOf(`行政许可 0 ${Array(14).fill('_').join(' ')}`);
    const own = tableOf('4 5 6');
    expect(await sure(page(TWO, other, FOUR, own), 'disputes')).toMatchObject({ sure: [], doubtful: [] });
  });
});

/** A line of a page, from words with their sides. */
const line = (base: number, ...words: [string, number, number][]) => ({
  base,
  left: words[0][1],
  right: words[words.length - 1][2],
  words: words.map(([word, left, right]) => ({ text: word, left, right, top: base - 1, bottom: base })),
});

test('a numeral that goes on under itself is whole, and doubtful', () => {
  const lines = [
    line(1, ['一千四百八十', 300, 340]),
    line(2, ['自然人', 100, 130], ['27', 200, 210], ['13', 400, 410]),
    line(3, ['三', 317, 323]),
    line(4, ['二', 100, 106]),
  ];
  const [first, , ...others] = joinNumerals(lines);
  expect(first.words).toMatchObject([{ text: '一千四百八十三', doubt: expect.any(String) }]);
  expect(others).toEqual([lines[3]]);
});

test('the title of a part in traditional script is no head of a column', () => {
  const rows = [
    line(3, ['行政許可', 112, 152], ['263', 301, 316], ['286', 478, 492]),
    line(4, ['其他對外管理服務事項', 83, 182], ['284', 654, 669]),
  ];
  const lines = [
    line(1, ['第二十條第（五）項', 352, 441]),
    line(
      2,
      ['信息內容', 112, 152],
      ['上一年項目數量', 274, 343],
      ['本年增/減', 463, 507],
      ['處理決定數量', 632, 691],
    ),
    ...rows,
  ];
  expect(headedColumns(lines).get(rows[0])).toEqual([308.5, 485, 661.5]);
});

test.each([
  ['before a cell nobody understands', '一、本年新收政府信息公\n开申请数量\n51\n无法统计\n821\n4638', '51'],
  ['before a question', '自然人 1314 ？ 8 10', '1314'],
  ['behind a label and before words', '本年废止件数 164 见附件', '164'],
  ['whose note goes on in the next line', '科研机构 只计这 273（其中网\n上136件）', '273（其中网'],
])('a figure %s is listed', async (_, lines, figure) => {
  const { unplaced, doubtful } = await sure(text(TWO, '规章', THREE, lines), 'requests');
  expect([...unplaced, ...doubtful].join(' ').split(' ')).toContain(figure);
});

test('letters of one point beside a figure are not seen', async () => {
  const heads = ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'];
  const rows = [heads, ['规章', '0', '2', '3']].map((cells) => cells.map((words) => ({ text: words })));
  const content =
    drawnText(TITLE, 40, 580) +
    drawnText(TWO, 40, 560) +
    drawnTable({ x: 20, y: 540, widths: [100, 100, 100, 100], rows }) +
    drawnText('12', 121, 503, 1);
  const document = pdfOf([{ content, width: 800, height: 600 }]);
  expect((await sure(document, 'proactive.rules')).sure).toEqual([0, 2, 3]);
});

test('a row that very many blanks fill up is read', async () => {
  const row = (label: string) => `${label},1,1,1,1,1,1,6,${','.repeat(150_000)}`;
  const document = text(THREE, `项目,${APPLICANTS.replaceAll(' ', ',')}`, row(RECEIVED), row(CARRIED_IN));
  expect((await sure(document, 'requests.received')).sure).toEqual([1, 1, 1, 1, 1, 1, 6]);
});

test.each([
  ['blank at first', '2:四、结转下年度继续办理 _ 25 5 806', 'naturalPerson'],
  ['blank at last', '2:四、结转下年度继续办理 7 25 5 _', 'researchInstitution'],
  ['words at first', '2:四、结转下年度继续办理 见附件 25 5', 'businessEnterprise'],
])(
  'where the heads are a column beside the figures, a row with %s fits them by chance',
  async (_, last, column) => {
    const document = page(
      THREE,
      tableOf(
        '序号 2:项目 自然人 商业企业 科研机构',
        `1 ${RECEIVED} 4253 496 3541 3510`,
        `2 ${CARRIED_IN} 7 1125 28 20`,
        '3 （一）予以公开 26 28 12 16',
        `4 ${last}`,
      ),
    );
    const { sure: certain } = await sure(document, `requests.carriedOut.${column}`);
    expect(certain).toEqual([]);
  },
);

test('a row alone under its heads with a blank at an end does not prove that they are above its cells', async () => {
  const heads = `序号 2:项目 ${APPLICANTS.replace('总计', '同比')}`;
  const alone = page(THREE, tableOf(heads, `1 2:${RECEIVED} _ 1992 467 74 65 51 695`));
  expect((await sure(alone, 'requests.received')).sure).toEqual([]);
  const lines = text(THREE, APPLICANTS.replace('总计', '').trim(), `|${RECEIVED}|1992|467|74|65|51||`);
  expect((await sure(lines, 'requests.received')).sure).toEqual([]);
  const complete = page(THREE, tableOf(heads, `1 2:${RECEIVED} 4 1992 467 74 65 51 695`));
  expect((await sure(complete, 'requests.received')).sure).toEqual([4, 1992, 467, 74, 65, 51]);
});

test('rows without labels are of no certain rows where a subtotal stands among them, and one of them could not be read', async () => {
  const row = (count: number) => [count, 0, 0, 0, 0, 0, count].join('\n');
  const lines = (subtotal: readonly string[], last: string) =>
    text(
      THREE,
      ...APPLICANTS.split(' '),
      RECEIVED,
      row(14),
      '（三）不予公开',
      '8.属于行政查询事项',
      row(9),
      ...subtotal,
      '（四）无法提供',
      '1.本机关不掌握相关',
      '政府信息',
      row(2),
      '2.没有现成信息需要另',
      '行制作',
      row(3),
      '3.补正后申请内容仍',
      '不明确',
      last,
      '（五）不予处理',
      '1.信访举报投诉类申请',
      row(5),
    );
  const among = lines(['不予公开小计', row(9)], '4\n5\n9');
  expect((await sure(among, 'requests.unavailable')).sure).toEqual([]);
  expect((await sure(among, 'requests.notProcessed.petition')).sure).toEqual([5, 0, 0, 0, 0, 0, 5]);
});
