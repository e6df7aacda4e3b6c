import { readDocument } from '../../../src/document/reader/readDocument';
import { cellsOfEdition } from '../../../src/form/cells';
import {
  distinctFigures,
  expectedValue,
  type Habits,
  PLAIN,
  pageOf,
  textOf,
} from '../../support/statutoryTables';

const printed = distinctFigures();
const fullWidth = (text: string) =>
  text.replace(/[0-9.,]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0));
const thousands = (text: string) => text.replace(/\B(?=(\d{3})+(?!\d|\.))(?<!\.\d*)/g, ',');

/** Codes of cells that were not read as they should be. */
async function misread(text: string, except: (code: string) => boolean = () => false) {
  const reading = await readDocument(Buffer.from(text));
  const wrong: string[] = [];
  for (const { code } of cellsOfEdition(2021)) {
    if (except(code)) continue;
    const cell = reading.cells[code];
    if (cell?.value !== expectedValue(code, printed))
      wrong.push(`${code}: ${cell?.value} for ${printed[code]}`);
  }
  return { wrong, reading };
}

const HABITS: Record<string, Partial<Habits>> = {
  'as the notice prints it': {},
  'merged labels left out below their first row': { merged: 'DROPPED' },
  'merged labels as blank cells': { merged: 'BLANK' },
  'full-width digits and spaces in labels': { text: fullWidth, label: (label) => [...label].join(' ') },
  'thousands separators': { text: thousands },
  'numbers with units': { text: (text) => (text.includes('.') ? `${text}万元` : `${text}件`) },
  'labels broken over lines': { label: (label) => label.replace(/(.{4})/gu, '$1<br>') },
  'half-width punctuation': { label: (label) => label.normalize('NFKC') },
  'a serial number before and remarks behind': { hasSerialColumn: true, hasRemarkColumn: true },
  'no total column': { hasTotalColumn: false },
  'rows in another order': { isShuffled: true },
  'section titles with other numbering': {
    titles: [
      '1.总体情况',
      '2.主动公开政府信息情况',
      '3.收到和处理政府信息公开申请情况',
      '4.政府信息公开行政复议、行政诉讼情况',
      '5.存在的主要问题及改进情况',
      '6.其他需要报告的事项',
    ],
  },
  'section titles without numbering': { titles: PLAIN.titles.map((title) => title.slice(2)) },
};

describe.each(Object.entries(HABITS))('%s', (_, habits) => {
  const all = { ...PLAIN, ...habits };
  test('as a page', async () => {
    expect((await misread(pageOf(printed, all))).wrong).toEqual([]);
  });
  test('as tab-separated text', async () => {
    expect((await misread(textOf(printed, all, '\t'))).wrong).toEqual([]);
  });
  test('as text with bars', async () => {
    expect((await misread(textOf(printed, all, ' | '))).wrong).toEqual([]);
  });
});

test('one cell in a line', async () => {
  const { wrong } = await misread(textOf(printed, PLAIN, '\n'));
  expect(wrong).toEqual([]);
});

test('figures separated by spaces, as pasted from a PDF', async () => {
  const { wrong } = await misread(textOf(printed, { ...PLAIN, merged: 'DROPPED' }, ' '));
  expect(wrong).toEqual([]);
});
