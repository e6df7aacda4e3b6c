import { createAccount } from '../../src/identity/accounts';
import { grantRole } from '../../src/identity/grants';
import { startJobs } from '../../src/notification/jobs';
import { type Actor, ANONYMOUS, Role } from '../../src/shared/request/permissions';
import type { Answer } from '../support/answers';
import { carryingReport } from '../support/foundEverywhere';
import { peopleOf } from '../support/people';
import { openMailbox } from '../support/receivers';
import { act, addTestAgency, sendReport } from '../support/reports';
import { correct, publish, REVIEWERS } from '../support/review';
import { createTestHub, type TestHub } from '../support/testHub';
import { until } from '../support/until';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const LIST = `query ($first: Int, $after: String) { newFindings(first: $first, after: $after) {
  totalCount pageInfo { hasNextPage endCursor }
  nodes { year since agency { code } report { revision } findings { code path expected severity since cause } } } }`;

const listFor = async (actor: Actor, variables: object = {}): Promise<Answer> =>
  (await hub.ask(LIST, variables, actor)).newFindings;

const PATH = 'requests.carriedIn.naturalPerson';

/** An agency with its people, and how its reports are recorded and corrected. */
async function startAgency() {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  return {
    agency,
    people,
    async record(year: number, carriedIn: number, carriedOut: number) {
      const input = carryingReport(agency, year, carriedIn, carriedOut);
      const payload = await sendReport(hub, 'recordPublishedReport', input, people.officer);
      expect(payload).toMatchObject({ accepted: true });
      return payload.currentRevision;
    },
    /** Corrects the report of last year through the review. */
    async correctLastYear(revision: number, carriedOut: number) {
      const at = { agency, year: 2024, revision };
      await act(hub, { ...at, action: 'CORRECT', state: 'PUBLISHED', comment: '数字有误' }, people.clerk);
      const sent = await sendReport(
        hub,
        'submitReport',
        carryingReport(agency, 2024, 0, carriedOut),
        people.clerk,
      );
      expect(sent).toMatchObject({ accepted: true });
      for (const [state, who, action] of REVIEWERS)
        expect(
          await act(hub, { ...at, revision: sent.currentRevision, action, state }, people[who]),
        ).toMatchObject({ accepted: true });
    },
    /** What is new in the reports of the agency, as somebody reads it. */
    async found(actor: Actor = people.clerk): Promise<Answer[]> {
      const { nodes } = await listFor(actor, { first: 100 });
      return nodes.filter((row: Answer) => row.agency.code === agency);
    },
  };
}

/** A report with other rules in force. */
const moreOf = (report: Answer): Answer => ({
  ...report,
  proactive: { ...report.proactive, rules: { issued: 0, repealed: 0, inForce: 5 } },
});

const atPath = ([row]: Answer[]) => row?.findings.find(({ path }: Answer) => path === PATH);

test('what is found in a published report since last year’s was corrected is listed for who files and reviews it, until that is answered', async () => {
  const { agency, people, record, correctLastYear, found } = await startAgency();
  const revision = await record(2024, 0, 3);
  await publish(hub, agency, carryingReport(agency, 2025, 3, 0), people);
  expect(await found()).toEqual([]);

  await correctLastYear(revision, 2);
  const [row] = await found();
  expect(row).toMatchObject({ year: 2025, report: { revision: 1 } });
  expect(atPath([row])).toMatchObject({
    code: 'requests.carryOver',
    expected: '2',
    severity: 'WARNING',
    since: row.since,
    cause: 'LAST_YEAR',
  });
  for (const who of ['section', 'office', 'leader', 'officer'] as const)
    expect(await found(people[who])).toEqual([row]);
  for (const who of ['analyst', 'administrator'] as const) expect(await found(people[who])).toEqual([]);
  expect(await found((await startAgency()).people.clerk)).toEqual([]);
  await expect(listFor(ANONYMOUS)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });

  // While it is corrected it waits in the inbox like every draft; given up, it is listed again.
  await correct(hub, agency, 1, people.clerk);
  expect(await found()).toEqual([]);
  const draft = { agency, state: 'DRAFT', revision: 1, action: 'DISCARD', comment: '放弃' };
  expect(await act(hub, draft, people.clerk)).toMatchObject({ accepted: true });
  expect(await found()).toEqual([row]);

  await correct(hub, agency, 1, people.clerk);
  const explanations = row.findings.map(({ code, path }: Answer) => ({ code, path, text: '上年漏记。' }));
  await publish(hub, agency, { ...carryingReport(agency, 2025, 3, 0), explanations }, people);
  expect(await found()).toEqual([]);
});

test('what was there at the publication is not new, and what is found again and again is found since the first time', async () => {
  const { agency, people, record, found } = await startAgency();
  await record(2024, 0, 3);
  await sendReport(hub, 'submitReport', carryingReport(agency, 2025, 3, 0), people.clerk);
  // Found during the review, which goes on.
  await record(2024, 0, 2);
  for (const [state, who, action] of REVIEWERS)
    expect(await act(hub, { agency, action, state, revision: 1 }, people[who])).toMatchObject({
      accepted: true,
    });
  expect(await found()).toEqual([]);
  await sendReport(hub, 'recordPublishedReport', moreOf(carryingReport(agency, 2024, 0, 2)), people.officer);
  const [other] = await found();
  expect(other.findings.map(({ code }: Answer) => code)).toEqual(['proactive.inForce']);
  await record(2024, 0, 4);
  const [first] = await found();
  expect(atPath([first])).toMatchObject({ expected: '4', cause: 'RECORDED' });
  // Something else is found with it: its own time stays.
  await sendReport(hub, 'recordPublishedReport', moreOf(carryingReport(agency, 2024, 0, 4)), people.officer);
  const [second] = await found();
  expect(second.findings.length).toBeGreaterThan(first.findings.length);
  expect(atPath([second])).toEqual(atPath([first]));
  expect(second.since > first.since).toBe(true);
  await record(2024, 0, 3);
  expect(await found()).toEqual([]);
});

test('the list has pages, the newest first', async () => {
  const agencies = [await startAgency(), await startAgency()];
  for (const { record } of agencies) {
    await record(2024, 0, 3);
    await record(2025, 3, 0);
    await record(2024, 0, 1);
  }
  const [{ people }] = agencies;
  const { pageInfo, nodes, totalCount } = await listFor(people.officer, { first: 1 });
  expect(totalCount).toBeGreaterThanOrEqual(2);
  expect(nodes[0].agency.code).toBe(agencies[1].agency);
  const next = await listFor(people.officer, { first: 1, after: pageInfo.endCursor });
  expect(next.nodes[0].agency.code).toBe(agencies[0].agency);
});

test('the clerk hears of it by mail and programs by webhook, but not of what recording or other rules find, and while a report is corrected only when that is given up', async () => {
  const { agency, people, record, correctLastYear } = await startAgency();
  await createAccount(hub.database, {
    username: 'listens',
    name: 'listens',
    email: 'listens@example.invalid',
  });
  await grantRole(hub.database, { account: 'listens', role: Role.CLERK, agency });
  const { createWebhook } = await hub.ask(
    `mutation { createWebhook(input: { place: { agency: "${agency}" }, url: "https://example.com/hook", events: [NEW_FINDINGS] }) { findings { code } webhook { id } } }`,
    {},
    people.office,
  );
  expect(createWebhook.findings).toEqual([]);
  const mailbox = await openMailbox();
  const jobs = await startJobs(
    hub.database,
    { smtpUrl: mailbox.url, mailFrom: 'hub@example.invalid', allowPrivateWebhooks: false },
    { note: () => {}, noteError: () => {}, noteWarning: () => {} },
  );
  await record(2024, 0, 3);
  await record(2025, 3, 0);
  const revision = await record(2024, 0, 2);
  await correctLastYear(revision, 1);
  const letters = () =>
    mailbox.letters.filter((letter) => letter.includes('listens@') && letter.includes('new findings'));
  await until(letters, (news) => news.length > 0);
  await correct(hub, agency, 1, people.clerk);
  await correctLastYear(revision + 1, 0);
  const draft = { agency, state: 'DRAFT', revision: 1, action: 'DISCARD', comment: '放弃' };
  expect(await act(hub, draft, people.clerk)).toMatchObject({ accepted: true });
  await until(letters, (news) => news.length > 1);
  await jobs.stop();
  await mailbox.close();
  expect(letters()).toHaveLength(2);
  const { webhookDeliveries } = await hub.ask(
    `{ webhookDeliveries(webhook: "${createWebhook.webhook.id}") { nodes { event payload } } }`,
    {},
    people.office,
  );
  expect(webhookDeliveries.nodes).toHaveLength(2);
  for (const [at, expected] of ['0', '1'].entries()) {
    const { event, payload } = webhookDeliveries.nodes[at];
    expect(event).toBe('NEW_FINDINGS');
    expect(payload).toMatchObject({ agency, year: 2025, state: 'PUBLISHED' });
    expect(atPath([payload])).toMatchObject({ code: 'requests.carryOver', expected, cause: 'LAST_YEAR' });
  }
});
