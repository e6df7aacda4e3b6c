import { seedRealReports } from '../seeds/realReports';
import { verifyAudit } from '../src/audit/verifyAudit';
import { peopleOf } from './support/people';
import { act, addTestAgency, sendReport, wholeReport } from './support/reports';
import { createTestDatabase } from './support/testDatabase';
import { createTestHub, type TestHub } from './support/testHub';

let hub: TestHub;
let agency: string;
beforeAll(async () => {
  hub = await createTestHub();
  await seedRealReports(hub.database);
  agency = await addTestAgency(hub);
});
afterAll(() => hub.drop());

test('changes are on record with who, what, before and after; readable by the entitled, filterable, in pages', async () => {
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'saveSection', { agency, year: 2025, overview: '一。' }, people.clerk);
  await sendReport(hub, 'submitReport', wholeReport(agency), people.clerk);
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
    ).auditEvents.edges.map((edge: any) => edge.node);
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
  expect(await events({ actor: people.section.name })).toMatchObject([
    { subject: 'report' },
    { subject: 'report_step', after: { comment: '退' } },
  ]);
  await expect(events({}, people.clerk)).rejects.toThrow('roles');
  expect(
    (await hub.ask('{ auditEvents { totalCount } }', {}, people.administrator)).auditEvents.totalCount,
  ).toBeGreaterThan(20);
});

test('the running server can neither rewrite the audit nor what is frozen', async () => {
  const opened = await createTestDatabase();
  await seedRealReports(opened.owner);
  for (const sql of [
    "update audit_event set actor = 'x'",
    'delete from audit_event',
    'truncate audit_event',
    'insert into audit_event select * from audit_event limit 1',
    'select * from audit_chain',
    "update audit_chain set hash = ''",
    'update report_revision set overview = null',
    'delete from report_step',
    'alter table report disable trigger audit',
  ])
    await expect(opened.database.query(sql)).rejects.toThrow(/permission denied|must be owner|append-only/);
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
  const opened = await createTestDatabase();
  await seedRealReports(opened.owner);
  const whole = await verifyAudit(opened.owner);
  expect(whole.faults).toEqual([]);
  expect(whole.events).toBeGreaterThan(10);
  await opened.owner.query('alter table audit_event disable trigger append_only');
  await opened.owner.query(sql);
  const { faults } = await verifyAudit(opened.owner);
  expect(faults[0].fault).toMatch(fault);
  await opened.drop();
});

test('a chain forged from its start differs from the head noted before', async () => {
  const opened = await createTestDatabase();
  await seedRealReports(opened.owner);
  const { head } = await verifyAudit(opened.owner);
  await opened.owner.query('alter table audit_event disable trigger append_only');
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
