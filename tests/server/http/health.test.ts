import { type HttpHub, startHttpHub } from '../../support/httpHub';

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttpHub();
});
afterAll(() => hub.drop());

const health = async (path = '/health') => {
  const response = await fetch(`${hub.url}${path}`);
  return [response.status, ((await response.json()) as any).status];
};
/** What was shown or tried is forgotten by then. */
const forget = () => new Promise((resolve) => setTimeout(resolve, 5500));
const limitTempFiles = (change: string) =>
  hub.owner.query(
    `do $$ begin execute format('alter role ogi_server in database %I ${change}', current_database()); end $$`,
  );
const signIn = 'mutation { signIn(input: { username: "x", password: "y" }) { token } }';

test('it is well while changes are acknowledged, though no connection is free', async () => {
  expect(await health()).toEqual([200, 'ok']);
  await hub.ask(signIn);
  const runners = Array.from({ length: 10 }, () => hub.database.createQueryRunner());
  await Promise.all(runners.map((runner) => runner.connect()));
  expect(await health()).toEqual([200, 'ok']);
  await Promise.all(runners.map((runner) => runner.release()));
});

test('it is not while a change meets a full disk, though questions are answered, and is again once one is acknowledged', async () => {
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

test('without a change of late it tries one: where nothing can be written it is not well', async () => {
  await limitTempFiles('set temp_file_limit = 0');
  await hub.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await forget();
  expect((await health())[0]).toBe(503);
  await limitTempFiles('reset temp_file_limit');
  await hub.owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await health();
  await new Promise((resolve) => setTimeout(resolve, 2500));
  expect(await health()).toEqual([200, 'ok']);
});
