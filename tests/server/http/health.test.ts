import type { Answer } from '../../support/answers';
import { type HttpHub, startHttpHub } from '../../support/httpHub';
import { until } from '../../support/until';

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttpHub();
});
afterAll(() => hub.drop());

const health = async (path = '/health') => {
  const response = await fetch(`${hub.url}${path}`);
  return [response.status, ((await response.json()) as Answer).status];
};
/** What was shown or tried is forgotten by then. */
const forget = () => new Promise((resolve) => setTimeout(resolve, 5500));
const limitTempFiles = (change: string) =>
  hub.owner.query(
    `do $$ begin execute format('alter role ogi_server in database %I ${change}', current_database()); end $$`,
  );
const signIn = 'mutation { signIn(input: { username: "x", password: "y" }) { token } }';

test('health is ok while changes are acknowledged, even when no connection is free', async () => {
  expect(await health()).toEqual([200, 'ok']);
  await hub.ask(signIn);
  const runners = Array.from({ length: 10 }, () => hub.database.createQueryRunner());
  await Promise.all(runners.map((runner) => runner.connect()));
  expect(await health()).toEqual([200, 'ok']);
  await Promise.all(runners.map((runner) => runner.release()));
});

test('health is read only while changes meet a full disk, and ok again once one is acknowledged', async () => {
  await hub.owner.query(`
    create function no_space() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
    create trigger no_space before insert or update on sign_in_limit for each row execute function no_space()`);
  const { status, errors } = await hub.ask(signIn);
  expect([status, errors[0].extensions.code]).toEqual([503, 'DISK_FULL']);
  expect(await health()).toEqual([503, 'read only']);
  expect(await health('/health/reads')).toEqual([200, 'read only']);
  await hub.owner.query('drop trigger no_space on sign_in_limit');
  await hub.ask(signIn);
  expect(await health()).toEqual([200, 'ok']);
});

test('without recent changes health tries a write: it is not ok where nothing can be written', async () => {
  await limitTempFiles('set temp_file_limit = 0');
  await hub.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await forget();
  await until(health, ([status]) => status === 503);
  await limitTempFiles('reset temp_file_limit');
  await hub.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  expect(await until(health, ([status]) => status === 200)).toEqual([200, 'ok']);
});
