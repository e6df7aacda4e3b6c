import { CELLS, CELLS_IN_ORDER } from '../../src/form/cells';
import { nodesOf } from '../support/answers';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const CELL =
  'fragment C on CellValue { code section labelZh labelEn unitZh unitEn kind value state reasonZh reasonEn note }';
interface Cell {
  readonly code: string;
  readonly section: number;
  readonly value: number | string | null;
  readonly state: string;
  readonly reasonZh: string | null;
}

test('without codes a report, a sum, a group and a change have all 200 cells in the order of the form', async () => {
  const { report, rollup } = await hub.ask(
    `{ report(agency: "310000-001", year: 2019) { cells { ...C } revisions { cells { code } } }
       rollup(years: [2019, 2025]) { total { cells { ...C } } byYear: groups(by: [YEAR]) { edges { node { cells { code } } } } byAgency: groups(by: [AGENCY], first: 1) { edges { node { cells { code } } } }
         change(year: 2025, base: 2019) { cells { code section labelZh unitZh kind base value absolute relative state reasonZh reasonEn } difference { cells { code } } } } } ${CELL}`,
  );
  const codes = CELLS_IN_ORDER.map(({ code }) => code);
  expect([...codes].sort()).toEqual(CELLS.map(({ code }) => code).sort());
  for (const { cells } of [
    report,
    ...report.revisions,
    rollup.total,
    ...nodesOf<{ cells: Cell[] }>(rollup.byYear),
    rollup.byAgency.edges[0].node,
    rollup.change,
    rollup.change.difference,
  ])
    expect(cells.map(({ code }: Cell) => code)).toEqual(codes);
  const sections = report.cells.map(({ section }: Cell) => section);
  expect(sections).toEqual([...sections].sort());
  for (const { value, state, reasonZh } of [...report.cells, ...rollup.total.cells] as Cell[])
    expect([state, value !== null, reasonZh === null]).toEqual([
      state,
      ...(state === 'REPORTED' || state === 'COMPUTED' ? [true, true] : [false, false]),
    ]);
});

test('a cell says what it is, in which unit, and why there is no figure', async () => {
  const { report, rollup } = await hub.ask(
    `{ report(agency: "310000-001", year: 2019) { cells(codes: ["proactive.procurement.amount", "requests.granted.total"]) { ...C } }
       rollup(years: [2019, 2025]) { total { cells(codes: ["proactive.rules.inForce", "proactive.procurement.amount", "requests.received.total"]) { ...C } } } } ${CELL}`,
  );
  expect(report.cells).toMatchObject([
    { section: 2, unitZh: '万元', unitEn: '10,000 yuan', kind: 'AMOUNT', note: '251000元' },
    { section: 3, unitZh: '件', unitEn: 'items', kind: 'COUNT', value: 272, state: 'COMPUTED', note: null },
  ]);
  expect(rollup.total.cells).toMatchObject([
    { value: null, state: 'NOT_IN_EDITION', reasonEn: 'The form of 2019 has no such cell.' },
    { value: null, state: 'NOT_ADDABLE' },
    { state: 'REPORTED', reasonZh: null, reasonEn: null },
  ]);
});

test('sections are six in order, each by its kind; a sum has the tables', async () => {
  const sections = `sections { __typename number titleZh titleEn ... on TableSection { edition cells { ...C } } ... on NarrativeSection { text } }`;
  const { report, rollup } = await hub.ask(
    `{ report(agency: "410303-001", year: 2025) { overview { text } ${sections} cells { ...C } }
       rollup(years: [2025], filter: { jurisdiction: "410303" }) { total { ${sections} cells { ...C } } } } ${CELL}`,
  );
  const [table, prose] = ['TableSection', 'NarrativeSection'];
  expect(report.sections.map(({ __typename: kind }: { __typename: string }) => kind)).toEqual([
    prose,
    table,
    table,
    table,
    prose,
    prose,
  ]);
  expect(report.sections[0]).toMatchObject({
    number: 1,
    titleZh: '总体情况',
    titleEn: 'Overview',
    text: report.overview.text,
  });
  expect(report.sections[2]).toMatchObject({ number: 3, edition: 2021 });
  expect(report.sections.flatMap(({ cells = [] }: { cells?: Cell[] }) => cells)).toEqual(report.cells);
  expect(rollup.total.sections).toMatchObject([2, 3, 4].map((number) => ({ number, edition: null })));
  expect(rollup.total.sections.flatMap(({ cells }: { cells: Cell[] }) => cells)).toEqual(rollup.total.cells);
});

test('cells of a page of reports cost no further statement', async () => {
  const page = (more: string) => `{ reports(first: 5) { edges { node { revision ${more} } } } }`;
  await hub.ask(page('year'));
  const alone = hub.statements.length;
  await hub.ask(page('cells { value } sections { number ... on TableSection { cells { value } } }'));
  expect(hub.statements.length).toBe(alone);
});
