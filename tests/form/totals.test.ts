import fc from 'fast-check';
import { AgencyKind, JurisdictionLevel } from '../../src/agency/agencyTypes';
import { toSubmission } from '../../src/document/import/toSubmission';
import { printHtml } from '../../src/document/print/printHtml';
import { documentOfReport, type PrintableRevision } from '../../src/document/print/reportDocument';
import { readDocument } from '../../src/document/reader/readDocument';
import { CELLS, type Cell, cellOf, cellsOfEdition } from '../../src/form/cells';
import { evaluateChecks } from '../../src/form/evaluate';
import { countOf, type Figures, setFigure } from '../../src/form/figures';
import type { Edition } from '../../src/form/lines';
import { computeTotals, TOTALS } from '../../src/form/totals';
import { checkContextOf } from '../../src/report/checking/checkContexts';
import { composeReport } from '../../src/report/submission/composeReport';
import { correctReport, correctReports, leaveOut, tablesOf, totalsOf } from '../support/correctReports';

const EDITIONS = [2019, 2021] as const;
const subsetOf = (cells: readonly Cell[]) => fc.subarray([...cells], { maxLength: cells.length });
const reportAndTotals = (edition: Edition) => fc.tuple(correctReports(edition), subsetOf(totalsOf(edition)));
/** Rows that end up in one total by different ways, with every total of the last row and column. */
const FAMILY = [
  ...CELLS.filter(({ code }) => code.startsWith('requests.concluded.')),
  ...['received', 'granted', 'partlyGranted', 'denied.stateSecret', 'otherHandling.other'].map((row) =>
    cellOf(`requests.${row}.total`),
  ),
  cellOf('disputes.reconsideration.total'),
];

const areSame = (one: Figures, other: Figures) => one.counts.every((count, at) => count === other.counts[at]);

const errorsOf = (figures: Figures, edition: Edition) =>
  evaluateChecks(
    {
      year: edition,
      figures,
      editions: { 2: edition, 3: edition, 4: edition },
      computed: [],
      notes: {},
      problems: undefined,
      otherMatters: undefined,
    },
    { previous: null, mayMakeRules: true },
  ).filter(({ severity }) => severity === 'ERROR');

describe('computing what was left out of a correct report gives that report back', () => {
  test('a total comes after every total that is a part of it', () => {
    const codes = TOTALS.map(({ cell }) => cell.code);
    for (const [at, { ways }] of TOTALS.entries())
      for (const part of ways.flat()) expect(codes.indexOf(part.code)).toBeLessThan(at);
    expect(new Set(codes)).toEqual(new Set(EDITIONS.flatMap(totalsOf).map(({ code }) => code)));
    expect(TOTALS.find(({ cell }) => cell.code === 'requests.concluded.total')?.ways).toHaveLength(2);
  });

  test.each(EDITIONS)('edition %i: any subset of its totals, blank or not found', (edition) => {
    fc.assert(
      fc.property(reportAndTotals(edition), fc.boolean(), ([report, totals], areUnknown) => {
        const figures = leaveOut(report, totals);
        const unknown = new Set(areUnknown ? totals.map(({ code }) => code) : []);
        const computed = computeTotals(figures, (code) => unknown.has(code));
        const reported = totals.map(({ code }) => code).filter((code) => countOf(report, code) !== null);
        return (
          areSame(figures, report) &&
          computed.sort().join() === reported.sort().join() &&
          errorsOf(figures, edition).length === 0
        );
      }),
      { numRuns: 1000, seed: 19 },
    );
  });

  test(`every one of the ${2 ** FAMILY.length} subsets of a family of totals`, () => {
    const reports = [
      correctReport(2021, [3, 1, 4, 1, 5, 9, 2, 6]),
      correctReport(2021, [null, 2, 0, null, 7, 1, null]),
      correctReport(2021, [0]),
      correctReport(2021, [null]),
    ];
    const wrong: string[] = [];
    for (let mask = 0; mask < 2 ** FAMILY.length; mask += 1) {
      const totals = FAMILY.filter((_, at) => mask & (1 << at));
      for (const report of reports) {
        const figures = leaveOut(report, totals);
        computeTotals(figures);
        if (!areSame(figures, report)) wrong.push(totals.map(({ code }) => code).join(' '));
      }
    }
    expect(wrong).toEqual([]);
  });

  test.each(EDITIONS)('edition %i: sent as tables, saved in part and sent again', (edition) => {
    fc.assert(
      fc.property(reportAndTotals(edition), ([report, totals]) => {
        const editions = { proactiveEdition: edition, requestsEdition: edition, disputesEdition: edition };
        const sent = { ...tablesOf(leaveOut(report, totals), edition), ...editions };
        const { report: composed, findings } = composeReport(sent, edition, null);
        const { report: again } = composeReport({ disputes: sent.disputes }, edition, composed);
        return findings.length === 0 && [composed, again].every((one) => areSame(one.figures, report));
      }),
      { numRuns: 200, seed: 19 },
    );
  });

  test('and last year of merged predecessors is their sum', () => {
    fc.assert(
      fc.property(reportAndTotals(2021), reportAndTotals(2021), ([one, left], [other, leftToo]) => {
        const figures = [leaveOut(one, left), leaveOut(other, leftToo)];
        for (const each of figures) computeTotals(each);
        const previous = (all: Figures[]) =>
          checkContextOf(
            AgencyKind.DEPARTMENT,
            JurisdictionLevel.COUNTY,
            all.map((each) => ({ own: false, figures: each, problems: null })),
          ).previous;
        expect(previous(figures)).toEqual(previous([one, other]));
      }),
      { numRuns: 200, seed: 19 },
    );
  });

  /** Whether the last figure of a row of requests may be its total that slipped by a column: it is the largest, and the total is blank. */
  const mayHaveSlipped = (report: Figures, totals: readonly Cell[]) =>
    totals.some(({ code }) => {
      if (!/^requests\..+\.total$/.test(code)) return false;
      const row = code.slice(0, -'total'.length);
      const counts = cellsOfEdition(2021)
        .filter((cell) => cell.code.startsWith(row) && !totals.includes(cell))
        .map((cell) => countOf(report, cell.code))
        .filter((count) => count !== null);
      const largest = Math.max(...counts);
      return counts.length > 1 && largest > 0 && counts.at(-1) === largest;
    });

  test('a page with totals left blank is read, turned into a submission and composed as the whole report', async () => {
    await fc.assert(
      fc.asyncProperty(reportAndTotals(2021), async ([report, totals]) => {
        fc.pre(!mayHaveSlipped(report, totals));
        const revision = printable(leaveOut(report, totals));
        const page = printHtml(
          documentOfReport(revision, {
            code: 'x',
            name: '演示区教育局',
            nameEn: null,
            jurisdictionCode: 'y',
          }),
        );
        const reading = await readDocument(Buffer.from(page));
        for (const cell of cellsOfEdition(2021).filter(({ section }) => section > 2))
          expect([cell.code, reading.cells[cell.code].value]).toEqual([
            cell.code,
            countOf(report, cell.code),
          ]);
        const { submission } = toSubmission(reading, [], new Map());
        expect(composeReport(submission, 2025, null).report.figures.counts).toEqual(report.counts);
      }),
      { numRuns: 12, seed: 19, endOnFailure: true },
    );
  });
});

describe('no total is computed that might be wrong', () => {
  test('cells not found, whichever: a total is right or stays out', () => {
    const cells = cellsOfEdition(2021).filter(({ section }) => section > 2);
    fc.assert(
      fc.property(
        fc.tuple(correctReports(2021), subsetOf(totalsOf(2021)), fc.subarray(cells, { maxLength: 12 })),
        ([report, totals, lost]) => {
          const figures = leaveOut(report, [...totals, ...lost]);
          const unknown = new Set(lost.map(({ code }) => code));
          return computeTotals(figures, (item) => unknown.has(item)).every(
            (code) => countOf(figures, code) === countOf(report, code),
          );
        },
      ),
      { numRuns: 1000, seed: 19 },
    );
  });

  test('where row and column disagree the total stays out, and the fault is reported at its place', () => {
    const figures = correctReport(2021, [3, 1, 4]);
    const granted = cellOf('requests.granted.total');
    const right = countOf(figures, granted.code) as number;
    setFigure(figures, granted, right + 5);
    setFigure(figures, cellOf('requests.concluded.total'), null);
    expect(computeTotals(figures)).toEqual([]);
    expect(errorsOf(figures, 2021)).toMatchObject([
      { code: 'requests.rowTotal', path: granted.code, actual: String(right + 5), expected: String(right) },
    ]);
  });
});

function printable(figures: Figures): PrintableRevision {
  return {
    year: 2025,
    scope: 'OWN',
    revision: 1,
    origin: 'FILED',
    proactiveEdition: 2021,
    requestsEdition: 2021,
    disputesEdition: 2021,
    figures,
    marksByCode: {},
    overviewText: '本年度依法开展工作。',
    problemsText: '培训不足。',
    otherMattersText: '未收取信息处理费。',
    savedSections: [1, 2, 3, 4, 5, 6],
    source: null,
    correctionReason: null,
    publishedAt: new Date('2026-01-30T00:00:00Z'),
    createdAt: new Date('2026-01-29T00:00:00Z'),
  } as PrintableRevision;
}
