import { createAccount } from '../../src/identity/accounts';
import { grantRole } from '../../src/identity/grants';
import { Role } from '../../src/shared/request/permissions';
import { type SignInHub, startSignInHub } from '../support/signInHub';

let hub: SignInHub;
let token: string;
beforeAll(async () => {
  hub = await startSignInHub();
  token = (await hub.signIn('head', hub.password)).token;
});
afterAll(() => hub.drop());

const codesOf = async (command: string): Promise<string[]> => {
  const { data, errors } = await hub.ask(
    `mutation { done: ${command} { findings { code messageZh } } }`,
    token,
  );
  if (errors) return errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code);
  return data.done.findings.map(({ code }: { code: string }) => code);
};
const grantOf = async (username: string) => {
  const { data } = await hub.ask(
    `{ accounts(filter: { text: "${username}" }) { nodes { grants { id } } } }`,
    token,
  );
  return data.accounts.nodes[0].grants[0].id;
};

test('the last administrator of the whole hub neither loses the role nor is disabled; with another one both go', async () => {
  const disable = (username: string) => `updateAccount(input: { account: "${username}", disabled: true })`;
  expect(await codesOf(disable('head'))).toEqual(['account.lastAdministrator']);
  expect(await codesOf(`revokeRole(grant: "${await grantOf('head')}")`)).toEqual([
    'account.lastAdministrator',
  ]);
  // One at a place and one that is disabled are none.
  for (const username of ['second', 'local']) await createAccount(hub.owner, { username, name: username });
  await grantRole(hub.owner, { account: 'local', role: Role.ADMINISTRATOR, jurisdiction: '310000' });
  await grantRole(hub.owner, { account: 'second', role: Role.ADMINISTRATOR });
  expect(await codesOf(disable('second'))).toEqual([]);
  expect(await codesOf(disable('head'))).toEqual(['account.lastAdministrator']);
  expect(await codesOf(disable('local'))).toEqual([]);
  expect(await codesOf('updateAccount(input: { account: "second", disabled: false })')).toEqual([]);
  const own = await grantOf('head');
  // Two who go at once do not both go. Who has just lost the role can no longer take it from the other.
  const outcomes = await Promise.all([
    codesOf(`revokeRole(grant: "${await grantOf('second')}")`),
    codesOf(`revokeRole(grant: "${own}")`),
  ]);
  expect(['account.lastAdministrator', 'FORBIDDEN']).toContain(outcomes.flat().join());
  const [{ left }] = await hub.owner.query(
    `select count(*)::int as left from role_grant g join account a on a.id = g.account_id
      where g.role = 'ADMINISTRATOR' and g.whole_hub and a.disabled_at is null`,
  );
  expect(left).toBe(1);
});
