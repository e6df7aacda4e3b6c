import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { exportEvents } from '../../src/audit/auditQueries';
import { verifyAudit } from '../../src/audit/verifyAudit';
import { createDataSource, refuseOwner } from '../../src/database/dataSource';
import { SERVER_ROLE } from '../../src/database/serverRole';
import type { Answer } from '../support/answers';
import { peopleOf } from '../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestDatabase } from '../support/testDatabase';
import { createTestHub, type TestHub } from '../support/testHub';

fc.configureGlobal({ seed: 19 });

let hub: TestHub;
let agency: string;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
  agency = await addTestAgency(hub);
});
afterAll(() => hub.drop());

test('changes are audited with who, what, before and after; readable for those entitled, filtered, in pages', async () => {
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '一。' }, people.clerk);
  await sendReport(hub, 'submitReport', completeReport(agency), people.clerk);
  await act(
    hub,
    { agency, action: 'RETURN', state: 'SECTION_REVIEW', revision: 2, comment: '退' },
    people.section,
  );
  const events = async (filter: object, actor = people.office) =>
    (
      await hub.ask(
        'query ($filter: AuditFilterInput) { auditEvents(filter: $filter, first: 100) { totalCount edges { node { actorName operation subject before after address at } } } }',
        { filter: { agency, ...filter } },
        actor,
      )
    ).auditEvents.edges.map((edge: { node: string }) => edge.node);
  const revisions = await events({ subject: 'report_revision' });
  expect(revisions).toMatchObject([
    {
      actorName: people.clerk.name,
      operation: 'INSERT',
      before: null,
      after: { overview: '一。', number: 1 },
      address: 'test',
    },
    { before: { overview: '一。' }, after: { overview: '测试。', number: 2 } },
  ]);
  const lines: string[] = [];
  for await (const line of exportEvents(hub.database, { reader: people.administrator, chain: null }))
    lines.push(line);
  // Lines have the names that the API has.
  const own = lines.map((line) => JSON.parse(line)).filter(({ agencyCode }) => agencyCode === agency);
  expect(own.length).toBeGreaterThan(3);
  expect(await events({ actor: people.section.name })).toMatchObject([
    { subject: 'report' },
    { subject: 'report_step', after: { comment: '退' } },
  ]);
  await expect(events({}, people.clerk)).rejects.toThrow('roles');
  expect(
    (await hub.ask('{ auditEvents { totalCount } }', {}, people.administrator)).auditEvents.totalCount,
  ).toBeGreaterThan(20);
});

test('the audit shows a new revision beside the one before it, with the counts of both', async () => {
  const { officer } = await peopleOf(hub, agency);
  const target = await addTestAgency(hub);
  const record = (requests: object) =>
    sendReport(
      hub,
      'recordPublishedReport',
      { ...completeReport(target), requests, source: '测试' },
      officer,
    );
  await record({ received: { naturalPerson: 5 } });
  await record({ received: { naturalPerson: 7 } });
  const rows: { before: Answer; after: Answer; counts: (number | null)[] }[] = await hub.database.query(
    `select e.before, e.after, r.counts from audit_event e join agency a on a.id = e.chain join report_revision r on r.id = e.subject_key::int
      where a.code = $1 and subject = 'report_revision' and operation = 'INSERT' order by position`,
    [target],
  );
  const [first, second] = rows;
  expect(first.before).toBeNull();
  expect(JSON.parse(first.after.counts)).toEqual(first.counts);
  expect(JSON.parse(second.after.counts)).toEqual(second.counts);
  expect(second.counts).not.toEqual(first.counts);
  const { published_at: _, ...frozen } = first.after;
  expect(second.before).toMatchObject({ ...frozen, superseded_at: expect.any(String) });
});

test('the hash is that of the JSON array of the columns, whatever they hold', async () => {
  const odd = fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\0', ''));
  const value = fc.option(fc.json({ stringUnit: 'binary' }).filter((text) => !text.includes('\\u0000')));
  await fc.assert(
    fc.asyncProperty(
      fc.array(odd, { minLength: 8, maxLength: 8 }),
      fc.maxSafeInteger().map((micros) => Math.abs(micros % 4e15)),
      value,
      value,
      async (texts, micros, before, after) => {
        const [{ digest, expected }] = await hub.database.query(
          `select audit_digest(t[1], 7, 12345678901, at, t[2], t[3], t[4], t[5], t[6], t[7], t[8], b, a) as digest,
                  encode(sha256(convert_to(jsonb_build_array(t[1], 7, 12345678901, extract(epoch from at)::text, t[2], t[3], t[4], t[5], t[6], t[7], t[8], b, a)::text, 'UTF8')), 'hex') as expected
             from (select $1::text[] as t, 'epoch'::timestamptz + $2 * interval '1 microsecond' as at, $3::jsonb as b, $4::jsonb as a) given`,
          [texts, micros, before, after],
        );
        expect(digest).toBe(expected);
      },
    ),
    { numRuns: 200 },
  );
});

test('events of several chains are appended in order, also to chains that are still empty', async () => {
  const opened = await createTestDatabase();
  const { owner } = opened;
  const append = (events: readonly (readonly [chain: number, rank: number])[]) =>
    owner.query(
      `select append_audit_events(array(select row(e.chain, e.rank, null, null, null, null, null, 'INSERT', 'test', e.chain || ' ' || e.rank, null, null, null, null)::audit_event
         from unnest($1::int[], $2::bigint[]) as e(chain, rank)))`,
      [events.map(([chain]) => chain), events.map(([, rank]) => rank)],
    );
  await append([[901, 1]]);
  await append([
    [903, 2],
    [901, 2],
    [902, 1],
    [903, 1],
    [901, 1],
    [903, 3],
  ]);
  expect(
    await owner.query(
      "select chain, array_agg(subject_key order by position) as keys from audit_event where subject = 'test' group by 1 order by 1",
    ),
  ).toEqual([
    { chain: 901, keys: ['901 1', '901 1', '901 2'] },
    { chain: 902, keys: ['902 1'] },
    { chain: 903, keys: ['903 1', '903 2', '903 3'] },
  ]);
  expect((await verifyAudit(owner)).faults).toEqual([]);
  await opened.drop();
});

test('the work on reports is not read through the audit by those who may not read it', async () => {
  const people = await peopleOf(hub, agency);
  const READ =
    'query ($filter: AuditFilterInput) { auditEvents(filter: $filter, first: 100) { edges { node { subject actorName withheld before after } } } }';
  const read = async (actor: typeof people.office) =>
    (await hub.ask(READ, { filter: { agency } }, actor)).auditEvents.edges.map(
      (edge: { node: string }) => edge.node,
    );
  const WORK = ['report_revision', 'revision_finding', 'report_step'];
  const [seen, stored] = [await read(people.office), await read(people.administrator)];
  expect(stored.map((event: { subject: string }) => event.subject)).toEqual(
    seen.map((event: { subject: string }) => event.subject),
  );
  expect(JSON.stringify(seen)).toContain('测试。');
  for (const event of stored)
    expect([event.subject, event.withheld]).toEqual([event.subject, WORK.includes(event.subject)]);
  expect(JSON.stringify(stored)).not.toContain('测试。');
  expect(stored.find((event: { subject: string }) => event.subject === 'report').after).toMatchObject({
    year: 2025,
  });
});

test('the login of the server can change neither the audit nor what is frozen', async () => {
  const opened = await createTestDatabase('REAL_REPORTS');
  for (const sql of [
    "update audit_event set actor = 'x'",
    'delete from audit_event',
    'truncate audit_event',
    'insert into audit_event select * from audit_event limit 1',
    "update audit_chain set hash = ''",
    'update report_revision set overview = null',
    'delete from report_step',
    'update published_revision set overview = null',
    'alter table report disable trigger t10_audit_update',
  ])
    await expect(opened.database.query(sql)).rejects.toThrow(/permission denied|must be owner|append-only/);
  await opened.drop();
});

test('the login of the server cannot regain the owner’s rights nor forge events', async () => {
  const opened = await createTestDatabase('REAL_REPORTS');
  const { database, owner } = opened;
  const before = (await owner.query('select count(*)::int as count from audit_event'))[0].count;
  const runner = database.createQueryRunner();
  await runner.query('set role none');
  for (const sql of [
    'alter table audit_event disable trigger t00_refuse',
    'update report_revision set overview = null',
    'set role ogi_hub',
  ])
    await expect(runner.query(sql)).rejects.toThrow(/must be owner|permission denied/);
  await runner.release();
  for (const sql of [
    'create temp table report_step (id int, agency_id int)',
    "select append_audit_event(1, 'INSERT', 'report_step', '1', null, '{}')",
    "select notify_report_change(1, 'ACCEPT', 'PUBLISHED')",
    'create trigger forged after insert on webhook_delivery for each row execute function audit_row()',
  ])
    await expect(database.query(sql)).rejects.toThrow(/permission denied|must be owner/);
  expect((await owner.query('select count(*)::int as count from audit_event'))[0].count).toBe(before);
  // The owner could make one, and is told.
  await owner.query('create temp table report_step (id int, agency_id int)');
  await owner.query(
    'create trigger forged after insert on pg_temp.report_step for each row execute function public.audit_row()',
  );
  await expect(owner.query('insert into pg_temp.report_step values (1, 1)')).rejects.toThrow('only tables');
  await opened.drop();
});

test('an external database may give the server a login of its own; one with the owner’s rights is refused', async () => {
  const opened = await createTestDatabase();
  const { owner } = opened;
  const name = `server_${randomBytes(4).toString('hex')}`;
  await owner.query(`create role ${name} login password 'x' in role ${SERVER_ROLE}`);
  const url = new URL(opened.url);
  [url.username, url.password] = [name, 'x'];
  const database = await createDataSource(url.href, 4, SERVER_ROLE).initialize();
  try {
    await refuseOwner(database);
    await expect(refuseOwner(owner)).rejects.toThrow('owner');
    const runner = database.createQueryRunner();
    await runner.query('set role none');
    await expect(runner.query('delete from audit_event')).rejects.toThrow('permission denied');
    await runner.release();
  } finally {
    await database.destroy();
    await owner.query(`drop role ${name}`);
    await opened.drop();
  }
});

test('figures and findings are frozen with their revision, and on record', async () => {
  const opened = await createTestDatabase('REAL_REPORTS');
  const { database, owner } = opened;
  const [{ id }] = await owner.query(
    'select max(id) as id from report_revision where published_at is not null',
  );
  for (const sql of [
    "insert into report_indicator select $1, max(id), 999, 'EXACT', 'forged' from indicator",
    `insert into revision_finding (revision_id, ordinal, code, severity, path, cells, message_zh, message_en, citation)
     values ($1, 999, 'x', 'INFO', 'p', '{}', 'x', 'x', '')`,
  ])
    await expect(database.query(sql, [id])).rejects.toThrow('frozen');
  const events = await owner.query(
    `select e.after, e.chain, v.agency_id from audit_event e join report_revision v on v.id = e.subject_key::int
      where e.subject = 'report_indicator' and e.operation = 'INSERT'`,
  );
  expect(events.length).toBeGreaterThan(0);
  for (const { after, chain, agency_id } of events) {
    expect(chain).toBe(agency_id);
    expect(after[0]).toMatchObject({ value: expect.any(Number), qualifier: expect.any(String) });
  }
  await owner.query('delete from revision_finding');
  const [gone] = await owner.query(
    "select before from audit_event where subject = 'revision_finding' and operation = 'DELETE'",
  );
  expect(gone.before).toMatchObject({ rows: expect.any(Number), sha256: expect.any(String) });
  expect((await verifyAudit(owner)).faults).toEqual([]);
  await opened.drop();
});

test.each([
  ['changed', "update audit_event set actor = 'someone else' where chain = 0 and position = 2", /changed/],
  ['removed in the middle', 'delete from audit_event where chain = 0 and position = 2', /removed|broken/],
  [
    'cut off at the end',
    'delete from audit_event where chain = 0 and position = (select max(position) from audit_event where chain = 0)',
    /truncated/,
  ],
])('an event %s is detected', async (_, sql, fault) => {
  const opened = await createTestDatabase('REAL_REPORTS');
  const complete = await verifyAudit(opened.owner);
  expect(complete.faults).toEqual([]);
  expect(complete.events).toBeGreaterThan(10);
  await opened.owner.query('alter table audit_event disable trigger t00_refuse');
  await opened.owner.query(sql);
  const { faults } = await verifyAudit(opened.owner);
  expect(faults[0].messageEn).toMatch(fault);
  await opened.drop();
});

test('a chain forged from its start differs from a head noted before', async () => {
  const opened = await createTestDatabase('REAL_REPORTS');
  const { head } = await verifyAudit(opened.owner);
  await opened.owner.query('alter table audit_event disable trigger t00_refuse');
  await opened.owner.query(
    'delete from audit_event where chain = 0 and position = (select length from audit_chain where chain = 0)',
  );
  await opened.owner.query(
    'update audit_chain set length = length - 1, hash = (select hash from audit_event where chain = 0 order by position desc limit 1) where chain = 0',
  );
  const forged = await verifyAudit(opened.owner);
  expect(forged.faults).toEqual([]);
  expect(forged.head).not.toBe(head);
  await opened.drop();
});

/** The columns of a revision whose change is audited with them alone; a change of any other with the row as it was and is. */
const SHORT_EVENTS = ['published_at', 'superseded_at', 'error_count', 'warning_count'];

test('any change of a revision by hand is audited, and a publication with its revision and time', async () => {
  const opened = await createTestDatabase('REAL_REPORTS');
  const { owner } = opened;
  const latest = async () =>
    (
      await owner.query(
        "select before, after from audit_event where subject = 'report_revision' and operation = 'UPDATE' order by at desc limit 1",
      )
    )[0];
  const columns: { name: string; type: string }[] = await owner.query(
    `select column_name as name, data_type as type from information_schema.columns where table_name = 'report_revision' and is_identity = 'NO'
       and column_name not in ('report_id', 'agency_id', 'year', 'scope', 'number', 'rules_version')`,
  );
  expect(columns.length).toBeGreaterThan(15);
  for (const { name, type } of columns) {
    const changed: Record<string, string> = {
      ARRAY: `coalesce(${name}, '{}') || 7`,
      jsonb: `'{"seen": {}}'`,
      'timestamp with time zone': `coalesce(${name}, now()) + interval '1 hour'`,
    };
    const isOneOf = { origin: "case origin when 'FILED' then 'RECORDED' else 'FILED' end" }[name];
    const isEdition = name.endsWith('_edition') ? `case ${name} when 2019 then 2021 else 2019 end` : null;
    const value =
      isOneOf ??
      isEdition ??
      changed[type] ??
      (type === 'text' ? `coalesce(${name}, '') || 'x'` : `coalesce(${name}, 0) + 1`);
    const sql = `update report_revision set ${name} = ${value} where id = (select min(id) from report_revision)`;
    const runner = owner.createQueryRunner();
    await runner.query('alter table report_revision disable trigger user');
    await runner.query('alter table report_revision enable trigger t10_audit_update');
    await runner.query(sql);
    await runner.query('alter table report_revision enable trigger user');
    await runner.release();
    const { before, after } = await latest();
    expect([name, after[name]]).not.toEqual([name, before[name]]);
    expect(after).toMatchObject({ id: before.id, number: before.number, year: before.year });
    expect('counts' in after).toBe(!SHORT_EVENTS.includes(name));
  }
  expect((await verifyAudit(owner)).faults).toEqual([]);
  await opened.drop();
});
