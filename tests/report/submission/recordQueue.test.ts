import type { DataSource, EntityManager } from 'typeorm';
import { verifyAudit } from '../../../src/audit/verifyAudit';
import { createDataSource } from '../../../src/database/dataSource';
import { ReportScope } from '../../../src/report/model/reportEnums';
import { recordReport } from '../../../src/report/submission/recordQueue';
import { recordReports } from '../../../src/report/submission/recordReports';
import type { Submission } from '../../../src/report/submission/submission';
import { verifySums } from '../../../src/rollup/materialized/verifySums';
import type { Actor } from '../../../src/shared/request/permissions';
import { peopleOf } from '../../support/people';
import { addTestAgency, completeReport, sendReport } from '../../support/reports';
import { createTestHub, EVERYBODY, type TestHub } from '../../support/testHub';

let hub: TestHub;
let server: DataSource;
/** The transactions that were committed, each with the statements of it. */
let commits: string[][];
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  server = await createDataSource(hub.url, 6, null, true).initialize();
  const transaction = server.transaction.bind(server) as <T>(
    work: (manager: EntityManager) => Promise<T>,
  ) => Promise<T>;
  const record = <T>(work: (manager: EntityManager) => Promise<T>) =>
    transaction(async (manager) => {
      const statements: string[] = [];
      const query = manager.query.bind(manager);
      manager.query = (sql, parameters) => {
        statements.push(sql);
        return query(sql, parameters);
      };
      const result = await work(manager);
      commits.push(statements);
      return result;
    });
  server.transaction = record as DataSource['transaction'];
});
beforeEach(() => {
  commits = [];
});
afterAll(async () => {
  await server.destroy();
  await hub.drop();
});

const submission = (agency: string, more: object = {}) => ({
  ...completeReport(agency),
  scope: ReportScope.OWN,
  source: 'https://example.invalid',
  ...more,
});
const record = (input: Submission, actor: Actor = EVERYBODY, requestId = 'test') =>
  recordReport({ database: server, actor, address: `address of ${actor.name}`, requestId }, input);
const agenciesAt = async (...places: string[]) => {
  const codes: string[] = [];
  for (const place of places) codes.push(await addTestAgency(hub, place));
  return codes;
};
const eventsOf = (code: string) =>
  hub.database.query(
    `select distinct actor, actor_name as name, address, request_id as request from audit_event
      where chain = (select id from agency where code = $1) and subject in ('report', 'report_revision', 'report_step', 'revision_finding', 'report_indicator')`,
    [code],
  );

test('recordings that arrive together share a transaction, each audited by name and request, with right sums', async () => {
  const codes = await agenciesAt(
    ...Array.from({ length: 12 }, (_, at) => ['410303', '410300', '410000'][at % 3]),
  );
  const officers = await Promise.all(codes.map(async (code) => (await peopleOf(hub, code)).officer));
  const indicators = [{ indicator: 'posts', value: '3', qualifier: 'EXACT' }];
  for (const round of [1, 2]) {
    commits = [];
    const results = await Promise.all(
      codes.map((code, at) =>
        record(
          submission(code, { indicators, otherMatters: '无。', overview: `第 ${round} 次。` }),
          officers[at],
          `request ${at} ${round}`,
        ),
      ),
    );
    expect(results.map(({ accepted, currentRevision }) => [accepted, currentRevision])).toEqual(
      codes.map(() => [true, round]),
    );
    // The first went alone; of the others as many as are enough for a transaction, then the rest.
    expect(commits.length).toBe(3);
  }
  for (const [at, code] of codes.entries()) {
    const { id: actor, name } = officers[at];
    const address = `address of ${name}`;
    expect(await eventsOf(code)).toHaveLength(2);
    expect(await eventsOf(code)).toEqual(
      expect.arrayContaining(
        [1, 2].map((round) => ({ actor, name, address, request: `request ${at} ${round}` })),
      ),
    );
    const written = await hub.database.query(
      `select v.created_by as by, s.actor, s.actor_name as name from report_revision v join report_step s on s.report_id = v.report_id and s.revision = v.number
        where v.agency_id = (select id from agency where code = $1)`,
      [code],
    );
    expect(written).toEqual([1, 2].map(() => ({ by: actor, actor, name })));
  }
  expect((await verifySums(hub.database)).faults).toEqual([]);
  expect((await verifyAudit(hub.database)).faults).toEqual([]);
});

test('a refused, a forbidden and a failing recording do not disturb the others of their batch', async () => {
  const codes = await agenciesAt('410303', '410303', '410303', '410303', '410300', '410300');
  const [first, refused, forbidden, failing, one, other] = codes;
  const { clerk, officer } = await peopleOf(hub, forbidden);
  const elsewhere = (await peopleOf(hub, (await agenciesAt('310000'))[0])).officer;
  const results = await Promise.allSettled([
    record(submission(first)),
    record(submission(refused, { source: ' ' })),
    record(submission(forbidden), clerk),
    record(submission(forbidden, { year: 2024 }), elsewhere),
    record(submission(failing, { overview: 'a\u0000b' })),
    record(submission(one), officer),
    record(submission('nobody')),
    record(submission(other)),
  ]);
  expect(
    results.map((result) => (result.status === 'rejected' ? String(result.reason) : result.value.accepted)),
  ).toEqual([
    true,
    false,
    expect.stringContaining('roles'),
    expect.stringContaining('roles'),
    expect.stringContaining('Unicode'),
    expect.anything(),
    false,
    true,
  ]);
  const [{ stored }] = await hub.database.query(
    'select count(*)::int as stored from report r join agency a on a.id = r.agency_id where a.code = any($1)',
    [codes],
  );
  expect(stored).toBe(
    results.filter((result) => result.status === 'fulfilled' && result.value.accepted).length,
  );
});

test('recordings of one agency, and those under one key, run one after the other', async () => {
  const [one, other, third] = await agenciesAt('410303', '410303', '410303');
  const [before, , again, repeated, reused] = await Promise.all([
    record(submission(third)),
    record(submission(one, { idempotencyKey: 'key-of-mine' }), EVERYBODY, 'a'),
    record(submission(one, { year: 2024 }), EVERYBODY, 'b'),
    record(submission(one, { idempotencyKey: 'key-of-mine' }), EVERYBODY, 'c'),
    record(submission(other, { idempotencyKey: 'key-of-mine' })),
  ]);
  expect([before, again, repeated].every(({ accepted }) => accepted)).toBe(true);
  expect(repeated.currentRevision).toBe(1);
  expect(reused.findings.map(({ code }) => code)).toEqual(['request.keyReused']);
  const requests = await hub.database.query(
    `select (after ->> 'year')::int as year, request_id as request from audit_event
      where subject = 'report' and operation = 'INSERT' and chain = (select id from agency where code = $1) order by year`,
    [one],
  );
  expect(requests).toEqual([
    { year: 2024, request: 'b' },
    { year: 2025, request: 'a' },
  ]);
});

test('new and repeated recordings share a batch, and one that waits for a lock does not hold up the others', async () => {
  const [first, held, old, fresh] = await agenciesAt('410303', '410303', '410303', '410303');
  for (const code of [first, held, old]) await record(submission(code));
  const holder = hub.database.createQueryRunner();
  await holder.startTransaction();
  await holder.query(
    'select 1 from report where agency_id = (select id from agency where code = $1) for update',
    [held],
  );
  const again = (code: string) => record(submission(code, { overview: '再次公布。' }));
  const waits = again(held);
  const results = await Promise.all([again(old), record(submission(fresh)), again(first)]);
  expect(results.map(({ currentRevision }) => currentRevision)).toEqual([2, 1, 2]);
  await holder.commitTransaction();
  await holder.release();
  expect((await waits).currentRevision).toBe(2);
  expect((await verifySums(hub.database)).faults).toEqual([]);
});

test('a storm of recordings, imports, withdrawals and moves in the tree leaves every sum exact and loses nothing', async () => {
  const codes = await agenciesAt(
    ...Array.from({ length: 10 }, (_, at) => ['410303', '410300', '320813'][at % 3]),
  );
  const figures = (agency: string, seed: number) => {
    const sent = submission(agency, { year: 2021 + (seed % 5), otherMatters: `第 ${seed} 次。` });
    sent.requests.received.naturalPerson = seed;
    return sent;
  };
  const storm = async (worker: number) => {
    let accepted = 0;
    for (let round = 0; round < 12; round += 1) {
      const code = codes[(worker * 7 + round * 3) % codes.length];
      if (round % 6 === 5) {
        const again = codes.map((other) => figures(other, round + worker));
        const recorded = await recordReports(
          { database: server, actor: EVERYBODY, address: 'test', requestId: 'test' },
          again,
        );
        accepted += recorded.filter((one) => one.accepted).length;
      } else accepted += (await record(figures(code, round * 8 + worker))).accepted ? 1 : 0;
    }
    return accepted;
  };
  const move = async () => {
    for (const [at, code] of codes.entries())
      await hub.database.query(
        `with closed as (update agency_version set valid_to = $2 where valid_to is null and agency_id = (select id from agency where code = $1)
           returning agency_id, name, kind)
         insert into agency_version (agency_id, name, kind, jurisdiction_id, valid_from)
         select agency_id, name, kind, (select id from jurisdiction where code = '410000'), $2 from closed`,
        [code, `${2022 + (at % 3)}-06-01`],
      );
  };
  const [accepted] = await Promise.all([
    Promise.all(Array.from({ length: 8 }, (_, worker) => storm(worker))),
    move(),
  ]);
  const [{ revisions }] = await hub.database.query(
    'select count(*)::int as revisions from report_revision v join agency a on a.id = v.agency_id where a.code = any($1)',
    [codes],
  );
  expect(revisions).toBe(accepted.reduce((sum, one) => sum + one));
  expect((await verifySums(hub.database)).faults).toEqual([]);
  expect((await verifyAudit(hub.database)).faults).toEqual([]);
  // Nothing of what was noted on the way is left, and none of it was written to the log.
  const notes = ['rollup_sum_delta', 'rollup_indicator_delta'];
  for (const table of notes) expect(await hub.database.query(`select 1 from ${table}`)).toEqual([]);
  expect(
    await hub.database.query('select distinct relpersistence from pg_class where relname = any($1)', [notes]),
  ).toEqual([{ relpersistence: 'u' }]);
});

test('recording the same figures changes no sum; other figures change each sum above once', async () => {
  const [code] = await agenciesAt('410303');
  await record(submission(code));
  const versions = () =>
    hub.database.query('select jurisdiction_id, year, kind, xmin::text from rollup_sum order by 1, 2, 3');
  const before = await versions();
  expect((await record(submission(code, { overview: '另有说明。' }))).accepted).toBe(true);
  expect(await versions()).toEqual(before);
  const other = submission(code);
  other.requests.received.naturalPerson = 77;
  await record(other);
  const after = await versions();
  const moved = after.filter((row: { xmin: string }, at: number) => row.xmin !== before[at].xmin);
  // Four places, each by kind and of all kinds.
  expect(moved.length).toBe(8);
  expect(new Set(moved.map((row: { xmin: string }) => row.xmin)).size).toBe(1);
});

test('a single recording is not delayed, and the report is read only when it is selected', async () => {
  const [code] = await agenciesAt('410303');
  await record(submission(code));
  expect(commits.length).toBe(1);
  const { currentRevision, report } = await sendReport(hub, 'recordPublishedReport', {
    ...completeReport(code),
    overview: '再次公布。',
    source: '测试',
  });
  expect([currentRevision, report?.latestRevision]).toEqual([2, 2]);
  const statements = hub.statements.length;
  await hub.ask('mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted } }', {
    input: { ...completeReport(code), overview: '第三次公布。', source: '测试' },
  });
  expect(hub.statements.length).toBe(statements - 1);
});

test('a shared transaction touches reports of its callers only', async () => {
  const [one, other] = await agenciesAt('410303', '410303');
  await expect(
    server.transaction(async (manager) => {
      await manager.query(
        `select set_config('ogi.authors', json_build_object((select id from agency where code = $1), '{}'::json)::text, true)`,
        [one],
      );
      await manager.query(
        `insert into report (agency_id, year, scope, state) select id, 2025, 'OWN', 'DRAFT' from agency where code = $1`,
        [other],
      );
    }),
  ).rejects.toThrow('nobody is said to change agency');
});

test('a recording whose connection broke is not repeated', async () => {
  for (const code of ['EPIPE', 'ECONNRESET', '57P01']) {
    const transaction = jest.fn(async () => {
      throw Object.assign(new Error('the connection broke'), { code });
    });
    const asker = { database: { transaction } as never, actor: EVERYBODY, address: 'test', requestId: code };
    const input = { ...completeReport('410303-001'), scope: ReportScope.OWN } as Submission;
    await expect(recordReport(asker, input)).rejects.toThrow('the connection broke');
    expect([code, transaction.mock.calls.length]).toEqual([code, 1]);
  }
});
