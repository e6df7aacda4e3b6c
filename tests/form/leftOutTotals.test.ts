import fc from 'fast-check';
import { countOf, type Figures } from '../../src/form/figures';
import { correctReport, leaveOut, tablesOf, totalsOf } from '../support/correctReports';
import { addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const CODES = totalsOf(2021).map(({ code }) => code);
const readTotals = async (agency: string, year: number): Promise<Record<string, number | null>> => {
  const { report } = await hub.ask(
    `query ($agency: ID!, $year: Int!, $codes: [ID!]!) {
       report(agency: $agency, year: $year) { cells(codes: $codes) { code value } } }`,
    { agency, year, codes: CODES },
  );
  return Object.fromEntries(
    report.cells.map((cell: { code: string; value: number | null }) => [cell.code, cell.value]),
  );
};
const totalsIn = (figures: Figures) =>
  Object.fromEntries(CODES.map((code) => [code, countOf(figures, code)]));
const figures = correctReport(2021, [2, 0, 1, 3]);
const send = (mutation: string, agency: string, year: number, left: readonly string[]) => {
  const { requests, disputes } = tablesOf(
    leaveOut(
      figures,
      totalsOf(2021).filter(({ code }) => left.includes(code)),
    ),
  );
  const source = mutation === 'recordPublishedReport' ? 'test' : undefined;
  return sendReport(hub, mutation, { ...completeReport(agency), requests, disputes, year, source });
};

test.each(['submitReport', 'recordPublishedReport'])(
  '%s: the totals of a row and a column left out',
  async (mutation) => {
    const agency = await addTestAgency(hub);
    const left = CODES.filter(
      (code) => code === 'requests.granted.total' || code.startsWith('requests.concluded.'),
    );
    const payload = await send(mutation, agency, 2025, left);
    expect(payload.accepted).toBe(true);
    const found = payload.findings.filter(({ code }) => code !== 'form.blank');
    expect(found.every(({ code }) => code === 'form.totalComputed')).toBe(true);
    expect(found.map(({ path }) => path).sort()).toEqual(left.map((code) => `input.${code}`).sort());
    expect(await readTotals(agency, 2025)).toEqual(totalsIn(figures));
  },
);

test('any subset left out, submitted and recorded: what is stored is the report', async () => {
  await fc.assert(
    fc.asyncProperty(fc.subarray(CODES), fc.boolean(), async (left, isRecorded) => {
      const agency = await addTestAgency(hub);
      const payload = await send(isRecorded ? 'recordPublishedReport' : 'submitReport', agency, 2025, left);
      expect(payload).toMatchObject({ accepted: true });
      expect(await readTotals(agency, 2025)).toEqual(totalsIn(figures));
    }),
    { numRuns: 40, seed: 19, endOnFailure: true },
  );
});

test('a successor of a merger is compared with the sum of its predecessors, whichever totals they left out', async () => {
  const [one, other, successor] = [
    await addTestAgency(hub),
    await addTestAgency(hub),
    await addTestAgency(hub),
  ];
  await send('recordPublishedReport', one, 2024, CODES);
  await send('recordPublishedReport', other, 2024, ['requests.concluded.total', 'requests.carriedOut.total']);
  const { mergeAgencies } = await hub.ask(
    'mutation ($input: MergeAgenciesInput!) { mergeAgencies(input: $input) { findings { messageEn } } }',
    { input: { predecessors: [one, other], successor, effectiveOn: '2025-03-01' } },
  );
  expect(mergeAgencies.findings).toEqual([]);
  const payload = await send('validateReport', successor, 2025, ['requests.carriedIn.total']);
  const carried = payload.findings.filter(({ code }) => code === 'requests.carryOver');
  const total = carried.find(({ path }) => path === 'input.requests.carriedIn.total');
  const carriedIn = countOf(figures, 'requests.carriedIn.total');
  const carriedOut = countOf(figures, 'requests.carriedOut.total') as number;
  expect(carriedIn).not.toBe(2 * carriedOut);
  expect(total).toMatchObject({ actual: String(carriedIn) });
  expect(total?.messageEn).toContain(`the right side ${2 * carriedOut}`);
});
