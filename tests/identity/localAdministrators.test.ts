import { type Actor, Role } from '../../src/shared/request/permissions';
import { person } from '../support/people';
import { createTestHub, type TestHub } from '../support/testHub';

const HERE = '410303';
const ELSEWHERE = '310000';

let hub: TestHub;
let local: Actor;
let inHub: Actor;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  const [{ path }] = await hub.database.query('select path from jurisdiction where code = $1', [HERE]);
  local = person(Role.ADMINISTRATOR, { path });
  inHub = person(Role.ADMINISTRATOR, { path: '' });
});
afterAll(() => hub.drop());

const at = (jurisdiction: string) => ({ role: 'DISTRICT_OFFICER', scope: { jurisdiction } });
const make = async (username: string, grant: object | null, actor = local) =>
  (
    await hub.ask(
      'mutation ($input: CreateAccountInput!) { createAccount(input: $input) { account { id managed grants { id role jurisdictionCode } } password findings { code path } } }',
      { input: { username, name: '某人', grant } },
      actor,
    )
  ).createAccount;
const grant = async (account: string, jurisdiction: string, more: object = {}, actor = inHub) =>
  (
    await hub.ask(
      'mutation ($input: GrantRoleInput!) { grantRole(input: $input) { account { grants { id jurisdictionCode } } findings { code } } }',
      { input: { account, ...at(jurisdiction), ...more } },
      actor,
    )
  ).grantRole;
const listed = async (filter: string, actor = local) =>
  (
    await hub.ask(
      `{ accounts(filter: { ${filter} }) { totalCount nodes { id username managed grants { id jurisdictionCode } } } }`,
      {},
      actor,
    )
  ).accounts;
const change = async (command: string, actor = local) =>
  (await hub.ask(`mutation { done: ${command} { account { username } findings { code } } }`, {}, actor)).done;
const refused = (command: Promise<unknown>) =>
  expect(command).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });

test('an administrator of a place makes an account with a first role there, and nothing elsewhere', async () => {
  const created = await make('made.here', at(HERE));
  expect(created).toMatchObject({
    account: { managed: true, grants: [{ role: 'DISTRICT_OFFICER', jurisdictionCode: HERE }] },
    findings: [],
  });
  expect(created.password).toMatch(/.{10}/);
  await refused(make('without.role', null));
  await refused(make('elsewhere', at(ELSEWHERE)));
  await refused(make('whole.hub', { role: 'ADMINISTRATOR', scope: { wholeHub: true } }));
  expect(await make('wrong.place', { role: 'CLERK', scope: { jurisdiction: HERE } })).toMatchObject({
    account: null,
    findings: [{ code: 'grant.place', path: 'input.grant.scope' }],
  });
  expect((await listed('text: "."', inHub)).nodes.map((row: { username: string }) => row.username)).toEqual([
    'made.here',
  ]);
});

test('an administrator of a place changes, resets, disables and signs out the accounts there', async () => {
  await make('to.change', at(HERE));
  expect(
    await change('updateAccount(input: { account: "to.change", name: "新名", disabled: true })'),
  ).toEqual({ account: { username: 'to.change' }, findings: [] });
  expect((await listed('disabled: true')).nodes).toMatchObject([{ username: 'to.change' }]);
  expect(await change('resetPassword(account: "to.change")')).toMatchObject({ findings: [] });
  const [{ id }] = await hub.database.query(
    `insert into session (token_hash, account_id, address, expires_at)
     select 'some hash', id, 'there', now() + interval '1 hour' from account where username = 'to.change' returning id`,
  );
  const { sessions } = await hub.ask('{ sessions(account: "to.change") { id address } }', {}, local);
  expect(sessions).toMatchObject([{ address: 'there' }]);
  const revoke = (actor: Actor) =>
    hub
      .ask(`mutation { revokeSession(id: "${sessions[0].id}") }`, {}, actor)
      .then((data) => data.revokeSession);
  expect(await revoke(person(Role.ADMINISTRATOR, { path: '310000/' }))).toBe(false);
  expect(await revoke(local)).toBe(true);
  expect(id).toBeGreaterThan(0);
});

test('of an account with roles elsewhere too, one sees and takes away those at the place, and changes nothing else', async () => {
  await make('in.both', null, inHub);
  await grant('in.both', ELSEWHERE);
  expect((await listed('text: "in.both"')).totalCount).toBe(0);
  expect(await change('resetPassword(account: "in.both")')).toMatchObject({
    findings: [{ code: 'reference.unknown' }],
  });
  await refused(hub.ask('{ sessions(account: "in.both") { id } }', {}, local));
  await grant('in.both', HERE);
  const { nodes } = await listed('text: "in.both", role: DISTRICT_OFFICER');
  expect(nodes).toMatchObject([{ managed: false, grants: [{ jurisdictionCode: HERE }] }]);
  expect((await listed('text: "in.both", role: ANALYST')).totalCount).toBe(0);
  const { node } = await hub.ask(
    `{ node(id: "${nodes[0].id}") { ... on Account { grants { jurisdictionCode } } } }`,
    {},
    local,
  );
  expect(node.grants).toEqual([{ jurisdictionCode: HERE }]);
  for (const command of [
    'resetPassword(account: "in.both")',
    'updateAccount(input: { account: "in.both", disabled: true })',
  ])
    expect(await change(command)).toMatchObject({
      account: null,
      findings: [{ code: 'account.elsewhere' }],
    });
  await refused(hub.ask('{ sessions(account: "in.both") { id } }', {}, local));
  const [everything] = (await listed('text: "in.both"', inHub)).nodes;
  const other = everything.grants.find(
    (row: { jurisdictionCode: string }) => row.jurisdictionCode === ELSEWHERE,
  );
  expect(await change(`revokeRole(grant: "${other.id}")`)).toMatchObject({
    findings: [{ code: 'reference.unknown' }],
  });
  expect(await change(`revokeRole(grant: "${nodes[0].grants[0].id}")`)).toEqual({
    account: null,
    findings: [],
  });
  expect((await listed('text: "in.both"', inHub)).nodes[0].grants).toMatchObject([
    { jurisdictionCode: ELSEWHERE },
  ]);
});

test('a role whose view was granted elsewhere is not taken away with it', async () => {
  await make('far.sighted', null, inHub);
  await grant('far.sighted', HERE, { viewJurisdiction: ELSEWHERE });
  const [{ managed, grants }] = (await listed('text: "far.sighted"')).nodes;
  expect(managed).toBe(false);
  expect(await change(`revokeRole(grant: "${grants[0].id}")`)).toMatchObject({
    findings: [{ code: 'grant.view' }],
  });
});
