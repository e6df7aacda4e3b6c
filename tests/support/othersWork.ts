import type { DataSource } from 'typeorm';
import { createDataSource, createReadSource } from '../../src/database/dataSource';
import { storeDocument } from '../../src/document/store/documentStore';
import { createAccount } from '../../src/identity/accounts';
import { globalId } from '../../src/shared/graphql/node';
import type { Context } from '../../src/shared/request/context';
import { type Actor, ANONYMOUS, Role } from '../../src/shared/request/permissions';
import { htmlReport } from './documents';
import { type Faults, injectFaults } from './faults';
import { person } from './people';
import { act, addTestAgency, completeReport, sendReport } from './reports';
import { createTestHub, EVERYBODY, type TestHub } from './testHub';

/** What nobody but those who work on it may see: a figure and words of drafts. */
const FIGURE = 7731777;
const WORDS = '机密草稿';
/** What only those who manage keys and webhooks there may see. */
const MANAGED = '接口之事';
export const LEAK = new RegExp(`${FIGURE}|${WORDS}|ogs_|ogk_|whsec_`);
export const MANAGED_LEAK = new RegExp(`${LEAK.source}|${MANAGED}`);

/** Work of which strangers must see nothing, in a hub whose statements can be broken. */
export interface OthersWork {
  readonly hub: TestHub;
  readonly reads: DataSource;
  readonly database: DataSource;
  readonly faults: Faults;
  /** Agencies with a draft, with a correction of what is published, and with a draft made from a document. */
  readonly drafted: string;
  readonly corrected: string;
  readonly imported: string;
  readonly document: string;
  readonly batch: number;
  readonly webhook: { readonly id: number; readonly delivery: string };
  readonly apiKey: number;
  /** The identifiers of the revisions, steps and events of the audit that are of the work. */
  readonly nodeIds: readonly string[];
  readonly reports: readonly { id: string; key: number; agency: string; path: string }[];
  drop(): Promise<void>;
}

const DRAFT = [
  { overview: `${WORDS}。` },
  {
    requests: { received: { naturalPerson: FIGURE } },
    indicators: [{ indicator: 'hotlineTickets', value: FIGURE, sentence: `${WORDS}原文。` }],
  },
];

/** Makes the work in a hub of its own. */
export async function createOthersWork(): Promise<OthersWork> {
  const hub = await createTestHub('REAL_REPORTS');
  const drafted = await addTestAgency(hub);
  const corrected = await addTestAgency(hub);
  const imported = await addTestAgency(hub);
  await sendReport(hub, 'recordPublishedReport', { ...completeReport(corrected), source: '测试' });
  await act(hub, {
    agency: corrected,
    action: 'CORRECT',
    state: 'PUBLISHED',
    revision: 1,
    comment: `${WORDS}更正理由`,
  });
  for (const agency of [drafted, corrected])
    for (const section of DRAFT)
      expect(await sendReport(hub, 'saveDraft', { agency, year: 2025, ...section })).toMatchObject({
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
  const document = (await storeDocument(asker, page, 'report.html')).sha256;
  const [{ id: batch }] = await hub.database.query(
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
  const [{ id: apiKey }] = await hub.database.query('select id from api_key');
  const [{ id }] = await hub.database.query(
    `insert into webhook (agency_id, url, secret, events, created_by)
     select id, $2, 'whsec_x', '{RETURNED}', 'x' from agency where code = $1 returning id`,
    [drafted, `https://example.com/${MANAGED}`],
  );
  const [{ id: delivery }] = await hub.database.query(
    `insert into webhook_delivery (id, webhook_id, event, payload, state) values (gen_random_uuid(), $1, 'RETURNED', $2, 'DEAD') returning id`,
    [id, JSON.stringify({ comment: WORDS })],
  );
  const reports = await hub.database.query(
    `select r.id as key, a.code as agency, j.path from report r join agency a on a.id = r.agency_id
       join agency_version v on v.agency_id = a.id and v.valid_to is null join jurisdiction j on j.id = v.jurisdiction_id where a.code = any($1)`,
    [[drafted, corrected, imported]],
  );
  const nodes: { nodeType: string; key: string }[] = await hub.database.query(
    `with work as (select id from agency where code = any($1))
     select 'ReportRevision' as "nodeType", v.id::text as key from report_revision v where v.agency_id in (select id from work)
      union all select 'ReportStep', s.id::text from report_step s where s.agency_id in (select id from work)
      union all (select 'AuditEvent', e.chain || '.' || e.position from audit_event e where e.chain in (select id from work) limit 60)`,
    [[drafted, corrected, imported]],
  );
  const [database, reads] = await Promise.all([
    createDataSource(hub.url, 4, null, true).initialize(),
    createReadSource(hub.url).initialize(),
  ]);
  return {
    hub,
    reads,
    database,
    faults: injectFaults(database, reads),
    drafted,
    corrected,
    imported,
    document,
    batch,
    webhook: { id, delivery },
    apiKey,
    nodeIds: nodes.map(globalId),
    reports: reports.map((report: { key: number; agency: string; path: string }) => ({
      ...report,
      id: Buffer.from(`Report:${report.key}`).toString('base64url'),
    })),
    async drop() {
      await Promise.all([database.destroy(), reads.destroy()]);
      await hub.drop();
    },
  };
}

/** Who has no right to the work: strangers, those with every role elsewhere, those who see sums only, and who keeps the hub. */
export async function strangersTo({ hub }: OthersWork): Promise<Record<string, Actor>> {
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

/** What a request of somebody works with, over connections that can be broken. */
export const brittleContext = (
  { hub, database, reads }: OthersWork,
  actor: Actor,
  isMutation: boolean,
  more: Partial<Context> = {},
): Context => ({
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
