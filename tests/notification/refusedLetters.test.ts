import { startJobs } from '../../src/notification/jobs';
import { Role } from '../../src/shared/request/permissions';
import { type HttpHub, startHttpHub } from '../support/httpHub';
import { addHttpAgency, submitOver } from '../support/httpReports';
import { openMailbox } from '../support/receivers';
import { until } from '../support/until';

const refused = new Map<string, number>();
const errors: unknown[] = [];
const warnings: string[] = [];
let hub: HttpHub;
let administrator: string;
let mailbox: Awaited<ReturnType<typeof openMailbox>>;
let jobs: Awaited<ReturnType<typeof startJobs>>;
beforeAll(async () => {
  hub = await startHttpHub();
  mailbox = await openMailbox(refused);
  jobs = await startJobs(
    hub.database,
    { smtpUrl: mailbox.url, mailFrom: 'hub@example.invalid', allowPrivateWebhooks: true },
    { note: () => {}, noteError: (error) => errors.push(error), noteWarning: (line) => warnings.push(line) },
  );
  administrator = (await hub.signUp({ role: Role.ADMINISTRATOR })).token;
});
afterAll(async () => {
  await jobs.stop();
  await hub.drop();
  await mailbox.close();
});

const refusedAddresses = async () =>
  (
    await hub.ask(
      '{ system { refusedAddresses { address letters reply usernames } jobs { task waiting failed } } }',
      administrator,
    )
  ).data.system.refusedAddresses;
const mailJobs = () =>
  hub.owner.query(
    "select attempts, max_attempts as most from graphile_worker.jobs where task_identifier = 'mail'",
  );

/** Submits a report of a new agency, of which its reviewer is told at an address. */
async function tell(address: string) {
  const agency = await addHttpAgency(hub);
  const { token } = await hub.signUp({ role: Role.CLERK, agency });
  await hub.signUp({ role: Role.SECTION_REVIEWER, agency }, address);
  await submitOver(hub, agency, token);
}

test('a letter that is refused for good is not tried again: administrators read to whom it was, and the log has nothing', async () => {
  refused.set('mistyped@example.invalid', 550);
  await tell('mistyped@example.invalid');
  const [first] = await until(refusedAddresses, (seen) => seen.length === 1);
  expect(first).toEqual({
    address: 'mistyped@example.invalid',
    letters: 1,
    reply: expect.stringContaining('550'),
    usernames: [expect.any(String)],
  });
  await until(mailJobs, (seen) => seen.length === 0);
  expect([errors, warnings]).toEqual([[], []]);
  await tell('mistyped@example.invalid');
  await until(refusedAddresses, (seen) => seen[0]?.letters === 2);
});

test('what is no address is never tried again either', async () => {
  await hub.owner.query(
    `select graphile_worker.add_job('mail', '{"to": "nobody", "subject": "x", "text": "x"}'::json, max_attempts := 12)`,
  );
  await until(mailJobs, (seen) => seen.length === 0);
  expect(errors).toEqual([]);
});

test('a letter that arrives takes the address from the list, and so does another address of the account', async () => {
  refused.delete('mistyped@example.invalid');
  await tell('mistyped@example.invalid');
  await until(refusedAddresses, (seen) => seen.length === 0);
  refused.set('left@example.invalid', 550);
  await tell('left@example.invalid');
  await until(refusedAddresses, (seen) => seen.length === 1);
  await hub.owner.query(
    "update account set email = 'right@example.invalid' where email = 'left@example.invalid'",
  );
  expect(await refusedAddresses()).toEqual([]);
});

test('what is refused for now is tried again, with a warning and no error', async () => {
  refused.set('full@example.invalid', 452);
  await tell('full@example.invalid');
  await until(
    () => warnings,
    (seen) => seen.length > 0,
  );
  expect(warnings[0]).toMatch(/^a letter was not sent: .*452/);
  expect(errors).toEqual([]);
  expect(await mailJobs()).toEqual([{ attempts: 1, most: 12 }]);
  expect(await refusedAddresses()).toEqual([]);
});
