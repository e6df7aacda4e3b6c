import { setTimeout as delay } from 'node:timers/promises';
import { type RunningServer, startServer } from '../../../src/server/http/server';
import { Role } from '../../../src/shared/request/permissions';
import { type HttpHub, postTo, serverOver, startHttpHub } from '../../support/httpHub';
import { randomFrom } from '../../support/mutations';

const QUESTION =
  '{ rollup(years: [2025], filter: { jurisdiction: "410303" }) { coverage { included } total { requests { received { total } } } } }';
const CATALOGUE = '{ indicators { code descriptionEn } }';

let hub: HttpHub;
let second: RunningServer;
let statements: jest.SpyInstance;
beforeAll(async () => {
  hub = await startHttpHub();
  second = await startServer(serverOver({ ...hub, url: hub.databaseUrl }));
  statements = jest.spyOn(hub.reads, 'createQueryRunner');
});
afterAll(async () => {
  await second.stop();
  await hub.drop();
});

const cost = async (query: string, token?: string, variables?: object) => {
  const before = statements.mock.calls.length;
  const answer = await hub.ask(query, token, variables);
  return { answer, statements: statements.mock.calls.length - before };
};
const get = (query: string, headers: Record<string, string> = {}, url = hub.url) =>
  fetch(`${url}/graphql?${new URLSearchParams({ query })}`, {
    headers: { 'apollo-require-preflight': '1', ...headers },
  });
const touch = (words: string) =>
  hub.owner.query("update indicator set description_en = $1 where code = 'hotlineTickets'", [words]);

test('a repeated query costs no statement and has the same answer until something is published', async () => {
  const first = await cost(QUESTION);
  expect(first.statements).toBeGreaterThan(0);
  expect(first.answer.data.rollup.coverage).toEqual({ included: 1 });
  const again = await cost(QUESTION);
  expect(again).toEqual({ answer: first.answer, statements: 0 });
  await touch('一');
  // Where the place is, is known by now.
  expect((await cost(QUESTION)).statements).toBeGreaterThan(0);
  expect((await cost(QUESTION)).statements).toBe(0);
});

test('a changed formula of a measure is in every answer from then on', async () => {
  const question =
    '{ rollup(years: [2025], filter: { jurisdiction: "410303" }) { rows(by: [AGENCY], values: ["measures.tickets"], orderBy: { field: "measures.tickets" }) { nodes { values { value } } } total { measureValues(codes: ["tickets"]) { value } } } }';
  const write = (factor: number) =>
    hub.owner.query(
      `insert into measure (code, label_zh, label_en, unit_zh, unit_en, formula, description_zh, description_en)
       values ('tickets', 'x', 'x', 'x', 'x', $1, 'x', 'x') on conflict (code) do update set formula = excluded.formula`,
      [`indicators.hotlineTickets * ${factor}`],
    );
  for (const factor of [2, 3]) {
    await write(factor);
    const { answer, statements: count } = await cost(question);
    const { rows, total } = answer.data.rollup;
    expect([rows.nodes[0].values[0].value, total.measureValues[0].value]).toEqual([
      46_000 * factor,
      46_000 * factor,
    ]);
    expect(count).toBeGreaterThan(0);
    // The first answer of all is stored under the version that was read last.
    await cost(question);
    expect((await cost(question)).statements).toBe(0);
  }
});

test('a large answer is cached at its second request, and at once after a publication', async () => {
  const large =
    '{ form(year: 2025) { cells { code citation labelEn labelZh section unitZh aggregation kind editions } } rollup(years: [2025], filter: { jurisdiction: "410303" }) { coverage { included } } }';
  const first = await cost(large);
  expect(JSON.stringify(first.answer).length).toBeGreaterThan(20_000);
  expect((await cost(large)).statements).toBeGreaterThan(0);
  expect(await cost(large)).toEqual({ answer: first.answer, statements: 0 });
  await touch('又');
  expect((await cost(large)).statements).toBeGreaterThan(0);
  expect((await cost(large)).statements).toBe(0);
});

test('variables in another order have the same cache entry, other variables another', async () => {
  const query = 'query ($a: ID!, $y: Int!) { report(agency: $a, year: $y) { year agency { code } } }';
  await cost(query, undefined, { a: '410303-001', y: 2025 });
  expect((await cost(query, undefined, { y: 2025, a: '410303-001' })).statements).toBe(0);
  const other = await cost(query, undefined, { a: '410303-001', y: 2024 });
  expect(other.answer.data.report).toBeNull();
});

test('errors are not cached, nor what depends on viewer, time or unpublished work', async () => {
  const wrong = '{ reports(first: 101) { totalCount } }';
  const [one, two] = [(await cost(wrong)).answer, (await cost(wrong)).answer];
  expect(one.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  expect(two).toEqual(one);
  const late = '{ agency(code: "410303-001") { deadline(year: 2025) { dueOn } } }';
  await cost(late);
  expect((await cost(late)).statements).toBeGreaterThan(0);
});

test('an analyst shares the public cache; whoever files is answered from the database', async () => {
  const { token: analyst } = await hub.signUp({ role: Role.ANALYST, jurisdiction: '410303' });
  const { token: clerk } = await hub.signUp({ role: Role.CLERK, agency: '410303-001' });
  const { answer } = await cost(QUESTION);
  expect(await cost(QUESTION, analyst)).toEqual({ answer, statements: 0 });
  expect((await cost(QUESTION, clerk)).statements).toBeGreaterThan(0);
  const preview = QUESTION.replace('years: [2025],', 'years: [2025], basis: FILED,');
  expect((await cost(preview, analyst)).answer.errors).toBeUndefined();
  expect((await cost(preview)).answer.errors[0].extensions.code).toBe('UNAUTHENTICATED');
});

test('a name announced for a day is answered from that day on, though nothing is published then', async () => {
  const question = '{ agency(code: "310000-001") { name } }';
  await hub.owner.query(
    `with ended as (update agency_version set valid_to = '2098-01-01' where agency_id = (select id from agency where code = '310000-001') returning *)
     insert into agency_version (agency_id, name, kind, jurisdiction_id, valid_from) select agency_id, '未来厅', kind, jurisdiction_id, '2098-01-01' from ended`,
  );
  // The first answer may be kept under the version before what was just written.
  await cost(question);
  const today = await cost(question);
  expect(await cost(question)).toEqual({ answer: today.answer, statements: 0 });
  const setDay = (day: string) =>
    hub.owner.query(
      `create or replace function beijing_today() returns date language sql stable as $$ select ${day} $$`,
    );
  await setDay("date '2098-01-01'");
  expect((await cost(question)).answer.data).toEqual({ agency: { name: '未来厅' } });
  await setDay("(now() at time zone 'Asia/Shanghai')::date");
  expect((await cost(question)).answer).toEqual(today.answer);
});

test('GET has an entity tag and gets 304 until something is published; what is not public is not stored', async () => {
  const first = await get(CATALOGUE);
  expect(Object.fromEntries(first.headers)).toMatchObject({
    'cache-control': 'public, max-age=0, must-revalidate',
    vary: 'Accept, Authorization',
  });
  const etag = first.headers.get('etag') as string;
  const same = await get(CATALOGUE, { 'if-none-match': etag });
  expect([same.status, await same.text()]).toEqual([304, '']);
  expect((await get(CATALOGUE, { 'if-none-match': etag }, second.url)).status).toBe(304);
  await touch('二');
  for (const url of [second.url, hub.url]) {
    const changed = await get(CATALOGUE, { 'if-none-match': etag }, url);
    expect(changed.status).toBe(200);
    expect(JSON.stringify(await changed.json())).toContain('二');
  }
  for (const query of ['{ viewer { username } }', '{ reports(first: 101) { totalCount } }']) {
    const answer = await get(query);
    expect([answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual([
      'private, no-store',
      null,
    ]);
  }
});

test('no answer of any server is older than a commit acknowledged before the request', async () => {
  const writers = [0, 1, 2, 3, 4];
  for (const at of writers)
    await hub.owner.query(
      `insert into indicator (code, name, name_en, unit_zh, unit_en, aggregation, description_zh, description_en) values ($1, 'x', 'x', 'x', 'x', 'SUM', '0', '0')`,
      [`storm${at}`],
    );
  const random = randomFrom(19);
  const acknowledged = writers.map(() => 0);
  let isOver = false;
  let requested = 0;
  const write = async (at: number) => {
    for (let count = 1; count <= 40; count += 1) {
      const runner = hub.owner.createQueryRunner();
      await runner.startTransaction();
      await runner.query('update indicator set description_en = $2 where code = $1', [
        `storm${at}`,
        String(count),
      ]);
      await delay(random.below(8));
      if (count % 5 === 0) await runner.rollbackTransaction();
      else await runner.commitTransaction();
      if (count % 5 !== 0) acknowledged[at] = count;
      await runner.release();
      await delay(random.below(20));
    }
  };
  const read = async (url: string) => {
    while (!isOver || requested <= 100) {
      const least = [...acknowledged];
      const { data } = await postTo(url, CATALOGUE);
      requested += 1;
      for (const at of writers) {
        const { descriptionEn } = data.indicators.find(
          (item: { code: string }) => item.code === `storm${at}`,
        );
        expect(Number(descriptionEn)).toBeGreaterThanOrEqual(least[at]);
      }
    }
  };
  const readers = [hub.url, hub.url, second.url, second.url].map(read);
  await Promise.all(writers.map(write));
  isOver = true;
  await Promise.all(readers);
});

describe('the data version', () => {
  const version = async () =>
    Number((await hub.owner.query('select sum(moves)::int as moves from data_version'))[0].moves);

  test('moves once with a transaction that publishes, not with one rolled back, and not with drafts', async () => {
    const before = await version();
    await hub.owner.transaction(async (manager) => {
      await manager.query("update indicator set unit_en = 'y' where code = 'storm0'");
      await manager.query("update indicator set unit_en = 'z' where code = 'storm1'");
      await manager.query('update report_revision set superseded_at = superseded_at');
    });
    expect(await version()).toBe(before + 1);
    await hub.owner
      .transaction(async (manager) => {
        await manager.query("update indicator set unit_en = 'w' where code = 'storm0'");
        throw new Error('taken back');
      })
      .catch(() => {});
    expect(await version()).toBe(before + 1);
    // Taken back in part: what remains still moves it.
    await hub.owner.transaction(async (manager) => {
      await manager.query('savepoint a');
      await manager.query("update indicator set unit_en = 'w' where code = 'storm0'");
      await manager.query('rollback to a');
      await manager.query("update indicator set unit_en = 'v' where code = 'storm1'");
    });
    expect(await version()).toBe(before + 2);
    const { token } = await hub.signUp({ role: Role.CLERK, agency: '310000-001' });
    const { data } = await hub.ask(
      'mutation { saveDraft(input: { agency: "310000-001", year: 2023, overview: "草稿。" }) { accepted } }',
      token,
    );
    expect(data.saveDraft).toEqual({ accepted: true });
    expect(await version()).toBe(before + 2);
  });

  test('does not make publishers wait for each other', async () => {
    const holders = await Promise.all(
      Array.from({ length: 9 }, async () => {
        const runner = hub.database.createQueryRunner();
        await runner.startTransaction();
        await runner.query("set local lock_timeout = '500ms'");
        return runner;
      }),
    );
    const before = await version();
    for (const [at, runner] of holders.entries())
      await runner.query('insert into agency (code) values ($1)', [`holder-${at}`]);
    for (const runner of holders) {
      await runner.commitTransaction();
      await runner.release();
    }
    expect(await version()).toBe(before + 9);
  });

  test('cannot be moved by the server but by publishing', async () => {
    await expect(hub.database.query('update data_version set moves = 0')).rejects.toThrow(
      /permission denied/,
    );
  });
});
