import { openReaderPool } from '../../../../src/document/reader/readerPool';
import type { Extraction } from '../../../../src/document/reading/extraction';
import { filled, line, type Naming, type PdfPage, pdfOf, picture, text } from '../../../support/pdf';

// In a process of its own, because the library for PDF is an ES module, which jest does not load.
const reader = openReaderPool({ workers: 1 });
afterAll(() => reader.close());

const XS = [300, 335, 370, 405, 440, 475, 510];
const TITLE = text('演示县水务局2024年政府信息公开工作年度报告', 60, 800);
const HEAD = TITLE + text('三、收到和处理政府信息公开申请情况', 60, 780);
const row = (label: string, figures: readonly string[], y: number) =>
  text(label, 40, y) + figures.map((figure, at) => (figure ? text(figure, XS[at], y) : '')).join('');
const FIGURES = ['25', '5', '0', '1', '1', '2', '34'];
const RECEIVED = row('一、本年新收政府信息公开申请数量', FIGURES, 740);
const CARRIED_IN = row('二、上年结转政府信息公开申请数量', ['2', '0', '0', '0', '0', '0', '2'], 720);
const BODY = HEAD + RECEIVED + CARRIED_IN;

const read = (page: PdfPage | PdfPage[], naming?: Naming) =>
  reader.read(pdfOf([page].flat(), naming), 'tests');
const received = ({ cells }: Extraction) =>
  [
    'naturalPerson',
    'businessEnterprise',
    'researchInstitution',
    'socialOrganization',
    'legalServiceAgency',
    'other',
    'total',
  ].map((column) => cells[`requests.received.${column}`]);
const RIGHT = [25, 5, 0, 1, 1, 2, 34];

test('letters named by a predefined map of Chinese fonts', async () => {
  const reading = await read({ content: BODY });
  expect([reading.agency, reading.year]).toEqual(['演示县水务局', 2024]);
  expect(received(reading)).toMatchObject(RIGHT.map((value) => ({ value, confidence: 1 })));
});

test.each([
  [90, '0 1 -1 0 595 0 cm 0.7 0 0 0.7 0 0 cm'],
  [180, '-1 0 0 -1 595 842 cm'],
  [270, '0 -1 1 0 0 842 cm 0.7 0 0 0.7 0 0 cm'],
])('a page that is shown turned by %i degrees', async (rotate, matrix) => {
  const reading = await read({ content: `${matrix}\n${BODY}`, rotate });
  expect(received(reading)).toMatchObject(RIGHT.map((value) => ({ value, confidence: 1 })));
});

test('writing turned on a page that is not', async () => {
  const reading = await read({ content: `0 1 -1 0 595 0 cm 0.7 0 0 0.7 0 0 cm\n${BODY}` });
  expect(received(reading)).toMatchObject(RIGHT.map((value) => ({ value, confidence: 1 })));
});

test('text drawn again beside itself to look bold counts once', async () => {
  const reading = await read({ content: `${BODY}1 0 0 1 0.4 0.2 cm\n${RECEIVED}` });
  expect(received(reading)).toMatchObject(RIGHT.map((value) => ({ value, confidence: 1 })));
});

describe('what is not seen is not read', () => {
  const SECRET = text('9', 312, 740);
  test.each([
    ['invisible', `3 Tr ${SECRET} 0 Tr`],
    ['white on white', `q 1 1 1 rg ${SECRET} Q`],
    ['outside of its clip', `q 0 0 20 20 re W n ${SECRET} Q`],
    ['tiny', text('9', 312, 740, 0.5)],
    ['painted over', `${SECRET}${filled(311, 736, 8, 14)}`],
    ['transparent askew', `q 0.7 0.7 -0.7 0.7 312 740 cm ${text('9', 0, 0)} Q`],
  ])('%s', async (_, hidden) => {
    const reading = await read({ content: HEAD + RECEIVED + hidden + CARRIED_IN });
    expect(received(reading)[0]).toMatchObject({ value: 25, confidence: 1 });
  });
  test('outside of the crop box', async () => {
    const reading = await read({
      content: BODY + row('二、上年结转政府信息公开申请数量', ['7', '7', '7', '7', '7', '7', '7'], 20),
      cropBox: [0, 100, 595, 842],
    });
    expect(reading.cells['requests.carriedIn.total']).toMatchObject({ value: 2, confidence: 1 });
  });
  test('white on a dark ground is seen', async () => {
    const reading = await read({
      content: `${HEAD}${filled(30, 735, 540, 16, '0 0 0.5')}q 1 1 1 rg ${RECEIVED} Q${CARRIED_IN}`,
    });
    expect(received(reading)).toMatchObject(RIGHT.map((value) => ({ value, confidence: 1 })));
  });
});

test('a raised mark and a figure struck out are notes', async () => {
  const reading = await read({
    content: `${HEAD}${row('一、本年新收政府信息公开申请数量', ['25', '5', '0', '1', '1', '2', ''], 740)}${text('34', 510, 740)}${text('1', 520.5, 744, 5)}${CARRIED_IN}${text('71', 312, 740)}${line(311, 743.5, 323, 743.5)}`,
  });
  expect(received(reading)).toMatchObject(RIGHT.map((value) => ({ value })));
  expect(received(reading)[6].note).toBe('1');
  expect(received(reading)[0].note).toBe('71');
});

test('a raised mark that stands off its figure is no blank cell of the column beside', async () => {
  const [before, behind] = [
    row('一、本年新收政府信息公开申请数量', ['25', '5', '0'], 740),
    row('', ['', '', '', '4', '', '2', '36'], 740),
  ];
  const reading = await read({ content: `${HEAD}${before}${text('1', 379, 744, 5)}${behind}${CARRIED_IN}` });
  const sure = received(reading).filter(
    ({ confidence, status }) => confidence >= 0.8 && status !== 'MISSING',
  );
  expect(sure).toEqual([]);
});

describe('what may not be what is seen is doubtful', () => {
  const doubtful = RIGHT.map((value) => ({ value, confidence: 0.5, reasonZh: expect.any(String) }));
  test('a layer of text under the picture of a scan', async () => {
    const over = await read({ content: `${BODY}${picture(0, 0, 595, 842)}` });
    expect(received(over)).toMatchObject(doubtful);
    const invisible = await read({ content: `${picture(0, 0, 595, 842)}3 Tr ${BODY}` });
    expect(received(invisible)).toMatchObject(doubtful);
  });
  test('letters that the font does not name', async () => {
    expect(received(await read({ content: BODY }, 'NONE'))).toMatchObject(doubtful);
  });
  test('a figure at the edge of the page', async () => {
    const reading = await read({ content: BODY, width: 514 });
    expect(received(reading)[6]).toMatchObject({
      confidence: 0.5,
      reasonEn: expect.stringContaining('cut off'),
    });
    expect(received(reading).slice(0, 6)).toMatchObject(RIGHT.slice(0, 6).map((value) => ({ value })));
  });
});

test('a sentence that the edge of its page cuts off states no indicator', async () => {
  const stated = async (x: number) => {
    const content = `${TITLE}${text('一、总体情况', 60, 780)}${text('本机关受理12345热线工单93件。', x, 760)}`;
    const { indicators } = await read({ content });
    return indicators.map(({ code, value }) => [code, value]);
  };
  expect(await stated(60)).toEqual([['hotlineTickets', '93']]);
  // The first letters of the line are beyond the left edge, and the last beyond the right one.
  expect(await stated(-45)).toEqual([]);
  expect(await stated(495)).toEqual([]);
});
