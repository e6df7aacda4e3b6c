import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument } from '../../../src/document/reader/readDocument';
import type { Extraction } from '../../../src/document/reading/extraction';
import { sure } from '../../support/tableTexts';

/** Documents that were read wrongly in trials. They are not part of the project; layouts of the same kinds are in the tests beside this one. */
const CASES = join(__dirname, '../../../../shared/cases');
const bytesOf = (...path: string[]) => readFileSync(join(CASES, ...path));

const RECEIVED = 'requests.received';
const TABLES: [string, string, (number | string)[]][] = [
  ['one-blank-flattened.md', RECEIVED, [40, 3, 2, 1, '', 5, 51]],
  ['one-blank-flattened.html', RECEIVED, [40, 3, 2, 1, '', 5, 51]],
  ['digits-wrapped-in-cell.pdf', RECEIVED, [1841, 37, 0, 2, 9, 14, 1903]],
  ['labels-wrapped-beside-first-line.pdf', 'requests.otherHandling.other', [7, 0, 0, 1, 3, 1, 12]],
  ['labels-wrapped-same-table-right.docx', 'requests.otherHandling.other', [7, 0, 0, 1, 3, 1, 12]],
  ['disputes-transposed.html', 'disputes', [7, 2, 3, 1, 13, 1, 0, 2, 4, 7, 0, 1, 2, 0, 3]],
  ['superscript-note.html', `${RECEIVED}.naturalPerson`, [35]],
  ['circled-note.html', `${RECEIVED}.naturalPerson`, [35]],
  ['struck-out.html', `${RECEIVED}.naturalPerson`, [35]],
  ['hidden-run.docx', `${RECEIVED}.total`, [53]],
  ['hidden-row.xlsx', `${RECEIVED}.total`, [53]],
  ['hidden-sheet.xlsx', `${RECEIVED}.total`, [1033]],
  ['fee-in-yuan-header.html', 'proactive.fees.amount', ['88.5']],
  ['one-figure-three-columns.txt', 'proactive', []],
  ['cut-at-page-edge.pdf', `${RECEIVED}.total`, []],
  ['last-years-table-first.html', RECEIVED, [14, 2, 0, 0, 1, 0, 17]],
  ['form-inputs.html', RECEIVED, [14, 2, 0, 0, 1, 0, 17]],
  ['row-lost-by-one-cell.html', `${RECEIVED}.naturalPerson`, [35]],
  ['pdf-predefined-cmap.pdf', `${RECEIVED}.naturalPerson`, [141]],
  ['whole-on-one-line.txt', RECEIVED, [5, 1, 0, 0, 0, 0, 6]],
  ['line-per-section.txt', 'disputes', [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ['traditional-script.txt', RECEIVED, [5, 1, 0, 0, 0, 0, 6]],
  ['commas.csv', RECEIVED, [5, 1, 0, 0, 0, 0, 6]],
  ['edition2019-cells-on-lines.txt', 'proactive.normativeDocuments', [4, 5, 31]],
  ['edition2019-token-lines.txt', 'proactive.penalties', [17, 40, -2]],
  ['bar-before-line-break.txt', 'proactive', [7, 8, 9]],
  ['total-alone-then-bars.txt', 'requests', []],
  ['disputes-without-total.html', 'disputes.reconsideration', [7, 2, 3, 1]],
  ['legal-subtotal-column.html', RECEIVED, [9, 3, 1, 0, 2, 1, 16]],
  ['two-figures-slash.html', RECEIVED, []],
  ['requests-total-only.html', 'requests', [17, 3]],
];

const isAgainstTable = ({ code, severity }: Extraction['findings'][number]) =>
  code === 'text.againstTable' && severity === 'WARNING';
/** A text, what it says was received (null where it does not say so), and how many findings it makes against the table. */
const TEXTS: [string, string | null, number][] = [
  ['text-other-applications.html', null, 0],
  ['text-last-year-first.html', '16', 0],
  ['text-own-then-whole.html', null, 0],
  ['text-cumulative.html', null, 0],
  ['text-posts-listed.html', null, 0],
  ['text-all-reconsiderations.html', null, 0],
  ['text-denies-disputes.html', null, 2],
];

/** Whether a cell is as the case wants it: a value, not a sure blank, or either a value or a figure without a place. */
function isAsWanted({ cells, unplaced }: Extraction, code: string, wanted: string): boolean {
  const { value, status, confidence } = cells[code];
  if (wanted.startsWith('not BLANK')) return !(status === 'BLANK' && confidence === 1);
  const isRead = status === 'REPORTED' && String(value) === wanted.split(' ')[0];
  return isRead || (wanted.includes(' or listed') && unplaced.length > 0);
}

interface Case {
  readonly file: string;
  readonly kind: string;
  readonly expect: Readonly<Record<string, string>> & {
    readonly indicators?: Readonly<Record<string, [string, string]>>;
  };
}

if (!existsSync(CASES))
  test('the documents of the trials are not here: layouts of their kinds are tested instead', () => {});
else {
  test.each(TABLES)('tables: %s', async (file, under, expected) => {
    const read = await sure(bytesOf('reading', file), under);
    expect(read.sure.map(String)).toEqual(expected.map(String));
  });

  test.each(TEXTS)('texts: %s', async (file, received, warnings) => {
    const { indicators, findings } = await readDocument(bytesOf('reading', file));
    const found = indicators.find(({ code }) => code === 'requestsReceived')?.value ?? null;
    expect([found, findings.filter(isAgainstTable).length]).toEqual([received, warnings]);
  });

  test.each(['agency-year-first.txt', 'agency-cover-letter.txt'])('organs: %s', async (file) => {
    expect((await readDocument(bytesOf('reading', file))).agency).toBe('青禾县财政局');
  });

  test('a locked document is called by its name', async () => {
    const reading = readDocument(bytesOf('reading', 'password-docx-signature.docx'));
    await expect(reading).rejects.toMatchObject({ code: 'document.encrypted' });
  });

  const cases: Case[] = JSON.parse(bytesOf('documents', 'cases.json').toString());
  test.each(cases.map((one) => [one.file, one.kind, one] as const))('%s: %s', async (file, _, one) => {
    const { slow, indicators = {}, year, agency, ...cells } = one.expect;
    const reading = await readDocument(bytesOf('documents', file));
    for (const [code, wanted] of Object.entries(cells as Record<string, string>))
      expect([code, isAsWanted(reading, code, wanted)]).toEqual([code, true]);
    for (const [code, [value, qualifier]] of Object.entries(indicators))
      expect(reading.indicators).toContainEqual(expect.objectContaining({ code, value, qualifier }));
    if (year) expect(String(reading.year)).toBe(String(year));
    if (agency) expect(reading.agency).toBe(agency);
  });
}
