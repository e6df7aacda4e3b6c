import { openSessionFor } from '../../src/identity/signIn';
import { type SignInHub, startSignInHub } from '../support/signInHub';

let hub: SignInHub;
let administrator: string;
beforeAll(async () => {
  hub = await startSignInHub();
  administrator = (await hub.signIn('head', hub.password)).token;
});
afterAll(() => hub.drop());

const NEXT = 'a better pass phrase';

/** Has the administrator make an account of a clerk, and returns its first password. */
async function make(username: string): Promise<string> {
  const grant = '{ role: CLERK, scope: { agency: "310000-001" } }';
  const { data } = await hub.ask(
    `mutation { createAccount(input: { username: "${username}", name: "新人", grant: ${grant} }) { password account { passwordToBeChanged } } }`,
    administrator,
  );
  expect(data.createAccount.account.passwordToBeChanged).toBe(true);
  return data.createAccount.password;
}
const codeOf = async (operation: string, token: string) => {
  const { status, errors } = await hub.ask(operation, token);
  return errors ? `${status} ${errors[0].extensions.code}` : status;
};
const change = async (current: string, next: string, token: string) =>
  (
    await hub.ask(
      `mutation { changePassword(input: { current: "${current}", next: "${next}" }) { code } }`,
      token,
    )
  ).data.changePassword;
const DRAFT =
  'mutation { saveDraft(input: { agency: "310000-001", year: 2030, overview: "x" }) { accepted } }';
const OTHERS = [
  DRAFT,
  '{ inbox { totalCount } }',
  '{ sessions { id } }',
  '{ apiKeys(agency: "310000-001") { id } }',
  '{ rollup(years: [2024], basis: DRAFT, filter: { jurisdiction: "310000" }) { coverage { expected } } }',
];

test('with a first password one changes it, and nothing else goes before', async () => {
  const password = await make('new.one');
  const { token } = await hub.signIn('new.one', password);
  for (const operation of OTHERS)
    expect([operation, await codeOf(operation, token)]).toEqual([operation, '403 PASSWORD_TO_BE_CHANGED']);
  const upload = await fetch(`${hub.url}/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: 'x',
  });
  expect([upload.status, JSON.stringify(await upload.json())]).toEqual([
    403,
    expect.stringContaining('PASSWORD_TO_BE_CHANGED'),
  ]);
  const viewer = async () =>
    (await hub.ask('{ viewer { username passwordToBeChanged } }', token)).data.viewer;
  expect(await viewer()).toEqual({ username: 'new.one', passwordToBeChanged: true });
  expect(await change(password, password, token)).toEqual([{ code: 'account.samePassword' }]);
  expect(await change(password, 'short', token)).toEqual([{ code: 'account.password' }]);
  expect(await change(password, NEXT, token)).toEqual([]);
  expect(await viewer()).toEqual({ username: 'new.one', passwordToBeChanged: false });
  expect(await codeOf('{ inbox { totalCount } }', token)).toBe(200);
  expect((await hub.signIn('new.one', NEXT)).token).toMatch(/^ogs_/);
});

test('what everyone may read is read, and one may sign out', async () => {
  const { token } = await hub.signIn('second.one', await make('second.one'));
  expect(await codeOf('{ years { year } }', token)).toBe(200);
  expect((await hub.ask('mutation { signOut }', token)).data.signOut).toBe(true);
  expect(await codeOf('{ inbox { totalCount } }', token)).toBe('401 UNAUTHENTICATED');
});

test('a password that was reset is to be changed; who comes through the provider of sign-ins is not held up', async () => {
  const { token } = await hub.signIn('third.one', await make('third.one'));
  await hub.ask('mutation { resetPassword(account: "third.one") { password } }', administrator);
  expect(await codeOf('{ inbox { totalCount } }', token)).toBe('401 UNAUTHENTICATED');
  const reset = await hub.ask('mutation { resetPassword(account: "third.one") { password } }', administrator);
  const again = await hub.signIn('third.one', reset.data.resetPassword.password);
  expect(await codeOf(DRAFT, again.token)).toBe('403 PASSWORD_TO_BE_CHANGED');
  const session = await openSessionFor(hub.database, 'third.one', { address: 'test', requestId: 'test' });
  const vouched = session?.token as string;
  expect(await codeOf('{ inbox { totalCount } }', vouched)).toBe(200);
  expect((await hub.ask('{ viewer { passwordToBeChanged } }', vouched)).data.viewer).toEqual({
    passwordToBeChanged: false,
  });
});

test('the accounts of the command line and of the demonstration are used at once, and keys go on', async () => {
  expect(await codeOf('{ inbox { totalCount } }', administrator)).toBe(200);
  const { data } = await hub.ask(
    'mutation { createApiKey(input: { agency: "310000-001", purpose: "x" }) { secret } }',
    administrator,
  );
  await hub.ask('mutation { resetPassword(account: "head") { password } }', administrator);
  expect((await hub.ask(DRAFT, data.createApiKey.secret)).errors).toBeUndefined();
});
