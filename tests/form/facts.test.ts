import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readValue } from '../../src/document/source/value';
import { NOT_APPLICABLE_MARK } from '../../src/form/cellMarks';
import { CELLS, cellOf, cellsOfEdition } from '../../src/form/cells';
import { proactiveRow } from '../../src/form/proactiveBlocks';
import { readCell } from '../../src/form/readCell';
import { REQUEST_GROUPS, requestRows, SINGLE_OTHER_HANDLING } from '../../src/form/requestRows';
import { SECTION_NAMES, SECTIONS, sectionInWords, titleOfReport } from '../../src/form/sections';
import { getAtPath, setAtPath, tablePath } from '../../src/form/tablePaths';

const statusOfSent = (text: string) => readCell(cellOf('requests.received.total'), text).status;

describe('marks of what does not apply', () => {
  test.each([
    '/',
    '／',
    '\\',
    '-',
    '—',
    '——',
    '–',
    '－',
    '―',
    '_',
    '- -',
    '无',
    '无数据',
    '不适用',
    'N/A',
    'na',
  ])('%s is one, sent and printed', (mark) => {
    expect(statusOfSent(mark)).toBe('NOT_APPLICABLE');
    expect(readValue(mark)?.kind).toBe('NOT_APPLICABLE');
  });

  test.each(['一', '一一', 'null'])('%s is one in a document only; sent, it is no number', (mark) => {
    expect(readValue(mark)?.kind).toBe('NOT_APPLICABLE');
    expect(readCell(cellOf('requests.received.total'), mark).finding?.code).toBe('counts.notANumber');
  });

  test.each(['没有', '无法提供', '0/', '十二'])('%s is none', (text) => {
    expect(readCell(cellOf('requests.received.total'), text).finding?.code).toBe('counts.notANumber');
    expect(readValue(text)?.kind).not.toBe('NOT_APPLICABLE');
  });

  test('the mark the hub prints is read as one', () => {
    expect(statusOfSent(NOT_APPLICABLE_MARK)).toBe('NOT_APPLICABLE');
  });
});

describe('row （六）其他处理', () => {
  test('edition 2019 prints one row and edition 2021 three, both before the total', () => {
    const codes = (edition: 2019 | 2021) => requestRows(edition).map(({ code }) => code);
    expect(codes(2019).slice(-3)).toEqual([SINGLE_OTHER_HANDLING.code, 'concluded', 'carriedOut']);
    expect(codes(2021).slice(-5)).toEqual([
      'otherHandling.noCorrection',
      'otherHandling.feeUnpaid',
      'otherHandling.other',
      'concluded',
      'carriedOut',
    ]);
    expect(REQUEST_GROUPS.at(-1)?.rows).toHaveLength(4);
  });

  test('its cells lie where the subtotal of the group does; all others lie where their codes say', () => {
    for (const cell of CELLS) {
      const isSingle = !cell.editions.includes(2021) && cell.section === 3;
      expect(tablePath(cell).join('.')).toBe(
        isSingle ? cell.code.replace('otherHandling.', 'otherHandling.subtotal.') : cell.code,
      );
    }
  });
});

test('what is put into the nested tables is found there again, every cell of an edition by itself', () => {
  for (const edition of [2019, 2021] as const) {
    const tables = {};
    const cells = cellsOfEdition(edition);
    for (const [at, cell] of cells.entries()) setAtPath(tables, tablePath(cell), at);
    expect(cells.map((cell) => getAtPath(tables, tablePath(cell)))).toEqual(cells.map((_, at) => at));
  }
  expect(getAtPath(null, ['requests', 'received'])).toBeUndefined();
});

test('a title has organ, year and words; a name that ends with a digit is parted from the year', () => {
  expect(titleOfReport('西工区', '2023')).toBe('西工区2023年政府信息公开工作年度报告');
  expect(titleOfReport('演示镇055', '2023')).toBe('演示镇055 2023年政府信息公开工作年度报告');
});

test('sections have one numeral and one name each', () => {
  expect(SECTIONS.map(({ number }) => sectionInWords(number))).toEqual(
    [...'一二三四五六'].map((numeral, at) => ({ zh: `第${numeral}部分`, en: `section ${at + 1}` })),
  );
  expect(SECTIONS.map(({ number }) => SECTION_NAMES[number])).toEqual([
    'overview',
    'proactive',
    'requests',
    'disputes',
    'problems',
    'otherMatters',
  ]);
});

/** What else names things of the form: documents have words of their own for them. */
const READS_WORDS = /^(?:form|document\/(?:reading|source))\//;

test('titles of sections, rows of section two and articles of the law are written in the form alone', () => {
  const rows = ['normativeDocuments', 'otherManagement', 'fees', 'procurement'].map(proactiveRow);
  const words = [...SECTIONS, ...rows].map(({ zh }) => zh).concat('《政府信息公开条例》第');
  const folders = ['src', 'web/src'].map((folder) => join(__dirname, '../..', folder));
  const repeated = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !READS_WORDS.test(file))
      .flatMap((file) => {
        const text = readFileSync(join(folder, file), 'utf8');
        return words.filter((word) => text.includes(word)).map((word) => `${file}: ${word}`);
      }),
  );
  expect(repeated).toEqual([]);
});
