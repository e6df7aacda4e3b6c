import { PostgresQueryRunner } from 'typeorm/driver/postgres/PostgresQueryRunner';
import { createAccount } from '../../src/identity/accounts';
import { createApiKey, listApiKeys } from '../../src/identity/apiKeys';
import { Role } from '../../src/shared/request/permissions';
import { type SignInHub, startSignInHub } from '../support/signInHub';

let hub: SignInHub;
beforeAll(async () => {
  hub = await startSignInHub();
});
afterAll(() => hub.drop());

test('sessions open, are listed, end, and stay ended', async () => {
  const { token } = await hub.signIn('head', hub.password);
  const other = (await hub.signIn('HEAD ', hub.password)).token;
  const { data } = await hub.ask(
    '{ viewer { username grants { role wholeHub } } sessions { id current address } }',
    token,
  );
  expect(data.viewer).toEqual({ username: 'head', grants: [{ role: 'ADMINISTRATOR', wholeHub: true }] });
  expect(data.sessions).toHaveLength(2);
  const { id } = data.sessions.find((session: { current: boolean }) => !session.current);
  await hub.ask(`mutation { revokeSession(id: "${id}") }`, token);
  expect(await hub.ask('{ viewer { username } }', other)).toMatchObject({
    status: 401,
    errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
  });
  await hub.ask('mutation { signOut }', token);
  expect((await hub.ask('{ viewer { username } }', token)).status).toBe(401);
  expect(
    (await hub.owner.query('select token_hash from session')).some((row: { token_hash: string }) =>
      row.token_hash.includes(token),
    ),
  ).toBe(false);
});

test('an API key is shown once, stored hashed, expires, can be revoked, and works for one agency', async () => {
  const { token } = await hub.signIn('head', hub.password);
  const [agency, other] = (await hub.owner.query('select code from agency order by code limit 2')).map(
    (row: { code: string }) => row.code,
  );
  const { data } = await hub.ask(
    `mutation { createApiKey(input: { agency: "${agency}", purpose: "报送系统" }) { secret apiKey { id prefix lastUsedAt } } }`,
    token,
  );
  const { secret, apiKey } = data.createApiKey;
  const [stored] = await hub.owner.query('select * from api_key');
  expect(JSON.stringify(stored)).not.toContain(secret);
  const validate = (code: string) =>
    hub.ask(`mutation { validateReport(input: { agency: "${code}", year: 2025 }) { accepted } }`, secret);
  expect((await validate(agency)).data.validateReport).toEqual({ accepted: false });
  expect((await validate(other)).errors[0].extensions.code).toBe('FORBIDDEN');
  const listed = await hub.ask(`{ apiKeys(agency: "${agency}") { prefix lastUsedAt revokedAt } }`, token);
  expect(listed.data.apiKeys[0]).toMatchObject({
    prefix: apiKey.prefix,
    lastUsedAt: expect.any(String),
    revokedAt: null,
  });
  await hub.owner.query("update api_key set expires_at = now() - interval '1 second'");
  expect((await validate(agency)).status).toBe(401);
  await hub.owner.query("update api_key set expires_at = now() + interval '1 day'");
  await hub.ask(`mutation { revokeApiKey(id: "${apiKey.id}") { id } }`, token);
  expect((await validate(agency)).status).toBe(401);
  const audited = await hub.owner.query("select before, after from audit_event where subject = 'api_key'");
  expect(JSON.stringify(audited)).not.toContain(stored.key_hash);
});

test('the newest hundred API keys of an agency are listed, in one statement', async () => {
  const [{ id: agency }] = await hub.owner.query('select id from agency order by code desc limit 1');
  const [{ id: creator }] = await hub.owner.query("select id from account where username = 'head'");
  const secrets = new Set<string | null>();
  for (let at = 0; at < 101; at += 1)
    secrets.add((await createApiKey(hub.owner, creator, agency, { purpose: `${at}`, days: 30 })).secret);
  expect(secrets.size).toBe(101);
  const sent = jest.spyOn(PostgresQueryRunner.prototype, 'query');
  const keys = await listApiKeys(hub.owner, agency);
  expect(sent).toHaveBeenCalledTimes(1);
  sent.mockRestore();
  expect(keys.map(({ purpose }) => purpose)).toEqual(Array.from({ length: 100 }, (_, at) => `${100 - at}`));
  expect(keys[0].agency).toMatch(/^\d{6}-/);
  const days = keys[0].expiresAt.getTime() - keys[0].createdAt.getTime();
  expect(days).toBe(30 * 24 * 60 * 60 * 1000);
});

test('a sign-in is on record as the account’s own, with address and request', async () => {
  const created = await createAccount(hub.owner, { username: 'recorded', name: '留痕者' });
  await hub.signIn('recorded', created.password as string);
  const [event] = await hub.owner.query(
    "select actor, actor_name, address, request_id, after from audit_event where subject = 'session' order by position desc limit 1",
  );
  expect(event).toMatchObject({
    actor: `account:${created.account?.key}`,
    actor_name: 'recorded',
    address: '127.0.0.1',
    request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
  expect(event.after.token_hash).toBeUndefined();
});

test('an administrator reads and ends the sessions of others; nobody else does', async () => {
  const { token } = await hub.signIn('head', hub.password);
  const other = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' });
  const third = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' });
  const list = (signedIn: string) =>
    hub.ask(`{ sessions(account: "${other.username}") { id current } }`, signedIn);
  expect((await list(third.token)).errors[0].extensions.code).toBe('FORBIDDEN');
  expect((await list(other.token)).data.sessions).toMatchObject([{ current: true }]);
  const [{ id, current }] = (await list(token)).data.sessions;
  expect(current).toBe(false);
  const revoke = (signedIn: string) => hub.ask(`mutation { revokeSession(id: "${id}") }`, signedIn);
  expect((await revoke(third.token)).data.revokeSession).toBe(false);
  expect((await list(token)).data.sessions).toHaveLength(1);
  expect((await revoke(token)).data.revokeSession).toBe(true);
  expect((await hub.ask('{ viewer { username } }', other.token)).status).toBe(401);
});
