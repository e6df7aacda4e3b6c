import { parse, subscribe } from 'graphql';
import { createAccount } from '../../../src/identity/accounts';
import { grantRole } from '../../../src/identity/grants';
import { openSessionFor } from '../../../src/identity/signIn';
import { startServer } from '../../../src/server/http/server';
import type { ReportChangeSignal } from '../../../src/shared/request/context';
import { type Actor, Role } from '../../../src/shared/request/permissions';
import { serverOver } from '../../support/httpHub';
import { all, REPORT } from '../../support/othersRequests';
import {
  brittleContext,
  createOthersWork,
  LEAK,
  type OthersWork,
  strangersTo,
} from '../../support/othersWork';
import { EVERYBODY, schema } from '../../support/testHub';

let work: OthersWork;
beforeAll(async () => {
  work = await createOthersWork();
});
afterAll(() => work.drop());

test('a subscription shows strangers nothing of the work of others, whichever statement fails', async () => {
  const { anonymous, outsider, analyst } = await strangersTo(work);
  const signalOf = ({ key, path }: (typeof work.reports)[number], isPublic: boolean): ReportChangeSignal => ({
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
      contextValue: brittleContext(work, actor, false, { reportEvents: changesOf, ...more }),
    });
    if (!(Symbol.asyncIterator in stream)) return JSON.stringify(stream);
    let received = '';
    try {
      for await (const event of stream) received += JSON.stringify(event);
    } catch (error) {
      received += String(error);
    }
    return received;
  };
  for (const report of work.reports)
    for (const actor of [anonymous, outsider, analyst]) {
      const [{ id: agencyKey }] = await work.hub.database.query('select id from agency where code = $1', [
        report.agency,
      ]);
      const batch = [true, false].map((isPublic) => ({ ...signalOf(report, isPublic), agencyKey }));
      for (const text of [
        `subscription { reportChanged(place: { agency: "${report.agency}" }, year: 2025) { action report ${REPORT} } }`,
        `subscription { inboxChanged { edges { node { comment report ${REPORT} } } } }`,
        'subscription { importBatchesChanged { nodes { note } } }',
      ])
        await work.faults.breakEach(
          () => listen(text, actor, [batch, []]),
          (received, broken) => {
            if (LEAK.test(received)) expect([text, actor.kind, broken, received]).toBe('no work of others');
          },
        );
    }
});

test('a session that ends receives no event that was waiting', async () => {
  const [report] = work.reports.filter(({ agency }) => agency === work.drafted);
  const [{ id: agencyKey }] = await work.hub.database.query('select id from agency where code = $1', [
    work.drafted,
  ]);
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
        `subscription { reportChanged(place: { agency: "${work.drafted}" }, year: 2025) { report { overview { text } } } }`,
      ),
      contextValue: brittleContext(work, EVERYBODY, false, {
        reportEvents: changesOf,
        reauthenticate: () => {
          readings += 1;
          return readings <= 2 ? Promise.resolve(EVERYBODY) : isRead();
        },
      }),
    });
    const received: unknown[] = [];
    const listen = async () => {
      for await (const event of stream as AsyncIterable<unknown>) received.push(event);
    };
    await expect(listen()).rejects.toThrow();
    expect(received).toHaveLength(1);
  }
});

test('documents, exports and downloads show strangers nothing of the work of others, whichever statement fails', async () => {
  const server = await startServer(
    serverOver({ database: work.database, reads: work.reads, url: work.hub.url }),
  );
  const tokens: (string | null)[] = [null];
  for (const grant of [
    { role: Role.DISTRICT_OFFICER, jurisdiction: '310000' },
    { role: Role.ANALYST },
    { role: Role.ADMINISTRATOR },
  ]) {
    const username = grant.role.toLowerCase();
    await createAccount(work.hub.database, { username, name: username });
    await grantRole(work.hub.database, { account: username, ...grant });
    tokens.push(
      (await openSessionFor(work.hub.database, username, { address: 'x', requestId: 'x' }))?.token as string,
    );
  }
  const paths = [
    ...all(work, (agency) => `/reports/${agency}/2025.html`),
    ...all(work, (agency) => `/reports/${agency}/2025.ndjson`),
    ...all(work, (agency) => `/audit.ndjson?agency=${agency}`),
    '/audit.ndjson',
    '/rollups/410303/2025.json',
    '/rows/410303/2025.csv?value=requests.received.total&value=requests.received.naturalPerson',
    '/exports/410303/2025.ndjson',
    '/exports/410303/2025.zip',
    `/documents/${work.document}`,
  ];
  try {
    // An archive is the same for everyone, and takes long to print.
    for (const path of paths)
      for (const token of path.endsWith('.zip') ? [null] : tokens)
        await work.faults.breakEach(
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
});
