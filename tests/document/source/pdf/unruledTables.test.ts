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

const SURE = 0.8;
const HEADS = ['信息内容', '本年制发件数', '本年废止件数', '现行有效件数'];
const MIDDLES = [110, 240, 340, 440];
const sectionTwo = (...rows: readonly string[][]) =>
  text('二、主动公开政府信息情况', 60, 780) +
  [HEADS, ...rows].map((words, at) => row(words, MIDDLES, 740 - at * 20)).join('');

test('a cell that nobody understands costs itself, and its column stays', async () => {
  const cells = await read(sectionTwo(['规章', '', '0', '366'], ['行政规范性文件', '3/1', '240', '0']));
  expect(cells['proactive.normativeDocuments.issued'].confidence).toBeLessThan(SURE);
  expect(cells['proactive.normativeDocuments.repealed']).toMatchObject({ value: 240, confidence: 1 });
  expect(cells['proactive.rules.issued']).toMatchObject({ status: 'BLANK' });
  expect(cells['proactive.rules.inForce']).toMatchObject({ value: 366, confidence: 1 });
});

test('words that nobody understands are not the end of a label', async () => {
  const cells = await read(sectionTwo(['规章', '见附件', '0', ''], ['行政规范性文件', '5', '240', '']));
  expect(cells['proactive.rules.issued'].confidence).toBeLessThan(SURE);
});

test('a figure in the middle of blanks may be one for all of them', async () => {
  const heads = [...HEADS, '上年现行有效件数'];
  const middles = [...MIDDLES, 540];
  const cells = await read(
    text('二、主动公开政府信息情况', 60, 780) +
      row(heads, middles, 740) +
      row(['规章', '', '7', '', '90'], middles, 720) +
      row(['行政规范性文件', '2', '', '31', '40'], middles, 700),
  );
  for (const column of ['issued', 'repealed', 'inForce'])
    expect(cells[`proactive.rules.${column}`].confidence).toBeLessThan(SURE);
  expect(cells['proactive.normativeDocuments.repealed']).toMatchObject({ status: 'BLANK', confidence: 1 });
});

test('a blank below a long label may be the end of the label', async () => {
  const cells = await read(
    sectionTwo(['规章', '2', '', '31']) +
      text('行政规范性文件（含市政府文件）', 60, 700, 9) +
      row(['', '', '240', '9'], MIDDLES, 700),
  );
  expect(cells['proactive.normativeDocuments.issued'].confidence).toBeLessThan(SURE);
});

describe('section three without ruled lines', () => {
  const APPLICANTS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
  const columns = [300, 340, 380, 420, 460, 500, 540];
  const sectionThree = (heads: readonly string[], middles: readonly number[], rows: string) =>
    text('三、收到和处理政府信息公开申请情况', 60, 780) +
    heads
      .map(
        (head, at) => row([head.slice(0, 3)], [middles[at]], 740) + row([head.slice(3)], [middles[at]], 730),
      )
      .join('') +
    rows;
  const sure = async (content: string, rowCode: string) => {
    const cells = await read(content);
    return [
      'naturalPerson',
      'businessEnterprise',
      'researchInstitution',
      'socialOrganization',
      'legalServiceAgency',
      'other',
      'total',
    ].flatMap((column) => {
      const cell = cells[`requests.${rowCode}.${column}`];
      return cell && cell.status !== 'MISSING' && cell.confidence >= SURE ? [cell.value] : [];
    });
  };

  test('the number of a row is no figure, though as many figures as heads stand there', async () => {
    const all = [...APPLICANTS, '同比'];
    const middles = [...columns, 580];
    const content = sectionThree(
      ['序号', '项目', ...all],
      [40, 150, ...middles],
      row(
        ['1', '一、本年新收政府信息公开申请数量', '5', '0', '0', '0', '0', '0', '5', '10'],
        [40, 150, ...middles],
        700,
      ) +
        row(['4', '', '0', '16', '0', '0', '2', '0', '18'], [40, 150, ...middles], 680) +
        text('（二）部分公开', 60, 688, 9) +
        text('（区分处理的）', 60, 670, 9),
    );
    expect((await sure(content, 'partlyGranted')).slice(0, 1)).not.toEqual([4]);
  });

  test('the name of a group beside figures, with broken labels around it, is no row', async () => {
    const content = sectionThree(
      APPLICANTS,
      columns,
      row(['一、本年新收政府信息公开申请数量', '5', '0', '0', '0', '0', '0', '5'], [150, ...columns], 700) +
        text('1.申请人无正当理由逾', 110, 685, 9) +
        row(['（六）其他处理', '1', '0', '0', '0', '0', '2', '3'], [80, ...columns], 675) +
        text('期不补正、行政机关不再处理', 110, 665, 9),
    );
    expect(await sure(content, 'otherHandling')).toEqual([]);
  });

  test('heads that are one column beside their figures do not place them', async () => {
    const shifted = columns.map((at) => at + 40);
    const content = sectionThree(
      APPLICANTS,
      shifted,
      row(['一、本年新收政府信息公开申请数量', '5', '0', '0', '0', '0', '0', '5'], [150, ...columns], 700) +
        row(['二、上年结转政府信息公开申请数量', '9', '22', '', '', '', '', '31'], [150, ...columns], 680),
    );
    const read = await sure(content, 'carriedIn');
    expect([[], [9, 22, null, null, null, null, 31]]).toContainEqual(read);
  });
});
