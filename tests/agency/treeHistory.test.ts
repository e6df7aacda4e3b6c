import fc from 'fast-check';
import { REAL_AGENCIES } from '../../seeds/realPlaces';
import { seedRealReports } from '../../seeds/realReports';
import { verifySums } from '../../src/rollup/materialized/verifySums';
import { nodesOf } from '../support/answers';
import { addTestAgency, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

const YEARS = [2019, 2020, 2021, 2022, 2023, 2024, 2025];
/** Places with those they lie in. */
const PATHS: Record<string, string[]> = {
  '410303': ['410303', '410300', '410000', '100000'],
  '410300': ['410300', '410000', '100000'],
  '310000': ['310000', '100000'],
  '410303001': ['410303001', '410303', '410300', '410000', '100000'],
};
const PLACES = Object.keys(PATHS);
const PLACES_READ = ['410303', '410300', '410000', '310000', '410303001'];
const KINDS = ['DEPARTMENT', 'GOVERNMENT', 'INSTITUTION'];

let hub: TestHub;
beforeEach(async () => {
  hub = await createTestHub();
  await seedRealReports(hub.database, []);
  await hub.database.query(
    `insert into jurisdiction (code, name, level, parent_id, path) select '410303001', '某街道', 'TOWNSHIP', id, path || '410303001/' from jurisdiction where code = '410303'`,
  );
});
afterEach(() => hub.drop());

/** What an agency is from a day on. */
interface State {
  from: string;
  place: string;
  kind: string;
}
/** What should be true of an agency: kept by the test, by other means than the hub's. */
interface Model {
  code: string;
  states: State[];
  end: string | null;
  /** What was published, by year. */
  reports: Map<number, number>;
}

const stateIn = ({ states }: Model, year: number) =>
  states.filter(({ from }) => from <= `${year}-12-31`).at(-1) ?? states[0];
const isExpected = (agency: Model, year: number) =>
  agency.states[0].from <= `${year}-12-31` &&
  (agency.end === null || agency.end > `${year}-12-31`) &&
  stateIn(agency, year).kind !== 'GOVERNMENT';

/** The sums of a place by year from the model alone. */
const sumsOf = (agencies: readonly Model[], place: string) =>
  YEARS.map((year) => {
    const here = agencies.filter((agency) => PATHS[stateIn(agency, year).place].includes(place));
    const reports = here.flatMap(({ reports }) => reports.get(year) ?? []);
    return {
      key: String(year),
      coverage: {
        expected: here.filter((agency) => agency.reports.has(year) || isExpected(agency, year)).length,
        included: reports.length,
      },
      requests: {
        received: {
          naturalPerson: reports.length > 0 ? reports.reduce((sum, value) => sum + value, 0) : null,
        },
      },
    };
  });

const FIGURES = 'key coverage { expected included } requests { received { naturalPerson } }';
const SUMS = PLACES_READ.map(
  (place) =>
    `p${place}: rollup(years: [${YEARS}], filter: { jurisdiction: "${place}" }, asOf: $asOf) { byYear: groups(by: [YEAR]) { edges { node { ${FIGURES} } } } }`,
).join('\n');
const NAMES =
  'code name validFrom validTo jurisdiction { code } formerNames { name validFrom validTo } successors { effectiveOn agency { code name } }';
/** What of the tree an answer as of an instant shows: sums on all ways of grouping, missing reports, names. */
const EVERYTHING = (code: string) => `
  ${SUMS}
  all: rollup(years: [2023, 2024], filter: { jurisdiction: "410000" }, asOf: $asOf) {
    byChild: groups(by: [CHILD]) { totalCount edges { node { ${FIGURES} } } } byLevel: groups(by: [LEVEL]) { edges { node { ${FIGURES} } } }
    byAgency: groups(by: [AGENCY], orderBy: { field: "requests.received.naturalPerson" }) { totalCount edges { node { rank ${FIGURES} agency { ${NAMES} } } } }
    coverage { missing { totalCount edges { node { year agency { ${NAMES} } } } } }
  }
  named: rollup(years: [2024], filter: { jurisdiction: "410000" }, asOf: $asOf) { byAgency: groups(by: [AGENCY]) { edges { node { key agency { name } } } } }
  report(agency: "${code}", year: 2024, asOf: $asOf) { agency { ${NAMES} } }`;

const step = fc.record({
  what: fc.constantFrom(
    'record',
    'record',
    'record',
    'record',
    'retract',
    'rename',
    'close',
    'merge',
    'move',
    'add',
  ),
  who: fc.nat(5),
  other: fc.nat(5),
  year: fc.constantFrom(...YEARS),
  day: fc.record({ year: fc.integer({ min: 2018, max: 2028 }), month: fc.integer({ min: 1, max: 12 }) }),
  place: fc.constantFrom(...PLACES),
  kind: fc.constantFrom(...KINDS),
  value: fc.nat(500),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const run = async (name: string, input: object): Promise<boolean> => {
  const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { payload: ${name}(input: $input) { findings { code severity } } }`;
  const { findings } = (await hub.ask(document, { input: { ...input, confirm: true } })).payload;
  expect(findings.filter(({ severity }: { severity: string }) => severity === 'WARNING')).toEqual([]);
  return findings.length === 0;
};

/** Moves an agency to a place and kind from a day on, as no mutation does yet. */
async function move(agency: Model, { place, kind }: Step, day: string): Promise<void> {
  await hub.database.transaction(async (manager) => {
    const [{ id }] = await manager.query('select id from agency where code = $1 for update', [agency.code]);
    await manager.query(
      `with split as (update agency_version set valid_to = $2 where agency_id = $1 and valid_from < $2 and coalesce(valid_to > $2, true) returning id)
       select 1 from split`,
      [id, day],
    );
    await manager.query(
      `insert into agency_version (agency_id, name, kind, jurisdiction_id, valid_from, valid_to)
       select $1, v.name, $3, (select id from jurisdiction where code = $4), $2, $5 from agency_version v where v.agency_id = $1 order by v.valid_from desc limit 1`,
      [id, day, kind, place, agency.end],
    );
  });
  agency.states.push({ from: day, place, kind });
}

async function take(step: Step, agencies: Model[]): Promise<void> {
  const agency = agencies[step.who % agencies.length];
  const { code } = agency;
  const day = `${step.day.year}-${String(step.day.month).padStart(2, '0')}-01`;
  if (step.what === 'add') {
    const created = await addTestAgency(hub, step.place, 'tree', step.kind);
    agencies.push({
      code: created,
      states: [{ from: '2015-01-01', place: step.place, kind: step.kind }],
      end: null,
      reports: new Map(),
    });
  } else if (step.what === 'record') {
    const input = {
      agency: code,
      year: step.year,
      source: '测试',
      requests: { received: { naturalPerson: step.value } },
    };
    if ((await sendReport(hub, 'recordPublishedReport', input)).accepted)
      agency.reports.set(step.year, step.value);
  } else if (step.what === 'retract') {
    const { report } = await hub.ask(
      'query ($code: ID!, $year: Int!) { report(agency: $code, year: $year) { state revision } }',
      { code, year: step.year },
    );
    if (!report) return;
    await hub.ask('mutation ($input: ReviewInput!) { actOnReport(input: $input) { accepted } }', {
      input: { agency: code, year: step.year, action: 'RETRACT', ...report, comment: '撤' },
    });
    agency.reports.delete(step.year);
  } else if (step.what === 'rename') {
    await run('renameAgency', { agency: code, name: `名${step.value}局`, effectiveOn: day });
  } else if (step.what === 'close') {
    if (await run('closeAgency', { agency: code, effectiveOn: day })) agency.end = day;
  } else if (step.what === 'merge') {
    const successor = agencies[step.other % agencies.length].code;
    if (await run('mergeAgencies', { predecessors: [code], successor, effectiveOn: day })) agency.end = day;
  } else {
    const [{ last }] = await hub.database.query(
      'select max(valid_from)::text as last from agency_version v join agency a on a.id = v.agency_id where a.code = $1',
      [code],
    );
    if (day > last && (agency.end === null || day < agency.end)) await move(agency, step, day);
  }
}

test.each([1, 2])(
  'sums follow where agencies were in each year, and past answers stay, whatever happens to the tree (seed %i)',
  async (seed) => {
    const agencies: Model[] = [];
    // Those of the seeds stand there all the time.
    const others = REAL_AGENCIES.filter(({ jurisdiction }) => jurisdiction in PATHS).map(
      ({ code, jurisdiction: place, kind, validFrom: from }): Model => ({
        code,
        states: [{ from, place, kind }],
        end: null,
        reports: new Map(),
      }),
    );
    for (const place of PLACES)
      agencies.push({
        code: await addTestAgency(hub, place, 'tree'),
        states: [{ from: '2015-01-01', place, kind: 'DEPARTMENT' }],
        end: null,
        reports: new Map(),
      });
    const question = `query ($asOf: DateTime) { ${EVERYTHING(agencies[0].code)} }`;
    const past: { asOf: string; step: string; answer: string }[] = [];
    const replay = async (moments: readonly ((typeof past)[number] | undefined)[], after: string) => {
      for (const moment of new Set(moments)) {
        if (!moment) continue;
        const answer = JSON.stringify(await hub.ask(question, { asOf: moment.asOf }));
        expect([after, moment.step, answer]).toEqual([after, moment.step, moment.answer]);
      }
    };
    for (const next of fc.sample(step, { seed, numRuns: 24 })) {
      await take(next, agencies);
      const name = JSON.stringify(next);
      const now = await hub.ask(`query ($asOf: DateTime) { ${SUMS} }`);
      for (const place of PLACES_READ)
        expect([name, place, nodesOf(now[`p${place}`].byYear)]).toEqual([
          name,
          place,
          sumsOf([...others, ...agencies], place),
        ]);
      expect([name, (await verifySums(hub.database)).faults]).toEqual([name, []]);
      await new Promise((resolve) => setTimeout(resolve, 3));
      const [{ at }] = await hub.database.query('select clock_timestamp() as at');
      const asOf = at.toISOString();
      const answer = await hub.ask(question, { asOf });
      expect([name, answer]).toEqual([name, await hub.ask(question, { asOf: null })]);
      // The newest and one before; all of them at the end.
      await replay([past.at(next.value % (past.length || 1)), past.at(-1)], name);
      past.push({ asOf, step: name, answer: JSON.stringify(answer) });
      await new Promise((resolve) => setTimeout(resolve, 3));
    }
    await replay(past, 'all');
    expect(
      agencies.some(({ end, reports }) => end && [...reports.keys()].some((year) => end <= `${year}-12-31`)),
    ).toBe(true);
  },
);
