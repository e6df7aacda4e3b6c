import { lastEndedYear } from '../../src/form/reportingYears';
import { startJobs } from '../../src/notification/jobs';
import { startServer } from '../../src/server/http/server';
import { Role } from '../../src/shared/request/permissions';
import { type HttpHub, postTo, serverOver, startHttpHub } from '../support/httpHub';
import { actOver, addHttpAgency, submitOver } from '../support/httpReports';
import { openMailbox } from '../support/receivers';
import { until } from '../support/until';

let hub: HttpHub;
let mailbox: Awaited<ReturnType<typeof openMailbox>>;
let jobs: Awaited<ReturnType<typeof startJobs>>;
let officer: string;
/** Agencies that have not begun, with a clerk who has an address and without; one whose report was returned; one that has filed. */
let silent: string;
let unreachable: string;
let returned: string;
let filed: string;
beforeAll(async () => {
  hub = await startHttpHub({ sendsMail: true });
  mailbox = await openMailbox();
  jobs = await startJobs(
    hub.database,
    { smtpUrl: mailbox.url, mailFrom: 'hub@example.invalid', allowPrivateWebhooks: true },
    { note: () => {}, noteError: () => {}, noteWarning: () => {} },
  );
  officer = (await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' })).token;
  [silent, unreachable, returned, filed] = [
    await addHttpAgency(hub),
    await addHttpAgency(hub),
    await addHttpAgency(hub),
    await addHttpAgency(hub),
  ];
  await hub.signUp({ role: Role.CLERK, agency: silent }, 'silent@example.invalid');
  await hub.signUp({ role: Role.CLERK, agency: unreachable });
  for (const agency of [returned, filed]) {
    const clerk = await hub.signUp({ role: Role.CLERK, agency }, `${agency}@example.invalid`);
    await submitOver(hub, agency, clerk.token);
  }
  const section = await hub.signUp({ role: Role.SECTION_REVIEWER, agency: returned });
  await actOver(hub, returned, section.token, 'RETURN', 'SECTION_REVIEW', '合计有误');
  await hub.owner.query(
    `update report set state = 'FILED' where agency_id = (select id from agency where code = $1)`,
    [filed],
  );
});
afterAll(async () => {
  await jobs.stop();
  await hub.drop();
  await mailbox.close();
});

const REMIND = `mutation ($input: ReminderInput!, $preview: Boolean!) { remindAgencies(input: $input, preview: $preview) {
  accepted findings { code } outcomes { agency { code } kind result messageZh messageEn letters { to subject text } } } }`;
const ALL = ['NOT_BEGUN', 'LATE', 'RETURNED'];
const remind = async (input: object, preview: boolean, token = officer) => {
  const { data, errors } = await hub.ask(REMIND, token, {
    input: { year: 2025, kinds: ALL, ...input },
    preview,
  });
  return data?.remindAgencies ?? errors;
};
const stored = async () => (await hub.owner.query('select count(*)::int as count from reminder'))[0].count;
const bodyOf = (letter: string) => {
  const [, body] = letter.split('\r\n\r\n', 2);
  return /quoted-printable/i.test(letter)
    ? Buffer.from(
        letter
          .slice(letter.indexOf('\r\n\r\n') + 4)
          .replace(/=\r\n/g, '')
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString('utf8')
    : Buffer.from(letter.slice(letter.indexOf(body)), 'base64').toString('utf8');
};

test('what is previewed is sent, once in a day, and recorded; whoever has no address and whoever has filed is said', async () => {
  const scope = { agencies: [silent, unreachable, returned, filed] };
  const input = { scope, note: '请于周五前办结。' };
  const preview = await remind(input, true);
  expect(preview.accepted).toBe(true);
  expect(
    preview.outcomes.map(
      ({ agency, kind, result }: { agency: { code: string }; kind: string; result: string }) => [
        agency.code,
        kind,
        result,
      ],
    ),
  ).toEqual(
    [
      [silent, 'LATE', 'SENT'],
      [unreachable, 'LATE', 'NO_ADDRESS'],
      [returned, 'RETURNED', 'SENT'],
      [filed, null, 'NOT_CONCERNED'],
    ].sort(([one], [other]) => ((one as string) < (other as string) ? -1 : 1)),
  );
  const letters = preview.outcomes.flatMap((outcome: { letters: object[] }) => outcome.letters);
  expect(letters.map(({ to }: { to: string }) => to).sort()).toEqual(
    [`${returned}@example.invalid`, 'silent@example.invalid'].sort(),
  );
  expect(letters.every(({ text }: { text: string }) => text.includes('附言 Note: 请于周五前办结。'))).toBe(
    true,
  );
  expect(letters.find(({ to }: { to: string }) => to.startsWith(returned)).text).toContain('合计有误');
  expect(await stored()).toBe(0);
  expect((await remind(input, false)).outcomes).toEqual(preview.outcomes);
  const received = await until(
    () => mailbox.letters.filter((letter) => letter.includes('Reminder=3A')),
    (seen) => seen.length === 2,
  );
  for (const { to, text } of letters) {
    const letter = received.find((one) => one.includes(`To: ${to}`)) ?? '';
    expect(bodyOf(letter).replaceAll('\r\n', '\n').trim()).toBe(text);
  }
  expect(await stored()).toBe(2);
  const [{ actor_name: author }] = await hub.owner.query(
    `select actor_name from audit_event where subject = 'reminder' limit 1`,
  );
  expect(author).toMatch(/district_officer/);
  const again = await remind(input, false);
  expect(again.outcomes.map(({ result }: { result: string }) => result).sort()).toEqual([
    'NOT_CONCERNED',
    'NO_ADDRESS',
    'TOO_SOON',
    'TOO_SOON',
  ]);
  expect(await stored()).toBe(2);
  const { data } = await hub.ask(
    '{ board(jurisdiction: "410303", year: 2025, first: 500) { nodes { agency { code } remindedAt } } }',
    officer,
  );
  expect(
    data.board.nodes
      .filter(({ remindedAt }: { remindedAt: string | null }) => remindedAt !== null)
      .map(({ agency }: { agency: { code: string } }) => agency.code),
  ).toEqual([silent, returned].sort());
  await hub.owner.query(`update reminder set sent_at = now() - interval '25 hours'`);
  expect((await remind({ ...input, kinds: ['NOT_BEGUN'] }, true)).outcomes[0]).toMatchObject({
    kind: 'NOT_BEGUN',
    result: 'SENT',
  });
});

test('of a place those are listed who are concerned', async () => {
  const { outcomes } = await remind({ scope: { jurisdiction: '410303' }, kinds: ['RETURNED'] }, true);
  expect(outcomes.map(({ agency }: { agency: { code: string } }) => agency.code)).toEqual([returned]);
});

test('reminding is for the officer of the place, needs a reason, and a hub that sends mail', async () => {
  const clerk = await hub.signUp({ role: Role.CLERK, agency: silent });
  const elsewhere = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '310000' });
  for (const scope of [{ agencies: [silent] }, { jurisdiction: '410303' }, { agencies: ['none'] }])
    for (const { token } of [clerk, elsewhere])
      expect(await remind({ scope }, true, token)).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  expect(await remind({ scope: { agencies: [silent] }, kinds: [] }, false)).toMatchObject({
    accepted: false,
    findings: [{ code: 'list.empty' }],
  });
  const chief = await hub.signUp({ role: Role.DISTRICT_OFFICER });
  expect(await remind({ scope: { agencies: ['none'] } }, true, chief.token)).toMatchObject([
    { extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

test('a hub without a mail server shows the letters and says that none would leave it; nothing is recorded', async () => {
  const mute = await startServer(serverOver({ ...hub, url: hub.databaseUrl }));
  const before = await stored();
  await hub.owner.query(`update reminder set sent_at = now() - interval '25 hours'`);
  const input = { year: 2025, kinds: ALL, scope: { agencies: [silent] } };
  for (const preview of [true, false])
    expect((await postTo(mute.url, REMIND, officer, { input, preview })).data.remindAgencies).toMatchObject({
      accepted: false,
      findings: [{ code: 'reminder.noMail' }],
      outcomes: [{ result: 'SENT', letters: [{ to: 'silent@example.invalid' }] }],
    });
  expect(await stored()).toBe(before);
  await mute.stop();
});

test('an agency for which nobody could act is said to have no account, and not accounts without an address', async () => {
  const agency = await addHttpAgency(hub);
  const preview = await remind({ scope: { agencies: [agency] } }, true);
  expect(preview.outcomes).toMatchObject([
    {
      agency: { code: agency },
      result: 'NO_ACCOUNT',
      messageZh: expect.stringContaining('没有账户能办理（填报人）'),
    },
  ]);
  expect(preview.outcomes[0].letters).toEqual([]);
});

test('of a year that has not ended nobody is reminded', async () => {
  const before = await stored();
  for (const preview of [true, false])
    expect(await remind({ year: lastEndedYear() + 1, scope: { agencies: [silent] } }, preview)).toMatchObject(
      { accepted: false, findings: [{ code: 'reminder.year' }] },
    );
  expect(await stored()).toBe(before);
});
