import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openReaderPool } from '../../../src/document/reader/readerPool';
import type { Extraction } from '../../../src/document/reading/extraction';
import { editionInForce } from '../../../src/form/cells';
import { REAL_FOLDER as FOLDER, REAL_DOCUMENTS, wrongCells } from '../../support/recordedFigures';

const isThere = existsSync(FOLDER);
/** A clone has no real documents beside it; the pages of layouts.test.ts cover their layouts there. */
const describeReal = isThere ? describe : () => {};

test('real documents are there where REAL_REPORTS_DIR names them', () => {
  expect(isThere || process.env.REAL_REPORTS_DIR === undefined).toBe(true);
});

// In a process of its own, because the library for PDF is an ES module, which jest does not load.
const reader = openReaderPool({ workers: 1 });
afterAll(() => reader.close());
const read = (name: string) => reader.read(readFileSync(join(FOLDER, name)), 'tests');

describeReal('published reports, cell by cell', () => {
  test.each(REAL_DOCUMENTS)('%s', async (name, agency, year, printedName) => {
    const reading = await read(name);
    expect([reading.agency, reading.year]).toEqual([printedName, year]);
    expect(wrongCells(reading, agency, year)).toEqual([]);
    expect(Object.values(reading.cells).filter((cell) => cell.status === 'MISSING')).toEqual([]);
    expect(reading.unplaced).toEqual([]);
    for (const cell of Object.values(reading.cells))
      expect(cell.where).toMatchObject({ section: expect.any(Number) });
    expect(reading.sections.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('the edition of each section is read from its labels, not from the year', async () => {
    const { sections, findings } = await read('03-hongze-district-2023.pdf');
    expect(editionInForce(2023)).toBe(2021);
    expect(sections.map(({ edition }) => edition)).toEqual([null, 2021, 2019, 2021, null, null]);
    expect(findings.map(({ code, path }) => `${code} ${path}`)).toEqual(
      expect.arrayContaining([
        'disputes.total disputes.reconsideration.total',
        'disputes.total disputes.litigationAfterReconsideration.total',
        'form.edition requests',
      ]),
    );
  });

  test('what sentences state, with value, unit, qualifier and the sentence itself', async () => {
    const { indicators } = await read('00-xigong-approval-bureau-2025.txt');
    expect(indicators).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'hotlineTickets',
          value: '46000',
          unit: '件',
          qualifier: 'AT_LEAST',
          sentence: expect.stringContaining('4.6 万余件'),
        }),
        expect.objectContaining({ code: 'serviceItems', value: '1507', qualifier: 'EXACT' }),
        expect.objectContaining({ code: 'annualReportsPosted', value: '1' }),
        expect.objectContaining({ code: 'bondFundNotices', value: '1' }),
        expect.objectContaining({ code: 'requestsReceived', value: '0' }),
        expect.objectContaining({ code: 'handlingFees', value: '0' }),
      ]),
    );
    expect((await read('03-hongze-district-2023.txt')).indicators).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'posts', value: '1136' }),
        expect.objectContaining({ code: 'requestsReceived', value: '21' }),
      ]),
    );
    expect((await read('08-suqian-city-2023.md')).indicators).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'handlingFees', value: '2950' })]),
    );
  });

  test('notes stay with their cells; computed totals are told apart; blanks are no zeros', async () => {
    const torn = await read('07-shanghai-general-office-2025.md');
    expect(torn.cells['proactive.rules.repealed']).toMatchObject({
      value: 22,
      note: '其中修订16件',
      confidence: 0.6,
    });
    expect(torn.cells['proactive.normativeDocuments.repealed']).toMatchObject({
      value: 55,
      note: '含自然失效29件',
    });
    const old = await read('02-shanghai-general-office-2019.html');
    expect(old.cells['requests.granted.total']).toMatchObject({
      value: 272,
      computed: true,
      status: 'BLANK',
    });
    expect(old.cells['disputes.litigationAfterReconsideration.total']).toMatchObject({
      value: null,
      status: 'BLANK',
    });
    expect(old.cells['proactive.procurement.amount']).toMatchObject({
      value: '25.1',
      printed: '251000元',
      reasonEn: expect.stringContaining('yuan'),
    });
  });

  test('749 in the text is received and carried in together, and said to be', async () => {
    const { findings } = await read('05-shuyang-county-2025.md');
    expect(findings.filter(({ code }) => code.startsWith('text.'))).toMatchObject([
      {
        code: 'text.means',
        severity: 'INFO',
        actual: '749',
        expected: '713',
        cells: ['requests.received.total', 'requests.carriedIn.total'],
      },
    ]);
  });
});

describeReal('excerpts of bureaus, towns and street offices', () => {
  const parts = readFileSync(join(FOLDER, '12-partial-excerpts.md'), 'utf8').split('\n## ').slice(1);
  const excerpt = (name: string) => {
    const part = parts.find((text) => text.startsWith(`${name} `)) as string;
    return reader.read(Buffer.from(part.slice(part.indexOf('\n'))), 'tests');
  };
  const values = ({ cells }: Extraction, row: string) =>
    Object.entries(cells)
      .filter(([code]) => code.startsWith(`${row}.`))
      .map(([, { value, status }]) => (status === 'REPORTED' ? value : status));

  test('bars without a leading one, merged labels dropped (12a)', async () => {
    const reading = await excerpt('12a');
    expect(values(reading, 'requests.received')).toEqual([58, 7, 0, 0, 1, 0, 66]);
    expect(values(reading, 'requests.partlyGranted')).toEqual([16, 1, 0, 0, 0, 0, 17]);
    expect(values(reading, 'requests.denied.stateSecret')).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(values(reading, 'proactive.normativeDocuments')).toEqual([5, 1, 25]);
    expect(reading.findings.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
    expect(reading.findings.map(({ code }) => code)).toContain('document.missingCells');
  });
  test('blank cells for zero, the header over two rows (12c)', async () => {
    const reading = await excerpt('12c');
    expect(values(reading, 'requests.received')).toEqual([0, 'BLANK', 'BLANK', 'BLANK', 'BLANK', 'BLANK', 0]);
    expect(values(reading, 'requests.carriedIn')).toEqual([
      'BLANK',
      'BLANK',
      'BLANK',
      'BLANK',
      'BLANK',
      'BLANK',
      0,
    ]);
    expect(values(reading, 'requests.denied.stateSecret')).toEqual([
      'BLANK',
      'BLANK',
      'BLANK',
      'BLANK',
      'BLANK',
      'BLANK',
      0,
    ]);
  });
  test('one cell in a line, "/" for what does not apply (12d)', async () => {
    const reading = await excerpt('12d');
    expect(values(reading, 'proactive.rules')).toEqual([
      'NOT_APPLICABLE',
      'NOT_APPLICABLE',
      'NOT_APPLICABLE',
    ]);
    expect(values(reading, 'proactive.normativeDocuments')).toEqual([0, 0, 0]);
    expect(values(reading, 'requests.received')).toEqual([
      'BLANK',
      'BLANK',
      'BLANK',
      'BLANK',
      'BLANK',
      'BLANK',
      0,
    ]);
  });
  test('the text says 2, the table 3 (12e)', async () => {
    const reading = await excerpt('12e');
    expect(values(reading, 'requests.received')).toEqual([3, 0, 0, 0, 0, 0, 3]);
    expect(reading.findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'text.againstTable',
          severity: 'WARNING',
          actual: '2',
          expected: '3',
        }),
      ]),
    );
  });
  test('规范性文件 and 行政规范性文件; a town with rules; 减4 (12f, 12k, 12l)', async () => {
    expect(values(await excerpt('12f'), 'proactive.normativeDocuments')).toEqual([0, 1, 0]);
    expect(values(await excerpt('12k'), 'proactive.rules')).toEqual([2, 0, 2]);
    const old = await excerpt('12l');
    expect(
      ['previousItems', 'change', 'decisions'].map(
        (column) => old.cells[`proactive.licences.${column}`].value,
      ),
    ).toEqual([6, -4, 2]);
    expect(old.sections).toMatchObject([{ number: 2, edition: 2019 }]);
  });
});
