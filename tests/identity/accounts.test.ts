import { createAccount, updateAccount } from '../../src/identity/accounts';
import { grantRole } from '../../src/identity/grants';
import { openSessionFor } from '../../src/identity/signIn';
import { Role } from '../../src/shared/request/permissions';
import { type SignInHub, startSignInHub } from '../support/signInHub';

let hub: SignInHub;
beforeAll(async () => {
  hub = await startSignInHub();
});
afterAll(() => hub.drop());

test('an administrator of a jurisdiction changes the grants there, and leaves others alone', async () => {
  const paths = await hub.owner.query(
    "select code, path from jurisdiction where code in ('410303', '310000')",
  );
  const pathOf = (code: string) => paths.find((row: { code: string }) => row.code === code).path;
  await createAccount(hub.owner, { username: 'bob', name: '双职者' });
  const analyst = { account: 'bob', role: Role.ANALYST, jurisdiction: '410303' };
  await grantRole(hub.owner, { ...analyst, viewJurisdiction: '310000' });
  await grantRole(hub.owner, { account: 'bob', role: Role.LEADER, agency: '310000-001' });
  const rules = (path: string) => path.startsWith(pathOf('410303'));
  const { account } = await grantRole(hub.owner, analyst, rules);
  expect(account?.grants).toMatchObject([
    { role: 'ANALYST', viewJurisdiction: '310000' },
    { role: 'LEADER' },
  ]);
  const changed = await grantRole(hub.owner, { ...analyst, viewJurisdiction: '410303' }, rules);
  expect(changed.findings).toMatchObject([{ code: 'grant.view', path: 'input.viewJurisdiction' }]);
  const all = await grantRole(hub.owner, { ...analyst, viewJurisdiction: '410303' });
  expect(all.account?.grants).toMatchObject([{ viewJurisdiction: '410303' }, { role: 'LEADER' }]);
});

test('an account that is disabled again stays disabled since the first time, to the microsecond', async () => {
  await createAccount(hub.owner, { username: 'twice', name: '停用者' });
  const since = '2025-03-01 08:00:00.123456+00';
  await hub.owner.query("update account set disabled_at = $1 where username = 'twice'", [since]);
  await hub.owner.transaction((manager) => updateAccount(manager, { account: 'twice', disabled: true }));
  const [row] = await hub.owner.query(
    "select disabled_at = $1::timestamptz as same from account where username = 'twice'",
    [since],
  );
  expect(row).toEqual({ same: true });
});

test('a changed password ends other sessions; a disabled account is out', async () => {
  const [{ token }, other] = [await hub.signIn('head', hub.password), await hub.signIn('head', hub.password)];
  const change = (current: string, next: string) =>
    hub.ask(
      `mutation { changePassword(input: { current: "${current}", next: "${next}" }) { code path } }`,
      token,
    );
  expect((await change('wrong', 'short')).data.changePassword).toHaveLength(2);
  expect((await change(hub.password, 'a better pass phrase')).data.changePassword).toEqual([]);
  expect((await hub.ask('{ viewer { username } }', other.token)).status).toBe(401);
  await hub.ask(
    'mutation { createAccount(input: { username: "second", name: "二" }) { findings { code } } }',
    token,
  );
  const { resetPassword } = (
    await hub.ask('mutation { resetPassword(account: "second") { password findings { code } } }', token)
  ).data;
  const again = await hub.signIn('second', resetPassword.password);
  const update = (change: string) =>
    hub.ask(
      `mutation { updateAccount(input: { account: "second", ${change} }) { account { disabled name } findings { path } } }`,
      token,
    );
  expect((await update('email: "no address", name: " "')).data.updateAccount.findings).toEqual([
    { path: 'input.name' },
    { path: 'input.email' },
  ]);
  expect((await update('disabled: true')).data.updateAccount.account).toEqual({
    disabled: true,
    name: '二',
  });
  expect((await hub.ask('{ viewer { username } }', again.token)).status).toBe(401);
  expect((await hub.signIn('second', resetPassword.password)).findings[0].code).toBe('signIn.refused');
  await update('disabled: false');
  expect((await hub.signIn('second', resetPassword.password)).token).toMatch(/^ogs_/);
});

test('accounts are listed by a part of their names, by role, and by whether they are disabled', async () => {
  await createAccount(hub.owner, { username: 'li.lei', name: '李雷' });
  await createAccount(hub.owner, { username: 'han.meimei', name: '韩梅梅' });
  await hub.owner.transaction((manager) => updateAccount(manager, { account: 'han.meimei', disabled: true }));
  await grantRole(hub.owner, { account: 'li.lei', role: Role.CLERK, agency: '310000-001' });
  // Its password was changed above.
  const token = (await openSessionFor(hub.database, 'head', { address: 'test', requestId: 'test' }))
    ?.token as string;
  const list = async (filter: string) =>
    (
      await hub.ask(`{ accounts(filter: { ${filter} }) { totalCount nodes { username } } }`, token)
    ).data.accounts.nodes.map(({ username }: { username: string }) => username);
  expect(await list('text: "LI.L"')).toEqual(['li.lei']);
  expect(await list('text: "梅"')).toEqual(['han.meimei']);
  expect(await list('text: "_"')).toEqual([]);
  expect(await list('role: CLERK')).toEqual(['li.lei']);
  expect(await list('disabled: true, text: "han"')).toEqual(['han.meimei']);
  expect(await list('disabled: false, text: "han"')).toEqual([]);
});
