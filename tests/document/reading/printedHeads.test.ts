import { readDocument } from '../../../src/document/reader/readDocument';

const HEAD = '<h1>演示县林业局2024年政府信息公开工作年度报告</h1><p>三、收到和处理政府信息公开申请情况</p>';
const PEOPLE =
  '<tr><td rowspan="3" colspan="2">（本列数据的勾稽关系）</td><td colspan="7">申请人情况</td></tr>' +
  '<tr><td rowspan="2">自然人</td><td colspan="5">法人或其他组织</td><td rowspan="2">总计</td></tr>' +
  '<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>';

/** Reads a table of section three with one row, after rows of heads. */
async function read(heads: string, row: string) {
  const page = `${HEAD}<table>${heads}<tr>${row}</tr></table>`;
  return (await readDocument(Buffer.from(`<!doctype html><meta charset="utf-8">${page}`))).cells;
}
const cells = (...texts: string[]) => texts.map((text) => `<td>${text}</td>`).join('');
const LABEL = '<td colspan="2">一、本年新收政府信息公开申请数量</td>';

test('a cell has the words printed in its row and over its column', async () => {
  const found = await read(PEOPLE, LABEL + cells('21', '4', '0', '3', '1', '5', '34'));
  expect(found['requests.received.other']).toMatchObject({
    value: 5,
    rowHead: '一、本年新收政府信息公开申请数量',
    columnHead: '申请人情况 法人或其他组织 其他',
  });
  expect(found['requests.received.total']).toMatchObject({ columnHead: '申请人情况 总计' });
});

test('a cell that nobody understands is no head of its row', async () => {
  const { 'requests.received.total': total } = await read(
    PEOPLE,
    LABEL + cells('21', '4', '见附件', '3', '1', '5', '34'),
  );
  expect(total).toMatchObject({ value: 34, rowHead: '一、本年新收政府信息公开申请数量' });
});

test('what is printed nowhere is left out', async () => {
  const { 'requests.received.naturalPerson': cell } = await read(
    '',
    LABEL + cells('21', '4', '0', '3', '1', '5', '34'),
  );
  expect(cell).toMatchObject({ value: 21 });
  expect(cell).not.toHaveProperty('columnHead');
});
