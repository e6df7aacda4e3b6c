import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createClient as createStreamClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { SMTPServer } from 'smtp-server';
import WebSocket from 'ws';
import { FEED_NAME } from '../../src/notification/changeFeed';
import { deliver } from '../../src/notification/deliver';
import { startJobs } from '../../src/notification/jobs';
import { checkWebhookAddress, isPrivateAddress } from '../../src/notification/networkGuard';
import { tellDeadlines } from '../../src/notification/notices';
import { type RunningServer, startServer } from '../../src/server/http/server';
import { Role } from '../../src/shared/request/permissions';
import { type HttpHub, postTo, serverOver, startHttpHub } from '../support/httpHub';
import { wholeReport } from '../support/reports';

let hub: HttpHub;
let second: RunningServer;
let letters: string[];
let mail: SMTPServer;
let received: { headers: IncomingMessage['headers']; body: string }[];
let answer = 200;
let receiver: Server;
let jobs: Awaited<ReturnType<typeof startJobs>>;

const portOf = (server: Server | SMTPServer['server']) => (server.address() as { port: number }).port;

beforeAll(async () => {
  hub = await startHttpHub({ allowPrivateWebhooks: true });
  second = await startServer(serverOver({ ...hub, url: hub.databaseUrl }));
  letters = [];
  mail = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _, done) {
      let text = '';
      stream.on('data', (chunk) => {
        text += chunk;
      });
      stream.on('end', () => {
        letters.push(text);
        done();
      });
    },
  });
  await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve));
  received = [];
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(answer).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  jobs = await startJobs(
    hub.database,
    {
      smtpUrl: `smtp://127.0.0.1:${portOf(mail.server)}`,
      mailFrom: 'hub@example.invalid',
      allowPrivateWebhooks: true,
    },
    () => {},
  );
});
afterAll(async () => {
  await jobs.stop();
  await second.stop();
  await hub.drop();
  await new Promise((resolve) => mail.close(() => resolve(null)));
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

/** Waits until something holds; fails with what it last saw. */
async function until<T>(look: () => Promise<T> | T, holds: (seen: T) => boolean): Promise<T> {
  for (let at = 0; at < 200; at += 1) {
    const seen = await look();
    if (holds(seen)) return seen;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`not in ten seconds: ${JSON.stringify(await look())}`);
}

let agencies = 0;
async function newAgency() {
  agencies += 1;
  const code = `notice-${agencies}`;
  const chief = await hub.signUp({ role: Role.ADMINISTRATOR });
  await hub.ask(
    `mutation { addAgency(input: { code: "${code}", name: "通知机关", kind: DEPARTMENT, jurisdiction: "410303", validFrom: "2015-01-01" }) { findings { code } } }`,
    chief.token,
  );
  return code;
}

const SUBMIT = 'mutation ($input: ReportInput!) { submitReport(input: $input) { accepted } }';
const submit = async (agency: string, token: string) =>
  expect(await hub.ask(SUBMIT, token, { input: wholeReport(agency) })).toMatchObject({
    data: { submitReport: { accepted: true } },
  });
const act = async (agency: string, token: string, action: string, state: string, comment = '请改') =>
  expect(
    await hub.ask(
      `mutation { actOnReport(input: { agency: "${agency}", year: 2025, action: ${action}, state: ${state}, revision: 1, comment: "${comment}" }) { accepted findings { code } } }`,
      token,
    ),
  ).toMatchObject({ data: { actOnReport: { accepted: true } } });

/** Collects what a subscription brings, over WebSocket or server-sent events. */
function listen(transport: 'ws' | 'sse', url: string, query: string, token?: string) {
  const events: any[] = [];
  let error: any = null;
  const authorization = token ? `Bearer ${token}` : undefined;
  const client =
    transport === 'ws'
      ? createSocketClient({
          url: `${url.replace('http', 'ws')}/graphql`,
          webSocketImpl: WebSocket,
          connectionParams: authorization ? { authorization } : {},
          retryAttempts: 0,
        })
      : createStreamClient({
          url: `${url}/graphql/stream`,
          headers: authorization ? { authorization } : {},
          retryAttempts: 0,
        });
  const stop = client.subscribe(
    { query },
    {
      next: (event: unknown) => events.push(event),
      error: (given: unknown) => {
        error = given;
      },
      complete: () => {},
    },
  );
  return {
    events,
    errorOf: () => error,
    stop: () => {
      stop();
      client.dispose();
    },
  };
}

const CHANGED = (agency: string) =>
  `subscription { reportChanged(agency: "${agency}", year: 2025) { action state report { state revision } } }`;

test.each(['ws', 'sse'] as const)(
  'over %s: a report’s changes reach those entitled, from another server process too; the public hears of publication only',
  async (transport) => {
    const agency = await newAgency();
    const clerk = await hub.signUp({ role: Role.CLERK, agency });
    const officer = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' });
    const outsider = await hub.signUp({ role: Role.LEADER, agency: '310000-001' });
    const mine = listen(transport, second.url, CHANGED(agency), clerk.token);
    const publics = listen(transport, second.url, CHANGED(agency));
    const others = listen(transport, second.url, CHANGED(agency), outsider.token);
    const place = listen(
      transport,
      second.url,
      'subscription { completenessChanged(jurisdiction: "410303", year: 2025) { expected included } }',
    );
    const [before] = await until(
      () => place.events,
      (seen) => seen.length === 1,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    await submit(agency, clerk.token);
    await until(
      () => mine.events,
      (seen) => seen.length === 1,
    );
    expect(mine.events[0].data.reportChanged).toEqual({
      action: 'SUBMIT',
      state: 'SECTION_REVIEW',
      report: { state: 'SECTION_REVIEW', revision: 1 },
    });
    for (const [role, state] of [
      [Role.SECTION_REVIEWER, 'SECTION_REVIEW'],
      [Role.OFFICE_REVIEWER, 'OFFICE_REVIEW'],
      [Role.LEADER, 'LEADER_REVIEW'],
    ] as const)
      await act(agency, (await hub.signUp({ role, agency })).token, 'APPROVE', state);
    await act(agency, officer.token, 'ACCEPT', 'FILED');
    await until(
      () => [mine.events.length, publics.events.length, place.events.length],
      (seen) => JSON.stringify(seen) === '[5,1,2]',
    );
    expect(publics.events[0].data.reportChanged).toEqual({
      action: 'ACCEPT',
      state: 'PUBLISHED',
      report: { state: 'PUBLISHED', revision: 1 },
    });
    await until(
      () => others.events,
      (seen) => seen.length > 0,
    );
    expect(others.events.map((event) => event.data.reportChanged.state)).toEqual(['PUBLISHED']);
    expect(place.events[1].data.completenessChanged.included).toBe(
      before.data.completenessChanged.included + 1,
    );
    for (const one of [mine, publics, others, place]) one.stop();
  },
);

test('an inbox follows what waits; a revoked session ends it; strangers have none', async () => {
  const agency = await newAgency();
  const clerk = await hub.signUp({ role: Role.CLERK, agency });
  const section = await hub.signUp({ role: Role.SECTION_REVIEWER, agency });
  const QUERY = 'subscription { inboxChanged { totalCount edges { node { state comment } } } }';
  const inbox = listen('ws', hub.url, QUERY, section.token);
  const stranger = listen('ws', hub.url, QUERY);
  const forged = listen('ws', hub.url, QUERY, `ogs_${'x'.repeat(43)}`);
  await until(
    () => [inbox.events.length, stranger.errorOf() !== null || stranger.events[0]?.errors, forged.errorOf()],
    ([seen, refused, unknown]) => seen === 1 && Boolean(refused) && Boolean(unknown),
  );
  expect(JSON.stringify(stranger.errorOf() ?? stranger.events)).toContain('UNAUTHENTICATED');
  expect(JSON.stringify(forged.errorOf())).toContain('UNAUTHENTICATED');
  await submit(agency, clerk.token);
  await until(
    () => inbox.events,
    (seen) => seen.length === 2,
  );
  expect(inbox.events.map((event) => event.data.inboxChanged.totalCount)).toEqual([0, 1]);
  await hub.owner.query(
    'update session s set revoked_at = now() from account a where a.id = s.account_id and a.username = $1',
    [section.username],
  );
  await act(
    agency,
    (await hub.signUp({ role: Role.SECTION_REVIEWER, agency })).token,
    'RETURN',
    'SECTION_REVIEW',
  );
  await until(
    () => inbox.errorOf(),
    (seen) => seen !== null,
  );
  expect(inbox.events).toHaveLength(2);
  for (const one of [inbox, stranger, forged]) one.stop();
});

const COMPLETE = 'subscription { completenessChanged(jurisdiction: "410303", year: 2019) { expected } }';

test.each(['ws', 'sse'] as const)(
  'over %s: a subscription closed while nothing happens listens no longer',
  async (transport) => {
    await until(second.followers, (seen) => seen === 0);
    const open = [CHANGED('410303-001'), COMPLETE].flatMap((query) =>
      Array.from({ length: 5 }, () => listen(transport, second.url, query)),
    );
    await until(second.followers, (seen) => seen === 10);
    for (const one of open) one.stop();
    expect(await until(second.followers, (seen) => seen === 0)).toBe(0);
    // Closed before anything was read.
    for (let at = 0; at < 5; at += 1) listen(transport, second.url, COMPLETE).stop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await until(second.followers, (seen) => seen === 0)).toBe(0);
  },
);

test('open subscriptions are limited for a socket and for an address, and refused in words', async () => {
  const client = createSocketClient({
    url: `${second.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const refused: unknown[] = [];
  const listenOnce = () =>
    client.subscribe(
      { query: CHANGED('410303-001') },
      { next: () => {}, error: (error) => refused.push(error), complete: () => {} },
    );
  for (let at = 0; at < 21; at += 1) listenOnce();
  await until(
    () => [second.followers(), refused.length],
    ([open, no]) => open === 20 && no === 1,
  );
  expect(JSON.stringify(refused)).toContain('TOO_MANY_SUBSCRIPTIONS');
  const more = Array.from({ length: 31 }, () => listen('sse', second.url, COMPLETE));
  await until(
    () => more.filter((one) => JSON.stringify(one.events).includes('TOO_MANY_SUBSCRIPTIONS')).length,
    (seen) => seen === 1,
  );
  for (const one of more) one.stop();
  await client.dispose();
  await until(second.followers, (seen) => seen === 0);
  const again = listen('sse', second.url, COMPLETE);
  await until(
    () => again.events,
    (seen) => seen.length === 1 && !seen[0].errors,
  );
  again.stop();
});

test('over server-sent events a revoked session ends the stream in words', async () => {
  const agency = await newAgency();
  const clerk = await hub.signUp({ role: Role.CLERK, agency });
  const response = await fetch(`${hub.url}/graphql/stream`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${clerk.token}`,
    },
    body: JSON.stringify({ query: 'subscription { inboxChanged { totalCount } }' }),
  });
  const whole = response.text();
  await hub.owner.query(
    'update session s set revoked_at = now() from account a where a.id = s.account_id and a.username = $1',
    [clerk.username],
  );
  await submit(agency, (await hub.signUp({ role: Role.CLERK, agency })).token);
  const text = await Promise.race([
    whole,
    new Promise((resolve) => setTimeout(resolve, 10_000, 'open').unref()),
  ]);
  expect(text).toContain('FORBIDDEN');
  expect(text).toContain('event: complete');
});

test('after a broken connection subscribers look again, and what is no signal is ignored', async () => {
  const agency = await newAgency();
  const clerk = await hub.signUp({ role: Role.CLERK, agency });
  const inbox = listen('ws', hub.url, 'subscription { inboxChanged { totalCount } }', clerk.token);
  const changes = listen('ws', hub.url, CHANGED(agency), clerk.token);
  await until(
    () => [inbox.events.length, hub.server.followers()],
    ([seen, open]) => seen === 1 && open >= 2,
  );
  for (const payload of ['nonsense', '{}', '[]', 'null'])
    await hub.owner.query("select pg_notify('ogi_report', $1)", [payload]);
  await hub.owner.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and datname = current_database()',
    [FEED_NAME],
  );
  await until(
    () => [inbox.events.length, changes.errorOf()],
    ([seen, error]) => seen === 2 && error !== null,
  );
  expect(JSON.stringify(changes.errorOf())).toContain('RESUBSCRIBE');
  await submit(agency, clerk.token);
  await until(
    () => inbox.events,
    (seen) => seen.length === 3,
  );
  for (const one of [inbox, changes]) one.stop();
});

test('recording tells subscribers and nobody by letter or webhook', async () => {
  const agency = await newAgency();
  const officer = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' });
  const publics = listen('sse', hub.url, CHANGED(agency));
  await until(hub.server.followers, (seen) => seen === 1);
  const RECORD = 'mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted } }';
  expect(
    await hub.ask(RECORD, officer.token, { input: { ...wholeReport(agency), source: '网站' } }),
  ).toMatchObject({ data: { recordPublishedReport: { accepted: true } } });
  await until(
    () => publics.events,
    (seen) => seen.length === 1,
  );
  expect(publics.events[0].data.reportChanged).toMatchObject({ action: 'RECORD', state: 'PUBLISHED' });
  // What a step queues is seen before its transaction ends, when no worker can have taken it.
  const queued = async (action: string) => {
    const runner = hub.owner.createQueryRunner();
    await runner.startTransaction();
    await runner.query(
      `insert into report_step (report_id, agency_id, revision, action, from_state, to_state, actor, actor_name, same_person, remarks, created_at)
       select report_id, agency_id, revision, $1, from_state, to_state, actor, actor_name, false, '[]', now() from report_step limit 1`,
      [action],
    );
    const [{ count }] = await runner.query(
      "select count(*)::int as count from graphile_worker.jobs where task_identifier = 'tell'",
    );
    await runner.rollbackTransaction();
    await runner.release();
    return count;
  };
  expect([await queued('RECORD'), await queued('ACCEPT')]).toEqual([0, 1]);
  publics.stop();
});

test('a pool full of changes goes on: forty steps at once are all answered', async () => {
  const agency = await newAgency();
  const clerk = await hub.signUp({ role: Role.CLERK, agency });
  const step = `mutation { actOnReport(input: { agency: "${agency}", year: 2025, action: WITHDRAW, state: DRAFT, revision: 1 }) { accepted } }`;
  const answers = await Promise.all(Array.from({ length: 40 }, () => hub.ask(step, clerk.token)));
  expect(answers.map((answer) => answer.data?.actOnReport.accepted)).toEqual(answers.map(() => false));
});

test('limits and the kind of operation hold on every transport', async () => {
  const deep = `subscription { reportChanged(agency: "x", year: 2025) { report { ${'agency { reports { edges { node { '.repeat(5)} id ${'} } } }'.repeat(5)} } } }`;
  for (const transport of ['ws', 'sse'] as const) {
    for (const [query, word] of [
      [deep, 'TOO_DEEP'],
      ['{ viewer { username } }', 'BAD_REQUEST'],
      ['subscription { nothing }', 'nothing'],
    ]) {
      const refused = listen(transport, hub.url, query);
      await until(
        async () => {
          // A refused stream is told in the body of its 400.
          const error = refused.errorOf();
          return JSON.stringify([error, await error?.response?.clone().text(), refused.events]);
        },
        (seen) => seen.includes(word) && !/http\W+status/.test(seen),
      );
      refused.stop();
    }
  }
});

const CREATE = `mutation ($input: WebhookInput!) { createWebhook(input: $input) { webhook { id } secret findings { code path } } }`;

test('webhooks: signed, retried, dead in the end, sent again by hand', async () => {
  const agency = await newAgency();
  const clerk = await hub.signUp({ role: Role.CLERK, agency });
  const office = await hub.signUp({ role: Role.OFFICE_REVIEWER, agency });
  const url = `http://127.0.0.1:${portOf(receiver)}/hook`;
  const wrong = await hub.ask(CREATE, office.token, { input: { agency, url: 'ftp://x', events: [] } });
  expect(wrong.data.createWebhook.findings).toEqual([
    { code: 'webhook.url', path: 'input.url' },
    { code: 'webhook.events', path: 'input.events' },
  ]);
  const made = await hub.ask(CREATE, office.token, {
    input: { agency, url, events: ['WAITING', 'RETURNED'] },
  });
  const { webhook, secret } = made.data.createWebhook;
  received.length = 0;
  answer = 500;
  await submit(agency, clerk.token);
  const deliveries = async () =>
    (
      await hub.ask(
        `{ webhookDeliveries(webhook: ${webhook.id}) { edges { node { id event state attempts lastStatus payload } } } }`,
        office.token,
      )
    ).data.webhookDeliveries.edges.map((edge: any) => edge.node);
  const [failing] = await until(deliveries, ([first]) => first?.attempts >= 1);
  expect(failing).toMatchObject({ event: 'WAITING', state: 'PENDING', lastStatus: 500, payload: { agency } });
  // A day of retries passes: the next attempt is the last.
  await hub.owner.query(
    'update graphile_worker._private_jobs set attempts = max_attempts - 1, run_at = now() where attempts between 1 and max_attempts - 1',
  );
  expect((await until(deliveries, ([first]) => first.state === 'DEAD'))[0].attempts).toBe(2);
  expect(received).toHaveLength(2);
  answer = 204;
  const again = await hub.ask(
    `mutation { redeliverWebhook(webhook: ${webhook.id}, delivery: "${failing.id}") }`,
    office.token,
  );
  expect(again.data.redeliverWebhook).toBe(true);
  await until(deliveries, ([first]) => first.state === 'DELIVERED');
  const { headers, body } = received[received.length - 1];
  const signature = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    .digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${signature}`);
  expect(JSON.parse(body)).toMatchObject({
    type: 'WAITING',
    data: { agency, year: 2025, state: 'SECTION_REVIEW' },
  });
  const outsider = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '310000' });
  const peek = await hub.ask(`{ webhookDeliveries(webhook: ${webhook.id}) { totalCount } }`, outsider.token);
  expect(peek.errors[0].extensions.code).toBe('FORBIDDEN');
  // To a disabled webhook nothing is sent: what waits is dead, and is not sent again.
  await hub.ask(`mutation { disableWebhook(id: ${webhook.id}) { id } }`, office.token);
  await hub.owner.query("update webhook_delivery set state = 'PENDING' where id = $1", [failing.id]);
  await deliver(hub.database, failing.id, 1, true);
  expect((await deliveries())[0].state).toBe('DEAD');
  const refused = await hub.ask(
    `mutation { redeliverWebhook(webhook: ${webhook.id}, delivery: "${failing.id}") }`,
    office.token,
  );
  expect(refused.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'webhook' });
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
  const agency = await newAgency();
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

test('a webhook address holds no user name and no password, which are not told again', async () => {
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

test('a webhook that sends elsewhere is not followed', async () => {
  const elsewhere = createServer((_, response) => {
    response.writeHead(302, { location: `http://127.0.0.1:${portOf(receiver)}/inside` }).end();
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const agency = await newAgency();
  const [{ id }] = await hub.owner.query(
    `insert into webhook (agency_id, url, secret, events, created_by) select id, $2, 'whsec_eA==', '{WAITING}', 'x' from agency where code = $1 returning id`,
    [agency, `http://127.0.0.1:${portOf(elsewhere)}/`],
  );
  const delivery = randomUUID();
  await hub.owner.query(
    `insert into webhook_delivery (id, webhook_id, event, payload) values ($1, $2, 'WAITING', '{}')`,
    [delivery, id],
  );
  received.length = 0;
  await expect(deliver(hub.database, delivery, 1, true)).rejects.toThrow('HTTP 302');
  expect(received).toEqual([]);
  elsewhere.close();
});

test('letters: to the section reviewer when it waits, to the clerk when it returns', async () => {
  const agency = await newAgency();
  const clerk = await hub.signUp({ role: Role.CLERK, agency }, 'clerk@example.invalid');
  const section = await hub.signUp({ role: Role.SECTION_REVIEWER, agency }, 'section@example.invalid');
  letters.length = 0;
  await submit(agency, clerk.token);
  await until(
    () => letters,
    (seen) => seen.length === 1,
  );
  expect(letters[0]).toContain('To: section@example.invalid');
  await act(agency, section.token, 'RETURN', 'SECTION_REVIEW', '请核对');
  await until(
    () => letters,
    (seen) => seen.length === 2,
  );
  expect(letters[1]).toContain('To: clerk@example.invalid');
  expect(letters[1]).toContain('Comment: =E8=AF=B7=E6=A0=B8=E5=AF=B9');
});

test('deadlines: told once when near, in every late week once, made up for, never to who has filed', async () => {
  const agency = await newAgency();
  const [{ key }] = await hub.owner.query('select id as key from agency where code = $1', [agency]);
  const year = Number(
    (
      await hub.owner.query("select extract(year from now() at time zone 'Asia/Shanghai')::int - 1 as year")
    )[0].year,
  );
  const due = (days: number) =>
    hub.owner.query(
      `insert into deadline_rule (year, kind, due_on, locks, reason, set_by)
         values ($1, 'DEPARTMENT', (now() at time zone 'Asia/Shanghai')::date + $2::int, false, 'x', 'x')
       on conflict (year, kind) do update set due_on = excluded.due_on`,
      [year, days],
    );
  const told = async () => {
    await tellDeadlines(hub.database);
    const rows = await hub.owner.query(
      'select event, weeks_late from deadline_notice where agency_id = $1 order by told_at, weeks_late',
      [key],
    );
    return rows.map((row: any) => `${row.event} ${row.weeks_late}`);
  };
  await due(8);
  expect(await told()).toEqual([]);
  await due(5);
  expect(await told()).toEqual(['DEADLINE_NEAR 0']);
  expect(await told()).toEqual(['DEADLINE_NEAR 0']);
  await due(-1);
  expect(await told()).toEqual(['DEADLINE_NEAR 0', 'OVERDUE 1']);
  await due(-9);
  expect(await told()).toEqual(['DEADLINE_NEAR 0', 'OVERDUE 1', 'OVERDUE 2']);
  expect(await told()).toHaveLength(3);
  await hub.owner.query(
    "insert into report (agency_id, year, scope, state) values ($1, $2, 'OWN', 'FILED')",
    [key, year],
  );
  await due(-16);
  expect(await told()).toHaveLength(3);
});

test('deadlines: told to agencies of the year that ended only, closed since or not, and not while one corrects', async () => {
  const [current, young, closed, correcting] = [
    await newAgency(),
    await newAgency(),
    await newAgency(),
    await newAgency(),
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
    `insert into deadline_rule (year, kind, due_on, locks, reason, set_by) values ($1, 'DEPARTMENT', '${year + 1}-01-01', false, 'x', 'x')
     on conflict (year, kind) do update set due_on = excluded.due_on`,
    [year],
  );
  const officer = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' });
  const clerk = await hub.signUp({ role: Role.CLERK, agency: correcting });
  await hub.ask(
    'mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted } }',
    officer.token,
    { input: { ...wholeReport(correcting), year, source: '网站' } },
  );
  await hub.ask(
    `mutation { actOnReport(input: { agency: "${correcting}", year: ${year}, action: CORRECT, state: PUBLISHED, revision: 1, comment: "更正" }) { accepted } }`,
    clerk.token,
  );
  await tellDeadlines(hub.database);
  const told = await hub.owner.query(
    'select a.code from deadline_notice n join agency a on a.id = n.agency_id where a.code = any($1) and n.year = $2 order by 1',
    [[current, young, closed, correcting], year],
  );
  expect(told.map((row: any) => row.code)).toEqual([current, closed].sort());
});

test('the second server answers as the first', async () => {
  expect(await postTo(second.url, '{ viewer { username } }')).toMatchObject({ data: { viewer: null } });
});
