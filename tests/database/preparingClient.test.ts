import { from as copyFrom } from 'pg-copy-streams';
import { PreparingClient } from '../../src/database/preparingClient';
import { createTestDatabase } from '../support/testDatabase';

let opened: Awaited<ReturnType<typeof createTestDatabase>>;
let client: PreparingClient;
beforeAll(async () => {
  opened = await createTestDatabase();
  client = new PreparingClient({ connectionString: opened.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await opened.drop();
});

const ask = (value: number): Promise<{ rows: unknown[] }> =>
  client.query(`select $1::int + ${value} as value`, [1]);
const prepared = async (): Promise<string[]> => {
  const { rows } = (await client.query('select statement from pg_prepared_statements')) as {
    rows: { statement: string }[];
  };
  return rows.map(({ statement }) => statement);
};

test('however many statements come, those asked last are prepared and no more than a connection keeps', async () => {
  for (let value = 0; value < 600; value += 1) {
    expect((await ask(value)).rows).toEqual([{ value: value + 1 }]);
    await ask(-1);
  }
  const kept = await prepared();
  expect(kept.length).toBe(500);
  expect(kept.filter((text) => /[+] (-1|599) as/.test(text)).length).toBe(2);
  expect((await ask(0)).rows).toEqual([{ value: 1 }]);
});

test('what cannot be given up in a transaction that failed is asked again all the same', async () => {
  await client.query('begin');
  await expect(client.query('select 1 / 0')).rejects.toThrow('division by zero');
  for (let value = 1000; value < 1600; value += 1) await ask(value).catch(() => {});
  await client.query('rollback');
  for (const value of [0, 599, 1599]) expect((await ask(value)).rows).toEqual([{ value: value + 1 }]);
  await client.query('begin');
  for (let value = 2000; value < 2600; value += 1)
    expect((await ask(value)).rows).toEqual([{ value: value + 1 }]);
  await client.query('commit');
});

test('what is asked at once is done in that order and answered each by its own, also where one fails', async () => {
  await opened.owner.query('create table came (value integer unique, place serial)');
  await opened.owner.query('grant all on came, came_place_seq to ogi_server');
  const insert = (value: number) =>
    client.query('insert into came (value) values ($1::int) returning value', [value]) as Promise<{
      rows: unknown[];
    }>;
  const outcomes = await Promise.allSettled([insert(3), insert(1), insert(3), insert(2)]);
  expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value.rows : null))).toEqual([
    [{ value: 3 }],
    [{ value: 1 }],
    null,
    [{ value: 2 }],
  ]);
  const { rows } = (await client.query('select value from came order by place')) as { rows: unknown[] };
  expect(rows).toEqual([{ value: 3 }, { value: 1 }, { value: 2 }]);
});

test('what is asked in one turn goes out at once, whatever is still under way', async () => {
  const { stream } = (client as unknown as { connection: { stream: { bytesWritten: number } } }).connection;
  await ask(1);
  const before = stream.bytesWritten;
  let isSlept = false;
  const slept = client.query("select pg_sleep(0.3), 'slow'") as Promise<unknown>;
  const all = Promise.all([
    slept.then(() => {
      isSlept = true;
    }),
    ask(1),
    client.query("select 'fast'"),
  ]);
  await new Promise(setImmediate);
  expect(stream.bytesWritten - before).toBeGreaterThan(
    "select pg_sleep(0.3), 'slow'select 'fast'".length + 40,
  );
  expect(isSlept).toBe(false);
  await all;
});

test('a COPY is refused, and harms nothing', async () => {
  const copy = copyFrom('copy came (value) from stdin');
  const refused = new Promise((resolve) => {
    copy.on('error', resolve);
  });
  client.query(copy);
  expect(String(await refused)).toMatch(/not supported in pipeline mode/);
  expect((await ask(2)).rows).toEqual([{ value: 3 }]);
});

test('more statements at once than are kept prepared are all answered, again and again', async () => {
  for (const round of [5000, 6000, 6300]) {
    const answers = await Promise.all(Array.from({ length: 600 }, (_, value) => ask(round + value)));
    expect(answers.map(({ rows }) => rows)).toEqual(
      Array.from({ length: 600 }, (_, value) => [{ value: round + value + 1 }]),
    );
  }
  // Those on their way to being prepared are given up with the next.
  await ask(0);
  expect((await prepared()).length).toBe(500);
});
