import {
  blankedCells,
  type CellRead,
  doubtfulCells,
  doubtInWords,
  excerptOf,
  lineAround,
  proposalOf,
  textOf,
} from '../src/desk/reading/places';
import { placeInWords } from '../src/report/evidence';

const cell = (code: string, more: Partial<CellRead>): CellRead => ({
  code,
  section: 3,
  labelZh: code,
  labelEn: code,
  unitZh: '件',
  unitEn: 'items',
  value: 1,
  state: 'REPORTED',
  confidence: 1,
  printed: '1',
  rowHead: null,
  columnHead: null,
  picture: null,
  note: null,
  reasonZh: null,
  reasonEn: null,
  where: inRow(4, 2),
  ...more,
});
const inRow = (row: number, column: number) => ({
  page: 2,
  turn: null,
  box: null,
  sheet: null,
  line: null,
  table: 1,
  row,
  column,
});

test('the least sure cells come first, and those of one row stay together', () => {
  const cells = [
    cell('a', { confidence: 0.7, where: inRow(1, 2) }),
    cell('b', { where: inRow(2, 2) }),
    cell('c', { confidence: 0.79, where: inRow(3, 2) }),
    cell('d', { confidence: 0.3, where: inRow(3, 3) }),
    cell('e', { state: 'NOT_UNDERSTOOD', value: null, where: inRow(4, 3) }),
  ];
  expect(doubtfulCells(cells).map(({ code }) => code)).toEqual(['c', 'd', 'a', 'e']);
});

test('a cell in doubt says why, also where something is printed beside its figure', () => {
  const why = { reasonZh: '数值前有“约”', reasonEn: 'The figure is approximate' };
  expect(doubtInWords(cell('a', { ...why, note: '约' }))).toEqual([
    '数值前有“约”；旁注：约',
    'The figure is approximate. Beside it is printed: 约',
  ]);
  expect(doubtInWords(cell('a', why))[0]).toBe('数值前有“约”');
  expect(doubtInWords(cell('a', { note: '约' }))[1]).toBe('Beside it is printed: 约');
  expect(doubtInWords(cell('a', {}))).toEqual(['', '']);
});

test('the line of a cell has what is printed in its row, from left to right', () => {
  const cells = [
    cell('b', { where: inRow(1, 3) }),
    cell('a', { where: inRow(1, 2) }),
    cell('c', { where: inRow(1, 4), printed: null }),
    cell('d', { where: inRow(2, 2) }),
    cell('e', { where: null }),
  ];
  expect(lineAround(cells[0], cells).map(({ code }) => code)).toEqual(['a', 'b']);
  expect(lineAround(cells[4], cells).map(({ code }) => code)).toEqual(['e']);
});

test('a place is said in words, without what a format does not have', () => {
  expect(placeInWords(inRow(4, 2), (zh) => zh)).toBe('第 2 页，第 1 个表，第 4 行，第 2 列');
  expect(
    placeInWords(
      { ...inRow(4, 2), page: null, line: 7, table: null, row: null, column: null },
      (_, en) => en,
    ),
  ).toBe('paragraph 7');
});

test('what does not apply is typed as a stroke, blank as nothing', () => {
  expect(textOf(cell('a', { state: 'NOT_APPLICABLE', value: null }))).toBe('/');
  expect(textOf(cell('a', { state: 'BLANK', value: null }))).toBe('');
});

test('what somebody left blank is listed, whatever the document has there', () => {
  const cells = [
    cell('a', {}),
    cell('b', { value: null, state: 'NOT_UNDERSTOOD' }),
    cell('c', {}),
    cell('d', { value: null }),
  ];
  expect(blankedCells(cells, { a: '', b: ' ', c: '7' }).map(({ code }) => code)).toEqual(['a', 'b']);
});

test('of a figure whose unit may be another, what is printed with its unit is proposed; a bare figure and words are not', () => {
  const proposed = (printed: string, code = 'proactive.fees.amount') =>
    proposalOf(cell(code, { state: 'NOT_UNDERSTOOD', value: null, printed }));
  expect(proposed('83000元')).toBe('83000元');
  expect(proposed(' 8.3万元 ')).toBe('8.3万元');
  expect(proposed('83000')).toBe('');
  expect(proposed('见附件')).toBe('');
  expect(proposed('83000元', 'requests.received.total')).toBe('');
  expect(proposalOf(cell('proactive.fees.amount', { value: 7, printed: '7' }))).toBe('7');
});

test('an excerpt has the row of a cell between the rows that were read beside it, with what is printed around them', () => {
  const cells = [
    cell('far', { where: inRow(1, 2) }),
    cell('above', { where: inRow(3, 2), rowHead: '规章', columnHead: '本年制发件数' }),
    cell('own', { where: inRow(4, 3), rowHead: '规范性文件', columnHead: '现行有效件数' }),
    cell('beside', { where: inRow(4, 2), rowHead: '规范性文件', columnHead: '本年制发件数' }),
    cell('below', { where: inRow(7, 2), rowHead: null, columnHead: '本年制发件数' }),
    cell('other part', { where: inRow(8, 2), rowHead: '行政强制', columnHead: '本年处理决定数量' }),
    cell('other table', { where: { ...inRow(4, 2), table: 2 } }),
  ];
  const excerpt = excerptOf(cells[2], cells);
  expect(excerpt?.heads).toEqual(['本年制发件数', '现行有效件数']);
  expect(excerpt?.rows.map(({ head, cells: own }) => [head, ...own.map((one) => one?.code ?? null)])).toEqual(
    [
      ['规章', 'above', null],
      ['规范性文件', 'beside', 'own'],
      [null, 'below', null],
    ],
  );
  // The row below is of another part of the table: it has other heads.
  expect(excerptOf(cells[4], cells)?.rows.map(({ head }) => head)).toEqual(['规范性文件', null]);
  expect(excerptOf(cell('in a sentence', { where: { ...inRow(1, 1), table: null } }), cells)).toBeNull();
});
