import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { readDocument } from '../../../src/document/reader/readDocument';
import { judge } from '../../support/judgeTables';
import { documentOf, tableHabits } from '../../support/tableHabits';

const SURE = 0.8;
const TITLE = '青禾县审计局2024年政府信息公开工作年度报告';
const TWO = '二、主动公开政府信息情况';
const THREE = '三、收到和处理政府信息公开申请情况';
const FOUR = '四、政府信息公开行政复议、行政诉讼情况';
const APPLICANTS = '自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计';
const RECEIVED = '一、本年新收政府信息公开申请数量';
const CARRIED_IN = '二、上年结转政府信息公开申请数量';

/** A table of a page, from rows whose cells are parted by spaces; "_" is blank, "a+b" spans, as "3:其他". */
const tableOf = (...rows: string[]) =>
  `<table>${rows
    .map((row) => {
      const cells = row.split(' ').map((cell) => {
        const [, span, text] = /^(?:(\d+):)?(.*)$/su.exec(cell) as RegExpExecArray;
        return `<td${span ? ` colspan="${span}"` : ''}>${text === '_' ? '' : text}</td>`;
      });
      return `<tr>${cells.join('')}</tr>`;
    })
    .join('')}</table>`;
const page = (...parts: string[]) =>
  `<html><body>${[TITLE, ...parts].map((part) => (part.startsWith('<') ? part : `<p>${part}</p>`)).join('')}</body></html>`;
const text = (...lines: string[]) => [TITLE, ...lines].join('\n');

/** The cells under a code that are read surely, by the rest of their code; a blank is "". */
async function sure(document: string, under: string) {
  const { cells, unplaced } = await readDocument(Buffer.from(document));
  const own = Object.entries(cells).filter(
    ([code, { status }]) => code.startsWith(`${under}.`) && status !== 'MISSING',
  );
  return {
    sure: own.filter(([, { confidence }]) => confidence >= SURE).map(([, { value }]) => value ?? ''),
    doubtful: own
      .filter(([, { confidence }]) => confidence < SURE)
      .map(([code, { printed }]) => `${code.split('.').at(-1)} ${printed}`),
    unplaced: unplaced.map((one) => one.text.replace(/\s+/g, ' ')),
  };
}

describe('section three', () => {
  test.each([
    [
      'one blank among seven cells, spans dropped',
      page(
        THREE,
        tableOf(
          '申请人情况',
          '自然人 法人或其他组织 总计',
          '_ 商业企业 科研机构 社会公益组织 法律服务机构 其他 _',
          `${RECEIVED} 40 3 2 1 _ 5 51`,
        ),
      ),
      [40, 3, 2, 1, '', 5, 51],
    ],
    [
      'a subtotal of legal persons',
      page(
        THREE,
        tableOf(
          `项目 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 小计 总计`,
          `${RECEIVED} 9 3 1 0 2 1 7 16`,
        ),
      ),
      [9, 3, 1, 0, 2, 1, 16],
    ],
    [
      'a column of the year before',
      page(THREE, tableOf(`项目 ${APPLICANTS} 2023年`, `${RECEIVED} 9 3 1 0 2 1 16 11`)),
      [9, 3, 1, 0, 2, 1, 16],
    ],
    [
      'the total before its parts',
      page(
        THREE,
        tableOf(
          '项目 合计 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他',
          `${RECEIVED} 16 9 3 1 0 2 1`,
        ),
      ),
      [9, 3, 1, 0, 2, 1, 16],
    ],
    [
      'the total at both ends',
      page(THREE, tableOf(`项目 合计 ${APPLICANTS}`, `${RECEIVED} 16 9 3 1 0 2 1 16`)),
      [9, 3, 1, 0, 2, 1, 16],
    ],
    [
      'columns of two years below each applicant',
      page(
        THREE,
        tableOf(
          '项目 2:自然人 2:商业企业 2:科研机构 2:社会公益组织 2:法律服务机构 2:其他 2:总计',
          '_ 本年 上年 本年 上年 本年 上年 本年 上年 本年 上年 本年 上年 本年 上年',
          `${RECEIVED} 9 1 3 2 1 3 0 4 2 5 1 6 16 21`,
        ),
      ),
      [9, 3, 1, 0, 2, 1, 16],
    ],
    [
      'an error of the office, under heads',
      page(THREE, tableOf(`项目 ${APPLICANTS}`, `${RECEIVED} 9 3 1 0 2 1 61`)),
      [9, 3, 1, 0, 2, 1, 61],
    ],
    [
      'figures of two years in a cell, by their head',
      page(
        THREE,
        '（本年/上年）',
        tableOf(`项目 ${APPLICANTS}`, `${RECEIVED} 14/11 2/3 0/0 0/0 1/0 0/0 17/14`),
      ),
      [14, 2, 0, 0, 1, 0, 17],
    ],
    [
      'a table of the year before, and one of the report',
      page(
        THREE,
        '2023年情况：',
        tableOf(`项目 ${APPLICANTS}`, `${RECEIVED} 9 1 0 0 0 0 10`),
        '2024年情况：',
        tableOf(`项目 ${APPLICANTS}`, `${RECEIVED} 14 2 0 0 1 0 17`),
      ),
      [14, 2, 0, 0, 1, 0, 17],
    ],
    [
      'a figure broken over lines, which the sum confirms',
      page(THREE, tableOf(`项目 ${APPLICANTS}`, `${RECEIVED} 1<br>2 0 0 0 0 0 12`)),
      [12, 0, 0, 0, 0, 0, 12],
    ],
    [
      'labels in lines of their own above the figures',
      text(THREE, RECEIVED, '9 3 1 0 2 1 16', CARRIED_IN, '1 0 0 0 0 0 1'),
      [9, 3, 1, 0, 2, 1, 16],
    ],
    [
      'applicants as rows',
      page(
        THREE,
        tableOf(
          `申请人 ${RECEIVED} ${CARRIED_IN} （一）予以公开`,
          '自然人 9 1 2',
          '商业企业 3 0 1',
          '科研机构 1 0 0',
          '社会公益组织 0 0 0',
          '法律服务机构 2 0 0',
          '其他 1 0 0',
          '总计 16 1 3',
        ),
      ),
      [9, 3, 1, 0, 2, 1, 16],
    ],
    [
      'no total column',
      page(
        THREE,
        tableOf('项目 自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他', `${RECEIVED} 9 3 1 0 2 1`),
      ),
      [9, 3, 1, 0, 2, 1],
    ],
    ['the total column only', page(THREE, tableOf('项目 件数', `${RECEIVED} 17`)), [17]],
  ])('%s', async (_, document, expected) => {
    expect((await sure(document, 'requests.received')).sure).toEqual(expected);
  });

  test.each([
    ['？', page(THREE, tableOf(`项目 ${APPLICANTS}`, `${RECEIVED} ？ 4 0 0 0 0 39`))],
    ['见附件', page(THREE, tableOf(`项目 ${APPLICANTS}`, `${RECEIVED} 见附件 4 0 0 0 0 39`))],
    ['3/1', page(THREE, tableOf(`项目 ${APPLICANTS}`, `${RECEIVED} 3/1 4 0 0 0 0 39`))],
    ['见附件', text(THREE, `|项目|${APPLICANTS.replaceAll(' ', '|')}|`, `|${RECEIVED}|见附件|4|0|0|0|0|39|`)],
    ['？', text(THREE, `${RECEIVED} ？ 4 0 0 0 0 39`)],
  ])('a cell with %s costs itself and not its neighbours', async (odd, document) => {
    const read = await sure(document, 'requests.received');
    expect(read.doubtful).toEqual([`naturalPerson ${odd}`]);
    expect(read.sure).toEqual([4, 0, 0, 0, 0, 39]);
  });

  test('two tables without captions are both in doubt', async () => {
    const read = await sure(
      page(
        THREE,
        tableOf(`项目 ${APPLICANTS}`, `${RECEIVED} 9 1 0 0 0 0 10`, `${CARRIED_IN} 1 0 0 0 0 0 1`),
        tableOf(`项目 ${APPLICANTS}`, `${RECEIVED} 14 2 0 0 1 0 17`),
      ),
      'requests',
    );
    expect(read.sure).toEqual([]);
    expect(read.unplaced).toContain(`${RECEIVED} 14 2 0 0 1 0 17`);
  });

  test('a part of a label is no row with another number', async () => {
    const read = await sure(
      text(
        THREE,
        `${RECEIVED} 26 2 0 0 0 0 28`,
        '（三）不予公开',
        '2.其他 12 2 0 0 0 0 14',
        '法律行政法规禁止公开',
        '3.其他 7 0 0 1 3 1 12',
      ),
      'requests',
    );
    const { cells } = await readDocument(
      Buffer.from(
        text(
          THREE,
          `${RECEIVED} 26 2 0 0 0 0 28`,
          '（三）不予公开',
          '2.其他 12 2 0 0 0 0 14',
          '法律行政法规禁止公开',
          '3.其他 7 0 0 1 3 1 12',
        ),
      ),
    );
    expect(cells['requests.denied.otherLaw.total'].value).toBe(14);
    expect(cells['requests.otherHandling.other.total'].value).toBe(12);
    expect(read.unplaced).toEqual([]);
  });

  test('figures by order that do not add up are in doubt', async () => {
    const read = await sure(text(THREE, `${RECEIVED} 16 9 3 1 0 2 1`), 'requests.received');
    expect(read.sure).toEqual([]);
  });

  test('rows that fit no columns are listed', async () => {
    const read = await sure(text(THREE, `${RECEIVED} 9 3 1`, '什么也不是 4 5'), 'requests');
    expect(read.unplaced).toEqual([`${RECEIVED} 9 3 1`, '什么也不是 4 5']);
  });
});

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

test('whatever the habits of tables, a sure cell is right and no figure is lost', async () => {
  await fc.assert(
    fc.asyncProperty(tableHabits, async (habits) => {
      const { text: document, truth } = documentOf(habits);
      const { wrong } = judge(await readDocument(Buffer.from(document)), truth);
      expect(wrong).toEqual([]);
    }),
    { numRuns: 60, seed: 21, endOnFailure: true },
  );
});

const CASES = join(__dirname, '../../../../shared/cases/reading');
const describeCases = existsSync(CASES) ? describe : () => {};
describeCases('documents that were read wrongly', () => {
  test.each([
    ['one-blank-flattened.md', 'requests.received', [40, 3, 2, 1, '', 5, 51]],
    ['disputes-transposed.html', 'disputes', [7, 2, 3, 1, 13, 1, 0, 2, 4, 7, 0, 1, 2, 0, 3]],
    ['last-years-table-first.html', 'requests.received', [14, 2, 0, 0, 1, 0, 17]],
    ['one-figure-three-columns.txt', 'proactive', []],
    ['edition2019-cells-on-lines.txt', 'proactive.normativeDocuments', [4, 5, 31]],
    ['edition2019-token-lines.txt', 'proactive.penalties', [17, 40, -2]],
    ['bar-before-line-break.txt', 'proactive', [7, 8, 9]],
    ['total-alone-then-bars.txt', 'requests', []],
    ['legal-subtotal-column.html', 'requests.received', [9, 3, 1, 0, 2, 1, 16]],
    ['requests-total-only.html', 'requests', [17, 3]],
    ['two-figures-slash.html', 'requests.received', []],
    ['whole-on-one-line.txt', 'requests.received', [5, 1, 0, 0, 0, 0, 6]],
    ['line-per-section.txt', 'disputes', [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['commas.csv', 'requests.received', [5, 1, 0, 0, 0, 0, 6]],
  ])('%s', async (name, under, expected) => {
    const document = readFileSync(join(CASES, name), 'utf8');
    expect((await sure(document, under)).sure).toEqual(expected);
  });
});
