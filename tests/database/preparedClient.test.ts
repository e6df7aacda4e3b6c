import type { ClientConfig } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { PreparedClient } from '../../src/database/preparedClient';
import { createTestDatabase } from '../support/testDatabase';

let opened: Awaited<ReturnType<typeof createTestDatabase>>;
let client: PreparedClient;
beforeAll(async () => {
  opened = await createTestDatabase();
  client = new PreparedClient({ connectionString: opened.url, pipeline: true } as ClientConfig);
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

test('a statement is prepared when it comes again, and no more of them than a connection may have', async () => {
  await ask(-1);
  expect((await prepared()).filter((text) => text.includes('+ -1 as'))).toHaveLength(0);
  for (let round = 0; round < 2; round += 1)
    for (let value = 0; value < 600; value += 1) {
      expect((await ask(value)).rows).toEqual([{ value: value + 1 }]);
      await ask(-1);
    }
  const texts = await prepared();
  expect(texts).toHaveLength(500);
  expect(texts.filter((text) => text.includes('+ -1 as'))).toHaveLength(1);
});

test('statements in a transaction that failed fail, and are answered again after it', async () => {
  await client.query('begin');
  await expect(client.query('select 1 / 0')).rejects.toThrow('division by zero');
  for (const value of [0, 599, 1599]) await expect(ask(value)).rejects.toThrow('aborted');
  await client.query('rollback');
  for (const value of [0, 599, 1599]) expect((await ask(value)).rows).toEqual([{ value: value + 1 }]);
});

test('statements at once are run in that order, each with its own outcome, also where one fails', async () => {
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

test('a COPY is refused, and harms nothing', async () => {
  const copy = copyFrom('copy came (value) from stdin');
  const refused = new Promise((resolve) => {
    copy.on('error', resolve);
  });
  client.query(copy);
  expect(String(await refused)).toMatch(/not supported in pipeline mode/);
  expect((await ask(2)).rows).toEqual([{ value: 3 }]);
});

test('more statements at once than a connection prepares are all answered, again and again', async () => {
  for (const round of [5000, 6000, 6300]) {
    const answers = await Promise.all(Array.from({ length: 600 }, (_, value) => ask(round + value)));
    expect(answers.map(({ rows }) => rows)).toEqual(
      Array.from({ length: 600 }, (_, value) => [{ value: round + value + 1 }]),
    );
  }
});
