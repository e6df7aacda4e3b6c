import { createClient as createSocketClient } from 'graphql-ws';
import WebSocket from 'ws';
import { FEED_NAME } from '../../../src/notification/changeFeed';
import { Role } from '../../../src/shared/request/permissions';
import { type HttpHub, startHttpHub } from '../../support/httpHub';
import { addHttpAgency, submitOver } from '../../support/httpReports';
import { listen, reportChanged } from '../../support/subscribers';
import { until } from '../../support/until';

let hub: HttpHub;
beforeAll(async () => {
  hub = await startHttpHub();
});
afterAll(() => hub.drop());

const COMPLETE = 'subscription { completenessChanged(jurisdiction: "410303", year: 2019) { expected } }';

test.each(['ws', 'sse'] as const)(
  'over %s: a subscription closed while nothing happens stops following changes',
  async (transport) => {
    await until(hub.server.followers, (seen) => seen === 0);
    const open = [reportChanged('410303-001'), COMPLETE].flatMap((query) =>
      Array.from({ length: 5 }, () => listen(transport, hub.url, query)),
    );
    await until(hub.server.followers, (seen) => seen === 10);
    for (const one of open) one.stop();
    expect(await until(hub.server.followers, (seen) => seen === 0)).toBe(0);
    // Closed before anything was read.
    for (let at = 0; at < 5; at += 1) listen(transport, hub.url, COMPLETE).stop();
    const last = listen(transport, hub.url, COMPLETE);
    await until(
      () => last.events,
      (seen) => seen.length === 1,
    );
    last.stop();
    expect(await until(hub.server.followers, (seen) => seen === 0)).toBe(0);
  },
);

test('open subscriptions are limited per socket and per address', async () => {
  const client = createSocketClient({
    url: `${hub.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  const refused: unknown[] = [];
  const listenOnce = () =>
    client.subscribe(
      { query: reportChanged('410303-001') },
      { next: () => {}, error: (error) => refused.push(error), complete: () => {} },
    );
  for (let at = 0; at < 21; at += 1) listenOnce();
  await until(
    () => [hub.server.followers(), refused.length],
    ([open, no]) => open === 20 && no === 1,
  );
  expect(JSON.stringify(refused)).toContain('TOO_MANY_SUBSCRIPTIONS');
  const more = Array.from({ length: 31 }, () => listen('sse', hub.url, COMPLETE));
  await until(
    () => more.filter((one) => JSON.stringify(one.events).includes('TOO_MANY_SUBSCRIPTIONS')).length,
    (seen) => seen === 1,
  );
  for (const one of more) one.stop();
  await client.dispose();
  await until(hub.server.followers, (seen) => seen === 0);
  const again = listen('sse', hub.url, COMPLETE);
  await until(
    () => again.events,
    (seen) => seen.length === 1 && !seen[0].errors,
  );
  again.stop();
});

test('over server-sent events a revoked session ends the stream with an error', async () => {
  const agency = await addHttpAgency(hub);
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
  const body = response.text();
  await hub.owner.query(
    'update session s set revoked_at = now() from account a where a.id = s.account_id and a.username = $1',
    [clerk.username],
  );
  await submitOver(hub, agency, (await hub.signUp({ role: Role.CLERK, agency })).token);
  const text = await body;
  expect(text).toContain('FORBIDDEN');
  expect(text).toContain('event: complete');
});

test('after a broken database connection subscribers are refreshed or asked to resubscribe; malformed signals are ignored', async () => {
  const agency = await addHttpAgency(hub);
  const clerk = await hub.signUp({ role: Role.CLERK, agency });
  const inbox = listen('ws', hub.url, 'subscription { inboxChanged { totalCount } }', clerk.token);
  const changes = listen('ws', hub.url, reportChanged(agency), clerk.token);
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
  await submitOver(hub, agency, clerk.token);
  await until(
    () => inbox.events,
    (seen) => seen.length === 3,
  );
  for (const one of [inbox, changes]) one.stop();
});

test('forty simultaneous changes over a pool of ten are all answered', async () => {
  const agency = await addHttpAgency(hub);
  const clerk = await hub.signUp({ role: Role.CLERK, agency });
  const step = `mutation { actOnReport(input: { agency: "${agency}", year: 2025, action: WITHDRAW, state: DRAFT, revision: 1 }) { accepted } }`;
  const answers = await Promise.all(Array.from({ length: 40 }, () => hub.ask(step, clerk.token)));
  expect(answers.map((answer) => answer.data?.actOnReport?.accepted)).toEqual(answers.map(() => false));
});

test('limits and the kind of operation are enforced on every transport', async () => {
  const deep = `subscription { reportChanged(place: { agency: "x" }, year: 2025) { report { ${'agency { reports { edges { node { '.repeat(5)} id ${'} } } }'.repeat(5)} } } }`;
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
