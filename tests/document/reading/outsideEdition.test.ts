import type { SectionFigures } from '../../../src/document/reading/placedFigures';
import { readCells } from '../../../src/document/reading/readCells';
import type { Piece, Row } from '../../../src/document/reading/rows';
import { readValue } from '../../../src/document/source/value';
import { cellOf } from '../../../src/form/cells';

const NONE: SectionFigures = { placed: [], strays: [] };

test('a figure of a cell that the edition does not have is left out, and the reason names the cell by its label', () => {
  const cell = cellOf('requests.otherHandling.total');
  const piece: Piece = { text: '3', column: 1, columnSpan: 1, isCarried: false, value: readValue('3') };
  const row: Row = {
    pieces: [piece],
    text: '（六）其他处理 3',
    isHeading: false,
    table: null,
    isWrappable: false,
    where: {},
  };
  const figure = { code: cell.code, row, piece, where: {}, confidence: 1, reason: null };
  const { unplaced } = readCells(
    { 2: NONE, 3: { placed: [figure], strays: [] }, 4: NONE },
    { 2: 2021, 3: 2021, 4: 2021 },
  );
  expect(unplaced).toMatchObject([
    {
      text: '3',
      reasonZh: `“${cell.zh}”不属于该部分所用的版本`,
      reasonEn: `"${cell.en}" is not in the edition of this section`,
    },
  ]);
});

test('a figure that its cell cannot hold is a finding that says in both languages where it stands', () => {
  const cell = cellOf('requests.received.total');
  const piece: Piece = { text: '-3', column: 1, columnSpan: 1, isCarried: false, value: readValue('-3') };
  const where = { table: 2, row: 3, column: 8 };
  const row: Row = { pieces: [piece], text: '-3', isHeading: false, table: null, isWrappable: false, where };
  const figure = { code: cell.code, row, piece, where, confidence: 1, reason: null };
  const { findings } = readCells(
    { 2: NONE, 3: { placed: [figure], strays: [] }, 4: NONE },
    { 2: 2021, 3: 2021, 4: 2021 },
  );
  expect(findings).toContainEqual(
    expect.objectContaining({
      messageZh: expect.stringMatching(/（第 2 个表，第 3 行，第 8 列）$/),
      messageEn: expect.stringMatching(/ \(table 2, row 3, column 8\)$/),
    }),
  );
});
