import { newPassword } from '../../src/identity/credentials';
import { checkPassword } from '../../src/identity/passwordRules';
import { type SignInHub, startSignInHub } from '../support/signInHub';

const codeOf = (password: string) =>
  checkPassword(password, ['zhang.san', '演示填报人'], 'input.next')[0]?.code ?? null;

test.each([
  'aaaaaaaaaa',
  'abababababab',
  'aabbccddeeff',
  '1234567890',
  '20261129',
  '138001380001',
  'abcdefghijkl',
  'zyxwvutsrqpo',
  'qwertyuiop[]',
  '1qaz2wsx3edc',
  '1q2w3e4r5t6y',
  'asdfghjkl123',
  'password123',
  'Password2026!',
  'P@ssw0rd2026',
  'p4ssw0rdp4ss',
  'admin12345',
  'Admin@123456',
  'woaini5201314',
  'iloveyou12',
  'Aa123456..',
  'zhang.san2026',
  'zhangsan1990',
  'Zhang_San_123',
  'san-zhang-88',
  '演示填报人演示填报人',
  '信息公开信息公开12',
])('%s is easily guessed', (password) => {
  expect(codeOf(password)).toMatch(/^account\.(weakPassword|password)$/);
});

test.each([
  'a better pass phrase',
  'another pass phrase',
  'correct horse battery staple',
  'Xk9-mellow-Trout',
  '窗外的雨下了三天两夜',
  'guangzhou@harbour',
])('%s is accepted', (password) => {
  expect(codeOf(password)).toBeNull();
});

test('passwords that the hub makes meet the rule', () => {
  for (let at = 0; at < 2000; at += 1) expect(codeOf(newPassword())).toBeNull();
});

describe('whoever changes a password', () => {
  let hub: SignInHub;
  beforeAll(async () => {
    hub = await startSignInHub();
  });
  afterAll(() => hub.drop());

  test('is refused a weak one, with what to do, and keeps the present one', async () => {
    const { token } = await hub.signIn('head', hub.password);
    const change = async (next: string) =>
      (
        await hub.ask(
          'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { code path messageZh messageEn } }',
          token,
          { input: { current: hub.password, next } },
        )
      ).data.changePassword;
    for (const next of ['aaaaaaaaaa', 'head-head-head', 'Password2026!'])
      expect(await change(next)).toMatchObject([{ code: 'account.weakPassword', path: 'input.next' }]);
    expect((await change('Password2026!'))[0].messageZh).toMatch(/互不相关的词/);
    expect((await change('Password2026!'))[0].messageEn).toMatch(/unrelated words/);
    expect((await hub.signIn('head', hub.password)).token).toMatch(/^ogs_/);
    expect(await change('a better pass phrase')).toEqual([]);
  });
});
