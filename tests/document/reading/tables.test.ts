import { readDocument } from '../../../src/document/reader/readDocument';
import { APPLICANTS, CARRIED_IN, page, RECEIVED, sure, THREE, tableOf, text } from '../../support/tableTexts';

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
