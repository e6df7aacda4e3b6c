import { findAgency } from '../../../src/agency/agencyQueries';
import { verifyAudit } from '../../../src/audit/verifyAudit';
import { createDataSource } from '../../../src/database/dataSource';
import { ReportScope } from '../../../src/report/model/reportEnums';
import { recordReports } from '../../../src/report/submission/recordReports';
import type { Submission } from '../../../src/report/submission/submission';
import { submitReport } from '../../../src/report/submission/submitReport';
import { verifySums } from '../../../src/rollup/materialized/verifySums';
import { auditedTransaction } from '../../../src/shared/request/auditedTransaction';
import type { Actor } from '../../../src/shared/request/permissions';
import { act, addTestAgency, completeReport, sendReport } from '../../support/reports';
import { createTestHub, EVERYBODY, type TestHub } from '../../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

const contextOf = (actor: Actor = EVERYBODY) => ({
  database: hub.database,
  actor,
  address: 'test',
  requestId: 'test',
});
const recordOneByOne = async (inputs: readonly Submission[]) => {
  const results = [];
  for (const input of inputs)
    results.push(
      await auditedTransaction(contextOf(), async (manager) =>
        submitReport(manager, await findAgency(manager, input.agency), input, 'RECORD', EVERYBODY),
      ),
    );
  return results;
};
const submission = (agency: string, more: object = {}) => ({
  ...completeReport(agency),
  scope: ReportScope.OWN,
  source: 'https://example.invalid',
  ...more,
});

/** What both ways of recording answer. */
interface Outcome {
  readonly accepted: boolean;
  readonly currentRevision: number | null;
  readonly findings: readonly { readonly code: string }[];
}

/** Everything stored of an agency but keys and times, with the agency's own code put out of sight. */
async function storedOf(code: string) {
  const [{ id }] = await hub.database.query('select id from agency where code = $1', [code]);
  const ask = (sql: string) => hub.database.query(sql, [id]);
  const values = (table: string, columns: string, order: string) =>
    ask(`select v.year, v.scope, v.number, ${columns} from ${table} t join report_revision v on v.id = t.revision_id
          where v.agency_id = $1 order by 1, 2, 3, ${order}`);
  return {
    reports: await ask(
      'select year, scope, state, latest_revision, taken_up_by from report where agency_id = $1 order by 1, 2',
    ),
    revisions: await ask(
      `select to_jsonb(r) - array['id', 'report_id', 'agency_id', 'created_at', 'published_at', 'superseded_at'] as row,
              r.published_at is not null as published, r.superseded_at is not null as superseded,
              r.superseded_at = (select n.published_at from report_revision n where n.report_id = r.report_id and n.number = r.number + 1) as meets
         from report_revision r where agency_id = $1 order by year, scope, number`,
    ),
    findings: await values(
      'revision_finding',
      `to_jsonb(t) - array['revision_id', 'found_at', 'replaced_at'] as row, t.replaced_at is null as holds`,
      't.renewal, t.ordinal',
    ),
    indicators: await values('report_indicator', `to_jsonb(t) - 'revision_id' as row`, 't.indicator_id'),
    verdicts: await values('finding_review', 't.fingerprint, t.verdict', 't.fingerprint'),
    steps: await ask(
      `select r.year, r.scope, s.revision, s.action, s.from_state, s.to_state, s.actor, s.same_person, s.comment, s.remarks
         from report_step s join report r on r.id = s.report_id where s.agency_id = $1 order by r.year, r.scope, s.id`,
    ),
    keys: await ask(
      `select k.revision_number, r.year from idempotency_key k join report r on r.id = k.report_id where r.agency_id = $1 order by 1, 2`,
    ),
  };
}

/** A history as imports bring it: several years, corrections, errors, parts left out, refusals. */
function history(agency: string, unknown: string): Submission[] {
  const broken = submission(agency, { year: 2024 });
  broken.requests.received.total = 77;
  const unreadable = submission(agency, { year: 2023 });
  unreadable.requests.received.naturalPerson = -1;
  const indicators = [
    { indicator: 'hotlineTickets', value: 46000, qualifier: 'AT_LEAST', sentence: '4.6万余件。' },
    { indicator: 'posts', value: '12.5', qualifier: 'EXACT' },
  ];
  return [
    submission(agency, { year: 2025, indicators, idempotencyKey: `key-${agency}-1` }),
    submission(agency, { year: 2022 }),
    broken,
    unreadable,
    submission(agency, { year: 2023, requests: null, overview: null }),
    submission(agency, {
      year: 2025,
      requests: null,
      otherMatters: '无。',
      explanations: [{ code: 'narrative.fees', path: 'otherMatters', text: '另行公布。' }],
    }),
    submission(agency, { year: 2025, idempotencyKey: `key-${agency}-1`, indicators }),
    submission(agency, { year: 2021, idempotencyKey: `key-${agency}-1` }),
    submission(agency, { year: 2024, source: ' ' }),
    submission(agency, { year: 2024, expectedRevision: 5 }),
    submission(agency, {
      year: 2024,
      expectedRevision: 1,
      indicators: [{ indicator: 'nothing', value: 'x', qualifier: 'EXACT' }],
    }),
    submission(agency, { year: 2024, expectedRevision: 1, indicators: [] }),
    submission(agency, { year: 2030 }),
    submission(agency, { scope: 'CONSOLIDATED' }),
    submission(unknown),
    submission(agency, { year: 2025, proactive: null, disputes: null, documentFindings: [] }),
  ];
}

const received = (
  results: readonly { accepted: boolean; currentRevision: number | null; findings: readonly object[] }[],
  agency: string,
) =>
  JSON.parse(
    JSON.stringify(
      results.map(({ accepted, currentRevision, findings }) => ({ accepted, currentRevision, findings })),
    ).replaceAll(agency, 'x'),
  );

test('many at once are stored and answered as one by one: years, corrections, errors, refusals, keys', async () => {
  const [one, other] = [await addTestAgency(hub), await addTestAgency(hub)];
  const single = await recordOneByOne(history(one, 'nobody'));
  const together = await recordReports(contextOf(), history(other, 'nobody'));
  expect(received(together, other)).toEqual(received(single, one));
  expect(together.filter(({ accepted }) => accepted).length).toBeGreaterThan(6);
  expect(await storedOf(other)).toEqual(await storedOf(one));
});

test('over work of others, over what came through the review, and after withdrawal: as one by one', async () => {
  const make = async (record: (input: Submission) => Promise<unknown>) => {
    const codes = [await addTestAgency(hub), await addTestAgency(hub), await addTestAgency(hub)];
    const [drafted, filed, withdrawn] = codes;
    await sendReport(
      hub,
      'saveDraft',
      { agency: drafted, year: 2025, overview: '草稿。' },
      { ...EVERYBODY, id: 'account:2' },
    );
    await sendReport(hub, 'submitReport', completeReport(filed));
    await record(submission(withdrawn));
    await act(hub, {
      agency: withdrawn,
      action: 'RETRACT',
      state: 'PUBLISHED',
      revision: 1,
      comment: '错报',
    });
    return codes;
  };
  const [ones, others] = [
    await make((input) => recordOneByOne([input])),
    await make((input) => recordReports(contextOf(), [input])),
  ];
  const single = await recordOneByOne(ones.map((code) => submission(code)));
  const together = await recordReports(
    contextOf(),
    others.map((code) => submission(code)),
  );
  const plain = (results: readonly Outcome[]) =>
    results.map(({ accepted, currentRevision, findings }) => [
      accepted,
      currentRevision,
      findings.map(({ code }) => code),
    ]);
  expect(plain(together)).toEqual(plain(single));
  expect(plain(together).map(([accepted]) => accepted)).toEqual([false, false, true]);
  for (const [at, code] of others.entries()) expect(await storedOf(code)).toEqual(await storedOf(ones[at]));
});

test('three hundred reports of three years in any order; each has its step, and the audit is whole', async () => {
  const codes: string[] = [];
  for (let created = 0; created < 100; created += 1) codes.push(await addTestAgency(hub));
  const inputs = [2025, 2023, 2024].flatMap((year) => codes.map((code) => submission(code, { year })));
  const results = await recordReports(contextOf(), inputs);
  expect(results.every(({ accepted }) => accepted)).toBe(true);
  const [{ reports, steps }] = await hub.database.query(
    `select count(*)::int as reports, (select count(*)::int from report_step s join agency a on a.id = s.agency_id where a.code = any($1)) as steps
       from report_revision r join agency a on a.id = r.agency_id where a.code = any($1) and r.published_at is not null and r.superseded_at is null`,
    [codes],
  );
  expect([reports, steps]).toEqual([300, 300]);
  expect((await verifyAudit(hub.database)).faults).toEqual([]);
});

test('a report that the database refuses fails alone', async () => {
  const codes = [await addTestAgency(hub), await addTestAgency(hub), await addTestAgency(hub)];
  const inputs = codes.map((code, at) => submission(code, at === 1 ? { overview: 'a\u0000b' } : {}));
  const results = await recordReports(contextOf(), inputs);
  expect(results.map(({ accepted, failure }) => [accepted, failure !== undefined])).toEqual([
    [true, false],
    [false, true],
    [true, false],
  ]);
});

test('what is stored beside reports is stored with them or not at all', async () => {
  const code = await addTestAgency(hub);
  const refuse = recordReports(contextOf(), [submission(code)], async () => {
    throw new Error('not beside');
  });
  await expect(refuse).rejects.toThrow('not beside');
  expect((await storedOf(code)).reports).toEqual([]);
});

test('imports and single publications of the same places at once: none is lost, and the sums are right', async () => {
  const codes: string[] = [];
  for (const place of ['410303', '410300', '410000'])
    for (let created = 0; created < 8; created += 1) codes.push(await addTestAgency(hub, place));
  await recordReports(
    contextOf(),
    codes.filter((_, at) => at % 2 === 0).map((code) => submission(code)),
  );
  const mixed = (year: number, overview: string) => codes.map((code) => submission(code, { year, overview }));
  const all = await Promise.all([
    recordReports(contextOf(), [...mixed(2025, '甲。'), ...mixed(2022, '甲。')]),
    recordReports(contextOf(), [...mixed(2025, '乙。').reverse(), ...mixed(2023, '乙。')]),
    recordOneByOne(mixed(2025, '丙。')),
  ]);
  expect(all.flat().every(({ accepted }) => accepted)).toBe(true);
  expect((await verifySums(hub.database)).faults).toEqual([]);
});

test('the login of the running server may record in batches', async () => {
  const code = await addTestAgency(hub);
  const database = await createDataSource(hub.url, 4).initialize();
  try {
    const [{ accepted }] = await recordReports({ ...contextOf(), database }, [submission(code)]);
    expect(accepted).toBe(true);
  } finally {
    await database.destroy();
  }
});
