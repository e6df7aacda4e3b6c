import { button, element } from './elements';
import { readStored, writeStored } from './stored';

const SIGN_IN = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { token findings { messageZh messageEn } }
}`;
const VIEWER = '{ viewer { name } }';

interface Answer {
  readonly data?: {
    readonly signIn?: {
      readonly token: string | null;
      readonly findings: readonly { readonly messageZh: string; readonly messageEn: string }[];
    };
    readonly viewer?: { readonly name: string } | null;
  } | null;
  readonly errors?: readonly { readonly message: string }[];
}

async function post(body: object, token: string | null): Promise<Answer> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify(body),
  });
  return response.json();
}

/** Who uses the page. */
export interface SignIn {
  /** Returns the token of this tab of the browser; null when nobody has signed in. */
  token(): string | null;
}

/**
 * Adds a button to sign in with a name and a password, a token or an API key. The token stays in the storage of this tab alone:
 * it ends with the tab, and no other page has it.
 */
export function addSignIn(parent: HTMLElement, providerPath: string | null): SignIn {
  let token = readStored<string | null>(sessionStorage, 'token', null);
  const name = element('span', { className: 'who' });
  const fault = element('p', { className: 'fault' });
  const username = element('input', { autocomplete: 'username', required: true });
  const password = element('input', { type: 'password', autocomplete: 'current-password', required: true });
  const ready = element('input', { type: 'password', autocomplete: 'off', required: true });
  const dialog = element('dialog', { className: 'sign-in' });

  const use = (next: string | null, who: string) => {
    token = next;
    writeStored(sessionStorage, 'token', next);
    name.textContent = who;
    toggle.textContent = next ? '退出 Sign out' : '登录 Sign in';
    if (next) dialog.close();
  };
  const checkToken = async (value: string) => {
    const { data, errors } = await post({ query: VIEWER }, value);
    if (errors) return errors[0].message;
    use(value, data?.viewer?.name ?? 'API key');
    return null;
  };
  const checkPassword = async () => {
    const variables = { input: { username: username.value, password: password.value } };
    const { data, errors } = await post({ query: SIGN_IN, variables }, null);
    password.value = '';
    const signIn = data?.signIn;
    if (signIn?.token) use(signIn.token, username.value);
    const finding = signIn?.findings[0];
    if (finding) return `${finding.messageZh} ${finding.messageEn}`;
    return errors?.[0].message ?? null;
  };
  const form = (check: () => Promise<string | null>, ...children: Node[]) =>
    element(
      'form',
      {
        onsubmit: (event) => {
          event.preventDefault();
          check().then(
            (message) => {
              fault.textContent = message;
            },
            (error) => {
              fault.textContent = String(error);
            },
          );
        },
      },
      ...children,
    );
  const signOut = () => {
    void post({ query: 'mutation { signOut }' }, token).catch(() => {});
    use(null, '');
  };
  const toggle = button('登录 Sign in', () => (token ? signOut() : dialog.showModal()), 'sign-in-button');

  dialog.append(
    element('h2', {}, '登录 Sign in'),
    form(
      checkPassword,
      element('label', {}, '账户 Account', username),
      element('label', {}, '密码 Password', password),
      element('button', {}, '登录 Sign in'),
    ),
    form(
      () => checkToken(ready.value.trim()),
      element('label', {}, '或令牌、接口密钥 Or a token or an API key', ready),
      element('button', {}, '使用 Use'),
    ),
  );
  if (providerPath)
    dialog.append(
      element(
        'a',
        { href: providerPath, target: '_blank' },
        '统一身份认证，再粘贴令牌 Sign in elsewhere, then paste the token',
      ),
    );
  dialog.append(
    fault,
    button('关闭 Close', () => dialog.close()),
  );
  parent.append(name, toggle, dialog);
  if (token) {
    use(token, '…');
    checkToken(token).then(
      (message) => message && use(null, ''),
      () => {},
    );
  }
  return { token: () => token };
}
