import { readKey } from '../../src/shared/graphql/node';
import { ANONYMOUS, Role } from '../../src/shared/request/permissions';
import { person } from '../support/people';
import { addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

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

test('identifiers are strings, however often an operation has run', async () => {
  await hub.database.query(
    `insert into account (username, name, password_hash) values ('identified', '某人', 'x')`,
  );
  await hub.database.query(
    `insert into role_grant (account_id, role, whole_hub) select id, 'ANALYST', true from account where username = 'identified'`,
  );
  const { accounts } = await hub.ask('{ accounts { edges { node { grants { id } } } } }');
  expect(readKey('id', 'RoleGrant', accounts.edges[0].node.grants[0].id)).toMatch(/^\d+$/);
});

test('a draft leaks to nobody else: node, lists, counts, revisions, roll-ups, refusals', async () => {
  const outsider = person(Role.LEADER, { agencyKey: -1 });
  const clerk = person(Role.CLERK, { agencyKey: key });
  const { report } = await hub.ask(`{ report(agency: "${here}", year: 2025) { id } }`, {}, clerk);
  for (const actor of [ANONYMOUS, outsider]) {
    const seen = await hub.ask(
      `query ($id: ID!) { node(id: $id) { id } report(agency: "${here}", year: 2025) { id }
         reports(filter: { agency: "${here}" }) { totalCount edges { node { id } } }
         agency(code: "${here}") { reports { totalCount } withdrawals { year } }
         rollup(years: [2025], filter: { agencies: ["${here}"] }) { coverage { included blankCells } total { requests { received { total } } } } }`,
      { id: report.id },
      actor,
    );
    expect(seen).toEqual({
      node: null,
      report: null,
      reports: { totalCount: 0, edges: [] },
      agency: { reports: { totalCount: 0 }, withdrawals: [] },
      rollup: {
        coverage: { included: 0, blankCells: 0 },
        total: { requests: { received: { total: null } } },
      },
    });
    const inbox = hub.ask('{ inbox { totalCount } }', {}, actor);
    if (actor === ANONYMOUS) await expect(inbox).rejects.toThrow(/Sign in first/);
    else expect(await inbox).toEqual({ inbox: { totalCount: 0 } });
    // An agency that is not there and one that is another's are refused in the same words.
    const refusals = await Promise.all(
      [here, 'no-such-agency'].map((agency) =>
        sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '' }, actor).catch(
          (error) => error.message,
        ),
      ),
    );
    expect(refusals[0]).toBe(refusals[1]);
  }
});

test('a published report shows its draft correction to nobody else', async () => {
  const agency = await addTestAgency(hub, '410303', 'here');
  await sendReport(hub, 'recordPublishedReport', { ...completeReport(agency), source: '测试' });
  await hub.ask(
    `mutation { actOnReport(input: { agency: "${agency}", year: 2025, action: CORRECT, state: PUBLISHED, revision: 1, comment: "x" }) { accepted } }`,
  );
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '秘密。' });
  const seen = await hub.ask(
    `{ report(agency: "${agency}", year: 2025) { state revision latestRevision overview { text } revisions { revision } workingRevision { revision } steps { id } viewerActions { action }
         changesSince(since: { date: "2020-01-01T00:00:00Z" }) { to texts { parts { text } } } } }`,
    {},
    ANONYMOUS,
  );
  expect(JSON.stringify(seen)).not.toContain('秘密');
  expect(seen.report).toMatchObject({
    state: 'PUBLISHED',
    revision: 1,
    latestRevision: 1,
    revisions: [{ revision: 1 }],
    workingRevision: null,
    steps: [],
    viewerActions: [],
    changesSince: { to: 1 },
  });
});
