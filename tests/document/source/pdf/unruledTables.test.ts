import { openReaderPool } from '../../../../src/document/reader/readerPool';
import { pdfOf, text } from '../../../support/pdf';

// In a process of its own, because the library for PDF is an ES module, which jest does not load.
const reader = openReaderPool({ workers: 1 });
afterAll(() => reader.close());

const TITLE = text('演示县水务局2024年政府信息公开工作年度报告', 60, 810);

/** Words at the middles of columns; blank ones are left out. */
function row(words: readonly string[], middles: readonly number[], y: number): string {
  return words
    .map((word, at) => {
      const width = [...word].reduce((sum, letter) => sum + (/[ -~]/.test(letter) ? 4.5 : 9), 0);
      return word === '' ? '' : text(word, middles[at] - width / 2, y, 9);
    })
    .join('');
}
const read = async (content: string) =>
  (await reader.read(pdfOf([{ content: TITLE + content }]), 'tests')).cells;

test('a blank cell of section two is found by the heads of its columns', async () => {
  const middles = [110, 240, 340, 440];
  const cells = await read(
    text('二、主动公开政府信息情况', 60, 780) +
      row(['', '第二十条第（一）项'], middles, 760) +
      row(['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'], middles, 740) +
      row(['规章', '0', '', '0'], middles, 720) +
      row(['行政规范性文件', '', '2', '31'], middles, 700),
  );
  expect(cells['proactive.normativeDocuments.issued']).toMatchObject({ status: 'BLANK' });
  expect(cells['proactive.normativeDocuments.repealed']).toMatchObject({ value: 2 });
  expect(cells['proactive.normativeDocuments.inForce']).toMatchObject({ value: 31 });
  expect(cells['proactive.rules.repealed']).toMatchObject({ status: 'BLANK' });
});

test('blank cells of section three, under heads in two lines', async () => {
  const middles = [150, 300, 335, 370, 405, 440, 475, 510];
  const cells = await read(
    text('三、收到和处理政府信息公开申请情况', 60, 780) +
      row(['申请人情况'], [400], 765) +
      row(['法人或其他组织'], [405], 750) +
      row(['', '自然人', '商业', '科研', '社会', '法律', '其他', '总计'], middles, 735) +
      row(['', '', '企业', '机构', '组织', '机构'], middles, 724) +
      row(['一、本年新收政府信息公开申请数量', '25', '', '3', '', '', '', '28'], middles, 700) +
      row(['二、上年结转政府信息公开申请数量', '', '', '', '', '2', '', '2'], middles, 680),
  );
  const values = [
    'naturalPerson',
    'businessEnterprise',
    'researchInstitution',
    'legalServiceAgency',
    'total',
  ].map(
    (column) => cells[`requests.received.${column}`].value ?? cells[`requests.received.${column}`].status,
  );
  expect(values).toEqual([25, 'BLANK', 3, 'BLANK', 28]);
  expect(cells['requests.carriedIn.legalServiceAgency']).toMatchObject({ value: 2 });
});

test('a figure between two heads has no column', async () => {
  const middles = [110, 240, 340, 440];
  const cells = await read(
    text('二、主动公开政府信息情况', 60, 780) +
      row(['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'], middles, 740) +
      row(['行政规范性文件', '7'], [110, 290], 700),
  );
  for (const column of ['issued', 'repealed', 'inForce']) {
    const cell = cells[`proactive.normativeDocuments.${column}`];
    expect(cell?.value === undefined || cell.value === null || cell.confidence < 0.8).toBe(true);
  }
});
