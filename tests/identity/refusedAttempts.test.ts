import { verifyAudit } from '../../src/audit/verifyAudit';
import { createAccount, updateAccount } from '../../src/identity/accounts';
import { noteRefusedAttempt, refusedAttemptsWritten } from '../../src/identity/refusedAttempts';
import { RefusedAttemptKind } from '../../src/identity/refusedAttemptTypes';
import { openSessionFor, signIn as signInAs } from '../../src/identity/signIn';
import { ANONYMOUS, Role } from '../../src/shared/request/permissions';
import type { Answer } from '../support/answers';
import { type SignInHub, startSignInHub } from '../support/signInHub';

let hub: SignInHub;
let administrator: string;
beforeAll(async () => {
  hub = await startSignInHub();
  administrator = (await hub.signIn('head', hub.password)).token;
});
afterAll(() => hub.drop());
beforeEach(() => hub.owner.query('delete from refused_attempts'));

const makeAccount = async (username: string) =>
  (await createAccount(hub.owner, { username, name: username })).password as string;
const attempt = (username: string, password: string, address: string) =>
  signInAs(hub.database, { username, password, address, requestId: 'test' });
/** The counts, when all is written. */
async function rows(): Promise<Answer[]> {
  await refusedAttemptsWritten(hub.database);
  return hub.owner.query(
    'select kind, username, api_key_id is not null as "isOfKey", attempts from refused_attempts order by kind, username nulls last',
  );
}
/** What the audit has of an account, as an administrator of the hub reads it. */
async function events(username: string | null): Promise<Answer[]> {
  await refusedAttemptsWritten(hub.database);
  const { data } = await hub.ask(
    '{ auditEvents(filter: { subject: "refused_attempts" }, last: 100) { nodes { actor address agencyCode after } } }',
    administrator,
  );
  return data.auditEvents.nodes.filter(({ after }: Answer) => after.username === username);
}

test('wrong passwords of an account are one row an hour, and the audit has the first, the tenth and the hundredth', async () => {
  await makeAccount('guessed');
  for (let at = 1; at <= 12; at += 1) {
    await attempt('guessed', 'wrong', `10.1.0.${at}`);
    // What comes while one is written is written with the next.
    await refusedAttemptsWritten(hub.database);
  }
  expect(await rows()).toEqual([
    { kind: 'WRONG_PASSWORD', username: 'guessed', isOfKey: false, attempts: 12 },
  ]);
  const found = await events('guessed');
  expect(found.map(({ after }) => after.attempts)).toEqual([1, 10]);
  expect(found).toMatchObject([
    { actor: 'anonymous', address: '10.1.0.1', agencyCode: null },
    { actor: 'anonymous', address: '10.1.0.10' },
  ]);
  expect((await verifyAudit(hub.owner)).faults).toEqual([]);
});

test('names without an account are counted together, and none is stored', async () => {
  for (let at = 0; at < 4; at += 1) await attempt(`unheard.of.${at}`, 'wrong', `10.2.0.${at}`);
  expect(await rows()).toEqual([{ kind: 'WRONG_PASSWORD', username: null, isOfKey: false, attempts: 4 }]);
  expect(await events(null)).toHaveLength(1);
  expect(JSON.stringify(await hub.owner.query('select * from audit_event'))).not.toContain('unheard');
});

test('no more than a hundred rows are made in an hour, and old ones go', async () => {
  await hub.owner.query(
    `insert into account (username, name) select 'many' || n, 'many' from generate_series(1, 101) n;
     insert into refused_attempts (hour, kind, username, attempts)
       select date_trunc('hour', now()), 'WRONG_PASSWORD', 'many' || n, 1 from generate_series(1, 100) n;
     insert into refused_attempts (hour, kind, username, attempts) values ('2020-01-01T00:00Z', 'FORBIDDEN', 'many1', 7)`,
  );
  await attempt('many101', 'wrong', '10.3.0.1');
  await attempt('many100', 'wrong', '10.3.0.2');
  const found = await rows();
  expect(found).toHaveLength(101);
  expect(found.find(({ username }) => username === 'many100').attempts).toBe(2);
  expect(found.at(-1)).toEqual({ kind: 'WRONG_PASSWORD', username: null, isOfKey: false, attempts: 1 });
});

test('a flood is written in few statements, and a refusal does not wait for its count', async () => {
  await makeAccount('flooded');
  const runner = hub.owner.createQueryRunner();
  const before = (await events('flooded')).length;
  await runner.startTransaction();
  try {
    await runner.query('lock table refused_attempts');
    for (let at = 0; at < 500; at += 1)
      noteRefusedAttempt(hub.database, {
        kind: RefusedAttemptKind.WRONG_PASSWORD,
        username: 'flooded',
        actor: ANONYMOUS,
        address: '10.4.0.1',
        requestId: 'test',
      });
    // Nobody waits, neither who is refused nor who signs in.
    expect((await attempt('flooded', 'wrong', '10.4.0.2')).findings[0].code).toBe('signIn.refused');
    expect((await hub.signIn('head', hub.password)).token).toMatch(/^ogs_/);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
  expect(await rows()).toMatchObject([{ username: 'flooded', attempts: 501 }]);
  expect((await events('flooded')).length - before).toBeLessThanOrEqual(3);
});

test('a disabled account, an ended key, what the roles do not allow and a wrong present password are counted too', async () => {
  const password = await makeAccount('ended');
  await hub.owner.transaction((manager) => updateAccount(manager, { account: 'ended', disabled: true }));
  await attempt('ended', 'wrong', '10.5.0.1');
  await attempt('ended', password, '10.5.0.1');
  await openSessionFor(hub.database, 'ended', { address: '10.5.0.2', requestId: 'test' });
  const clerk = await hub.signUp({ role: Role.CLERK, agency: '310000-001' });
  await hub.ask('{ accounts { totalCount } viewer { name } }', clerk.token);
  const headers = { authorization: `Bearer ${clerk.token}` };
  expect((await fetch(`${hub.url}/audit.ndjson`, { headers })).status).toBe(403);
  await hub.ask(
    'mutation { changePassword(input: { current: "wrong", next: "another pass phrase" }) { code } }',
    clerk.token,
  );
  const { data } = await hub.ask(
    'mutation { createApiKey(input: { agency: "310000-001", purpose: "x" }) { secret apiKey { id } } }',
    administrator,
  );
  const { secret, apiKey } = data.createApiKey;
  await hub.ask('{ accounts { totalCount } }', secret);
  await hub.ask(`mutation { revokeApiKey(id: "${apiKey.id}") { revokedAt } }`, administrator);
  expect((await hub.ask('{ viewer { name } }', secret)).status).toBe(401);
  // What never was a key is nobody's.
  await hub.ask(
    '{ viewer { name } }',
    secret.replace(/.$/, (last: string) => (last === 'A' ? 'B' : 'A')),
  );
  expect(await rows()).toEqual([
    { kind: 'DISABLED_ACCOUNT', username: 'ended', isOfKey: false, attempts: 2 },
    { kind: 'ENDED_KEY', username: null, isOfKey: true, attempts: 1 },
    { kind: 'FORBIDDEN', username: clerk.username, isOfKey: false, attempts: 2 },
    { kind: 'FORBIDDEN', username: null, isOfKey: true, attempts: 1 },
    { kind: 'WRONG_PASSWORD', username: 'ended', isOfKey: false, attempts: 1 },
    { kind: 'WRONG_PRESENT_PASSWORD', username: clerk.username, isOfKey: false, attempts: 1 },
  ]);
  // That of a key is in the audit of its agency, for who may read that.
  const reader = await hub.signUp({ role: Role.OFFICE_REVIEWER, agency: '310000-001' });
  const audit = await hub.ask(
    '{ auditEvents(filter: { agency: "310000-001", subject: "refused_attempts" }) { nodes { withheld after } } }',
    reader.token,
  );
  expect(audit.data.auditEvents.nodes).toMatchObject([
    { withheld: false, after: { kind: 'FORBIDDEN' } },
    { withheld: false, after: { kind: 'ENDED_KEY' } },
  ]);
  expect((await verifyAudit(hub.owner)).faults).toEqual([]);
});

test('what was refused of an account is read by its own person and by who administers it, and by nobody else', async () => {
  const clerk = await hub.signUp({ role: Role.CLERK, agency: '310000-001' });
  const local = await hub.signUp({ role: Role.ADMINISTRATOR, jurisdiction: '310000' });
  const other = await hub.signUp({ role: Role.ADMINISTRATOR, jurisdiction: '410000' });
  await attempt(clerk.username, 'wrong', '10.6.0.1');
  await refusedAttemptsWritten(hub.database);
  const read = async (token: string, account?: string) => {
    const { data, errors } = await hub.ask(
      'query ($account: ID) { refusedAttempts(account: $account) { kind hour attempts lastAt } }',
      token,
      { account },
    );
    return errors ? errors[0].extensions.code : data.refusedAttempts;
  };
  const expected = [{ kind: 'WRONG_PASSWORD', attempts: 1, hour: expect.stringMatching(/:00:00(\.000)?Z$/) }];
  expect(await read(clerk.token)).toMatchObject(expected);
  expect(await read(local.token, clerk.username)).toMatchObject(expected);
  expect(await read(administrator, clerk.username)).toMatchObject(expected);
  expect(await read(local.token)).toEqual([]);
  expect(await read(other.token, clerk.username)).toBe('FORBIDDEN');
  expect(await read(clerk.token, local.username)).toBe('FORBIDDEN');
});
