import { seedRealReports } from '../../seeds/realReports';
import { createAccount, resetPassword } from '../../src/identity/accounts';
import { grantRole } from '../../src/identity/grants';
import { signIn as signInAs } from '../../src/identity/signIn';
import { type RunningServer, startServer } from '../../src/server/http/server';
import {
  type Actor,
  ANONYMOUS,
  type Operation,
  PERMISSIONS,
  Role,
} from '../../src/shared/request/permissions';
import { postTo, serverOver } from '../support/httpHub';
import { person } from '../support/people';
import { addTestAgency, sendReport, wholeReport } from '../support/reports';
import { createTestDatabase } from '../support/testDatabase';
import { createTestHub, type TestHub } from '../support/testHub';

const AGENCY_ROLES = [Role.CLERK, Role.SECTION_REVIEWER, Role.OFFICE_REVIEWER, Role.LEADER];

describe('the table of permissions, walked through GraphQL', () => {
  let hub: TestHub;
  let here: string;
  let key: number;
  let elsewhere: string;
  beforeAll(async () => {
    hub = await createTestHub();
    await seedRealReports(hub.database);
    here = await addTestAgency(hub, '410303', 'here');
    elsewhere = await addTestAgency(hub, '310000', 'elsewhere');
    [{ key }] = await hub.database.query('select id as key from agency where code = $1', [here]);
    await sendReport(hub, 'saveSection', { agency: here, year: 2025, overview: '草稿。' });
    await sendReport(hub, 'saveSection', { agency: elsewhere, year: 2025, overview: '草稿。' });
  });
  afterAll(() => hub.drop());

  test('identifiers are text, however often an operation has run', async () => {
    await hub.database.query(
      `insert into account (username, name, password_hash) values ('identified', '某人', 'x')`,
    );
    await hub.database.query(
      `insert into role_grant (account_id, role, whole_hub) select id, 'ANALYST', true from account where username = 'identified'`,
    );
    const { accounts } = await hub.ask('{ accounts { edges { node { grants { id } } } } }');
    expect(accounts.edges[0].node.grants[0].id).toMatch(/^\d+$/);
  });

  const step = (agency: string, action: string, state: string) =>
    `mutation { actOnReport(input: { agency: "${agency}", year: 2025, action: ${action}, state: ${state}, revision: 1 }) { findings { code } } }`;
  /** For every operation, a request that needs it at an agency's place, and whether the answer was a refusal of rights. */
  const REQUESTS: Record<Operation, (agency: string, place: string) => string> = {
    SUBMIT: (agency) =>
      `mutation { validateReport(input: { agency: "${agency}", year: 2025 }) { accepted } }`,
    RECORD: (agency) =>
      `mutation { recordPublishedReport(input: { agency: "${agency}", year: 2025 }) { accepted } }`,
    REVIEW_SECTION: (agency) => step(agency, 'APPROVE', 'SECTION_REVIEW'),
    REVIEW_OFFICE: (agency) => step(agency, 'APPROVE', 'OFFICE_REVIEW'),
    REVIEW_LEADER: (agency) => step(agency, 'APPROVE', 'LEADER_REVIEW'),
    ACCEPT: (agency) => step(agency, 'ACCEPT', 'FILED'),
    READ_WORK: (agency) => `{ report(agency: "${agency}", year: 2025) { revision } }`,
    READ_PREVIEW: (_, place) =>
      `{ rollup(years: [2025], basis: DRAFT, select: { jurisdiction: "${place}" }) { coverage { expected } } }`,
    READ_AUDIT: (agency) => `{ auditEvents(filter: { agency: "${agency}" }) { totalCount } }`,
    MANAGE_REVIEW: (agency) =>
      `mutation { setReview(input: { agency: "${agency}", steps: [], reason: "" }) { accepted } }`,
    MANAGE_DEADLINES: (agency) =>
      `mutation { extendDeadline(input: { agency: "${agency}", year: 2025, dueOn: "2020-01-01", reason: "" }) { accepted } }`,
    MANAGE_WEBHOOKS: (agency) => `{ webhooks(agency: "${agency}") { id } }`,
    MANAGE_AGENCIES: (agency) =>
      `mutation { renameAgency(input: { agency: "${agency}", name: "", effectiveOn: "2020-01-01" }) { findings { code } } }`,
    MANAGE_INDICATORS: () =>
      `mutation { saveIndicator(input: { code: "X", name: "", nameEn: "", unit: "", aggregation: SUM, description: "" }) { findings { code } } }`,
    MANAGE_ACCOUNTS: () => '{ accounts { totalCount } }',
    MANAGE_KEYS: (agency) => `{ apiKeys(agency: "${agency}") { id } }`,
  };
  /** Operations that are the whole hub's: a role over a part of it is not enough, or place plays no part. */
  const HUB_ONLY: Operation[] = ['MANAGE_ACCOUNTS', 'MANAGE_INDICATORS'];

  const isAllowed = async (operation: Operation, agency: string, place: string, actor: Actor) => {
    // Reviews are tried on a report in their own state; which state it is decides which role is asked for.
    const state = {
      REVIEW_SECTION: 'SECTION_REVIEW',
      REVIEW_OFFICE: 'OFFICE_REVIEW',
      REVIEW_LEADER: 'LEADER_REVIEW',
      ACCEPT: 'FILED',
    }[operation as string];
    const put = (value: string) =>
      hub.database.query(
        'update report r set state = $2, latest_revision = $3 from agency a where a.id = r.agency_id and a.code = $1',
        [agency, value, 1],
      );
    if (state) await put(state);
    try {
      const data = await hub.ask(REQUESTS[operation](agency, place), {}, actor);
      if (operation === 'READ_WORK') return data.report !== null;
      return !JSON.stringify(data).includes('report.role');
    } catch (error: any) {
      expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain(error.extensions?.code);
      return false;
    } finally {
      if (state) await put('DRAFT');
    }
  };

  test.each(Object.keys(PERMISSIONS) as Operation[])('%s', async (operation) => {
    const { roles } = PERMISSIONS[operation];
    expect(await isAllowed(operation, here, '410303', ANONYMOUS)).toBe(false);
    for (const role of Object.values(Role)) {
      const grant = AGENCY_ROLES.includes(role) ? { agencyKey: key } : { path: '410000/410300/410303/' };
      const [{ path }] = await hub.database.query("select path from jurisdiction where code = '410303'");
      const atHome = person(role, 'agencyKey' in grant ? grant : { path });
      const inHub = person(role, { path: '' });
      const local = roles.includes(role);
      const reachesPlace = !(operation === 'READ_PREVIEW' && AGENCY_ROLES.includes(role));
      expect([operation, role, 'home', await isAllowed(operation, here, '410303', atHome)]).toEqual([
        operation,
        role,
        'home',
        local && reachesPlace && !HUB_ONLY.includes(operation),
      ]);
      expect([operation, role, 'hub', await isAllowed(operation, here, '410303', inHub)]).toEqual([
        operation,
        role,
        'hub',
        local,
      ]);
      expect([operation, role, 'elsewhere', await isAllowed(operation, elsewhere, '310000', atHome)]).toEqual(
        [operation, role, 'elsewhere', false],
      );
    }
  });

  test('a view scope widens what is read, not what is done', async () => {
    const [{ path }] = await hub.database.query("select path from jurisdiction where code = '310000'");
    const wide = person(Role.CLERK, { agencyKey: key, viewPath: path });
    expect(await isAllowed('READ_WORK', elsewhere, '310000', wide)).toBe(true);
    expect(await isAllowed('SUBMIT', elsewhere, '310000', wide)).toBe(false);
  });

  test('a draft leaks to nobody else: node, lists, counts, revisions, roll-ups, refusals', async () => {
    const outsider = person(Role.LEADER, { agencyKey: -1 });
    const clerk = person(Role.CLERK, { agencyKey: key });
    const { report } = await hub.ask(`{ report(agency: "${here}", year: 2025) { id } }`, {}, clerk);
    for (const actor of [ANONYMOUS, outsider]) {
      const seen = await hub.ask(
        `query ($id: ID!) { node(id: $id) { id } report(agency: "${here}", year: 2025) { id }
           reports(filter: { agency: "${here}" }) { totalCount edges { node { id } } }
           agency(code: "${here}") { reports { totalCount } withdrawals { year } }
           rollup(years: [2025], select: { agencies: ["${here}"] }) { coverage { included blankCells } total { requests { received { total } } } } }`,
        { id: report.id },
        actor,
      );
      expect(seen).toEqual({
        node: null,
        report: null,
        reports: { totalCount: 0, edges: [] },
        agency: { reports: { totalCount: 0 }, withdrawals: [] },
        rollup: {
          coverage: { included: 0, blankCells: 0 },
          total: { requests: { received: { total: null } } },
        },
      });
      const inbox = hub.ask('{ inbox { totalCount } }', {}, actor);
      if (actor === ANONYMOUS) await expect(inbox).rejects.toThrow(/Sign in first/);
      else expect(await inbox).toEqual({ inbox: { totalCount: 0 } });
      // An agency that is not there and one that is another's are refused in the same words.
      const refusals = await Promise.all(
        [here, 'no-such-agency'].map((agency) =>
          sendReport(hub, 'saveSection', { agency, year: 2025, overview: '' }, actor).catch(
            (error) => error.message,
          ),
        ),
      );
      expect(refusals[0]).toBe(refusals[1]);
    }
  });

  test('a published report shows its draft correction to nobody else', async () => {
    const agency = await addTestAgency(hub, '410303', 'here');
    await sendReport(hub, 'recordPublishedReport', { ...wholeReport(agency), source: '测试' });
    await hub.ask(
      `mutation { actOnReport(input: { agency: "${agency}", year: 2025, action: CORRECT, state: PUBLISHED, revision: 1, comment: "x" }) { accepted } }`,
    );
    await sendReport(hub, 'saveSection', { agency, year: 2025, overview: '秘密。' });
    const seen = await hub.ask(
      `{ report(agency: "${agency}", year: 2025) { state revision latestRevision overview { text } revisions { revision } workingRevision { revision } steps { id } viewerActions { action }
           changesSince(date: "2020-01-01T00:00:00Z") { to texts { parts { text } } } } }`,
      {},
      ANONYMOUS,
    );
    expect(JSON.stringify(seen)).not.toContain('秘密');
    expect(seen.report).toMatchObject({
      state: 'PUBLISHED',
      revision: 1,
      latestRevision: 1,
      revisions: [{ revision: 1 }],
      workingRevision: null,
      steps: [],
      viewerActions: [],
      changesSince: { to: 1 },
    });
  });
});

describe('signing in, over HTTP', () => {
  let server: RunningServer;
  let opened: Awaited<ReturnType<typeof createTestDatabase>>;
  let password: string;
  beforeAll(async () => {
    opened = await createTestDatabase();
    await seedRealReports(opened.owner);
    const made = await createAccount(opened.owner, { username: 'head', name: '负责人' });
    password = made.password as string;
    await grantRole(opened.owner, { username: 'head', role: Role.ADMINISTRATOR });
    server = await startServer(serverOver(opened));
  });
  afterAll(async () => {
    await server.stop();
    await opened.drop();
  });
  const post = (query: string, token?: string) => postTo(server.url, query, token);
  const signIn = async (username: string, secret: string) =>
    (
      await post(
        `mutation { signIn(input: { username: "${username}", password: "${secret}" }) { token findings { code messageEn } } }`,
      )
    ).data.signIn;

  test('sessions open, are listed, end, and stay ended', async () => {
    const { token } = await signIn('head', password);
    const other = (await signIn('HEAD ', password)).token;
    const { data } = await post(
      '{ viewer { username grants { role wholeHub } } sessions { id current address } }',
      token,
    );
    expect(data.viewer).toEqual({ username: 'head', grants: [{ role: 'ADMINISTRATOR', wholeHub: true }] });
    expect(data.sessions).toHaveLength(2);
    const { id } = data.sessions.find((session: any) => !session.current);
    await post(`mutation { revokeSession(id: ${id}) }`, token);
    expect(await post('{ viewer { username } }', other)).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    await post('mutation { signOut }', token);
    expect((await post('{ viewer { username } }', token)).status).toBe(401);
    expect(
      (await opened.owner.query('select token_hash from session')).some((row: any) =>
        row.token_hash.includes(token),
      ),
    ).toBe(false);
  });

  test('keys: shown once, stored hashed, with last use, expiring, revocable, bound to one agency', async () => {
    const { token } = await signIn('head', password);
    const [agency, other] = (await opened.owner.query('select code from agency order by code limit 2')).map(
      (row: any) => row.code,
    );
    const { data } = await post(
      `mutation { createApiKey(input: { agency: "${agency}", purpose: "报送系统" }) { secret apiKey { id prefix lastUsedAt } } }`,
      token,
    );
    const { secret, apiKey } = data.createApiKey;
    const [stored] = await opened.owner.query('select * from api_key');
    expect(JSON.stringify(stored)).not.toContain(secret);
    const validate = (code: string) =>
      post(`mutation { validateReport(input: { agency: "${code}", year: 2025 }) { accepted } }`, secret);
    expect((await validate(agency)).data.validateReport).toEqual({ accepted: false });
    expect((await validate(other)).errors[0].extensions.code).toBe('FORBIDDEN');
    const listed = await post(`{ apiKeys(agency: "${agency}") { prefix lastUsedAt revokedAt } }`, token);
    expect(listed.data.apiKeys[0]).toMatchObject({
      prefix: apiKey.prefix,
      lastUsedAt: expect.any(String),
      revokedAt: null,
    });
    await opened.owner.query("update api_key set expires_at = now() - interval '1 second'");
    expect((await validate(agency)).status).toBe(401);
    await opened.owner.query("update api_key set expires_at = now() + interval '1 day'");
    await post(`mutation { revokeApiKey(id: ${apiKey.id}) { id } }`, token);
    expect((await validate(agency)).status).toBe(401);
    const audited = await opened.owner.query(
      "select before, after from audit_event where subject = 'api_key'",
    );
    expect(JSON.stringify(audited)).not.toContain(stored.key_hash);
  });

  test('guessing is slowed down for the guesser, in the same words for names that are none', async () => {
    for (let at = 0; at < 5; at += 1)
      expect((await signIn('nobody', 'wrong')).findings[0].code).toBe('signIn.refused');
    expect((await signIn('nobody', 'wrong')).findings[0].code).toBe('signIn.tooMany');
    for (let at = 0; at < 5; at += 1) await signIn('head', 'wrong');
    expect((await signIn('head', password)).findings[0].code).toBe('signIn.tooMany');
    // Another address is not locked out by that.
    await opened.owner.query("update sign_in_limit set key = replace(key, '127.0.0.1', '10.0.0.9')");
    expect((await signIn('head', password)).token).toMatch(/^ogs_/);
  });

  test('of many guesses at once no more get through than one after another', async () => {
    await createAccount(opened.owner, { username: 'guessed', name: '被猜者' });
    const outcomes = await Promise.all(
      Array.from({ length: 40 }, (_, at) =>
        signInAs(opened.database, {
          username: 'guessed',
          password: `wrong ${at}`,
          address: '10.9.9.9',
          requestId: 'test',
        }),
      ),
    );
    const codes = outcomes.map((item) => item.findings[0].code);
    expect(codes.filter((code) => code === 'signIn.refused')).toHaveLength(5);
    expect(codes.filter((code) => code === 'signIn.tooMany')).toHaveLength(35);
  });

  test('a device that signed in before is not locked out by others at its address', async () => {
    const made = await createAccount(opened.owner, { username: 'shared', name: '同址者' });
    const attempt = (secret: string, deviceToken?: string | null) =>
      signInAs(opened.database, {
        username: 'shared',
        password: secret,
        deviceToken,
        address: '10.8.8.8',
        requestId: 'test',
      });
    const { deviceToken } = await attempt(made.password as string);
    expect(deviceToken).toMatch(/^ogd_/);
    for (let at = 0; at < 6; at += 1) await attempt('wrong');
    expect((await attempt(made.password as string)).findings[0].code).toBe('signIn.tooMany');
    expect(await attempt(made.password as string, deviceToken)).toMatchObject({
      token: expect.stringMatching(/^ogs_/),
      deviceToken: null,
    });
    // A device of its own has a count of its own, and one of another account none.
    for (let at = 0; at < 10; at += 1) await attempt('wrong', deviceToken);
    expect((await attempt(made.password as string, deviceToken)).findings[0].code).toBe('signIn.tooMany');
    await createAccount(opened.owner, { username: 'neighbour', name: '邻居' });
    const stolen = { username: 'neighbour', password: 'wrong', address: '10.7.7.7', requestId: 'test' };
    for (let at = 0; at < 5; at += 1) await signInAs(opened.database, { ...stolen, deviceToken });
    expect((await signInAs(opened.database, { ...stolen, deviceToken })).findings[0].code).toBe(
      'signIn.tooMany',
    );
    const rows = await opened.owner.query('select token_hash from device');
    expect(JSON.stringify(rows)).not.toContain(deviceToken);
  });

  describe('another’s guesses', () => {
    const attempt = (username: string, secret: string, address: string) =>
      signInAs(opened.database, { username, password: secret, address, requestId: 'test' });
    const codeOf = async (...given: Parameters<typeof attempt>) =>
      (await attempt(...given)).findings[0]?.code ?? null;
    const minutesIn = ({ findings }: Awaited<ReturnType<typeof attempt>>) =>
      Number(/in (\d+) minutes/.exec(findings[0].messageEn)?.[1]);
    /** As if so many seconds had passed. */
    const pass = (seconds: number) =>
      opened.owner.query(
        'update sign_in_limit set blocked_until = blocked_until - make_interval(secs => $1), forgotten_at = forgotten_at - make_interval(secs => $1)',
        [seconds],
      );
    const guess = async (username: string) => {
      for (let at = 0; at < 100; at += 1) await attempt(username, 'wrong', `10.20.0.${at % 20}`);
    };
    const makeAccount = async (username: string) =>
      (await createAccount(opened.owner, { username, name: username })).password as string;

    test('make the owner wait for minutes at a new address, and nowhere else', async () => {
      const secret = await makeAccount('target');
      const known = await attempt('target', secret, '10.30.0.1');
      await guess('target');
      const refused = await attempt('target', secret, '10.30.0.2');
      expect(minutesIn(refused)).toBeLessThanOrEqual(15);
      // Where the owner signed in before, and at another device of theirs, nothing is to be waited for.
      expect((await attempt('target', secret, '10.30.0.1')).token).not.toBeNull();
      const { deviceToken } = known;
      expect(
        (
          await signInAs(opened.database, {
            username: 'target',
            password: secret,
            deviceToken,
            address: '10.30.0.3',
            requestId: 'test',
          })
        ).token,
      ).not.toBeNull();
      // That sign-in was right: what stands is lifted.
      expect((await attempt('target', secret, '10.30.0.4')).token).not.toBeNull();
    });

    test('are lifted by an administrator’s reset', async () => {
      await makeAccount('reset');
      await guess('reset');
      const { password: next } = await resetPassword(opened.owner, 'reset');
      expect((await attempt('reset', next as string, '10.31.0.2')).token).not.toBeNull();
    });

    test('stay few, however many addresses they come from: every wait is longer, up to a quarter of an hour', async () => {
      const secret = await makeAccount('patient');
      const tried = { number: 0 };
      const guessOnce = () => {
        tried.number += 1;
        return attempt('patient', 'wrong', `10.40.${Math.floor(tried.number / 250)}.${tried.number % 250}`);
      };
      let through = 0;
      for (let at = 0; at < 60; at += 1)
        if ((await guessOnce()).findings[0].code === 'signIn.refused') through += 1;
      expect(through).toBe(50);
      const waits: number[] = [];
      for (let at = 0; at < 8; at += 1) {
        waits.push(minutesIn(await guessOnce()));
        await pass(15 * 60);
        expect((await guessOnce()).findings[0].code).toBe('signIn.refused');
      }
      expect(waits).toEqual([1, 1, 2, 4, 8, 15, 15, 15]);
      await pass(15 * 60);
      expect((await attempt('patient', secret, '10.41.0.1')).token).not.toBeNull();
      // A right sign-in does not set the guesser free: the next wrong one is the last for a while.
      expect((await guessOnce()).findings[0].code).toBe('signIn.refused');
      expect((await guessOnce()).findings[0].code).toBe('signIn.tooMany');
    });

    test('are forgotten after a day without any', async () => {
      await makeAccount('forgotten');
      for (let at = 0; at < 6; at += 1) await attempt('forgotten', 'wrong', '10.50.0.1');
      expect(await codeOf('forgotten', 'wrong', '10.50.0.1')).toBe('signIn.tooMany');
      await pass(25 * 3600);
      for (let at = 0; at < 5; at += 1)
        expect(await codeOf('forgotten', 'wrong', '10.50.0.1')).toBe('signIn.refused');
      expect(await codeOf('forgotten', 'wrong', '10.50.0.1')).toBe('signIn.tooMany');
    });

    test('with a session are braked too: changing a password tries five', async () => {
      const secret = await makeAccount('owner');
      const { token } = await attempt('owner', secret, '127.0.0.1');
      const aliases = Array.from(
        { length: 4 },
        (_, at) =>
          `a${at}: changePassword(input: { current: "wrong ${at}", next: "another one ${at}" }) { code }`,
      );
      const answers = await Promise.all(
        [0, 1, 2, 3, 4].map(() => post(`mutation { ${aliases.join(' ')} }`, token as string)),
      );
      const codes = answers.flatMap(({ data }) =>
        Object.values(data).map((findings: any) => findings[0].code),
      );
      expect(codes.filter((code) => code === 'account.password')).toHaveLength(5);
      expect(codes.filter((code) => code === 'account.tooMany')).toHaveLength(15);
      const change = `mutation { changePassword(input: { current: "${secret}", next: "another pass phrase" }) { code } }`;
      expect((await post(change, token as string)).data.changePassword).toEqual([
        { code: 'account.tooMany' },
      ]);
      await pass(15 * 60);
      expect((await post(change, token as string)).data.changePassword).toEqual([]);
    });
  });

  test('a sign-in is on record as the account’s own, with address and request', async () => {
    const made = await createAccount(opened.owner, { username: 'recorded', name: '留痕者' });
    await signIn('recorded', made.password as string);
    const [event] = await opened.owner.query(
      "select actor, actor_name, address, request_id, after from audit_event where subject = 'session' order by position desc limit 1",
    );
    expect(event).toMatchObject({
      actor: `account:${made.account?.key}`,
      actor_name: 'recorded',
      address: '127.0.0.1',
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(event.after.token_hash).toBeUndefined();
  });

  test('an administrator of a place keeps what others gave elsewhere, and sees grants of the place only', async () => {
    const paths = await opened.owner.query(
      "select code, path from jurisdiction where code in ('410303', '310000')",
    );
    const pathOf = (code: string) => paths.find((row: any) => row.code === code).path;
    await createAccount(opened.owner, { username: 'bob', name: '双职者' });
    const analyst = { username: 'bob', role: Role.ANALYST, jurisdiction: '410303' };
    await grantRole(opened.owner, { ...analyst, viewJurisdiction: '310000' });
    await grantRole(opened.owner, { username: 'bob', role: Role.LEADER, agency: '310000-001' });
    const rules = (path: string) => path.startsWith(pathOf('410303'));
    const { account } = await grantRole(opened.owner, analyst, rules);
    expect(account?.grants).toMatchObject([{ role: 'ANALYST', viewJurisdiction: '310000' }]);
    const changed = await grantRole(opened.owner, { ...analyst, viewJurisdiction: '410303' }, rules);
    expect(changed.findings).toMatchObject([{ code: 'grant.view', path: 'input.viewJurisdiction' }]);
    const all = await grantRole(opened.owner, { ...analyst, viewJurisdiction: '410303' });
    expect(all.account?.grants).toMatchObject([{ viewJurisdiction: '410303' }, { role: 'LEADER' }]);
  });

  test('a changed password ends other sessions; a disabled account is out', async () => {
    const [{ token }, other] = [await signIn('head', password), await signIn('head', password)];
    const change = (current: string, next: string) =>
      post(
        `mutation { changePassword(input: { current: "${current}", next: "${next}" }) { code path } }`,
        token,
      );
    expect((await change('wrong', 'short')).data.changePassword).toHaveLength(2);
    expect((await change(password, 'a better pass phrase')).data.changePassword).toEqual([]);
    expect((await post('{ viewer { username } }', other.token)).status).toBe(401);
    await post(
      'mutation { createAccount(input: { username: "second", name: "二" }) { findings { code } } }',
      token,
    );
    const { resetPassword } = (
      await post('mutation { resetPassword(username: "second") { password findings { code } } }', token)
    ).data;
    const again = await signIn('second', resetPassword.password);
    const update = (change: string) =>
      post(
        `mutation { updateAccount(input: { username: "second", ${change} }) { account { disabled name } findings { path } } }`,
        token,
      );
    expect((await update('email: "no address", name: " "')).data.updateAccount.findings).toEqual([
      { path: 'input.name' },
      { path: 'input.email' },
    ]);
    expect((await update('disabled: true')).data.updateAccount.account).toEqual({
      disabled: true,
      name: '二',
    });
    expect((await post('{ viewer { username } }', again.token)).status).toBe(401);
    expect((await signIn('second', resetPassword.password)).findings[0].code).toBe('signIn.refused');
    await update('disabled: false');
    expect((await signIn('second', resetPassword.password)).token).toMatch(/^ogs_/);
  });
});
