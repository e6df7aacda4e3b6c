import type { GraphQLError } from 'graphql';
import {
  type Actor,
  ANONYMOUS,
  type Operation,
  PERMISSIONS,
  Role,
} from '../../src/shared/request/permissions';
import { person } from '../support/people';
import { addTestAgency, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

const AGENCY_ROLES = [Role.CLERK, Role.SECTION_REVIEWER, Role.OFFICE_REVIEWER, Role.LEADER];

let hub: TestHub;
let here: string;
let key: number;
let elsewhere: string;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  here = await addTestAgency(hub, '410303', 'here');
  elsewhere = await addTestAgency(hub, '310000', 'elsewhere');
  [{ key }] = await hub.database.query('select id as key from agency where code = $1', [here]);
  await sendReport(hub, 'saveDraft', { agency: here, year: 2025, overview: '草稿。' });
  await sendReport(hub, 'saveDraft', { agency: elsewhere, year: 2025, overview: '草稿。' });
});
afterAll(() => hub.drop());

const step = (agency: string, action: string, state: string) =>
  `mutation { actOnReport(input: { agency: "${agency}", year: 2025, action: ${action}, state: ${state}, revision: 1 }) { findings { code } } }`;
/** For every operation, a request that needs it at an agency's place, and whether the answer was a refusal of rights. */
const REQUESTS: Record<Operation, (agency: string, place: string) => string> = {
  SUBMIT: (agency) => `mutation { validateReport(input: { agency: "${agency}", year: 2025 }) { accepted } }`,
  RECORD: (agency) =>
    `mutation { recordPublishedReport(input: { agency: "${agency}", year: 2025 }) { accepted } }`,
  REVIEW_SECTION: (agency) => step(agency, 'APPROVE', 'SECTION_REVIEW'),
  REVIEW_OFFICE: (agency) => step(agency, 'APPROVE', 'OFFICE_REVIEW'),
  REVIEW_LEADER: (agency) => step(agency, 'APPROVE', 'LEADER_REVIEW'),
  ACCEPT: (agency) => step(agency, 'ACCEPT', 'FILED'),
  READ_WORK: (agency) => `{ report(agency: "${agency}", year: 2025) { revision } }`,
  READ_PREVIEW: (_, place) =>
    `{ rollup(years: [2025], basis: DRAFT, filter: { jurisdiction: "${place}" }) { coverage { expected } } }`,
  READ_AUDIT: (agency) => `{ auditEvents(filter: { agency: "${agency}" }) { totalCount } }`,
  MANAGE_REVIEW: (agency) =>
    `mutation { setReview(input: { agency: "${agency}", steps: [], reason: "" }) { accepted } }`,
  MANAGE_DEADLINES: (agency) =>
    `mutation { extendDeadline(input: { scope: { agency: "${agency}" }, year: 2025, dueOn: "2020-01-01", reason: "" }) { accepted } }`,
  REMIND: (agency) =>
    `mutation { remindAgencies(preview: true, input: { year: 2025, scope: { agencies: ["${agency}"] }, kinds: [LATE] }) { accepted } }`,
  MANAGE_WEBHOOKS: (agency) => `{ webhooks(place: { agency: "${agency}" }) { id } }`,
  MANAGE_AGENCIES: (agency) =>
    `mutation { renameAgency(input: { agency: "${agency}", name: "", effectiveOn: "2020-01-01" }) { findings { code } } }`,
  MANAGE_INDICATORS: () =>
    `mutation { saveIndicator(input: { code: "X", name: "", nameEn: "", unitZh: "", unitEn: "", aggregation: SUM, descriptionZh: "", descriptionEn: "" }) { findings { code } } }`,
  MANAGE_MEASURES: () =>
    `mutation { saveMeasure(input: { code: "X", labelZh: "", labelEn: "", unitZh: "", unitEn: "", formula: "", descriptionZh: "", descriptionEn: "" }) { findings { code } } }`,
  MANAGE_ACCOUNTS: (agency) =>
    `mutation { grantRole(input: { account: "nobody", role: CLERK, scope: { agency: "${agency}" } }) { findings { code } } }`,
  MANAGE_KEYS: (agency) => `{ apiKeys(agency: "${agency}") { id } }`,
  READ_SYSTEM: () => '{ system { version } }',
};
/** Operations that are the whole hub's: a role over a part of it is not enough, or place plays no part. */
const HUB_ONLY: Operation[] = ['MANAGE_INDICATORS', 'MANAGE_MEASURES', 'READ_SYSTEM'];

const isAllowed = async (operation: Operation, agency: string, place: string, actor: Actor) => {
  // Reviews are tried on a report in their own state; which state it is decides which role is asked for.
  const state = {
    REVIEW_SECTION: 'SECTION_REVIEW',
    REVIEW_OFFICE: 'OFFICE_REVIEW',
    REVIEW_LEADER: 'LEADER_REVIEW',
    ACCEPT: 'FILED',
  }[operation as string];
  const put = (value: string) =>
    hub.database.query(
      'update report r set state = $2, latest_revision = $3 from agency a where a.id = r.agency_id and a.code = $1',
      [agency, value, 1],
    );
  if (state) await put(state);
  try {
    const data = await hub.ask(REQUESTS[operation](agency, place), {}, actor);
    if (operation === 'READ_WORK') return data.report !== null;
    return !JSON.stringify(data).includes('report.role');
  } catch (error) {
    expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain((error as GraphQLError).extensions?.code);
    return false;
  } finally {
    if (state) await put('DRAFT');
  }
};

test.each(Object.keys(PERMISSIONS) as Operation[])(
  '%s is allowed to its roles, at their places and nowhere else',
  async (operation) => {
    const { roles } = PERMISSIONS[operation];
    expect(await isAllowed(operation, here, '410303', ANONYMOUS)).toBe(false);
    for (const role of Object.values(Role)) {
      const grant = AGENCY_ROLES.includes(role) ? { agencyKey: key } : { path: '410000/410300/410303/' };
      const [{ path }] = await hub.database.query("select path from jurisdiction where code = '410303'");
      const atHome = person(role, 'agencyKey' in grant ? grant : { path });
      const inHub = person(role, { path: '' });
      const local = roles.includes(role);
      const reachesPlace = !(operation === 'READ_PREVIEW' && AGENCY_ROLES.includes(role));
      expect([operation, role, 'home', await isAllowed(operation, here, '410303', atHome)]).toEqual([
        operation,
        role,
        'home',
        local && reachesPlace && !HUB_ONLY.includes(operation),
      ]);
      expect([operation, role, 'hub', await isAllowed(operation, here, '410303', inHub)]).toEqual([
        operation,
        role,
        'hub',
        local,
      ]);
      expect([operation, role, 'elsewhere', await isAllowed(operation, elsewhere, '310000', atHome)]).toEqual(
        [operation, role, 'elsewhere', false],
      );
    }
  },
);

test('a view scope extends what may be read, not what may be changed', async () => {
  const [{ path }] = await hub.database.query("select path from jurisdiction where code = '310000'");
  const wide = person(Role.CLERK, { agencyKey: key, viewPath: path });
  expect(await isAllowed('READ_WORK', elsewhere, '310000', wide)).toBe(true);
  expect(await isAllowed('SUBMIT', elsewhere, '310000', wide)).toBe(false);
});
