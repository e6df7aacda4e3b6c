import { readReport } from '../../../src/document/reading/readReport';
import { reasonsOf } from '../../../src/document/reading/reasons';
import type { SourceCell } from '../../../src/document/source/blocks';
import { openDocument } from '../../../src/document/source/openDocument';
import { RECOGNISED, UNCLEAR } from '../../../src/document/source/pages/recognised';
import { distinctFigures, PLAIN, type Printed, pageOf } from '../../support/statutoryTables';

const TITLE = '演示县水务局2024年政府信息公开工作年度报告';

/** Reads a report as if it had been recognised in a picture; some cells may say so in other words. */
async function readRecognised(printed: Printed, doubtOf: (cell: SourceCell) => string = () => RECOGNISED) {
  const { blocks } = await openDocument(Buffer.from(pageOf(printed, PLAIN, TITLE)));
  const recognised = blocks.map((block) =>
    block.kind === 'TEXT'
      ? { ...block, doubt: RECOGNISED }
      : { ...block, cells: block.cells.map((cell) => ({ ...cell, doubt: doubtOf(cell) })) },
  );
  const { cells, recognition } = readReport(recognised, 'IMAGE');
  const codes = Object.keys(cells).filter((code) => code.startsWith('requests.'));
  return { cells, recognition, doubtful: codes.filter((code) => cells[code].confidence < 0.8), codes };
}

const isInRow = (code: string, row: string) => code.startsWith(`requests.${row}.`);
const isInColumn = (code: string, column: string) => code.endsWith(`.${column}`);

test('the sums of row and column confirm figures of section three, and nothing else is confirmed', async () => {
  const { cells, recognition, doubtful, codes } = await readRecognised(distinctFigures());
  expect(recognition).toMatchObject({ agency: { confidence: 0.7 }, year: { confidence: 0.7 } });
  expect(doubtful).toEqual([]);
  for (const code of codes) {
    expect(cells[code].confidence).toBe(0.85);
    expect(cells[code]).toMatchObject({
      reasonZh: '扫描识别，所在行和列的合计均相符',
      reasonEn: 'Recognised from a scan; the sums of its row and of its column confirm it',
    });
  }
  for (const code of Object.keys(cells).filter((one) => !codes.includes(one)))
    expect(cells[code]).toMatchObject({ confidence: 0.5, ...reasonsOf(RECOGNISED) });
});

test.each([
  ['granted', 'naturalPerson'],
  ['denied.stateSecret', 'total'],
  ['unavailable.notHeld', 'other'],
])('one digit misread leaves its row and its column doubtful (%s, %s)', async (row, column) => {
  const printed = distinctFigures();
  const code = `requests.${row}.${column}`;
  printed[code] = String(Number(printed[code]) + 5);
  const { doubtful, codes } = await readRecognised(printed);
  const isOutcome = (one: string) => !/\.(?:received|carriedIn|carriedOut|concluded)\./.test(one);
  expect(doubtful).toEqual(
    codes.filter((one) => isInRow(one, row) || (isInColumn(one, column) && isOutcome(one))),
  );
});

test('a misread figure that both its neighbours make up for in the row is found by their columns', async () => {
  const printed = distinctFigures();
  const add = (column: string, by: number) => {
    const code = `requests.granted.${column}`;
    printed[code] = String(Number(printed[code]) + by);
  };
  add('naturalPerson', 5);
  add('other', -5);
  const { doubtful } = await readRecognised(printed);
  expect(doubtful).toEqual(
    expect.arrayContaining(['requests.granted.naturalPerson', 'requests.granted.other']),
  );
});

test('figures that were hard to read are confirmed too, but no zero among them, and no blank', async () => {
  const zeros = Object.fromEntries(Object.keys(distinctFigures()).map((code) => [code, '0']));
  zeros['requests.granted.other'] = '';
  const all = await readRecognised(zeros);
  expect(all.doubtful).toEqual(['requests.granted.other']);
  const unclear = await readRecognised(zeros, ({ text }) => (text === '0' ? UNCLEAR : RECOGNISED));
  expect(unclear.doubtful).toEqual(unclear.codes);
  const hard = await readRecognised(distinctFigures(), () => UNCLEAR);
  expect(hard.doubtful).toEqual([]);
});

test('a row that was not found leaves the columns open', async () => {
  const printed = distinctFigures();
  const { blocks } = await openDocument(Buffer.from(pageOf(printed, PLAIN, TITLE)));
  const row = (cells: readonly SourceCell[]) => cells.find(({ text }) => text.includes('重复申请'))?.row;
  const { cells } = readReport(
    blocks.map((block) =>
      block.kind === 'TEXT'
        ? block
        : {
            ...block,
            cells: block.cells
              .filter((cell) => cell.row !== row(block.cells))
              .map((cell) => ({ ...cell, doubt: RECOGNISED })),
          },
    ),
    'IMAGE',
  );
  expect(cells['requests.granted.total'].confidence).toBe(0.5);
  expect(cells['requests.received.total'].confidence).toBe(0.85);
});
