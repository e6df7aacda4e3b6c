import { readFileSync } from 'node:fs';
import { QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { troubleOf } from '../../../src/server/errors/errorMapping';
import { Role } from '../../../src/shared/request/permissions';
import { type HttpHub, startHttpHub } from '../../support/httpHub';

let hub: HttpHub;
let token: string;
const logged: unknown[] = [];
beforeAll(async () => {
  hub = await startHttpHub({ logError: (_, error) => logged.push(error) });
  token = (await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' })).token;
  // What reads indicators, reports and places, and what writes accounts, meets an error of PostgreSQL's own.
  await hub.owner.query(`
    alter table indicator rename to indicator_itself;
    alter table jurisdiction rename to jurisdiction_itself;
    create function raise_fault() returns boolean language plpgsql as 'begin return true; end';
    create view indicator as select * from indicator_itself where raise_fault();
    create view jurisdiction as select * from jurisdiction_itself where raise_fault();
    grant select on indicator, jurisdiction to ogi_server`);
});
afterAll(() => hub.drop());

const raise = (code: string) =>
  hub.owner.query(
    `create or replace function raise_fault() returns boolean language plpgsql volatile as
     $$ begin raise exception 'secret words' using errcode = '${code}'; end $$`,
  );

let requested = 0;
/** The same question under another name: never answered from what is kept. */
const question = (selection: string) => {
  requested += 1;
  return `{ q${requested}: ${selection} }`;
};

async function answersOf(path: string | null, credential?: string) {
  const headers: Record<string, string> = credential ? { authorization: `Bearer ${credential}` } : {};
  const response = path
    ? await fetch(`${hub.url}${path}`, { headers })
    : await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query: question('indicators { code }') }),
      });
  const text = await response.text();
  expect(text).not.toContain('secret words');
  const body = JSON.parse(text);
  const { code, messageZh, messageEn } = path ? body : body.errors[0].extensions;
  const message = `${messageZh} ${messageEn}`;
  return { status: response.status, retryAfter: Number(response.headers.get('retry-after')), code, message };
}

describe.each([
  ['a statement that was ended', '57014', 504, 'TIMEOUT'],
  ['no connection left', '53300', 503, 'OVERLOADED'],
  ['a lock that was not to be had', '55P03', 503, 'OVERLOADED'],
  ['a conflict', '40001', 503, 'CONFLICT'],
  ['a deadlock', '40P01', 503, 'CONFLICT'],
  ['a full disk', '53100', 503, 'DISK_FULL'],
  ['an error of the disk', '58030', 503, 'DISK_FULL'],
  ['no memory left', '53200', 503, 'OUT_OF_RESOURCES'],
  ['no resources', '53000', 503, 'OUT_OF_RESOURCES'],
  ['a database that only reads', '25006', 503, 'DATABASE_READ_ONLY'],
  ['a shutdown', '57P01', 503, 'DATABASE_UNAVAILABLE'],
  ['a crash', '57P02', 503, 'DATABASE_UNAVAILABLE'],
  ['a start', '57P03', 503, 'DATABASE_UNAVAILABLE'],
  ['a lost connection', '08006', 503, 'DATABASE_UNAVAILABLE'],
])('%s (%s)', (_, sqlState, status, code) => {
  test('is reported with its own code, to everybody and on every route', async () => {
    await raise(sqlState);
    logged.length = 0;
    const ways: [string | null, string | undefined][] = [
      [null, undefined],
      [null, token],
      ['/rollups/410303/2025.html', undefined],
      ['/rows/410303/2025.csv?value=requests.received.total', undefined],
      ['/exports/410303/2025.csv', undefined],
    ];
    for (const [path, credential] of ways) {
      const answer = await answersOf(path, credential);
      expect(answer).toMatchObject({ status, code });
      expect(answer.retryAfter).toBeGreaterThan(0);
      expect(answer.message).toMatch(/^[\u4e00-\u9fff].*。 [A-Z]/);
    }
    expect(logged).toHaveLength(ways.length);
  });
});

test('a partial answer has status 200', async () => {
  await raise('53100');
  const answer = await hub.ask(
    '{ form(year: 2025) { edition } agency(code: "410303-001") { jurisdiction { name } } }',
  );
  expect([answer.status, answer.data?.form ?? null]).toEqual(
    answer.data ? [200, { edition: 2021 }] : [503, null],
  );
});

test('any other error is a fault of the hub, masked and logged', async () => {
  await raise('22012');
  logged.length = 0;
  expect(await answersOf('/rollups/410303/2025.html')).toMatchObject({
    status: 500,
    code: 'INTERNAL_SERVER_ERROR',
  });
  expect(logged).toHaveLength(1);
});

test('a missing right is visible in the status too', async () => {
  await hub.owner.query(
    "create or replace function raise_fault() returns boolean language plpgsql as 'begin return true; end'",
  );
  const mutation = 'mutation { createAccount(input: { username: "x", name: "x" }) { password } }';
  expect((await hub.ask(mutation)).status).toBe(401);
  expect((await hub.ask(mutation, token)).status).toBe(403);
});

test.each([
  [new QueryRunnerProviderAlreadyReleasedError(), 'DATABASE_UNAVAILABLE'],
  [new Error('Cannot use a pool after calling end on the pool'), 'DATABASE_UNAVAILABLE'],
  [new Error('Connection terminated due to connection timeout'), 'DATABASE_UNAVAILABLE'],
  [new Error('timeout exceeded when trying to connect'), 'OVERLOADED'],
  [Object.assign(new Error('write'), { code: 'ENOSPC' }), 'DISK_FULL'],
  [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 'DATABASE_UNAVAILABLE'],
  [new Error('wrapped', { cause: { code: '53200' } }), 'OUT_OF_RESOURCES'],
])('%s', (error, code) => {
  expect(troubleOf(error)?.code).toBe(code);
});

test('every error code is in the documentation', () => {
  const page = readFileSync('docs/errors.md', 'utf8');
  for (const code of [
    'TIMEOUT',
    'OVERLOADED',
    'CONFLICT',
    'DISK_FULL',
    'OUT_OF_RESOURCES',
    'DATABASE_READ_ONLY',
    'DATABASE_UNAVAILABLE',
    'RATE_LIMITED',
    'SUBSCRIPTION_NOT_SUPPORTED',
  ])
    expect(page).toContain(`\`${code}\``);
});
