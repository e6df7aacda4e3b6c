import fc from 'fast-check';
import { verifySums } from '../../../src/rollup/materialized/verifySums';
import { type Answer, nodesOf } from '../../support/answers';
import { addTestAgency, completeReport, sendReport } from '../../support/reports';
import { createTestHub, type TestHub } from '../../support/testHub';

const YEARS = [2023, 2024, 2025];
const STEPS = 14;

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  for (const place of ['410303', '320813', '321322']) {
    const town = `${place}001`;
    await ask('addJurisdiction', { code: town, name: `${place}镇`, level: 'TOWNSHIP', parent: place });
    for (const home of [place, town]) {
      const agency = await addTestAgency(hub, home, 'property');
      for (const year of YEARS) {
        const input = { ...completeReport(agency), year, source: '测试' };
        expect((await sendReport(hub, 'recordPublishedReport', input)).accepted).toBe(true);
      }
    }
  }
});
afterAll(() => hub.drop());

/** Runs a change of the tree: its payload. */
async function ask(name: string, input: object, preview = false): Promise<Answer> {
  const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!, $preview: Boolean!) { payload: ${name}(input: $input, preview: $preview) {
    treeChange { id } effect { totalsEqual sums { placeCode year before { included } after { included } } } findings { code severity } } }`;
  return (
    await hub.ask(document, {
      input: { ...input, ...(name === 'addJurisdiction' ? {} : more(name)) },
      preview,
    })
  ).payload;
}
const UNCONFIRMED = ['renameJurisdiction', 'closeJurisdiction', 'changeAgencyKind'];
const more = (name: string) => (UNCONFIRMED.includes(name) ? {} : { confirm: true });

const QUESTION = `(years: [${YEARS}], filter: { jurisdiction: "100000" }, asOf: $asOf) {
  byYear: groups(by: [YEAR]) { edges { node { key coverage { expected included } requests { received { total } concluded { total } } proactive { fees { amount } } } } }
  byChild: groups(by: [CHILD]) { edges { node { key coverage { included } jurisdiction { name } } } }
  byAgency: groups(by: [AGENCY]) { edges { node { key requests { received { total } } agency { name kind jurisdiction { code name } } } } } }`;
const question = async (asOf: string | null): Promise<Answer> =>
  (await hub.ask(`query ($asOf: DateTime) { rollup${QUESTION} }`, { asOf })).rollup;
/** The totals of the nation, without how many reports are expected: that changes with agencies. */
const totals = ({ byYear }: Answer) =>
  nodesOf<Answer>(byYear).map(({ coverage: { included }, ...sums }) => ({ ...sums, coverage: included }));

const listPlaces = async (level: string): Promise<string[]> =>
  (
    await hub.database.query(
      'select code from jurisdiction where level = $1 and valid_to is null and removed_at is null order by code',
      [level],
    )
  ).map(({ code }: { code: string }) => code);
const listAgencies = async (): Promise<string[]> =>
  (
    await hub.database.query(
      'select a.code from agency a join agency_version v on v.agency_id = a.id where v.valid_to is null order by a.code',
    )
  ).map(({ code }: { code: string }) => code);

const pick = <T>(list: readonly T[], at: number) => list[at % list.length];
let lastCode = 700;
/** A code below a city that no place has yet. */
const freshCode = (city: string) => {
  lastCode += 1;
  return `${city.slice(0, 3)}${lastCode}`;
};

const step = fc.record({
  what: fc.constantFrom(
    'renameJurisdiction',
    'recodeJurisdiction',
    'moveJurisdiction',
    'convertJurisdiction',
    'mergeJurisdictions',
    'splitJurisdiction',
    'closeJurisdiction',
    'moveAgency',
    'renameAgency',
    'changeAgencyKind',
    'splitAgency',
    'mergeAgencies',
    'correctAgency',
    'closeAgency',
    'undo',
  ),
  one: fc.nat(20),
  two: fc.nat(20),
  effectiveOn: fc.constantFrom('2023-03-01', '2024-01-01', '2024-07-01', '2025-06-01'),
  flag: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** The input of a step on the tree as it is now. */
async function inputOf({ what, one, two, effectiveOn, flag }: Step): Promise<object> {
  const counties = await listPlaces('COUNTY');
  const cities = await listPlaces('PREFECTURE');
  const [place, other] = [pick(counties, one), pick(counties, two)];
  const city = pick(cities, two);
  const agencies = await listAgencies();
  const [agency, another] = [pick(agencies, one), pick(agencies, two)];
  const code = freshCode(city);
  const inputs: Record<string, () => object> = {
    renameJurisdiction: () => ({ place, name: `名${code}`, renameAgencies: flag }),
    recodeJurisdiction: () => ({ place, code }),
    moveJurisdiction: () => ({ place, parent: city, code }),
    convertJurisdiction: () => ({ place, name: `区${code}`, code }),
    mergeJurisdictions: () => ({ predecessors: [place], successor: other, codes: [] }),
    splitJurisdiction: () => ({ place, into: [{ code, name: `分${code}` }], closes: flag }),
    closeJurisdiction: () => ({ place }),
    moveAgency: () => ({ agency, jurisdiction: place }),
    renameAgency: () => ({ agency, name: `局${code}` }),
    changeAgencyKind: () => ({ agency, kind: flag ? 'INSTITUTION' : 'DEPARTMENT' }),
    splitAgency: () => ({
      agency,
      into: [{ code: `part-${code}`, name: `分局${code}`, kind: 'DEPARTMENT' }],
      closes: flag,
    }),
    mergeAgencies: () => ({ predecessors: [agency], successor: another }),
    closeAgency: () => ({ agency }),
  };
  if (what === 'correctAgency')
    return { agency, name: `正${code}`, ...(flag ? { jurisdiction: place } : {}) };
  return { ...inputs[what](), effectiveOn };
}

test('whatever happens to the tree, the totals stay, every roll-up is its scan, previews say what then is, and answers as of before do not change', async () => {
  const start = totals(await question(null));
  const remembered: { instant: string; answer: Answer }[] = [];
  const changes: string[] = [];
  const done: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: STEPS, maxLength: STEPS }), async (steps) => {
      for (const [at, next] of steps.entries()) {
        if (at % 5 === 0) {
          const answer = await question(null);
          remembered.push({ instant: new Date().toISOString(), answer });
        }
        if (next.what === 'undo') {
          const id = changes.pop();
          if (!id) continue;
          const { payload } = await hub.ask(
            'mutation ($id: ID!) { payload: undoTreeChange(id: $id) { effect { totalsEqual } findings { code } } }',
            { id },
          );
          if (payload.findings.length === 0) {
            expect(payload.effect.totalsEqual).toBe(true);
            done.undo = (done.undo ?? 0) + 1;
          }
          continue;
        }
        const input = await inputOf(next);
        const preview = await ask(next.what, input, true);
        const result = await ask(next.what, input);
        expect(result.effect).toEqual(preview.effect);
        expect(result.effect === null).toBe(result.findings.length > 0);
        if (!result.treeChange) continue;
        expect(result.effect.totalsEqual).toBe(true);
        changes.push(result.treeChange.id);
        done[next.what] = (done[next.what] ?? 0) + 1;
      }
      expect(totals(await question(null))).toEqual(start);
      expect((await verifySums(hub.database)).faults).toEqual([]);
      for (const { instant, answer } of remembered.slice(-4))
        expect([instant, await question(instant)]).toEqual([instant, answer]);
    }),
    { numRuns: 5, seed: 20261129, endOnFailure: true },
  );
  // The random steps did happen.
  expect(Object.keys(done).length).toBeGreaterThan(8);
});
