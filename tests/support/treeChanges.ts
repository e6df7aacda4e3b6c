import type { Actor } from '../../src/shared/request/permissions';
import type { Answer } from './answers';
import { addTestAgency, completeReport, sendReport } from './reports';
import { EVERYBODY, type TestHub } from './testHub';

const SUMS = 'before { expected included requestsReceived } after { expected included requestsReceived }';
const PAYLOAD = `{
  jurisdiction { id code name level validFrom validTo parent { code } formerNames { name validTo }
    successors { kind effectiveOn place { code } } predecessors { kind place { code } } }
  treeChange { id kind agencyCount placeCount undoneAt }
  effect { agencies places reports totalsEqual sums { placeCode year ${SUMS} } }
  findings { code path severity actual } }`;
/** Runs a change of a place: its payload. */
export const changeTree = async (
  hub: TestHub,
  name: string,
  input: object,
  preview = false,
  actor: Actor = EVERYBODY,
): Promise<Answer> => {
  const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
  const document = `mutation ($input: ${type}!, $preview: Boolean!) { payload: ${name}(input: $input, preview: $preview) ${PAYLOAD} }`;
  return (await hub.ask(document, { input, preview }, actor)).payload;
};
/** Undoes a change of the tree: its payload. */
export const undoChange = async (
  hub: TestHub,
  id: string,
  preview = false,
  actor: Actor = EVERYBODY,
): Promise<Answer> =>
  (
    await hub.ask(
      `mutation ($id: ID!, $preview: Boolean!) { payload: undoTreeChange(id: $id, preview: $preview) {
         treeChange { undoneAt undoableUntil } effect { totalsEqual } findings { code actual } } }`,
      { id, preview },
      actor,
    )
  ).payload;
/** The codes of what was found. */
export const codesFound = ({ findings }: Answer) => findings.map(({ code }: Answer) => code);
let added = 410400;
/** Adds a county below Luoyang with a town, a bureau in each and their reports of two years. */
export async function addCounty(
  hub: TestHub,
): Promise<{ county: string; town: string; bureau: string; office: string }> {
  added += 1;
  const county = String(added);
  const town = `${county}001`;
  const add = (input: object) => changeTree(hub, 'addJurisdiction', { ...input, confirm: true });
  expect(
    (await add({ code: county, name: `丰${county}县`, level: 'COUNTY', parent: '410300' })).findings,
  ).toEqual([]);
  expect(
    (await add({ code: town, name: `${county}镇`, level: 'TOWNSHIP', parent: county })).findings,
  ).toEqual([]);
  const bureau = await addTestAgency(hub, county);
  const office = await addTestAgency(hub, town, 'office', 'TOWNSHIP_OR_STREET');
  for (const agency of [bureau, office])
    for (const year of [2023, 2024]) {
      const input = { ...completeReport(agency), year, source: '测试' };
      expect((await sendReport(hub, 'recordPublishedReport', input)).accepted).toBe(true);
    }
  return { county, town, bureau, office };
}
