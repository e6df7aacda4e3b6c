import { startJobs } from '../../src/notification/jobs';
import { remindOfDeadlines } from '../../src/notification/notices';
import { Role } from '../../src/shared/request/permissions';
import { type HttpHub, startHttpHub } from '../support/httpHub';
import { actOver, addHttpAgency, submitOver } from '../support/httpReports';
import { openMailbox } from '../support/receivers';
import { completeReport } from '../support/reports';
import { until } from '../support/until';

let hub: HttpHub;
let mailbox: Awaited<ReturnType<typeof openMailbox>>;
let jobs: Awaited<ReturnType<typeof startJobs>>;
beforeAll(async () => {
  hub = await startHttpHub();
  mailbox = await openMailbox();
  jobs = await startJobs(
    hub.database,
    { smtpUrl: mailbox.url, mailFrom: 'hub@example.invalid', allowPrivateWebhooks: true },
    { note: () => {}, noteError: () => {}, noteWarning: () => {} },
  );
});
afterAll(async () => {
  await jobs.stop();
  await hub.drop();
  await mailbox.close();
});

test('a letter goes to the section reviewer when a report waits and to the clerk when it is returned', async () => {
  const agency = await addHttpAgency(hub);
  const clerk = await hub.signUp({ role: Role.CLERK, agency }, 'clerk@example.invalid');
  const section = await hub.signUp({ role: Role.SECTION_REVIEWER, agency }, 'section@example.invalid');
  const { letters } = mailbox;
  await submitOver(hub, agency, clerk.token);
  await until(
    () => letters,
    (seen) => seen.length === 1,
  );
  expect(letters[0]).toContain('To: section@example.invalid');
  await actOver(hub, agency, section.token, 'RETURN', 'SECTION_REVIEW', '请核对');
  await until(
    () => letters,
    (seen) => seen.length === 2,
  );
  expect(letters[1]).toContain('To: clerk@example.invalid');
  expect(letters[1]).toContain('Comment: =E8=AF=B7=E6=A0=B8=E5=AF=B9');
});

test('a deadline is announced once when near and once in every late week, never to those who filed', async () => {
  const agency = await addHttpAgency(hub);
  const [{ key }] = await hub.owner.query('select id as key from agency where code = $1', [agency]);
  const year = Number(
    (
      await hub.owner.query("select extract(year from now() at time zone 'Asia/Shanghai')::int - 1 as year")
    )[0].year,
  );
  const due = (days: number) =>
    hub.owner.query(
      `insert into deadline_rule (year, kind, due_on, locks, reason, set_by)
         values ($1, 'DEPARTMENT', (now() at time zone 'Asia/Shanghai')::date + $2::int, false, 'x', 'x')`,
      [year, days],
    );
  const received = async () => {
    await remindOfDeadlines(hub.database);
    const rows = await hub.owner.query(
      'select event, weeks_late from deadline_notice where agency_id = $1 order by told_at, weeks_late',
      [key],
    );
    return rows.map((row: { event: string; weeks_late: string }) => `${row.event} ${row.weeks_late}`);
  };
  await due(8);
  expect(await received()).toEqual([]);
  await due(5);
  expect(await received()).toEqual(['DEADLINE_NEAR 0']);
  expect(await received()).toEqual(['DEADLINE_NEAR 0']);
  await due(-1);
  expect(await received()).toEqual(['DEADLINE_NEAR 0', 'OVERDUE 1']);
  await due(-9);
  expect(await received()).toEqual(['DEADLINE_NEAR 0', 'OVERDUE 1', 'OVERDUE 2']);
  expect(await received()).toHaveLength(3);
  await hub.owner.query(
    "insert into report (agency_id, year, scope, state) values ($1, $2, 'OWN', 'FILED')",
    [key, year],
  );
  await due(-16);
  expect(await received()).toHaveLength(3);
});

test('a deadline is announced to agencies of the year that ended, closed since or not, but not during a correction', async () => {
  const [current, young, closed, correcting] = [
    await addHttpAgency(hub),
    await addHttpAgency(hub),
    await addHttpAgency(hub),
    await addHttpAgency(hub),
  ];
  const year = new Date().getUTCFullYear() - 1;
  const set = (code: string, change: string) =>
    hub.owner.query(
      `update agency_version v set ${change} from agency a where a.id = v.agency_id and a.code = $1`,
      [code],
    );
  await set(young, `valid_from = '${year + 1}-01-01'`);
  await set(closed, `valid_to = '${year + 1}-01-02'`);
  await hub.owner.query(
    `insert into deadline_rule (year, kind, due_on, locks, reason, set_by) values ($1, 'DEPARTMENT', '${year + 1}-01-01', false, 'x', 'x')`,
    [year],
  );
  const officer = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' });
  const clerk = await hub.signUp({ role: Role.CLERK, agency: correcting });
  await hub.ask(
    'mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted } }',
    officer.token,
    { input: { ...completeReport(correcting), year, source: '网站' } },
  );
  await hub.ask(
    `mutation { actOnReport(input: { agency: "${correcting}", year: ${year}, action: CORRECT, state: PUBLISHED, revision: 1, comment: "更正" }) { accepted } }`,
    clerk.token,
  );
  await remindOfDeadlines(hub.database);
  const received = await hub.owner.query(
    'select a.code from deadline_notice n join agency a on a.id = n.agency_id where a.code = any($1) and n.year = $2 order by 1',
    [[current, young, closed, correcting], year],
  );
  expect(received.map((row: { code: string }) => row.code)).toEqual([current, closed].sort());
});
