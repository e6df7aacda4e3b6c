import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createAccount } from '../../../src/identity/accounts';
import { freePort } from '../../support/freePort';
import { type HttpHub, postTo, startHttpHub } from '../../support/httpHub';
import { startPliableProvider, type TokenPlan } from '../../support/pliableProvider';

const CLIENT = { clientId: 'ogi-hub', clientSecret: 'a-secret-of-the-test' };
let hub: HttpHub;
let provider: ChildProcess;
let publicUrl: string;

beforeAll(async () => {
  const port = await freePort();
  publicUrl = `http://127.0.0.1:${port}`;
  const callback = `${publicUrl}/auth/oidc/callback`;
  provider = spawn(
    process.execPath,
    [join(__dirname, '../../support/oidcProvider.mjs'), callback, CLIENT.clientId, CLIENT.clientSecret],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const issuer = await new Promise<string>((resolve, reject) => {
    provider.stdout?.once('data', (data) => resolve(String(data).trim()));
    provider.once('exit', (code) => reject(new Error(`the provider ended with ${code}`)));
  });
  hub = await startHttpHub({
    port,
    oidc: { issuer, ...CLIENT, publicUrl, usernameClaim: 'preferred_username', idTokenAlgorithm: 'RS256' },
  });
});
afterAll(async () => {
  provider.kill();
  await hub.drop();
});

/** A browser: follows redirects, keeps cookies per origin, fills in the provider's two forms. */
function browser() {
  const jar = new Map<string, Map<string, string>>();
  return async function visit(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ status: number; body: string; url: string }> {
    const { origin } = new URL(url);
    const cookies = jar.get(origin) ?? new Map<string, string>();
    jar.set(origin, cookies);
    const response = await fetch(url, {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && Object.keys(form).length > 0 ? { body: new URLSearchParams(form) } : {}),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) as RegExpExecArray;
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    const next = response.headers.get('location');
    if (next) return visit(new URL(next, url).href);
    return { status: response.status, body: await response.text(), url };
  };
}

async function signInAs(name: string, visit = browser(), query = '') {
  const login = await visit(`${publicUrl}/auth/oidc${query}`);
  const action = (body: string) => /action="([^"]+)"/.exec(body)?.[1] as string;
  const consent = await visit(action(login.body), { prompt: 'login', login: name, password: 'any' });
  return visit(action(consent.body), { prompt: 'consent' });
}

test('a sign-in at the provider opens a session of the account that the claim names', async () => {
  await createAccount(hub.owner, { username: 'li.section', name: '科室' });
  const page = await signInAs('li.section');
  expect(page.status).toBe(200);
  const token = /value="(ogs_[\w-]{43})"/.exec(page.body)?.[1];
  expect((await postTo(hub.url, '{ viewer { username } }', token)).data.viewer).toEqual({
    username: 'li.section',
  });
  const [event] = await hub.owner.query(
    "select actor_name, address, request_id from audit_event where subject = 'session' order by position desc limit 1",
  );
  expect(event).toEqual({
    actor_name: 'li.section',
    address: '127.0.0.1',
    request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test('who wants to go to a page is sent there, and the page fetches the token, which no address has', async () => {
  await createAccount(hub.owner, { username: 'zhao', name: '赵' });
  const visit = browser();
  const page = await signInAs('zhao', visit, `?to=${encodeURIComponent('/desk/910101-001/2025?a=1')}`);
  expect(page.url).toBe(`${publicUrl}/desk/910101-001/2025?a=1#signed-in`);
  expect(page.body).not.toContain('ogs_');
  const { token } = JSON.parse((await visit(`${publicUrl}/auth/oidc/session`, {})).body);
  expect((await postTo(hub.url, '{ viewer { username } }', token)).data.viewer).toEqual({
    username: 'zhao',
  });
  expect(JSON.parse((await visit(`${publicUrl}/auth/oidc/session`, {})).body)).toEqual({ token: null });
  const forged = await fetch(`${publicUrl}/auth/oidc/session`, {
    method: 'POST',
    headers: { cookie: 'ogi_oidc_session=eyJ0b2tlbiI6Im9nc194In0.x' },
  });
  expect(await forged.json()).toEqual({ token: null });
});

test.each(['//elsewhere.example/', '/\\elsewhere.example/', 'https://elsewhere.example/', 'desk'])(
  'nobody is sent to %s',
  async (to) => {
    await createAccount(hub.owner, { username: `to${to.length}`, name: '钱' });
    const page = await signInAs(`to${to.length}`, browser(), `?to=${encodeURIComponent(to)}`);
    expect(page.url.startsWith(`${publicUrl}/auth/oidc/callback?`)).toBe(true);
    expect(page.body).toContain('ogs_');
  },
);

test('unknown and disabled accounts are refused', async () => {
  await createAccount(hub.owner, { username: 'gone', name: '离职' });
  await hub.owner.query("update account set disabled_at = now() where username = 'gone'");
  for (const name of ['stranger', 'gone']) {
    const page = await signInAs(name);
    expect([page.status, page.body]).toEqual([403, expect.stringContaining('no such account')]);
    expect(page.body).not.toContain('ogs_');
  }
});

test('a callback without a started sign-in, or a forged one, opens no session', async () => {
  const direct = await fetch(`${publicUrl}/auth/oidc/callback?code=x&state=y`);
  expect([direct.status, await direct.text()]).toEqual([403, expect.stringContaining('expired')]);
  const visit = browser();
  await visit(`${publicUrl}/auth/oidc`);
  const forged = await visit(`${publicUrl}/auth/oidc/callback?code=x&state=y`);
  expect([forged.status, forged.body]).toEqual([403, expect.stringContaining('did not confirm')]);
});

describe.each(['RS256', 'HS256'] as const)('a provider that signs with %s', (idTokenAlgorithm) => {
  const plan: TokenPlan = { algorithm: idTokenAlgorithm, claims: {}, secret: CLIENT.clientSecret };
  const lines: string[] = [];
  let pliable: Awaited<ReturnType<typeof startPliableProvider>>;
  let other: HttpHub;
  let address: string;
  beforeAll(async () => {
    pliable = await startPliableProvider(CLIENT.clientId, plan);
    const port = await freePort();
    address = `http://127.0.0.1:${port}`;
    other = await startHttpHub({
      port,
      log: (line) => lines.push(line),
      oidc: {
        issuer: pliable.issuer,
        ...CLIENT,
        publicUrl: address,
        usernameClaim: 'preferred_username',
        idTokenAlgorithm,
      },
    });
    await createAccount(other.owner, { username: 'wang', name: '王' });
  });
  afterAll(async () => {
    await other.drop();
    await pliable.stop();
  });
  beforeEach(() => {
    Object.assign(plan, {
      algorithm: idTokenAlgorithm,
      claims: { preferred_username: 'wang' },
      secret: CLIENT.clientSecret,
    });
    lines.length = 0;
  });

  /** Begins a sign-in; the function it returns answers it, as often as it is called. */
  async function beginSignIn() {
    const begun = await fetch(`${address}/auth/oidc`, { redirect: 'manual' });
    const cookie = begun.headers.getSetCookie()[0].split(';')[0];
    const sent = new URL(begun.headers.get('location') as string).searchParams;
    const answer = new URLSearchParams({
      code: sent.get('nonce') as string,
      state: sent.get('state') as string,
    });
    return async (headers: Record<string, string> = { cookie }) => {
      const response = await fetch(`${address}/auth/oidc/callback?${answer}`, { headers });
      return { status: response.status, body: await response.text() };
    };
  }
  const signIn = async () => (await beginSignIn())();

  test('a sign-in is used once, however often the provider honours its code', async () => {
    const answer = await beginSignIn();
    expect(await answer()).toMatchObject({ status: 200, body: expect.stringContaining('ogs_') });
    expect(await answer()).toMatchObject({ status: 403, body: expect.stringContaining('used already') });
    const both = await beginSignIn().then((twice) => Promise.all([twice(), twice()]));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
    const bare = await beginSignIn();
    expect(await bare({})).toMatchObject({ status: 403, body: expect.stringContaining('has expired') });
    expect(await bare({ cookie: 'ogi_oidc=e30.AAAA' })).toMatchObject({ status: 403 });
  });

  test('a clock some seconds ahead is tolerated, one a minute ahead is not, and the log says why', async () => {
    const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;
    plan.claims.nbf = inSeconds(5);
    expect(await signIn()).toMatchObject({ status: 200 });
    expect(lines).toEqual([]);
    plan.claims.nbf = inSeconds(60);
    expect(await signIn()).toMatchObject({ status: 403, body: expect.stringContaining('did not confirm') });
    expect(lines.join()).toMatch(/sign-in refused: .*nbf/);
  });

  test('another algorithm or a wrong signature is refused, and the log says why', async () => {
    plan.algorithm = idTokenAlgorithm === 'RS256' ? 'HS256' : 'RS256';
    expect(await signIn()).toMatchObject({ status: 403 });
    expect(lines.join()).toMatch(/sign-in refused: .*alg/);
    if (idTokenAlgorithm === 'HS256') {
      Object.assign(plan, { algorithm: 'HS256', secret: 'of somebody else' });
      expect(await signIn()).toMatchObject({ status: 403 });
      expect(lines.at(-1)).toMatch(/signature of the ID token/);
    }
  });

  test.each([
    ['U+0000', 'a\u0000b'],
    ['half a letter', '\ud842'],
    ['a long text', 'x'.repeat(100_000)],
    ['nothing', ''],
    ['a number', 7],
    ['null', null],
  ])('a claim that can be no username is refused: %s', async (_, claim) => {
    plan.claims.preferred_username = claim;
    expect(await signIn()).toMatchObject({ status: 403, body: expect.stringContaining('no such account') });
    expect(lines).toEqual([expect.stringContaining('the claim preferred_username')]);
  });
});
