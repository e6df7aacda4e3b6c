import fc from 'fast-check';
import { printDocx } from '../../../src/document/print/printDocx';
import { printHtml } from '../../../src/document/print/printHtml';
import { printWorkbook } from '../../../src/document/print/printWorkbook';
import {
  documentOfReport,
  type PrintableRevision,
  type ReportDocument,
  type Supplements,
} from '../../../src/document/print/reportDocument';
import { readDocument } from '../../../src/document/reader/readDocument';
import type { Extraction } from '../../../src/document/reading/extraction';
import { type Cell, cellsOfEdition } from '../../../src/form/cells';
import { emptyFigures, getFigure, setFigure } from '../../../src/form/figures';
import type { Editions } from '../../../src/form/finding';

fc.configureGlobal({ seed: 19 });

/** What a cell may hold: a figure, nothing, or the mark of what does not apply; with or without a note. */
const figure = (cell: Cell) =>
  fc.record({
    status: fc.constantFrom('REPORTED', 'REPORTED', 'REPORTED', 'BLANK', 'NOT_APPLICABLE' as const),
    value:
      cell.kind === 'AMOUNT'
        ? fc
            .tuple(fc.nat({ max: 99_999_999 }), fc.nat({ max: 999_999 }))
            .map(([complete, fraction]) => `${complete}.${String(fraction).padStart(6, '0')}`)
        : cell.kind === 'CHANGE'
          ? fc.integer({ min: -999, max: 999 })
          : fc.nat({ max: 9_999_999 }),
    note: fc.option(fc.constantFrom('其中修订16件', '含自然失效29件'), { nil: null, freq: 12 }),
  });

const prose = fc
  .array(
    fc.constantFrom(
      '扎实推进',
      '政务公开',
      '主动回应关切，',
      '全年组织培训3次；',
      '存在不足，',
      '将持续改进。',
      '受理咨询25人次。',
      '<b>&"引号"',
      '加强管理',
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((words) => `${words.join('')}。`);
const narrative = fc.array(prose, { minLength: 1, maxLength: 4 }).map((paragraphs) => paragraphs.join('\n'));

/** Any report that can be stored, in any mixture of editions. */
const revision: fc.Arbitrary<PrintableRevision> = fc
  .record({ 2: fc.constantFrom(2019, 2021), 3: fc.constantFrom(2019, 2021), 4: fc.constant(2021) })
  .chain((editions) => {
    const cells = ([2, 3, 4] as const).flatMap((section) =>
      cellsOfEdition((editions as Editions)[section], section),
    );
    return fc
      .record({
        given: fc.tuple(...cells.map(figure)),
        overview: narrative,
        problems: narrative,
        otherMatters: narrative,
        year: fc.integer({ min: 2019, max: 2025 }),
        origin: fc.constantFrom('FILED' as const, 'RECORDED' as const),
      })
      .map(({ given: input, overview, problems, otherMatters, year, origin }) => {
        const figures = emptyFigures();
        const marks: Record<string, PrintableRevision['marksByCode'][string]> = {};
        for (const [at, cell] of cells.entries()) {
          const { status, value, note } = input[at];
          if (status === 'REPORTED') setFigure(figures, cell, value);
          if (status === 'NOT_APPLICABLE' || note)
            marks[cell.code] = { status: status as 'REPORTED', computed: false, note };
        }
        return {
          year,
          scope: 'OWN' as const,
          revision: 1,
          origin,
          proactiveEdition: editions[2],
          requestsEdition: editions[3],
          disputesEdition: editions[4],
          figures,
          marksByCode: marks,
          overviewText: overview,
          problemsText: problems,
          otherMattersText: otherMatters,
          savedSections: [1, 2, 3, 4, 5, 6],
          source: null,
          correctionReason: null,
          publishedAt: new Date('2026-01-30T00:00:00Z'),
          createdAt: new Date('2026-01-29T00:00:00Z'),
        };
      });
  });

/** Everything in which what was read differs from what was printed. */
function differences(
  reading: Extraction,
  printed: PrintableRevision,
  code: string,
  { indicators }: Supplements,
): string[] {
  const editions = {
    2: printed.proactiveEdition,
    3: printed.requestsEdition,
    4: printed.disputesEdition,
  } as Editions;
  const wrong: string[] = [];
  const check = (what: string, read: unknown, expected: unknown) => {
    if (read !== expected) wrong.push(`${what}: read ${read}, printed ${expected}`);
  };
  check('agency', reading.agency, '演示区教育局');
  check('agency code', reading.agencyCode, code);
  check('year', reading.year, printed.year);
  for (const section of [2, 3, 4] as const) {
    // Both editions print section four alike.
    if (section !== 4)
      check(
        `edition ${section}`,
        reading.sections.find(({ number }) => number === section)?.edition,
        editions[section],
      );
    for (const cell of cellsOfEdition(editions[section], section)) {
      const read = reading.cells[cell.code];
      const mark = printed.marksByCode[cell.code];
      const value = getFigure(printed.figures, cell);
      if (!read?.computed) check(cell.code, read?.value, value);
      check(
        `${cell.code} status`,
        read?.status,
        value !== null ? 'REPORTED' : mark?.status === 'NOT_APPLICABLE' ? 'NOT_APPLICABLE' : 'BLANK',
      );
      check(`${cell.code} note`, read?.note, mark?.note ?? null);
    }
  }
  const texts = { 1: printed.overviewText, 5: printed.problemsText, 6: printed.otherMattersText };
  for (const [number, text] of Object.entries(texts))
    check(
      `text ${number}`,
      reading.sections.find((section) => section.number === Number(number))?.text,
      text,
    );
  check(
    'indicators',
    JSON.stringify(
      reading.indicators.map(({ code, value, unit, qualifier, sentence }) => [
        code,
        value,
        unit,
        qualifier,
        sentence,
      ]),
    ),
    JSON.stringify(
      indicators.map(({ code, value, unit, qualifier, sentence }) => [
        code,
        value,
        unit.zh,
        qualifier,
        sentence,
      ]),
    ),
  );
  if (reading.unplaced.length > 0) wrong.push(JSON.stringify(reading.unplaced));
  return wrong;
}

const ORGAN = { name: '演示区教育局', nameEn: null, jurisdictionCode: '910101' };
/** Words of names, units and sentences: with figures, stops and brackets that the line between them has too. */
const WORDS = [
  '12345热线',
  '办件 3 类',
  '（至少）',
  '46000 件',
  '；',
  '每 10 万人',
  '原句：',
  '(at least)',
  '5',
  '情况',
];
const words = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map((some) => some.join(''));
const label = fc.record({ zh: words, en: words });
const quantity = fc
  .tuple(fc.nat({ max: 999_999_999 }), fc.option(fc.integer({ min: 1, max: 999_999 }), { nil: null }))
  .map(([complete, part]) =>
    part === null ? String(complete) : `${complete}.${String(part).padStart(6, '0').replace(/0+$/, '')}`,
  );
/** What a report states beside its form: printed apart from the sections, and never read as a part of one. */
const supplements = fc
  .uniqueArray(
    fc.record({
      code: fc.constantFrom('hotlineTickets', 'serviceItems', 'posts', 'lettersAnswered2', 'x9'),
      name: label,
      unit: fc.constantFrom(
        { zh: '件', en: 'tickets' },
        { zh: '%', en: '%' },
        { zh: '万 元', en: '10,000 yuan' },
      ),
      value: quantity,
      qualifier: fc.constantFrom('EXACT', 'AT_LEAST', 'AT_MOST', 'APPROXIMATE'),
      sentence: fc.constantFrom('全年组织培训3次', '受理咨询25人次', '不在正文中的句子。', null),
      retired: fc.boolean(),
    }),
    { selector: ({ code }) => code, maxLength: 5 },
  )
  .map((indicators) => ({ indicators, explanations: [], publication: 1 }));
/** Any code that an agency may have. */
const agencyCode = fc.oneof(fc.constant('910101-001'), fc.stringMatching(/^[0-9A-Za-z-]{3,40}$/));

describe('what is printed reads back the same', () => {
  test.each([
    ['HTML', async (document: ReportDocument) => Buffer.from(printHtml(document)), 30],
    ['DOCX', printDocx, 12],
    ['XLSX', printWorkbook, 10],
  ] as const)('%s', async (_, print, numRuns) => {
    await fc.assert(
      fc.asyncProperty(revision, agencyCode, supplements, async (input, code, stated) => {
        const document = documentOfReport(input, { ...ORGAN, code }, stated);
        expect(differences(await readDocument(await print(document)), input, code, stated)).toEqual([]);
      }),
      { numRuns, endOnFailure: true },
    );
  });
});
