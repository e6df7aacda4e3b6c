import { locationInWords } from '../../src/shared/locationInWords';

test.each([
  [
    { page: 2, table: 1, row: 4, column: 2, line: 9 },
    '第 2 页，第 1 个表，第 4 行，第 2 列',
    'page 2, table 1, row 4, column 2',
  ],
  [{ section: 5, line: 7, table: null }, '第 5 部分，第 7 段', 'section 5, paragraph 7'],
  [{ sheet: '表三', row: 3, page: null }, '工作表“表三”，第 3 行', 'sheet "表三", row 3'],
  [{}, '', ''],
])('a place of a document is said without what its format does not have: %j', (where, zh, en) => {
  expect(locationInWords(where)).toEqual({ zh, en });
});
