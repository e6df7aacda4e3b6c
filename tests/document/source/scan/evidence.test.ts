import { readReport } from '../../../../src/document/reading/readReport';
import { reasonsOf } from '../../../../src/document/reading/reasons';
import { openPages } from '../../../../src/document/source/pages/openPages';
import type { Letter, Page, Ruling } from '../../../../src/document/source/pages/page';
import { RECOGNISED } from '../../../../src/document/source/pages/recognised';

const LEFTS = [40, 200, 240, 280, 320, 360, 400, 440, 480];
const HEADS = ['', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
const RECEIVED = ['一、本年新收政府信息公开申请数量', '1', '2', '3', '4', '5', '6', '21'];

const letter = (text: string, left: number, top: number): Letter => ({
  text,
  left: left + 2,
  right: left + 20,
  top,
  bottom: top + 9,
  base: top + 9,
  size: 9,
  isTurned: false,
});
const across = (at: number): Ruling => ({ isHorizontal: true, at, from: 40, to: 480 });
const down = (at: number): Ruling => ({ isHorizontal: false, at, from: 100, to: 140 });

/** A page of a scan with the head and the first row of section three. */
const PAGE: Page = {
  number: 4,
  width: 595,
  height: 842,
  letters: [
    letter('三、收到和处理政府信息公开申请情况', 40, 60),
    ...HEADS.flatMap((head, at) => (head === '' ? [] : [letter(head, LEFTS[at], 105)])),
    ...RECEIVED.map((text, at) => letter(text, LEFTS[at], 125)),
  ],
  rulings: [100, 120, 140].map(across).concat(LEFTS.map(down)),
  pictureIn: ({ left, top }) => `picture at ${left}, ${top}`,
};

test('a cell of a scan is doubtful, and comes with its picture and its place on the page', () => {
  const { cells } = readReport(openPages([PAGE]), 'IMAGE');
  expect(cells['requests.received.other']).toMatchObject({
    value: 6,
    confidence: 0.5,
    ...reasonsOf(RECOGNISED),
    where: { page: 4, table: 1, row: 2, column: 7, box: { left: 400, top: 120, right: 440, bottom: 140 } },
    picture: 'picture at 400, 120',
  });
});

test('a cell of a page that is no scan has its place and no picture', () => {
  const { pictureIn: _, ...page } = PAGE;
  const cell = readReport(openPages([page]), 'PDF').cells['requests.received.other'];
  expect(cell).toMatchObject({ value: 6, confidence: 1 });
  expect(cell).not.toHaveProperty('picture');
  expect(cell.where).toMatchObject({ page: 4, box: { left: 400, top: 120, right: 440, bottom: 140 } });
});
