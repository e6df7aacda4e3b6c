import { ANONYMOUS } from '../../src/shared/request/permissions';
import { peopleOf, person } from '../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { correct, publish, readReport } from '../support/review';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

test('a correction goes through the chain with its reason; the public sees the old revision until then; asOf finds both', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await publish(hub, agency, completeReport(agency), people);
  const before = new Date().toISOString();
  expect(
    await act(
      hub,
      { agency, action: 'CORRECT', state: 'PUBLISHED', revision: 1, comment: '数字有误' },
      people.clerk,
    ),
  ).toMatchObject({ accepted: true });
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '改。' }, people.clerk);
  expect(await readReport(hub, agency)).toMatchObject({
    state: 'PUBLISHED',
    revision: 1,
    latestRevision: 1,
    workingRevision: null,
    revisions: [{ revision: 1 }],
  });
  expect(await readReport(hub, agency, people.clerk)).toMatchObject({
    state: 'DRAFT',
    revision: 1,
    latestRevision: 2,
    workingRevision: { revision: 2 },
  });
  await publish(hub, agency, { agency, year: 2025, overview: '更正后。' }, people);
  expect(await readReport(hub, agency)).toMatchObject({
    revision: 3,
    correctionReason: '数字有误',
    overview: { text: '更正后。' },
  });
  expect(await readReport(hub, agency, ANONYMOUS, before)).toMatchObject({
    revision: 1,
    overview: { text: '测试。' },
  });
  expect(await readReport(hub, agency, ANONYMOUS, '2020-01-01T00:00:00Z')).toBeNull();
});

test('everyone sees what differs between two published revisions, and nobody one with an unpublished revision', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const stated = [
    { indicator: 'hotlineTickets', value: 46000 },
    { indicator: 'serviceItems', value: 7 },
  ];
  const first = completeReport(agency);
  await publish(hub, agency, { ...first, indicators: stated }, people);
  await correct(hub, agency, 1, people.clerk);
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '尚未公布的话。' }, people.clerk);
  const changed = structuredClone(first.requests);
  for (const row of ['received', 'granted', 'concluded'] as const)
    Object.assign(changed[row], { naturalPerson: 3, total: 3 });
  const indicators = [
    { indicator: 'hotlineTickets', value: 46000, qualifier: 'AT_LEAST' },
    { indicator: 'posts', value: 12 },
  ];
  await publish(
    hub,
    agency,
    { agency, year: 2025, overview: '更正后。', requests: changed, indicators },
    people,
  );
  const changes = (from: number, to: number, actor = ANONYMOUS) =>
    hub.ask(
      `query ($agency: ID!, $from: Int!, $to: Int!) { report(agency: $agency, year: 2025) {
         revisions { revision publishedAt } changes(from: $from, to: $to) { from to cells { code before after } indicators { indicator { code } before qualifierBefore after qualifierAfter } texts { section parts { kind text } } } } }`,
      { agency, from, to },
      actor,
    );
  const { report } = await changes(1, 3);
  const { revisions, changes: shown } = report;
  expect(revisions.map(({ revision }: { revision: number }) => revision)).toEqual([3, 1]);
  expect(shown).toMatchObject({ from: 1, to: 3 });
  expect(shown.cells).toContainEqual({ code: 'requests.received.total', before: 0, after: 3 });
  expect(shown.cells.every(({ code }: { code: string }) => code.startsWith('requests.'))).toBe(true);
  expect(shown.texts.map(({ section }: { section: number }) => section)).toEqual([1]);
  expect(shown.indicators).toEqual([
    {
      indicator: { code: 'hotlineTickets' },
      before: 46000,
      qualifierBefore: 'EXACT',
      after: 46000,
      qualifierAfter: 'AT_LEAST',
    },
    {
      indicator: { code: 'posts' },
      before: null,
      qualifierBefore: null,
      after: 12,
      qualifierAfter: 'EXACT',
    },
    {
      indicator: { code: 'serviceItems' },
      before: 7,
      qualifierBefore: 'EXACT',
      after: null,
      qualifierAfter: null,
    },
  ]);
  expect(JSON.stringify(report)).not.toContain('尚未公布');
  for (const actor of [ANONYMOUS, people.clerk])
    for (const [from, to] of [
      [1, 2],
      [2, 3],
      [1, 9],
    ])
      await expect(changes(from, to, actor)).rejects.toThrow('There is no published revision');
});

test('withdrawal from publication leaves a tombstone with its reason', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await publish(hub, agency, completeReport(agency), people);
  const retract = { agency, action: 'RETRACT', state: 'PUBLISHED', revision: 1 };
  expect(await act(hub, retract, people.officer)).toMatchObject({ findings: [{ code: 'report.comment' }] });
  await act(hub, { ...retract, comment: '涉及个人信息' }, people.officer);
  expect(await readReport(hub, agency)).toBeNull();
  const { agency: shown } = await hub.ask(
    'query ($code: ID!) { agency(code: $code) { withdrawals { revision reason year } } }',
    { code: agency },
    ANONYMOUS,
  );
  expect(shown.withdrawals).toEqual([{ revision: 1, reason: '涉及个人信息', year: 2025 }]);
});

const EXPLAINED = {
  otherMatters: '无。',
  explanations: [{ code: 'narrative.fees', path: 'otherMatters', text: '另行公布。' }],
};
const judge = (agency: string, verdict: string, comment: string, actor: Awaited<ReturnType<typeof person>>) =>
  hub.ask(
    'mutation ($input: ExplanationReviewInput!) { reviewExplanation(input: $input) { accepted findings { code } } }',
    { input: { agency, year: 2025, code: 'narrative.fees', path: 'otherMatters', verdict, comment } },
    actor,
  );

test('verdicts on an unpublished correction are not public; the next revision inherits those of unchanged findings', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await publish(hub, agency, { ...completeReport(agency), ...EXPLAINED }, people);
  await correct(hub, agency, 1, people.clerk);
  await sendReport(hub, 'submitReport', { agency, year: 2025, overview: '改。' }, people.clerk);
  expect(await judge(agency, 'REJECTED', '内部意见', people.section)).toMatchObject({
    reviewExplanation: { accepted: true },
  });
  const verdicts = async (actor = ANONYMOUS) =>
    (
      await hub.ask(
        `{ report(agency: "${agency}", year: 2025) { revision explanationReviews { verdict } } }`,
        {},
        actor,
      )
    ).report;
  expect(await verdicts()).toEqual({ revision: 1, explanationReviews: [] });
  const working = await hub.ask(
    `{ report(agency: "${agency}", year: 2025) { workingRevision { revision explanationReviews { comment } } } }`,
    {},
    people.office,
  );
  expect(working.report.workingRevision).toEqual({
    revision: 2,
    explanationReviews: [{ comment: '内部意见' }],
  });
  await judge(agency, 'CONFIRMED', '', people.section);
  const back = { agency, action: 'RETURN', state: 'SECTION_REVIEW', revision: 2, comment: '再改' };
  await act(hub, back, people.section);
  await publish(hub, agency, { agency, year: 2025, overview: '再改。' }, people);
  expect(await verdicts()).toEqual({ revision: 3, explanationReviews: [{ verdict: 'CONFIRMED' }] });
  // What goes with the report to its next revision is no deed of the clerk who submits that.
  const judged = await hub.database.query(
    `select e.operation, e.after ->> 'verdict' as verdict, e.actor_name as "actorName" from audit_event e
       join finding_review q on q.agency_id::text = e.after ->> 'agency_id' where e.subject = 'finding_review' and q.revision_id in
         (select v.id from report_revision v join agency a on a.id = v.agency_id where a.code = $1) group by e.chain, e.position order by e.position`,
    [agency],
  );
  expect(judged).toEqual([
    { operation: 'INSERT', verdict: 'REJECTED', actorName: people.section.name },
    { operation: 'UPDATE', verdict: 'CONFIRMED', actorName: people.section.name },
  ]);
});

test('a published report can be withdrawn during a correction; its texts are gone for the public, its figures stay in asOf', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const secret = { ...completeReport(agency), overview: '身份证号。', source: '网站' };
  secret.requests = { received: { naturalPerson: { value: 5, note: '身份证号。' } } };
  const indicators = [{ indicator: 'hotlineTickets', value: 12, sentence: '身份证号。' }];
  await sendReport(hub, 'recordPublishedReport', { ...secret, indicators }, people.officer);
  const before = new Date().toISOString();
  await sendReport(
    hub,
    'recordPublishedReport',
    { agency, year: 2025, source: '网站', problems: '改。' },
    people.officer,
  );
  await correct(hub, agency, 2, people.clerk);
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '净。' }, people.clerk);
  const retract = { agency, action: 'RETRACT', state: 'DRAFT', revision: 3, comment: '个人信息' };
  expect(await act(hub, retract, people.officer)).toMatchObject({
    accepted: true,
    report: { state: 'WITHDRAWN' },
  });
  expect(await readReport(hub, agency)).toBeNull();
  const ALL = `query ($asOf: DateTime) { report(agency: "${agency}", year: 2025, asOf: $asOf) { source overview { text } marks { note } revisions { overview { text } }
      requests { received { total } } findings { explanation } indicators(codes: ["hotlineTickets"]) { value sentences { text } } }
    rollup(years: [2025], filter: { agencies: ["${agency}"] }, asOf: $asOf) { total { requests { received { total } } indicators(codes: ["hotlineTickets"]) { value sentences { text } } } } }`;
  const seen = await hub.ask(ALL, { asOf: before }, ANONYMOUS);
  expect(JSON.stringify(seen)).not.toContain('身份证号');
  expect(seen.report.source).toBeNull();
  expect(seen.report.requests.received.total).toBe(seen.rollup.total.requests.received.total);
  expect(seen.report.requests.received.total).toBeGreaterThan(0);
  expect(seen.rollup.total.indicators).toEqual([{ value: 12, sentences: [] }]);
  expect((await hub.ask(ALL, { asOf: before }, people.clerk)).report.overview.text).toBe('身份证号。');
  await correct(hub, agency, 3, people.clerk, 'WITHDRAWN');
  await publish(
    hub,
    agency,
    { agency, year: 2025, overview: '净。', requests: completeReport(agency).requests },
    people,
  );
  const { report } = await hub.ask(
    `{ report(agency: "${agency}", year: 2025) { correctionReason revisions { overview { text } } } }`,
    {},
    ANONYMOUS,
  );
  expect(report).toEqual({ correctionReason: '数字有误', revisions: [{ overview: { text: '净。' } }] });
});

test('only what is published can be withdrawn', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '草稿。' }, people.clerk);
  const step = { agency, state: 'DRAFT', revision: 1, comment: '撤' };
  expect(await act(hub, { ...step, action: 'RETRACT' }, people.officer)).toMatchObject({
    findings: [{ code: 'report.notPublished' }],
  });
});

test('the next correction does not start from a discarded one', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await publish(hub, agency, completeReport(agency), people);
  await correct(hub, agency, 1, people.clerk);
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '放弃。' }, people.clerk);
  await act(hub, { agency, action: 'DISCARD', state: 'DRAFT', revision: 2 }, people.clerk);
  expect(await readReport(hub, agency, people.clerk)).toMatchObject({
    state: 'PUBLISHED',
    workingRevision: null,
  });
  await correct(hub, agency, 1, people.clerk);
  await sendReport(hub, 'saveDraft', { agency, year: 2025, problems: '改。' }, people.clerk);
  const { report } = await hub.ask(
    `{ report(agency: "${agency}", year: 2025) { workingRevision { revision overview { text } } } }`,
    {},
    people.clerk,
  );
  expect(report.workingRevision).toEqual({ revision: 3, overview: { text: '测试。' } });
});

test('the same two revisions are compared once, under however many names', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  let seed = 7;
  const letters = () =>
    Array.from({ length: 3000 }, () => {
      seed = (seed * 48271) % 2147483647;
      return String.fromCharCode(0x4e00 + (seed % 3000));
    }).join('');
  for (let at = 0; at < 2; at += 1)
    await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: letters() }, people.clerk);
  /** The processor time of a comparison under so many names, in microseconds. */
  const costOf = async (names: number) => {
    const aliases = Array.from(
      { length: names },
      (_, at) => `a${at}: changesSince(since: { revision: 1 }) { to }`,
    );
    const before = process.cpuUsage();
    const { report } = await hub.ask(
      `{ report(agency: "${agency}", year: 2025) { ${aliases.join(' ')} } }`,
      {},
      people.clerk,
    );
    const { user, system } = process.cpuUsage(before);
    expect(Object.values(report)).toEqual(aliases.map(() => ({ to: 2 })));
    return user + system;
  };
  const once = await costOf(1);
  expect(await costOf(30)).toBeLessThan(10 * once);
});
