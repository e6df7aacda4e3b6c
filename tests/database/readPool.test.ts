import { createReadSource } from '../../src/database/dataSource';
import { formatError } from '../../src/server/errors/formatError';
import { type RunningServer, startServer } from '../../src/server/http/server';
import { postTo, serverOver } from '../support/httpHub';
import { createTestDatabase } from '../support/testDatabase';

let opened: Awaited<ReturnType<typeof createTestDatabase>>;
let reads: ReturnType<typeof createReadSource>;
let server: RunningServer;
const logged: unknown[] = [];

beforeAll(async () => {
  opened = await createTestDatabase();
  reads = await createReadSource(opened.url, 1, null, 400).initialize();
  server = await startServer(serverOver(opened, { reads, logError: (_, error) => logged.push(error) }));
});
afterAll(async () => {
  await server.stop();
  await reads.destroy();
  await opened.drop();
});

test('a query that takes too long ends with TIMEOUT, and meanwhile changes are answered', async () => {
  const holder = opened.owner.createQueryRunner();
  await holder.startTransaction();
  await holder.query('lock table indicator in access exclusive mode');
  const slow = postTo(server.url, '{ indicators { code } }');
  const { data } = await postTo(
    server.url,
    'mutation { signIn(input: { username: "x", password: "y" }) { token findings { code } } }',
  );
  expect(data.signIn.findings).toEqual([{ code: 'signIn.refused' }]);
  const { errors } = await slow;
  expect(errors[0].extensions).toMatchObject({ code: 'TIMEOUT', requestId: expect.any(String) });
  expect(errors[0].message).toContain('查询用时过长');
  expect(String(logged[0])).toContain('statement timeout');
  await holder.rollbackTransaction();
  await holder.release();
  expect((await postTo(server.url, '{ indicators { code } }')).errors).toBeUndefined();
});

test('a database that is gone or read-only is reported as such, with what to do about a change under way', async () => {
  const WAITING = `from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const holder = opened.owner.createQueryRunner();
  await holder.startTransaction();
  await holder.query('lock table sign_in_limit, indicator, session in access exclusive mode');
  const requested = Promise.all([
    postTo(server.url, 'mutation { signIn(input: { username: "x", password: "y" }) { token } }'),
    // Not asked before: kept answers are given without it.
    postTo(server.url, '{ all: indicators { code } }'),
    postTo(server.url, '{ viewer { username } }', `ogs_${'x'.repeat(43)}`),
  ]);
  for (let waiting = 0; waiting < 3; )
    [{ waiting }] = await opened.owner.query(`select count(*)::int as waiting ${WAITING}`);
  await opened.owner.query(`select pg_terminate_backend(pid) ${WAITING}`);
  const answers = await requested;
  await holder.rollbackTransaction();
  await holder.release();
  const readOnly = Object.assign(new Error('read only'), { driverError: { code: '25006' } });
  for (const {
    errors: [{ message, extensions }],
  } of answers) {
    expect(extensions).toMatchObject({ code: 'DATABASE_UNAVAILABLE', requestId: expect.any(String) });
    expect(message).toMatch(/数据库暂时无法使用.*idempotencyKey/);
  }
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
  expect(formatError({ message: '' }, readOnly, () => {}).extensions?.code).toBe('DATABASE_READ_ONLY');
  expect((await postTo(server.url, '{ indicators { code } }')).errors).toBeUndefined();
});

test('the pool that reads cannot write', async () => {
  await expect(reads.query('delete from sign_in_limit')).rejects.toThrow(/read-only transaction/);
});
