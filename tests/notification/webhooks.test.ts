import { createHmac, randomUUID } from 'node:crypto';
import { deliver } from '../../src/notification/deliver';
import { enqueueDelivery } from '../../src/notification/deliveries';
import { startJobs } from '../../src/notification/jobs';
import { checkWebhookAddress, isPrivateAddress } from '../../src/notification/networkGuard';
import { notifyOfStep } from '../../src/notification/notices';
import { NoticeEvent } from '../../src/notification/notificationTypes';
import { Role } from '../../src/shared/request/permissions';
import { type HttpHub, startHttpHub } from '../support/httpHub';
import { addHttpAgency, submitOver } from '../support/httpReports';
import { openReceiver } from '../support/receivers';
import { until } from '../support/until';

let hub: HttpHub;
let receiver: Awaited<ReturnType<typeof openReceiver>>;
let jobs: Awaited<ReturnType<typeof startJobs>>;
const logged: unknown[] = [];
beforeAll(async () => {
  hub = await startHttpHub({ allowPrivateWebhooks: true });
  receiver = await openReceiver();
  jobs = await startJobs(
    hub.database,
    { smtpUrl: null, mailFrom: 'hub@example.invalid', allowPrivateWebhooks: true },
    { note: () => {}, noteError: (error) => logged.push(error), noteWarning: (line) => logged.push(line) },
  );
});
afterAll(async () => {
  await jobs.stop();
  await hub.drop();
  await receiver.close();
});

const CREATE = `mutation ($input: WebhookInput!) { createWebhook(input: $input) { webhook { id } secret findings { code path } } }`;

test('a webhook delivery is signed, retried, dead after the last attempt, and can be redelivered', async () => {
  const agency = await addHttpAgency(hub);
  const clerk = await hub.signUp({ role: Role.CLERK, agency });
  const office = await hub.signUp({ role: Role.OFFICE_REVIEWER, agency });
  const url = `${receiver.url}/hook`;
  const wrong = await hub.ask(CREATE, office.token, {
    input: { place: { agency }, url: 'ftp://x', events: [] },
  });
  expect(wrong.data.createWebhook.findings).toEqual([
    { code: 'webhook.url', path: 'input.url' },
    { code: 'webhook.events', path: 'input.events' },
  ]);
  const created = await hub.ask(CREATE, office.token, {
    input: { place: { agency }, url, events: ['WAITING', 'RETURNED'] },
  });
  const { webhook, secret } = created.data.createWebhook;
  const { received } = receiver;
  receiver.status = 500;
  await submitOver(hub, agency, clerk.token);
  const deliveries = async () =>
    (
      await hub.ask(
        `{ webhookDeliveries(webhook: "${webhook.id}") { edges { node { id messageId event state attempts nextAttemptAt lastStatus payload } } } }`,
        office.token,
      )
    ).data.webhookDeliveries.edges.map((edge: { node: string }) => edge.node);
  const [failing] = await until(deliveries, ([first]) => first?.attempts >= 1);
  expect(failing).toMatchObject({ event: 'WAITING', state: 'PENDING', lastStatus: 500, payload: { agency } });
  expect(Date.parse(failing.nextAttemptAt)).toBeGreaterThan(0);
  // A day of retries passes: the next attempt is the last.
  await hub.owner.query(
    'update graphile_worker._private_jobs set attempts = max_attempts - 1, run_at = now() where attempts between 1 and max_attempts - 1',
  );
  expect((await until(deliveries, ([first]) => first.state === 'DEAD'))[0].attempts).toBe(2);
  expect(received).toHaveLength(2);
  // The receiver is at fault, and not the hub: no line of its log alarms the operator.
  expect(logged).toEqual([]);
  receiver.status = 204;
  const again = await hub.ask(`mutation { redeliverWebhook(delivery: "${failing.id}") }`, office.token);
  expect(again.data.redeliverWebhook).toBe(true);
  const [delivered] = await until(deliveries, ([first]) => first.state === 'DELIVERED');
  expect(delivered.nextAttemptAt).toBeNull();
  const { headers, body } = received[received.length - 1];
  const signature = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    .digest('base64');
  expect(headers['webhook-id']).toBe(failing.messageId);
  expect(headers['webhook-signature']).toBe(`v1,${signature}`);
  expect(JSON.parse(body)).toMatchObject({
    type: 'WAITING',
    data: { agency, year: 2025, state: 'SECTION_REVIEW' },
  });
  const outsider = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '310000' });
  const peek = await hub.ask(
    `{ webhookDeliveries(webhook: "${webhook.id}") { totalCount } }`,
    outsider.token,
  );
  expect(peek.errors[0].extensions.code).toBe('FORBIDDEN');
  // To a disabled webhook nothing is sent: what waits is dead, and is not sent again.
  await hub.ask(`mutation { disableWebhook(id: "${webhook.id}") { id } }`, office.token);
  await hub.owner.query("update webhook_delivery set state = 'PENDING' where id = $1", [failing.messageId]);
  await deliver(hub.database, failing.messageId, 1, true);
  expect((await deliveries())[0].state).toBe('DEAD');
  const refused = await hub.ask(`mutation { redeliverWebhook(delivery: "${failing.id}") }`, office.token);
  expect(refused.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'delivery' });
});

test('the oldest hundred webhooks about an agency or a jurisdiction are listed', async () => {
  const agency = await addHttpAgency(hub);
  const office = await hub.signUp({ role: Role.OFFICE_REVIEWER, agency });
  await hub.owner.query(
    `insert into webhook (agency_id, url, secret, events, created_by)
     select a.id, 'https://example.invalid/' || n, '', array['WAITING'], '' from agency a, generate_series(1, 101) n where a.code = $1 order by n`,
    [agency],
  );
  const { data } = await hub.ask(
    `{ webhooks(place: { agency: "${agency}" }) { agencyCode jurisdictionCode url } }`,
    office.token,
  );
  expect(data.webhooks).toEqual(
    Array.from({ length: 100 }, (_, at) => ({
      agencyCode: agency,
      jurisdictionCode: null,
      url: `https://example.invalid/${at + 1}`,
    })),
  );
});

test('webhooks do not reach private networks unless the settings allow it', () => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '169.254.169.254',
    '192.168.0.1',
    '::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::127.0.0.1',
    '2002:7f00:1::',
    '64:ff9b::7f00:1',
    '64:ff9b:1::7f00:1',
    '2001:0:7f00:1::',
    'fec0::1',
    'fe80::1%eth0',
  ])
    expect([address, isPrivateAddress(address)]).toEqual([address, true]);
  for (const address of ['8.8.8.8', '::ffff:8.8.8.8', '2400:3200::1'])
    expect([address, isPrivateAddress(address)]).toEqual([address, false]);
  for (const none of ['', 'localhost', '127.1']) expect(isPrivateAddress(none)).toBe(true);
});

test.each([
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://0/',
  'http://0.0.0.0/',
  'http://10.0.0.1:8080/x',
  'http://169.254.169.254/latest',
  'http://[::1]/',
  'http://[::]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:7f00:1]/',
  'http://[64:ff9b::a00:1]/',
  'http://localhost/',
  'http://LOCALHOST.:9/',
])('a webhook to %s is refused when it is made, and not sent to when it is there', async (url) => {
  const [finding] = await checkWebhookAddress(url, false);
  expect(finding).toMatchObject({ code: 'webhook.url', path: 'input.url' });
  expect(await checkWebhookAddress(url, true)).toEqual([]);
  // Made before, or by a name that leads elsewhere since: what is told of it names no address.
  const agency = await addHttpAgency(hub);
  const [{ id }] = await hub.owner.query(
    `insert into webhook (agency_id, url, secret, events, created_by) select id, $2, 'whsec_eA==', '{WAITING}', 'x' from agency where code = $1 returning id`,
    [agency, url],
  );
  const delivery = randomUUID();
  await hub.owner.query(
    `insert into webhook_delivery (id, webhook_id, event, payload) values ($1, $2, 'WAITING', '{}')`,
    [delivery, id],
  );
  await deliver(hub.database, delivery, 1, false).catch(() => {});
  const [row] = await hub.owner.query('select last_error from webhook_delivery where id = $1', [delivery]);
  expect(row.last_error).toContain('private network');
  expect(row.last_error).not.toMatch(/\d+\.\d+|::|localhost/i);
});

test('a webhook address with a user name or password is refused without repeating them', async () => {
  for (const url of [
    'http://me@example.com/',
    'http://:pw@example.com/',
    'http://me:pw@example.com/',
    'ftp://x/',
    'x',
  ]) {
    const [finding] = await checkWebhookAddress(url, true);
    expect([url, finding.code]).toEqual([url, 'webhook.url']);
    expect(JSON.stringify(finding)).not.toMatch(/pw|me@/);
  }
});

test('redirects of a webhook are not followed', async () => {
  const elsewhere = await openReceiver();
  Object.assign(elsewhere, { status: 302, headers: { location: `${receiver.url}/inside` } });
  const agency = await addHttpAgency(hub);
  const [{ id }] = await hub.owner.query(
    `insert into webhook (agency_id, url, secret, events, created_by) select id, $2, 'whsec_eA==', '{WAITING}', 'x' from agency where code = $1 returning id`,
    [agency, `${elsewhere.url}/`],
  );
  const delivery = randomUUID();
  await hub.owner.query(
    `insert into webhook_delivery (id, webhook_id, event, payload) values ($1, $2, 'WAITING', '{}')`,
    [delivery, id],
  );
  receiver.received.length = 0;
  await expect(deliver(hub.database, delivery, 1, true)).rejects.toThrow('HTTP 302');
  expect(receiver.received).toEqual([]);
  await elsewhere.close();
});

test('an administrator sees webhooks with what was sent, but not the comments of unpublished work; an officer sees both', async () => {
  const agency = await addHttpAgency(hub);
  const [office, administrator] = [
    await hub.signUp({ role: Role.OFFICE_REVIEWER, agency }),
    await hub.signUp({ role: Role.ADMINISTRATOR }),
  ];
  const created = await hub.ask(CREATE, office.token, {
    input: { place: { agency }, url: `${receiver.url}/hook`, events: ['RETURNED'] },
  });
  const { id } = created.data.createWebhook.webhook;
  const [{ key }] = await hub.database.query('select max(id) as key from webhook');
  await enqueueDelivery(hub.database, key, NoticeEvent.RETURNED, { agency, comment: '退回意见' });
  const payloadFor = async (token: string) => {
    const { data } = await hub.ask(
      `{ webhookDeliveries(webhook: "${id}") { nodes { payload } } webhooks(place: { agency: "${agency}" }) { id } }`,
      token,
    );
    expect(data.webhooks).toEqual([{ id }]);
    return data.webhookDeliveries.nodes[0].payload;
  };
  expect(await payloadFor(office.token)).toEqual({ agency, comment: '退回意见' });
  expect(await payloadFor(administrator.token)).toEqual({ agency });
});

test('a step that cannot be announced to everyone is announced to nobody yet, so that nobody hears of it twice', async () => {
  const agency = await addHttpAgency(hub);
  const clerk = await hub.signUp({ role: Role.CLERK, agency });
  const office = await hub.signUp({ role: Role.OFFICE_REVIEWER, agency });
  await submitOver(hub, agency, clerk.token);
  const countJobs = async () =>
    (await hub.owner.query('select count(*)::int as count from graphile_worker.jobs'))[0].count;
  await until(countJobs, (count) => count === 0);
  const input = { place: { agency }, url: `${receiver.url}/hook`, events: ['WAITING'] };
  for (let at = 0; at < 2; at += 1) await hub.ask(CREATE, office.token, { input });
  const [{ step, last }] = await hub.owner.query(
    'select (select max(id) from report_step) as step, (select max(id) from webhook) as last',
  );
  await hub.owner.query(
    `alter table webhook_delivery add constraint not_to_the_last check (webhook_id <> ${last})`,
  );
  await expect(notifyOfStep(hub.database, step)).rejects.toThrow('not_to_the_last');
  await hub.owner.query('alter table webhook_delivery drop constraint not_to_the_last');
  expect(await hub.owner.query('select id from webhook_delivery where webhook_id >= $1', [last - 1])).toEqual(
    [],
  );
});
