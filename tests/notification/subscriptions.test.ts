import { type RunningServer, startServer } from '../../src/server/http/server';
import { globalId } from '../../src/shared/graphql/node';
import { Role } from '../../src/shared/request/permissions';
import { type HttpHub, postTo, serverOver, startHttpHub } from '../support/httpHub';
import { actOver, addHttpAgency, submitOver } from '../support/httpReports';
import { completeReport } from '../support/reports';
import { listen, reportChanged } from '../support/subscribers';
import { until } from '../support/until';

let hub: HttpHub;
let second: RunningServer;
beforeAll(async () => {
  hub = await startHttpHub();
  second = await startServer(serverOver({ ...hub, url: hub.databaseUrl }));
});
afterAll(async () => {
  await second.stop();
  await hub.drop();
});

test.each(['ws', 'sse'] as const)(
  'over %s: a report’s changes reach those entitled, from another server process too; the public hears of publication only',
  async (transport) => {
    const agency = await addHttpAgency(hub);
    const clerk = await hub.signUp({ role: Role.CLERK, agency });
    const officer = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' });
    const outsider = await hub.signUp({ role: Role.LEADER, agency: '310000-001' });
    const mine = listen(transport, second.url, reportChanged(agency), clerk.token);
    const publics = listen(transport, second.url, reportChanged(agency));
    const others = listen(transport, second.url, reportChanged(agency), outsider.token);
    const place = listen(
      transport,
      second.url,
      'subscription { completenessChanged(jurisdiction: "410303", year: 2025) { expected included } }',
    );
    const [before] = await until(
      () => place.events,
      (seen) => seen.length === 1,
    );
    await until(second.followers, (seen) => seen === 4);
    await submitOver(hub, agency, clerk.token);
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
      await actOver(hub, agency, (await hub.signUp({ role, agency })).token, 'APPROVE', state);
    await actOver(hub, agency, officer.token, 'ACCEPT', 'FILED');
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

test('the changes of a place are those of all agencies in it and below, and of no other', async () => {
  const agency = await addHttpAgency(hub);
  const clerk = await hub.signUp({ role: Role.CLERK, agency });
  const officer = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410300' });
  const [{ key }] = await hub.owner.query(`select id as key from jurisdiction where code = '410303'`);
  const changesOf = (place: string) =>
    listen(
      'sse',
      second.url,
      `subscription { reportChanged(place: { jurisdiction: "${place}" }) { action report { year agency { code } } } }`,
      officer.token,
    );
  const [own, above, elsewhere, unknown] = [
    globalId({ nodeType: 'Jurisdiction', key }),
    '410300',
    '310000',
    '410330',
  ].map(changesOf);
  await until(second.followers, (seen) => seen === 3);
  await until(unknown.errorOf, (seen) =>
    JSON.stringify([seen, unknown.events]).includes('place.jurisdiction'),
  );
  await submitOver(hub, agency, clerk.token);
  await until(
    () => [own.events.length, above.events.length],
    (seen) => JSON.stringify(seen) === '[1,1]',
  );
  const change = { action: 'SUBMIT', report: { year: 2025, agency: { code: agency } } };
  expect([own, above].map(({ events }) => events[0].data.reportChanged)).toEqual([change, change]);
  expect(elsewhere.events).toEqual([]);
  for (const one of [own, above, elsewhere, unknown]) one.stop();
});

test('an inbox follows what waits; a revoked session ends it; strangers have none', async () => {
  const agency = await addHttpAgency(hub);
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
  await submitOver(hub, agency, clerk.token);
  await until(
    () => inbox.events,
    (seen) => seen.length === 2,
  );
  expect(inbox.events.map((event) => event.data.inboxChanged.totalCount)).toEqual([0, 1]);
  await hub.owner.query(
    'update session s set revoked_at = now() from account a where a.id = s.account_id and a.username = $1',
    [section.username],
  );
  await actOver(
    hub,
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

test('recording notifies subscribers, and nobody by letter or webhook', async () => {
  const agency = await addHttpAgency(hub);
  const officer = await hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction: '410303' });
  const publics = listen('sse', hub.url, reportChanged(agency));
  await until(hub.server.followers, (seen) => seen === 1);
  const RECORD = 'mutation ($input: ReportInput!) { recordPublishedReport(input: $input) { accepted } }';
  expect(
    await hub.ask(RECORD, officer.token, { input: { ...completeReport(agency), source: '网站' } }),
  ).toMatchObject({ data: { recordPublishedReport: { accepted: true } } });
  await until(
    () => publics.events,
    (seen) => seen.length === 1,
  );
  expect(publics.events[0].data.reportChanged).toMatchObject({ action: 'RECORD', state: 'PUBLISHED' });
  const queued = async (action: string) => {
    const runner = hub.owner.createQueryRunner();
    const count = async () =>
      (
        await runner.query(
          "select count(*)::int as count from graphile_worker.jobs where task_identifier = 'tell'",
        )
      )[0].count;
    await runner.startTransaction();
    const before = await count();
    await runner.query(
      `insert into report_step (report_id, agency_id, revision, action, from_state, to_state, actor, actor_name, same_person, remarks, created_at)
       select report_id, agency_id, revision, $1, from_state, to_state, actor, actor_name, false, '[]', now() from report_step limit 1`,
      [action],
    );
    const added = (await count()) - before;
    await runner.rollbackTransaction();
    await runner.release();
    return added;
  };
  expect([await queued('RECORD'), await queued('ACCEPT')]).toEqual([0, 1]);
  publics.stop();
});

test('completeness and an inbox are read again for changes of the tree there and for those of no place, and for none elsewhere', async () => {
  const [chief, everywhere] = [
    await hub.signUp({ role: Role.ADMINISTRATOR }),
    await hub.signUp({ role: Role.DISTRICT_OFFICER }),
  ];
  const change = async (mutation: string, token = chief.token) => {
    const { data } = await hub.ask(`mutation { payload: ${mutation} { findings { code severity } } }`, token);
    expect(
      data.payload.findings.filter(({ severity }: { severity: string }) => severity === 'ERROR'),
    ).toEqual([]);
  };
  await change(`addJurisdiction(input: { code: "410302", name: "老城区", level: COUNTY, parent: "410300" })`);
  await change(
    `setDeadline(input: { year: 2025, kind: DEPARTMENT, dueOn: "2027-01-31", reason: "防汛" })`,
    everywhere.token,
  );
  const officerOf = (jurisdiction: string) => hub.signUp({ role: Role.DISTRICT_OFFICER, jurisdiction });
  const completeness = (place: string) =>
    listen(
      'sse',
      second.url,
      `subscription { completenessChanged(jurisdiction: "${place}", year: 2025) { expected } }`,
    );
  const inbox = (token: string) =>
    listen('sse', second.url, 'subscription { inboxChanged { totalCount } }', token);
  const [own, above] = [completeness('410303'), completeness('410300')];
  const [sibling, elsewhere] = [completeness('410302'), completeness('310000')];
  const [ownInbox, otherInbox] = [
    inbox((await officerOf('410303')).token),
    inbox((await officerOf('310000')).token),
  ];
  const all = [own, above, sibling, elsewhere, ownInbox, otherInbox];
  /** Waits until so much was sent, to each of all. */
  const sent = (counts: readonly number[]) =>
    until(
      () => all.map(({ events }) => events.length),
      (seen) => JSON.stringify(seen) === JSON.stringify(counts),
    );
  await sent([1, 1, 1, 1, 1, 1]);
  const agency = await addHttpAgency(hub);
  await sent([2, 2, 1, 1, 2, 1]);
  await change(
    `extendDeadline(input: { year: 2025, scope: { agency: "${agency}" }, dueOn: "2027-03-01", reason: "防汛" })`,
    everywhere.token,
  );
  await sent([3, 3, 1, 1, 3, 1]);
  // From one place to another: both, and what lies above both.
  await change(
    `moveAgency(input: { agency: "${agency}", jurisdiction: "410302", effectiveOn: "2025-06-01", confirm: true })`,
  );
  await sent([4, 4, 2, 1, 4, 1]);
  // An extension reaches where its agencies were, too.
  await change(
    `extendDeadline(input: { year: 2025, scope: { jurisdiction: "410302" }, dueOn: "2027-04-01", reason: "防汛" })`,
    everywhere.token,
  );
  await sent([5, 5, 3, 1, 5, 1]);
  await change(
    `setDeadline(input: { year: 2025, kind: INSTITUTION, dueOn: "2027-12-31", reason: "防汛" })`,
    everywhere.token,
  );
  await sent([6, 6, 4, 2, 6, 2]);
  for (const one of all) one.stop();
});

test('the completeness of a place is sent again when what is expected there changes: agencies and deadlines', async () => {
  const chief = await hub.signUp({ role: Role.ADMINISTRATOR });
  const officer = await hub.signUp({ role: Role.DISTRICT_OFFICER });
  const part = 'timeliness { awaited } expected';
  const live = listen(
    'sse',
    second.url,
    `subscription { completenessChanged(jurisdiction: "410303", year: 2025) { ${part} } }`,
  );
  /** What was sent last, once something else was sent after what was seen. */
  const next = async (seen: number) =>
    (
      await until(
        () => live.events,
        (events) => events.length > seen,
      )
    ).at(-1)?.data.completenessChanged;
  const change = async (mutation: string, token = chief.token) => {
    const before = live.events.length;
    const { data } = await hub.ask(`mutation { payload: ${mutation} { findings { code severity } } }`, token);
    expect([
      mutation,
      data.payload.findings.filter(({ severity }: { severity: string }) => severity === 'ERROR'),
    ]).toEqual([mutation, []]);
    return next(before);
  };
  const { expected } = await next(0);
  await until(second.followers, (seen) => seen === 1);
  const agency = await (async () => {
    const before = live.events.length;
    const code = await addHttpAgency(hub);
    expect((await next(before)).expected).toBe(expected + 1);
    return code;
  })();
  const moved = await change(
    `moveAgency(input: { agency: "${agency}", jurisdiction: "410300", effectiveOn: "2025-06-01", confirm: true })`,
  );
  expect(moved.expected).toBe(expected);
  const back = await change(
    `moveAgency(input: { agency: "${agency}", jurisdiction: "410303", effectiveOn: "2025-07-01", confirm: true })`,
  );
  expect(back.expected).toBe(expected + 1);
  const ended = await change(
    `closeAgency(input: { agency: "${agency}", effectiveOn: "2025-08-01", confirm: true })`,
  );
  expect(ended.expected).toBe(expected);
  const extended = await change(
    `setDeadline(input: { year: 2025, kind: DEPARTMENT, dueOn: "2027-12-31", reason: "防汛" })`,
    officer.token,
  );
  expect(extended).toEqual({ expected, timeliness: { awaited: expect.any(Number) } });
  live.stop();
});

test('the second server answers as the first', async () => {
  expect(await postTo(second.url, '{ viewer { username } }')).toMatchObject({ data: { viewer: null } });
});
