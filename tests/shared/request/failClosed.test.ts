import { execute, type GraphQLObjectType, parse, subscribe, validate } from 'graphql';
import type { DataSource } from 'typeorm';
import { seedRealReports } from '../../../seeds/realReports';
import { createDataSource, createReadSource } from '../../../src/database/dataSource';
import { storeDocument } from '../../../src/document/store/documentStore';
import { createAccount } from '../../../src/identity/accounts';
import { grantRole } from '../../../src/identity/grants';
import { openSessionFor } from '../../../src/identity/signIn';
import { startServer } from '../../../src/server/http/server';
import type { Context, ReportChangeSignal } from '../../../src/shared/request/context';
import { type Actor, ANONYMOUS, Role } from '../../../src/shared/request/permissions';
import { htmlReport } from '../../support/documents';
import { injectFaults } from '../../support/faults';
import { serverOver } from '../../support/httpHub';
import { person } from '../../support/people';
import { act, addTestAgency, sendReport, wholeReport } from '../../support/reports';
import { createTestHub, EVERYBODY, schema, type TestHub } from '../../support/testHub';

/** What nobody but those who work on it may see: a figure and words of drafts. */
const FIGURE = 7731777;
const WORDS = '机密草稿';
/** What only those who manage keys and webhooks there may see. */
const MANAGED = '接口之事';
const LEAK = new RegExp(`${FIGURE}|${WORDS}|ogs_|ogk_|whsec_`);
const MANAGED_LEAK = new RegExp(`${LEAK.source}|${MANAGED}`);

let hub: TestHub;
let reads: DataSource;
let database: DataSource;
let faults: ReturnType<typeof injectFaults>;
/** Agencies with a draft, with a correction of what is published, and with a draft made from a document. */
let drafted: string;
let corrected: string;
let imported: string;
let document: string;
let batch: number;
let webhook: { id: number; delivery: string };
let apiKey: number;
let reports: { id: string; key: number; agency: string; path: string }[];

const DRAFT = [
  { overview: `${WORDS}。` },
  {
    requests: { received: { naturalPerson: FIGURE } },
    indicators: [{ indicator: 'hotlineTickets', value: FIGURE, sentence: `${WORDS}原文。` }],
  },
];

beforeAll(async () => {
  hub = await createTestHub();
  await seedRealReports(hub.database);
  drafted = await addTestAgency(hub);
  corrected = await addTestAgency(hub);
  imported = await addTestAgency(hub);
  await sendReport(hub, 'recordPublishedReport', { ...wholeReport(corrected), source: '测试' });
  await act(hub, {
    agency: corrected,
    action: 'CORRECT',
    state: 'PUBLISHED',
    revision: 1,
    comment: `${WORDS}更正理由`,
  });
  for (const agency of [drafted, corrected])
    for (const section of DRAFT)
      expect(await sendReport(hub, 'saveSection', { agency, year: 2025, ...section })).toMatchObject({
        accepted: true,
      });
  const asker = {
    database: hub.database,
    actor: EVERYBODY,
    address: 'test',
    requestId: 'test',
    documents: hub.documents,
  };
  const page = htmlReport({
    agency: '测试局',
    year: 2025,
    figures: { 'requests.received.naturalPerson': FIGURE },
    overview: `${WORDS}。`,
  });
  document = (await storeDocument(asker, page, 'report.html')).sha256;
  [{ id: batch }] = await hub.database.query(
    "insert into import_batch (started_by, note) values ('account:1', $1) returning id",
    ['批次'],
  );
  const { importReport } = await hub.ask(
    'mutation ($input: ImportReportInput!) { importReport(input: $input) { accepted findings { messageEn } } }',
    { input: { document, agency: imported, year: 2025, scope: 'OWN', dryRun: false } },
  );
  expect(importReport).toMatchObject({ accepted: true });
  await createAccount(hub.database, { username: 'owner', name: '某人' });
  await hub.database.query(
    `insert into api_key (key_hash, prefix, agency_id, purpose, role, created_by, expires_at)
     select 'x', 'ogk', a.id, $2, 'CLERK', c.id, now() + interval '1 day' from agency a, account c where a.code = $1 and c.username = 'owner'`,
    [drafted, MANAGED],
  );
  [{ id: apiKey }] = await hub.database.query('select id from api_key');
  const [{ id }] = await hub.database.query(
    `insert into webhook (agency_id, url, secret, events, created_by)
     select id, $2, 'whsec_x', '{RETURNED}', 'x' from agency where code = $1 returning id`,
    [drafted, `https://example.com/${MANAGED}`],
  );
  const [{ id: delivery }] = await hub.database.query(
    `insert into webhook_delivery (id, webhook_id, event, payload, state) values (gen_random_uuid(), $1, 'RETURNED', $2, 'DEAD') returning id`,
    [id, JSON.stringify({ comment: WORDS })],
  );
  webhook = { id, delivery };
  reports = await hub.database.query(
    `select r.id as key, a.code as agency, j.path from report r join agency a on a.id = r.agency_id
       join agency_version v on v.agency_id = a.id and v.valid_to is null join jurisdiction j on j.id = v.jurisdiction_id where a.code = any($1)`,
    [[drafted, corrected, imported]],
  );
  for (const report of reports) report.id = Buffer.from(`Report:${report.key}`).toString('base64url');
  [database, reads] = await Promise.all([
    createDataSource(hub.url, 4, null, true).initialize(),
    createReadSource(hub.url).initialize(),
  ]);
  faults = injectFaults(database, reads);
});
afterAll(async () => {
  await Promise.all([database?.destroy(), reads?.destroy()]);
  await hub.drop();
});

/** All that a report can show, field by field: what fails in one must not hide what another shows. */
const REPORT_FIELDS = [
  'id state revision latestRevision',
  'overview { text } problems { text } source correctionReason',
  'requests { received { naturalPerson } }',
  'cells(codes: ["requests.received.naturalPerson"]) { count }',
  'indicators { value sentences { text } }',
  'findings { actual explanation }',
  'marks { code note }',
  'steps { comment }',
  'viewerActions { action }',
  'workingRevision { overview { text } requests { received { naturalPerson } } }',
  'revisions { overview { text } requests { received { naturalPerson } } }',
  'revisions { explanationReviews { comment } reading { agencyName cells { value } } document { name } }',
  'changesSince(date: "2020-01-01T00:00:00Z") { cells { after } texts { parts { text } } }',
  'explanationReviews { comment } downloads { path }',
  'reading { agencyName cells { value } }',
  'document { name }',
];
const REPORT = `{ ${REPORT_FIELDS.join(' ')} }`;
const GROUP =
  '{ key sortValue requests { received { naturalPerson } } indicators { value sentences { text } } coverage { included blankCells } }';
const ROLLUP_FIELDS = [
  'coverage { included missing { totalCount } }',
  `total ${GROUP}`,
  `byYear ${GROUP}`,
  `byAgency { edges { node ${GROUP} } }`,
  `byChild { edges { node ${GROUP} } }`,
  `byLevel ${GROUP}`,
  `change(year: 2025, base: 2024) { difference ${GROUP} cells(codes: ["requests.received.naturalPerson"]) { value } }`,
  'reconciliations { report { id } differences { base value } }',
];
const PAYLOAD = `{ accepted findings { code actual } report ${REPORT} }`;
const FINDINGS = '{ findings { code } }';

type Request = string | { text: string; variables: object };
const all = (make: (agency: string) => string) => [drafted, corrected, imported].map(make);
const send = (name: string, payload = PAYLOAD) =>
  [drafted, corrected, imported].map((agency) => ({
    text: `mutation ($input: ReportInput!) { ${name}(input: $input) ${payload} }`,
    variables: { input: { ...wholeReport(agency), source: '测试' } },
  }));
const step = (agency: string, action: string, state: string, revision = 1) =>
  `{ agency: "${agency}", year: 2025, action: ${action}, state: ${state}, revision: ${revision}, comment: "x" }`;

/** For every operation of the schema, requests that would show or change the work of others. */
const REQUESTS: Record<string, () => Request[]> = {
  node: () => reports.map(({ id }) => `{ node(id: "${id}") { id ... on Report ${REPORT} } }`),
  report: () =>
    REPORT_FIELDS.flatMap((field) =>
      all((agency) => `{ report(agency: "${agency}", year: 2025) { ${field} } }`),
    ),
  reports: () => [
    ...all(
      (agency) => `{ reports(filter: { agency: "${agency}" }) { totalCount edges { node ${REPORT} } } }`,
    ),
    `{ reports(filter: { years: [2025], withErrors: true }, first: 100) { edges { node ${REPORT} } } }`,
  ],
  rollup: () => {
    const selections = [
      `select: { agencies: ["${drafted}"] }`,
      `select: { agencies: ["${drafted}", "${corrected}", "${imported}"] }`,
      'select: { jurisdiction: "410303" }',
      '',
    ];
    const ask = (basis: string, select: string, field: string) =>
      `{ rollup(years: [2025], basis: ${basis}, ${select}) { ${field} } }`;
    return selections.flatMap((select) => [
      ...ROLLUP_FIELDS.map((field) => ask('DRAFT', select, field)),
      ask('FILED', select, ROLLUP_FIELDS[1]),
      ask('PUBLISHED', select, ROLLUP_FIELDS.join(' ')),
    ]);
  },
  agency: () =>
    all(
      (agency) =>
        `{ agency(code: "${agency}") { code reports { totalCount edges { node ${REPORT} } } withdrawals { reason } reviewSetting { steps } deadline(year: 2025) { dueOn } } }`,
    ),
  agencies: () => [
    `{ agencies(year: 2025, jurisdiction: "410303") { edges { node { reports { edges { node ${REPORT} } } } } } }`,
  ],
  inbox: () => [`{ inbox { totalCount edges { node { comment report ${REPORT} } } } }`],
  auditEvents: () => [
    ...all(
      (agency) =>
        `{ auditEvents(filter: { agency: "${agency}" }, first: 100) { edges { node { before after } } } }`,
    ),
    '{ auditEvents(first: 100) { edges { node { before after } } } }',
  ],
  importBatches: () => ['{ importBatches { edges { node { note } } } }'],
  webhooks: () => all((agency) => `{ webhooks(agency: "${agency}") { url } }`),
  webhookDeliveries: () => [
    `{ webhookDeliveries(webhook: ${webhook.id}) { edges { node { payload lastError } } } }`,
  ],
  apiKeys: () => all((agency) => `{ apiKeys(agency: "${agency}") { purpose } }`),
  accounts: () => ['{ accounts { edges { node { username } } } }'],
  sessions: () => ['{ sessions { id } }'],
  viewer: () => ['{ viewer { username } }'],
  form: () => ['{ form(year: 2025) { edition } }'],
  indicators: () => ['{ indicators { code } }'],
  jurisdiction: () => ['{ jurisdiction(code: "410303") { name } }'],
  jurisdictions: () => ['{ jurisdictions { totalCount } }'],
  year: () => ['{ year(year: 2025) { completeness(jurisdiction: "410303") { included } } }'],
  years: () => ['{ years { year } }'],
  submitReport: () => send('submitReport'),
  saveSection: () => send('saveSection'),
  recordPublishedReport: () => send('recordPublishedReport'),
  validateReport: () => send('validateReport'),
  actOnReport: () => [
    `mutation { actOnReport(input: ${step(drafted, 'APPROVE', 'DRAFT')}) ${PAYLOAD} }`,
    `mutation { actOnReport(input: ${step(corrected, 'DISCARD', 'DRAFT', 2)}) ${PAYLOAD} }`,
    `mutation { actOnReport(input: ${step(corrected, 'RETRACT', 'DRAFT', 2)}) ${PAYLOAD} }`,
  ],
  actOnReports: () => [
    `mutation { actOnReports(inputs: [${step(drafted, 'APPROVE', 'DRAFT')}, ${step(corrected, 'RETRACT', 'DRAFT', 2)}]) ${PAYLOAD} }`,
  ],
  reviewExplanation: () =>
    all(
      (agency) =>
        `mutation { reviewExplanation(input: { agency: "${agency}", year: 2025, code: "x", path: "x", verdict: CONFIRMED }) ${PAYLOAD} }`,
    ),
  setDeadline: () => [
    'mutation { setDeadline(input: { year: 2025, kind: DEPARTMENT, dueOn: "2026-03-01", reason: "x" }) { accepted } }',
  ],
  extendDeadline: () => [
    ...all(
      (agency) =>
        `mutation { extendDeadline(input: { year: 2025, agency: "${agency}", dueOn: "2026-03-01", reason: "x" }) { accepted } }`,
    ),
    'mutation { extendDeadline(input: { year: 2025, dueOn: "2026-03-01", reason: "x" }) { accepted } }',
  ],
  setReview: () =>
    all(
      (agency) =>
        `mutation { setReview(input: { agency: "${agency}", steps: [], reason: "x" }) { accepted } }`,
    ),
  importReport: () =>
    [true, false].flatMap((dryRun) =>
      [imported, null].map((agency) => ({
        text: `mutation ($input: ImportReportInput!) { importReport(input: $input) { accepted reading { cells { value } } findings { actual } report ${REPORT} } }`,
        variables: { input: { document, agency, year: 2025, scope: 'OWN', dryRun } },
      })),
    ),
  undoImport: () => [
    `mutation { undoImport(batch: "${batch}", reason: "x") { accepted batch { note } outcomes { outcome } } }`,
  ],
  signIn: () => ['mutation { signIn(input: { username: "owner", password: "wrong password" }) { token } }'],
  signOut: () => ['mutation { signOut }'],
  revokeSession: () => ['mutation { revokeSession(id: 1) }'],
  changePassword: () => [
    'mutation { changePassword(input: { current: "wrong password", next: "another password" }) { code } }',
  ],
  createAccount: () => ['mutation { createAccount(input: { username: "new.one", name: "x" }) { password } }'],
  updateAccount: () => [
    `mutation { updateAccount(input: { username: "owner", disabled: true }) ${FINDINGS} }`,
  ],
  resetPassword: () => ['mutation { resetPassword(username: "owner") { password } }'],
  grantRole: () => [
    `mutation { grantRole(input: { username: "owner", role: CLERK, agency: "${drafted}" }) ${FINDINGS} }`,
    `mutation { grantRole(input: { username: "owner", role: DISTRICT_OFFICER, jurisdiction: "410303" }) ${FINDINGS} }`,
    `mutation { grantRole(input: { username: "owner", role: DISTRICT_OFFICER }) ${FINDINGS} }`,
  ],
  revokeRole: () => [`mutation { revokeRole(grant: 1) ${FINDINGS} }`],
  createApiKey: () =>
    all((agency) => `mutation { createApiKey(input: { agency: "${agency}", purpose: "x" }) { secret } }`),
  revokeApiKey: () => [`mutation { revokeApiKey(id: ${apiKey}) { purpose } }`],
  addAgency: () => [
    `mutation { addAgency(input: { code: "new-one", name: "新局", kind: DEPARTMENT, jurisdiction: "410303", validFrom: "2020-01-01" }) ${FINDINGS} }`,
  ],
  renameAgency: () =>
    all(
      (agency) =>
        `mutation { renameAgency(input: { agency: "${agency}", name: "别名局", effectiveOn: "2026-01-01" }) ${FINDINGS} }`,
    ),
  closeAgency: () =>
    all(
      (agency) =>
        `mutation { closeAgency(input: { agency: "${agency}", effectiveOn: "2026-01-01" }) ${FINDINGS} }`,
    ),
  mergeAgencies: () => [
    `mutation { mergeAgencies(input: { predecessors: ["${drafted}"], successor: "${corrected}", effectiveOn: "2026-01-01" }) ${FINDINGS} }`,
    `mutation { mergeAgencies(input: { predecessors: ["${drafted}"], successor: "310000-001", effectiveOn: "2026-01-01" }) ${FINDINGS} }`,
  ],
  addJurisdiction: () => [
    `mutation { addJurisdiction(input: { code: "410303077", name: "x", level: TOWNSHIP, parent: "410303" }) ${FINDINGS} }`,
    `mutation { addJurisdiction(input: { code: "990000", name: "x", level: PROVINCE }) ${FINDINGS} }`,
  ],
  saveIndicator: () => [
    `mutation { saveIndicator(input: { code: "hotlineTickets", name: "x", nameEn: "x", unit: "x", aggregation: SUM, description: "x", retired: true }) ${FINDINGS} }`,
  ],
  createWebhook: () =>
    all(
      (agency) =>
        `mutation { createWebhook(input: { agency: "${agency}", url: "https://example.com", events: [RETURNED] }) { secret } }`,
    ),
  disableWebhook: () => [`mutation { disableWebhook(id: ${webhook.id}) { url } }`],
  redeliverWebhook: () => [
    `mutation { redeliverWebhook(webhook: ${webhook.id}, delivery: "${webhook.delivery}") }`,
  ],
};

const rootFields = (type: GraphQLObjectType | null | undefined) => Object.keys(type?.getFields() ?? {});

/** Who has no right to the work: strangers, those with every role elsewhere, those who see sums only, and who keeps the hub. */
async function strangers(): Promise<Record<string, Actor>> {
  const [{ path, key }] = await hub.database.query(
    `select j.path, a.id as key from jurisdiction j, agency a where j.code = '310000' and a.code = '310000-001'`,
  );
  const grants = Object.values(Role).flatMap((role) => [
    { role, agencyKey: key, path: null, viewPath: null },
    { role, agencyKey: null, path, viewPath: null },
  ]);
  return {
    anonymous: ANONYMOUS,
    outsider: { ...person(Role.CLERK, {}), grants },
    analyst: person(Role.ANALYST, { path: '' }),
    administrator: person(Role.ADMINISTRATOR, { path: '' }),
  };
}

const contextOf = (actor: Actor, isMutation: boolean, more: Partial<Context> = {}): Context => ({
  database: isMutation ? database : reads,
  requestId: 'test',
  actor,
  address: '10.1.1.1',
  documents: hub.documents,
  memo: new Map(),
  reauthenticate: async () => actor,
  reportEvents: () => {
    throw new Error('no subscription');
  },
  ...more,
});

/** What has changed in the hub, told by its audit. Sign-in counters are no part of it. */
const changes = async () => {
  const [{ count }] = await hub.database.query('select count(*)::int as count from audit_event');
  return count as number;
};

async function run(request: Request, actor: Actor): Promise<string> {
  const { text, variables } = typeof request === 'string' ? { text: request, variables: {} } : request;
  const isMutation = text.startsWith('mutation');
  const result = await execute({
    schema,
    document: parse(text),
    variableValues: variables as Record<string, unknown>,
    contextValue: contextOf(actor, isMutation),
  });
  return JSON.stringify({ data: result.data, errors: result.errors?.map(({ message }) => message) });
}

describe('an error opens no door', () => {
  test('every operation of the schema is tried', () => {
    expect(Object.keys(REQUESTS).sort()).toEqual(
      [...rootFields(schema.getQueryType()), ...rootFields(schema.getMutationType())].sort(),
    );
    for (const make of Object.values(REQUESTS))
      for (const request of make()) {
        const text = typeof request === 'string' ? request : request.text;
        expect(validate(schema, parse(text)).map(({ message }) => message)).toEqual([]);
      }
  });

  test('those who work on it see what is looked for', async () => {
    for (const name of [
      'node',
      'report',
      'reports',
      'rollup',
      'agency',
      'auditEvents',
      'webhookDeliveries',
      'webhooks',
      'apiKeys',
    ]) {
      const answers = await Promise.all(REQUESTS[name]().map((request) => run(request, EVERYBODY)));
      expect([name, answers.join()]).toEqual([name, expect.stringMatching(MANAGED_LEAK)]);
    }
  });

  test.each(Object.keys(REQUESTS))(
    '%s',
    async (name) => {
      const before = await changes();
      for (const [who, actor] of Object.entries(await strangers())) {
        // Who keeps the whole hub manages keys.
        const leak = who === 'administrator' ? LEAK : MANAGED_LEAK;
        for (const request of REQUESTS[name]()) {
          const isMutation = JSON.stringify(request).includes('mutation');
          // Who keeps the whole hub may change accounts and agencies; nothing is refused there.
          if (who === 'administrator' && isMutation) continue;
          await faults.breakEach(
            () => run(request, actor),
            (answer, broken) => {
              if (leak.test(answer)) expect([who, request, broken, answer]).toBe('no work of others');
            },
          );
        }
      }
      expect(await changes()).toBe(before);
    },
    240_000,
  );

  test.each(['DRAFT', 'FILED'])(
    'a preview of no agencies at all is refused like any other: %s',
    async (basis) => {
      const text = `{ rollup(years: [2025], basis: ${basis}, select: { agencies: [] }) { coverage { expected } } }`;
      const { anonymous, outsider, administrator, analyst } = await strangers();
      expect(await run(text, anonymous)).toMatch(/"data":null.*Sign in first/);
      for (const actor of [outsider, administrator, person(Role.CLERK, { agencyKey: 1 })])
        expect(await run(text, actor)).toMatch(/"data":null.*do not allow/);
      expect(await run(text, analyst)).toContain('"expected":0');
    },
  );

  test('an inbox is of somebody', async () => {
    expect(await run('{ inbox { totalCount } }', ANONYMOUS)).toMatch(/"data":null.*Sign in first/);
  });

  test('subscriptions: whoever may not know is told nothing, whatever cannot be read', async () => {
    const { anonymous, outsider, analyst } = await strangers();
    const signalOf = ({ key, path }: (typeof reports)[number], isPublic: boolean): ReportChangeSignal => ({
      reportKey: key,
      agencyKey: 0,
      path,
      year: 2025,
      action: 'SAVE',
      state: 'DRAFT',
      isPublic,
    });
    const listen = async (text: string, actor: Actor, batches: ReportChangeSignal[][], more = {}) => {
      async function* changesOf() {
        yield* batches;
      }
      const stream = await subscribe({
        schema,
        document: parse(text),
        contextValue: contextOf(actor, false, { reportEvents: changesOf, ...more }),
      });
      if (!(Symbol.asyncIterator in stream)) return JSON.stringify(stream);
      let told = '';
      try {
        for await (const event of stream) told += JSON.stringify(event);
      } catch (error) {
        told += String(error);
      }
      return told;
    };
    for (const report of reports)
      for (const actor of [anonymous, outsider, analyst]) {
        const [{ id: agencyKey }] = await hub.database.query('select id from agency where code = $1', [
          report.agency,
        ]);
        const batch = [true, false].map((isPublic) => ({ ...signalOf(report, isPublic), agencyKey }));
        for (const text of [
          `subscription { reportChanged(agency: "${report.agency}", year: 2025) { action report ${REPORT} } }`,
          `subscription { inboxChanged { edges { node { comment report ${REPORT} } } } }`,
        ])
          await faults.breakEach(
            () => listen(text, actor, [batch, []]),
            (told, broken) => {
              if (LEAK.test(told)) expect([text, actor.kind, broken, told]).toBe('no work of others');
            },
          );
      }
  });

  test('a session that ends while events wait is told none of them', async () => {
    const [report] = reports.filter(({ agency }) => agency === drafted);
    const [{ id: agencyKey }] = await hub.database.query('select id from agency where code = $1', [drafted]);
    const signal = {
      reportKey: report.key,
      agencyKey,
      path: report.path,
      year: 2025,
      action: 'SAVE',
      state: 'DRAFT',
      isPublic: false,
    };
    for (const isRead of [async () => null, () => Promise.reject(new Error('lost'))]) {
      let readings = 0;
      async function* changesOf() {
        yield [signal, signal, signal];
      }
      const stream = await subscribe({
        schema,
        document: parse(
          `subscription { reportChanged(agency: "${drafted}", year: 2025) { report { overview { text } } } }`,
        ),
        contextValue: contextOf(EVERYBODY, false, {
          reportEvents: changesOf,
          reauthenticate: () => {
            readings += 1;
            return readings <= 2 ? Promise.resolve(EVERYBODY) : isRead();
          },
        }),
      });
      const told: unknown[] = [];
      const listen = async () => {
        for await (const event of stream as AsyncIterable<unknown>) told.push(event);
      };
      await expect(listen()).rejects.toThrow();
      expect(told).toHaveLength(1);
    }
  });

  test('documents, exports and downloads', async () => {
    const server = await startServer(serverOver({ database, reads, url: hub.url }));
    const tokens: (string | null)[] = [null];
    for (const grant of [
      { role: Role.DISTRICT_OFFICER, jurisdiction: '310000' },
      { role: Role.ANALYST },
      { role: Role.ADMINISTRATOR },
    ]) {
      const username = grant.role.toLowerCase();
      await createAccount(hub.database, { username, name: username });
      await grantRole(hub.database, { username, ...grant });
      tokens.push(
        (await openSessionFor(hub.database, username, { address: 'x', requestId: 'x' }))?.token as string,
      );
    }
    const paths = [
      ...all((agency) => `/reports/${agency}/2025.html`),
      ...all((agency) => `/reports/${agency}/2025.ndjson`),
      ...all((agency) => `/audit.ndjson?agency=${agency}`),
      '/audit.ndjson',
      '/rollups/410303/2025.json',
      '/exports/410303/2025.ndjson',
      '/exports/410303/2025.zip',
      `/documents/${document}`,
    ];
    try {
      // An archive is the same for everyone, and takes long to print.
      for (const path of paths)
        for (const token of path.endsWith('.zip') ? [null] : tokens)
          await faults.breakEach(
            () =>
              fetch(`${server.url}${path}`, { headers: token ? { authorization: `Bearer ${token}` } : {} })
                .then((response) => response.text())
                .catch(String),
            (answer, broken) => {
              if (LEAK.test(answer)) expect([path, token, broken, answer]).toBe('no work of others');
            },
          );
    } finally {
      await server.stop();
    }
  }, 240_000);
});
