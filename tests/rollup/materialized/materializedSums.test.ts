import { seedDemonstration } from '../../../seeds/demonstration';
import { REQUEST_ROWS } from '../../../src/form/lines';
import { rebuildAllSums } from '../../../src/rollup/materialized/rebuildSums';
import { verifySums } from '../../../src/rollup/materialized/verifySums';
import type { Actor } from '../../../src/shared/request/permissions';
import { peopleOf } from '../../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../../support/reports';
import { createTestHub, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const faults = async () => (await verifySums(hub.database)).faults;
/** Records so many requests received of an agency, as this officer. */
const recorderOf = (agency: string, officer: Actor) => (received: number) =>
  sendReport(
    hub,
    'recordPublishedReport',
    { ...completeReport(agency), requests: { received: { naturalPerson: received } }, source: '测试' },
    officer,
  );
/** Numbers that look random and are the same in every run. */
const chance = (seed: number) => {
  let state = seed;
  return (most: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * most);
  };
};

test('sums follow publication, correction, withdrawal and republication; drafts change none', async () => {
  const agency = await addTestAgency(hub);
  const { officer, clerk } = await peopleOf(hub, agency);
  const total = async () =>
    (
      await hub.ask(
        '{ rollup(years: [2025], filter: { jurisdiction: "410000" }) { coverage { expected included } total { requests { received { total } } } } }',
      )
    ).rollup;
  const before = await total();
  const record = recorderOf(agency, officer);
  await record(5);
  expect(await total()).toMatchObject({
    coverage: { expected: before.coverage.expected, included: before.coverage.included + 1 },
    total: { requests: { received: { total: before.total.requests.received.total + 5 } } },
  });
  await record(7);
  expect((await total()).total.requests.received.total).toBe(before.total.requests.received.total + 7);
  await act(hub, { agency, action: 'RETRACT', state: 'PUBLISHED', revision: 2, comment: 'x' }, officer);
  expect(await total()).toEqual(before);
  await act(hub, { agency, action: 'CORRECT', state: 'WITHDRAWN', revision: 2, comment: 'x' }, clerk);
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '草稿。' }, clerk);
  expect(await total()).toEqual(before);
  expect(await faults()).toEqual([]);
});

test('a storm of publications, corrections, withdrawals and moves in the tree from many connections leaves every sum exact', async () => {
  const PLACES = ['410303', '410300', '410000', '310000', '320813', '321322'];
  const agencies: number[] = [];
  for (let at = 0; at < 18; at += 1) {
    const code = await addTestAgency(hub, PLACES[at % PLACES.length], 'storm');
    agencies.push((await hub.database.query('select id from agency where code = $1', [code]))[0].id);
  }
  const places = (await hub.database.query('select id from jurisdiction where code = any($1)', [PLACES])).map(
    (row: { id: string }) => row.id,
  );
  const [{ counts }] = await hub.database.query('select counts from report_revision limit 1');
  const publish = async (agency: number, year: number, random: (most: number) => number) =>
    hub.database.transaction(async (manager) => {
      await manager.query('select pg_advisory_xact_lock($1, $2)', [agency, year]);
      const found = await manager.query(
        `select id, latest_revision from report where agency_id = $1 and year = $2 and scope = 'OWN'`,
        [agency, year],
      );
      const [report] =
        found.length > 0
          ? found
          : await manager.query(
              `insert into report (agency_id, year, scope, state) values ($1, $2, 'OWN', 'PUBLISHED') returning id, latest_revision`,
              [agency, year],
            );
      const number = report.latest_revision + 1;
      const figures = counts.map(() => (random(9) === 0 ? null : random(50)));
      await manager.query(
        `insert into report_revision (report_id, agency_id, year, scope, number, origin, proactive_edition, requests_edition, disputes_edition, counts, fees_amount,
           saved_sections, error_count, warning_count, blank_cells) values ($1, $2, $3, 'OWN', $4, 'RECORDED', 2021, $5, 2021, $6, $7, '{}', $8, 0, $9)`,
        [
          report.id,
          agency,
          year,
          number,
          random(5) === 0 ? 2019 : 2021,
          figures,
          random(3) === 0 ? null : `${random(1000)}.25`,
          random(2),
          random(9),
        ],
      );
      const state = () =>
        manager.query(
          `insert into report_indicator select v.id, i.id, $3, $4, 's' from report_revision v, indicator i
            where v.report_id = $1 and v.number = $2 and i.code = any($5)`,
          [
            report.id,
            number,
            `${random(5000)}.5`,
            ['EXACT', 'AT_LEAST', 'APPROXIMATE'][random(3)],
            ['hotlineTickets', 'serviceItems'].slice(random(3)),
          ],
        );
      // Values are stated before a revision is published, or in the same transaction after.
      const isLate = random(3) === 0;
      if (!isLate) await state();
      await manager.query(
        'update report_revision set superseded_at = clock_timestamp() where report_id = $1 and published_at is not null and superseded_at is null',
        [report.id],
      );
      if (random(4) > 0)
        await manager.query(
          'update report_revision set published_at = clock_timestamp() where report_id = $1 and number = $2',
          [report.id, number],
        );
      if (isLate) await state();
      await manager.query('update report set latest_revision = $2 where id = $1', [report.id, number]);
    });
  const move = async (agency: number, place: number, kind: string, day: string) =>
    hub.database.transaction(async (manager) => {
      await manager.query('select 1 from agency where id = $1 for update', [agency]);
      const closed = await manager.query(
        'update agency_version set valid_to = $2 where agency_id = $1 and valid_to is null and valid_from < $2 returning name',
        [agency, day],
      );
      if (closed[0].length > 0)
        await manager.query(
          'insert into agency_version (agency_id, name, kind, jurisdiction_id, valid_from) values ($1, $2, $3, $4, $5)',
          [agency, closed[0][0].name, kind, place, day],
        );
    });
  const worker = async (seed: number) => {
    const random = chance(seed);
    for (let at = 0; at < 60; at += 1) {
      const agency = agencies[random(agencies.length)];
      const kind = ['GOVERNMENT', 'DEPARTMENT', 'INSTITUTION'][random(3)];
      if (random(12) === 0)
        await move(agency, places[random(places.length)], kind, `${2016 + random(9)}-06-01`);
      else await publish(agency, 2019 + random(7), random);
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, at) => worker(at + 1)));
  const { sums, faults: found } = await verifySums(hub.database);
  expect(found).toEqual([]);
  expect(sums).toBeGreaterThan(50);
});

test('a wrong sum is found, of one kind of agency or of all', async () => {
  expect(await faults()).toEqual([]);
  for (const change of [
    "update rollup_sum set counts[1] = counts[1] + $1 where included > 0 and year = 2025 and kind <> 'ALL'",
    "update rollup_sum set reported[224] = reported[224] + $1 where included > 0 and year = 2025 and kind = 'ALL'",
    'update rollup_sum set counts[1] = counts[1] + $1 where included = 0',
    "update rollup_sum set unexpected = unexpected + $1 where year = 2025 and kind = 'ALL'",
    "update rollup_indicator set value = value + $1 where reports > 0 and kind = 'ALL'",
    "update rollup_indicator set exact = exact + $1 where reports > 0 and kind <> 'ALL'",
    "update rollup_expected set change = change + $1 where kind = 'ALL'",
    "update rollup_expected set change = change + $1 where kind <> 'ALL'",
  ]) {
    await hub.database.query(change, [1]);
    expect({ change, found: (await faults()).length }).not.toMatchObject({ found: 0 });
    await hub.database.query(change, [-1]);
    expect(await faults()).toEqual([]);
  }
});

/** Every count of section three. */
const completeTable = REQUEST_ROWS.map(({ code }) => code)
  .filter((code) => !code.startsWith('otherHandling'))
  .reduce((text, code) => {
    const [group, row] = code.split('.');
    return `${text} ${row ? `${group} { ${row} { naturalPerson total } }` : `${group} { total }`}`;
  }, '');

test('sums changed by hand are rebuilt; until then a correction whose sum is missing is not stored', async () => {
  const agency = await addTestAgency(hub);
  const { officer } = await peopleOf(hub, agency);
  const record = recorderOf(agency, officer);
  await record(5);
  await hub.database.query('delete from rollup_sum where year = 2025');
  await hub.database.query('update rollup_expected set change = change + 1');
  await hub.database.query('update rollup_indicator set value = value + 1');
  await expect(record(6)).rejects.toThrow();
  const revisions = await hub.database.query(
    'select v.number from report_revision v join agency a on a.id = v.agency_id where a.code = $1',
    [agency],
  );
  expect(revisions).toEqual([{ number: 1 }]);
  expect(await faults()).not.toEqual([]);
  await rebuildAllSums(hub.database);
  expect(await faults()).toEqual([]);
  expect(await record(7)).toMatchObject({ accepted: true, currentRevision: 2 });
  expect(await faults()).toEqual([]);
});

test('kept sums and sums over the reports give the same answers', async () => {
  const other = await createTestHub();
  await seedDemonstration(other.database, { agencies: 130, years: 3 });
  expect((await verifySums(other.database)).faults).toEqual([]);
  const ask = (select: string, asOf: string) =>
    other.ask(
      `{ rollup(years: [2023, 2024, 2025], filter: { ${select} } ${asOf}) { coverage { expected included withErrors blankCells notApplicableCells edition2019 }
          total { requests { received { naturalPerson total } denied { subtotal { total } } } proactive { fees { amount } rules { issued } } measures { disclosureRate } }
          byYear: groups(by: [YEAR]) { edges { node { key coverage { expected } requests { concluded { total } } } } }
          byChild: groups(by: [CHILD], orderBy: { field: "measures.disclosureRate" }, first: 3) { totalCount pageInfo { hasNextPage } edges { node { key rank sortValue coverage { expected included } requests { received { total } } } } } } }`,
    );
  // As of this instant everything is the same, but not from what is kept.
  const now = new Date(Date.now() + 86_400_000).toISOString();
  for (const select of [
    'jurisdiction: "900000"',
    'jurisdiction: "910000"',
    'jurisdiction: "910100"',
    'jurisdiction: "910101"',
    'jurisdiction: "900000", kinds: [DEPARTMENT, INSTITUTION]',
    '',
  ])
    expect([select, await ask(select, '')]).toEqual([select, await ask(select, `asOf: "${now}"`)]);
  // Few cells and whole tables, one year and years with gaps, indicators with and without their sentences, orders of every kind.
  const table = (rows: string) => `requests { received { ${rows} } granted { ${rows} } }`;
  const columns =
    'naturalPerson businessEnterprise researchInstitution socialOrganization legalServiceAgency other total';
  const groups =
    'edges { node { key rank sortValue coverage { included } indicators { indicator { code } value qualifier reports } } }';
  const questions = [
    (asOf: string) =>
      `{ rollup(years: [2024] ${asOf}) { total { ${table('total')} } byChild: groups(by: [CHILD], orderBy: { field: "indicators.hotlineTickets" }) { totalCount ${groups} } } }`,
    (asOf: string) =>
      `{ rollup(years: [2023, 2025], filter: { jurisdiction: "910100" } ${asOf}) { total { indicators(codes: ["hotlineTickets"]) { value qualifier reports } }
         byYear: groups(by: [YEAR]) { edges { node { key requests { ${completeTable} } indicators { value } } } }
         byChild: groups(by: [CHILD], orderBy: { field: "proactive.fees.amount", direction: ASC }) { totalCount ${groups} } } }`,
    (asOf: string) =>
      `{ rollup(years: [2025], filter: { jurisdiction: "910100" } ${asOf}) { total { indicators { value reports sentences { text } } }
         byChild: groups(by: [CHILD], orderBy: { field: "requests.received.total" }, first: 1) { edges { node { key measures { denialRate denialRateByGround { enforcementFile } } requests { ${completeTable} } proactive { fees { amount } } } } pageInfo { hasNextPage } } } }`,
    (asOf: string) =>
      `query ($a: Boolean = false) { rollup(years: [2024], filter: { jurisdiction: "910000" } ${asOf}) { ...R total @include(if: $a) { key } }}
       fragment R on RollUp { total { ... on RollUpGroup { ...T } cells(codes: ["disputes.reconsideration.total"]) { value } } change(year: 2024, base: 2023) { difference { ${table(columns)} } } }
       fragment T on ReportShaped { ${table(columns)} disputes { reconsideration { total } } }`,
  ];
  for (const question of questions)
    expect([question(''), await other.ask(question(''))]).toEqual([
      question(''),
      await other.ask(question(`asOf: "${now}"`)),
    ]);
  await other.drop();
});

test('a roll-up of a nation costs a fixed, small number of statements', async () => {
  await hub.ask(
    '{ rollup(years: [2025], filter: { jurisdiction: "100000" }) { coverage { included } total { requests { received { total } } } } }',
  );
  expect(hub.statements.length).toBeLessThanOrEqual(4);
});

test('indicators of townships and of the county above are those of their reports, with sentences or without', async () => {
  await hub.ask(
    'mutation { addJurisdiction(input: { code: "410303009", name: "街道", level: TOWNSHIP, parent: "410303" }) { findings { code } } }',
  );
  const agency = await addTestAgency(hub, '410303009', 'town');
  const { officer } = await peopleOf(hub, agency);
  const indicators = [{ indicator: 'hotlineTickets', value: 77, sentence: '原文。' }];
  expect(
    (
      await sendReport(
        hub,
        'recordPublishedReport',
        { ...completeReport(agency), indicators, source: '测试' },
        officer,
      )
    ).accepted,
  ).toBe(true);
  const byChild = async (place: string) =>
    (
      await hub.ask(
        `{ rollup(years: [2025], filter: { jurisdiction: "410303" }) { byChild: groups(by: [CHILD], orderBy: { field: "indicators.hotlineTickets" }) { edges { node { key sortValue indicators(codes: ["hotlineTickets"]) { ${place} } } } } } }`,
      )
    ).rollup.byChild.edges.map(
      (edge: { node: { key: string; sortValue: number | null; indicators: { value: string }[] } }) => [
        edge.node.key,
        edge.node.sortValue,
        edge.node.indicators.map(({ value }) => value),
      ],
    );
  expect(await byChild('value')).toEqual(await byChild('value sentences { text }'));
});
