import fc from 'fast-check';
import { seedRealReports } from '../../seeds/realReports';
import { createAccount } from '../../src/identity/accounts';
import { readCredential } from '../../src/identity/sessions';
import { ReportState } from '../../src/report/model/reportTypes';
import { nextState, TRANSITIONS, validateTransitions, waitsFor } from '../../src/report/workflow/transitions';
import { ANONYMOUS, hasRole, Role } from '../../src/shared/request/permissions';
import { peopleOf, person } from '../support/people';
import { act, addTestAgency, sendReport, wholeReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub();
  await seedRealReports(hub.database);
});
afterAll(() => hub.drop());

const REVIEWERS = [
  ['SECTION_REVIEW', 'section', 'APPROVE'],
  ['OFFICE_REVIEW', 'office', 'APPROVE'],
  ['LEADER_REVIEW', 'leader', 'APPROVE'],
  ['FILED', 'officer', 'ACCEPT'],
] as const;

async function publish(agency: string, input: object, people: Awaited<ReturnType<typeof peopleOf>>) {
  const sent = await sendReport(hub, 'submitReport', input, people.clerk);
  expect(sent).toMatchObject({ accepted: true });
  for (const [state, who, action] of REVIEWERS)
    expect(
      await act(hub, { agency, action, state, revision: sent.currentRevision }, people[who]),
    ).toMatchObject({ accepted: true });
}

const REPORT = `query ($agency: ID!, $asOf: DateTime) { report(agency: $agency, year: 2025, asOf: $asOf) { state revision latestRevision
  correctionReason overview { text } steps { action samePerson comment remarks { cell text } } revisions { revision }
  viewerActions { action allowed reasons { code messageEn } } workingRevision { revision } deadline { dueOn isLate } } }`;
const read = async (agency: string, actor = ANONYMOUS, asOf: string | null = null) =>
  (await hub.ask(REPORT, { agency, asOf }, actor)).report;

test('the chain is sound, and unsound ones are told', () => {
  expect(validateTransitions(TRANSITIONS, hasRole)).toEqual([]);
  expect(
    validateTransitions(
      TRANSITIONS.filter((row) => row.action !== 'ACCEPT'),
      hasRole,
    ),
  ).toContain('FILED never leads to publication');
  expect(validateTransitions(TRANSITIONS, (operation) => operation !== 'ACCEPT')).toContain(
    'FILED ACCEPT has no role',
  );
  expect(validateTransitions([...TRANSITIONS, TRANSITIONS[0]], hasRole)).toContain(
    'DRAFT SAVE is written twice',
  );
  expect(nextState('DRAFT' as never, [])).toBe('FILED');
  expect(Object.values(ReportState).map(waitsFor)).toEqual([
    'SUBMIT',
    'REVIEW_SECTION',
    'REVIEW_OFFICE',
    'REVIEW_LEADER',
    'ACCEPT',
    'SUBMIT',
    'SUBMIT',
  ]);
});

test('a whole life: drafted, explained, returned with a remark on a cell, corrected, approved, filed, published', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const input = { ...wholeReport(agency), otherMatters: '无。' };
  expect(await sendReport(hub, 'submitReport', input, people.clerk)).toMatchObject({ accepted: false });
  const explanations = [{ code: 'narrative.fees', path: 'input.otherMatters', text: '另行公布。' }];
  expect(await sendReport(hub, 'submitReport', { ...input, explanations }, people.clerk)).toMatchObject({
    accepted: true,
    report: { state: 'SECTION_REVIEW' },
  });
  expect(await read(agency)).toBeNull();
  const remarks = [{ section: 3, cell: 'requests.received.naturalPerson', text: '请核对。' }];
  const step = { agency, state: 'SECTION_REVIEW', revision: 1 };
  expect(await act(hub, { ...step, action: 'RETURN', remarks }, people.section)).toMatchObject({
    accepted: false,
    findings: [{ code: 'report.comment' }],
  });
  expect(
    await act(
      hub,
      {
        ...step,
        action: 'RETURN',
        comment: '一处有疑。',
        remarks: [{ section: 2, cell: remarks[0].cell, text: '错' }],
      },
      people.section,
    ),
  ).toMatchObject({ findings: [{ code: 'remark.cell', path: 'input.remarks.0.cell' }] });
  expect(
    await act(hub, { ...step, action: 'RETURN', comment: '一处有疑。', remarks }, people.section),
  ).toMatchObject({ accepted: true, report: { state: 'DRAFT' } });
  expect((await read(agency, people.clerk)).steps[0]).toMatchObject({
    action: 'RETURN',
    comment: '一处有疑。',
    remarks: [{ cell: remarks[0].cell }],
  });
  // The explanation stays with the finding that stays the same.
  const again = { ...input, overview: '再测试。' };
  expect(await sendReport(hub, 'submitReport', again, people.clerk)).toMatchObject({
    accepted: true,
    currentRevision: 2,
    findings: [{ explanation: '另行公布。' }],
  });
  const { report } = await hub.ask(
    `query ($agency: ID!) { report(agency: $agency, year: 2025) { changesSince { from to cells { code } texts { section parts { kind text } } } } }`,
    { agency },
    people.section,
  );
  expect(report.changesSince).toEqual({
    from: 1,
    to: 2,
    cells: [],
    texts: [
      {
        section: 1,
        parts: [
          { kind: 'ADDED', text: '再' },
          { kind: 'SAME', text: '测试。' },
        ],
      },
    ],
  });
  for (const [state, who, action] of REVIEWERS)
    expect(await act(hub, { agency, action, state, revision: 2 }, people[who])).toMatchObject({
      accepted: true,
    });
  expect(await read(agency)).toMatchObject({ state: 'PUBLISHED', revision: 2, steps: [], viewerActions: [] });
});

test('a rejected explanation blocks approval until the report comes back', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const explanations = [{ code: 'narrative.fees', path: 'otherMatters', text: '另行公布。' }];
  const input = { ...wholeReport(agency), otherMatters: '无。', explanations };
  await sendReport(hub, 'submitReport', input, people.clerk);
  const judge = (verdict: string, comment: string | null, actor: typeof people.clerk) =>
    hub.ask(
      'mutation ($input: ExplanationReviewInput!) { reviewExplanation(input: $input) { accepted findings { code } report { explanationReviews { verdict comment } } } }',
      { input: { agency, year: 2025, code: 'narrative.fees', path: 'otherMatters', verdict, comment } },
      actor,
    );
  await expect(judge('REJECTED', '不足。', people.clerk)).rejects.toThrow('roles');
  expect(await judge('REJECTED', '不足。', people.office)).toMatchObject({
    reviewExplanation: { findings: [{ code: 'report.role' }] },
  });
  expect(await judge('REJECTED', '', people.section)).toMatchObject({
    reviewExplanation: { findings: [{ code: 'report.comment' }] },
  });
  expect(await judge('REJECTED', '不足。', people.section)).toMatchObject({
    reviewExplanation: {
      accepted: true,
      report: { explanationReviews: [{ verdict: 'REJECTED', comment: '不足。' }] },
    },
  });
  const approve = { agency, action: 'APPROVE', state: 'SECTION_REVIEW', revision: 1 };
  expect(await act(hub, approve, people.section)).toMatchObject({
    findings: [{ code: 'report.explanationRejected' }],
  });
  await judge('CONFIRMED', null, people.section);
  expect(await act(hub, approve, people.section)).toMatchObject({ accepted: true });
});

test('the clerk withdraws until it is taken up; viewers are told what they may do and why not', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'submitReport', wholeReport(agency), people.clerk);
  const step = { agency, state: 'SECTION_REVIEW', revision: 1 };
  const mine = async (actor: typeof people.clerk) =>
    (await read(agency, actor)).viewerActions
      .filter((item: any) => item.allowed)
      .map((item: any) => item.action);
  expect(await mine(people.clerk)).toEqual(['WITHDRAW']);
  expect(await mine(people.section)).toEqual(['TAKE_UP', 'APPROVE', 'RETURN']);
  expect(await mine(people.leader)).toEqual([]);
  await act(hub, { ...step, action: 'TAKE_UP' }, people.section);
  expect(await act(hub, { ...step, action: 'WITHDRAW' }, people.clerk)).toMatchObject({
    findings: [{ code: 'report.takenUp' }],
  });
  const saved = await sendReport(hub, 'saveSection', { agency, year: 2025, overview: '改。' }, people.clerk);
  expect(saved).toMatchObject({
    accepted: false,
    findings: [{ code: 'report.state', actual: 'SECTION_REVIEW' }],
  });
  expect(saved.findings[0].messageEn).toMatch(/since .*TAKE_UP.*SECTION_REVIEWER/);
});

test('fewer steps are passed over; author and approver differ unless the setting says so, on record', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const set = (input: object) =>
    hub.ask(
      'mutation ($input: ReviewSettingInput!) { setReview(input: $input) { accepted findings { code } } }',
      { input },
      people.officer,
    );
  expect(await set({ agency, steps: ['FILED'], reason: '' })).toMatchObject({
    setReview: { accepted: false, findings: [{ code: 'text.empty' }, { code: 'review.steps' }] },
  });
  await set({ agency, steps: ['LEADER_REVIEW'], reason: '街道无科室' });
  const both = { ...people.clerk, grants: [...people.clerk.grants, ...people.leader.grants] };
  expect(await sendReport(hub, 'submitReport', wholeReport(agency), both)).toMatchObject({
    report: { state: 'LEADER_REVIEW' },
  });
  const approve = { agency, action: 'APPROVE', state: 'LEADER_REVIEW', revision: 1 };
  expect(await act(hub, approve, both)).toMatchObject({ findings: [{ code: 'report.samePerson' }] });
  await set({ agency, steps: ['LEADER_REVIEW'], allowSamePerson: true, reason: '一人办公' });
  expect(await act(hub, approve, both)).toMatchObject({ accepted: true, report: { state: 'FILED' } });
  expect((await read(agency, people.clerk)).steps[0]).toMatchObject({ action: 'APPROVE', samePerson: true });
});

test('correction: a new revision with a reason through the chain; the public keeps the old one until then; asOf tells both', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await publish(agency, wholeReport(agency), people);
  const before = new Date().toISOString();
  expect(
    await act(
      hub,
      { agency, action: 'CORRECT', state: 'PUBLISHED', revision: 1, comment: '数字有误' },
      people.clerk,
    ),
  ).toMatchObject({ accepted: true });
  await sendReport(hub, 'saveSection', { agency, year: 2025, overview: '改。' }, people.clerk);
  expect(await read(agency)).toMatchObject({
    state: 'PUBLISHED',
    revision: 1,
    latestRevision: 1,
    workingRevision: null,
    revisions: [{ revision: 1 }],
  });
  expect(await read(agency, people.clerk)).toMatchObject({
    state: 'DRAFT',
    revision: 1,
    latestRevision: 2,
    workingRevision: { revision: 2 },
  });
  await publish(agency, { agency, year: 2025, overview: '更正后。' }, people);
  expect(await read(agency)).toMatchObject({
    revision: 3,
    correctionReason: '数字有误',
    overview: { text: '更正后。' },
  });
  expect(await read(agency, ANONYMOUS, before)).toMatchObject({ revision: 1, overview: { text: '测试。' } });
  expect(await read(agency, ANONYMOUS, '2020-01-01T00:00:00Z')).toBeNull();
});

test('withdrawal from publication leaves a tombstone with its reason', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await publish(agency, wholeReport(agency), people);
  const retract = { agency, action: 'RETRACT', state: 'PUBLISHED', revision: 1 };
  expect(await act(hub, retract, people.officer)).toMatchObject({ findings: [{ code: 'report.comment' }] });
  await act(hub, { ...retract, comment: '涉及个人信息' }, people.officer);
  expect(await read(agency)).toBeNull();
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
const correct = (
  agency: string,
  revision: number,
  actor: Awaited<ReturnType<typeof person>>,
  state = 'PUBLISHED',
) => act(hub, { agency, action: 'CORRECT', state, revision, comment: '数字有误' }, actor);

test('verdicts on an unpublished correction stay inside; they are carried on with a finding that stays the same', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await publish(agency, { ...wholeReport(agency), ...EXPLAINED }, people);
  await correct(agency, 1, people.clerk);
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
  await publish(agency, { agency, year: 2025, overview: '再改。' }, people);
  expect(await verdicts()).toEqual({ revision: 3, explanationReviews: [{ verdict: 'CONFIRMED' }] });
});

test('recording stands on what is published, not on a draft, and not over the work of others', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const record = (input: object) =>
    sendReport(
      hub,
      'recordPublishedReport',
      { agency, year: 2025, source: '网站', ...input },
      people.officer,
    );
  await sendReport(hub, 'saveSection', { agency, year: 2025, overview: '草稿。' }, people.clerk);
  expect(await record(wholeReport(agency))).toMatchObject({
    accepted: false,
    findings: [{ code: 'report.workOfOthers' }],
  });
  const recorded = await addTestAgency(hub);
  const others = await peopleOf(hub, recorded);
  const input = { ...wholeReport(recorded), source: '网站' };
  await sendReport(hub, 'recordPublishedReport', input, others.officer);
  await correct(recorded, 1, others.clerk);
  await sendReport(hub, 'saveSection', { agency: recorded, year: 2025, overview: '草稿。' }, others.clerk);
  const again = { agency: recorded, year: 2025, source: '网站', problems: '再录。' };
  expect(await sendReport(hub, 'recordPublishedReport', again, others.officer)).toMatchObject({
    findings: [{ code: 'report.workOfOthers' }],
  });
  const discard = { agency: recorded, action: 'DISCARD', state: 'DRAFT', revision: 2 };
  expect(await act(hub, discard, others.clerk)).toMatchObject({
    accepted: true,
    report: { state: 'PUBLISHED', latestRevision: 1, revision: 1 },
  });
  expect(await sendReport(hub, 'recordPublishedReport', again, others.officer)).toMatchObject({
    accepted: true,
    currentRevision: 3,
  });
  expect(await read(recorded)).toMatchObject({ overview: { text: '测试。' }, correctionReason: null });
  expect((await read(recorded, others.clerk)).steps.map((step: any) => step.action)).toEqual([
    'RECORD',
    'DISCARD',
    'CORRECT',
    'RECORD',
  ]);
});

test('what came through the review is corrected through it, not recorded over, also after its withdrawal', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await publish(agency, wholeReport(agency), people);
  const again = { agency, year: 2025, source: '网站', overview: '官员改。' };
  const refused = { accepted: false, findings: [{ code: 'report.filed' }] };
  expect(await sendReport(hub, 'recordPublishedReport', again, people.officer)).toMatchObject(refused);
  await act(
    hub,
    { agency, action: 'RETRACT', state: 'PUBLISHED', revision: 1, comment: '撤' },
    people.officer,
  );
  expect(await sendReport(hub, 'recordPublishedReport', again, people.officer)).toMatchObject(refused);
  const step = { agency, action: 'RECORD', state: 'WITHDRAWN', revision: 1 };
  expect(await act(hub, step, people.officer)).toMatchObject({ findings: [{ code: 'report.action' }] });
});

test('nobody approves or accepts their own work: not behind a key they made, not as an officer', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const set = (allowSamePerson: boolean) =>
    hub.ask(
      'mutation ($input: ReviewSettingInput!) { setReview(input: $input) { accepted } }',
      { input: { agency, steps: ['OFFICE_REVIEW'], allowSamePerson, reason: '测试' } },
      people.officer,
    );
  await set(false);
  await createAccount(hub.database, { username: 'key-maker', name: '制钥者' });
  const [{ id }] = await hub.database.query("select id from account where username = 'key-maker'");
  const maker = { ...people.office, id: `account:${id}`, accountKey: id };
  const { createApiKey } = await hub.ask(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
    { input: { agency, purpose: '报送' } },
    maker,
  );
  const key = await readCredential(hub.database, `Bearer ${createApiKey.secret}`);
  await sendReport(hub, 'submitReport', wholeReport(agency), key as never);
  const approve = { agency, action: 'APPROVE', state: 'OFFICE_REVIEW', revision: 1 };
  expect(await act(hub, approve, maker)).toMatchObject({ findings: [{ code: 'report.samePerson' }] });
  expect(await act(hub, approve, people.office)).toMatchObject({ accepted: true });
  const accept = { agency, action: 'ACCEPT', state: 'FILED', revision: 1 };
  const both = { ...maker, grants: people.officer.grants };
  expect(await act(hub, accept, both)).toMatchObject({ findings: [{ code: 'report.samePerson' }] });
  await set(true);
  expect(await act(hub, accept, both)).toMatchObject({ accepted: true });
  expect((await read(agency, people.clerk)).steps[0]).toMatchObject({ action: 'ACCEPT', samePerson: true });
});

test('what is published can be withdrawn while a correction is open; its words are gone for the public, its figures stay in asOf', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const secret = { ...wholeReport(agency), overview: '身份证号。', source: '网站' } as any;
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
  await correct(agency, 2, people.clerk);
  await sendReport(hub, 'saveSection', { agency, year: 2025, overview: '净。' }, people.clerk);
  const retract = { agency, action: 'RETRACT', state: 'DRAFT', revision: 3, comment: '个人信息' };
  expect(await act(hub, retract, people.officer)).toMatchObject({
    accepted: true,
    report: { state: 'WITHDRAWN' },
  });
  expect(await read(agency)).toBeNull();
  const ALL = `query ($asOf: DateTime) { report(agency: "${agency}", year: 2025, asOf: $asOf) { source overview { text } marks { note } revisions { overview { text } }
      requests { received { total } } findings { explanation } indicators(codes: ["hotlineTickets"]) { value sentences { text } } }
    rollup(years: [2025], select: { agencies: ["${agency}"] }, asOf: $asOf) { total { requests { received { total } } indicators(codes: ["hotlineTickets"]) { value sentences { text } } } } }`;
  const seen = await hub.ask(ALL, { asOf: before }, ANONYMOUS);
  expect(JSON.stringify(seen)).not.toContain('身份证号');
  expect(seen.report.source).toBeNull();
  expect(seen.report.requests.received.total).toBe(seen.rollup.total.requests.received.total);
  expect(seen.report.requests.received.total).toBeGreaterThan(0);
  expect(seen.rollup.total.indicators).toEqual([{ value: '12', sentences: [] }]);
  expect((await hub.ask(ALL, { asOf: before }, people.clerk)).report.overview.text).toBe('身份证号。');
  await correct(agency, 3, people.clerk, 'WITHDRAWN');
  await publish(
    agency,
    { agency, year: 2025, overview: '净。', requests: wholeReport(agency).requests },
    people,
  );
  const { report } = await hub.ask(
    `{ report(agency: "${agency}", year: 2025) { correctionReason revisions { overview { text } } } }`,
    {},
    ANONYMOUS,
  );
  expect(report).toEqual({ correctionReason: '数字有误', revisions: [{ overview: { text: '净。' } }] });
});

test('a first filing cannot be given up, and nothing is withdrawn that is not published', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'saveSection', { agency, year: 2025, overview: '草稿。' }, people.clerk);
  const step = { agency, state: 'DRAFT', revision: 1, comment: '撤' };
  expect(await act(hub, { ...step, action: 'DISCARD' }, people.clerk)).toMatchObject({
    findings: [{ code: 'report.neverPublished' }],
  });
  expect(await act(hub, { ...step, action: 'RETRACT' }, people.officer)).toMatchObject({
    findings: [{ code: 'report.notPublished' }],
  });
});

test('an abandoned correction is not what the next one starts from', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await publish(agency, wholeReport(agency), people);
  await correct(agency, 1, people.clerk);
  await sendReport(hub, 'saveSection', { agency, year: 2025, overview: '放弃。' }, people.clerk);
  await act(hub, { agency, action: 'DISCARD', state: 'DRAFT', revision: 2 }, people.clerk);
  expect(await read(agency, people.clerk)).toMatchObject({ state: 'PUBLISHED', workingRevision: null });
  await correct(agency, 1, people.clerk);
  await sendReport(hub, 'saveSection', { agency, year: 2025, problems: '改。' }, people.clerk);
  const { report } = await hub.ask(
    `{ report(agency: "${agency}", year: 2025) { workingRevision { revision overview { text } } } }`,
    {},
    people.clerk,
  );
  expect(report.workingRevision).toEqual({ revision: 3, overview: { text: '测试。' } });
});

test('a closed agency stays in the inbox of those who finish its work', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'submitReport', wholeReport(agency), people.clerk);
  for (const [state, who, action] of REVIEWERS.slice(0, 3))
    await act(hub, { agency, action, state, revision: 1 }, people[who]);
  await hub.ask(
    `mutation { closeAgency(input: { agency: "${agency}", effectiveOn: "2026-03-01" }) { findings { code } } }`,
    {},
    people.officer,
  );
  const { inbox } = await hub.ask(
    '{ inbox(first: 100) { edges { node { report { agency { code } } } } } }',
    {},
    people.officer,
  );
  expect(inbox.edges.map((edge: any) => edge.node.report.agency.code)).toContain(agency);
});

test('a correction is never locked, not even of what was withdrawn', async () => {
  const agency = await addTestAgency(hub, '410303', 'locked');
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'recordPublishedReport', { ...wholeReport(agency), source: '网站' }, people.officer);
  await hub.database.query(
    "insert into deadline_rule (year, kind, due_on, locks, reason, set_by) values (2025, 'DEPARTMENT', '2026-01-31', true, 'x', 'x')",
  );
  try {
    await act(
      hub,
      { agency, action: 'RETRACT', state: 'PUBLISHED', revision: 1, comment: '撤' },
      people.officer,
    );
    await correct(agency, 1, people.clerk, 'WITHDRAWN');
    expect(
      await sendReport(hub, 'saveSection', { agency, year: 2025, overview: '改。' }, people.clerk),
    ).toMatchObject({ accepted: true });
  } finally {
    await hub.database.query('delete from deadline_rule where year = 2025');
  }
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
    await sendReport(hub, 'saveSection', { agency, year: 2025, overview: letters() }, people.clerk);
  const aliases = Array.from({ length: 30 }, (_, at) => `a${at}: changesSince(revision: 1) { to }`).join(' ');
  const began = Date.now();
  const { report } = await hub.ask(
    `{ report(agency: "${agency}", year: 2025) { ${aliases} } }`,
    {},
    people.clerk,
  );
  expect(report.a29).toEqual({ to: 2 });
  expect(Date.now() - began).toBeLessThan(4000);
});

test('remarks are at most 200', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'submitReport', wholeReport(agency), people.clerk);
  const remarks = Array.from({ length: 201 }, () => ({ section: 1, text: '改' }));
  const step = { agency, action: 'RETURN', state: 'SECTION_REVIEW', revision: 1, comment: '退', remarks };
  expect(await act(hub, step, people.section)).toMatchObject({
    accepted: false,
    findings: [{ code: 'list.long', path: 'input.remarks' }],
  });
});

test('two leaders at the same instant: one wins, the other is told who did what', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const deputy = person(Role.LEADER, people.leader.grants[0]);
  await sendReport(hub, 'submitReport', wholeReport(agency), people.clerk);
  for (const [state, who, action] of REVIEWERS.slice(0, 2))
    await act(hub, { agency, action, state, revision: 1 }, people[who]);
  const step = { agency, action: 'APPROVE', state: 'LEADER_REVIEW', revision: 1 };
  const outcomes = await Promise.all([people.leader, deputy].map((actor) => act(hub, step, actor)));
  expect(outcomes.filter((item) => item.accepted)).toHaveLength(1);
  const loser = outcomes.find((item) => !item.accepted);
  expect(loser.findings[0].code).toBe('report.moved');
  expect(loser.findings[0].messageEn).toMatch(/leader-\d+ did APPROVE at/);
});

test('bulk acceptance: each item has its own outcome', async () => {
  const agencies = [await addTestAgency(hub), await addTestAgency(hub), await addTestAgency(hub)];
  const [first, second] = agencies;
  for (const agency of [first, second]) {
    const people = await peopleOf(hub, agency);
    await sendReport(hub, 'submitReport', wholeReport(agency), people.clerk);
    const steps = agency === first ? 3 : 2;
    for (const [state, who, action] of REVIEWERS.slice(0, steps))
      await act(hub, { agency, action, state, revision: 1 }, people[who]);
  }
  const { officer } = await peopleOf(hub, first);
  const inputs = [...agencies, '00-xigong-approval'].map((agency) => ({
    agency,
    year: 2025,
    action: 'ACCEPT',
    state: 'FILED',
    revision: 1,
  }));
  const { actOnReports } = await hub.ask(
    'mutation ($inputs: [ReviewInput!]!) { actOnReports(inputs: $inputs) { agency accepted findings { code } } }',
    { inputs },
    officer,
  );
  expect(actOnReports.map((item: any) => [item.accepted, item.findings[0]?.code])).toEqual([
    [true, undefined],
    [false, 'report.moved'],
    [false, 'reference.unknown'],
    [false, 'report.forbidden'],
  ]);
});

test('deadlines: statutory, set, extended, locking with exceptions on record', async () => {
  const agency = await addTestAgency(hub);
  const { officer, clerk } = await peopleOf(hub, agency);
  const chief = person(Role.DISTRICT_OFFICER, { path: '' });
  const deadline = async () =>
    (
      await hub.ask(
        'query ($code: ID!) { agency(code: $code) { deadline(year: 2024) { dueOn ruleDueOn isLate isLocked extensionReason } } }',
        { code: agency },
      )
    ).agency.deadline;
  expect(await deadline()).toMatchObject({ dueOn: '2025-01-31', isLate: true, isLocked: false });
  const set = { year: 2024, kind: 'DEPARTMENT', dueOn: '2025-02-10', locks: true, reason: '节假日' };
  const SET =
    'mutation ($input: DeadlineInput!) { setDeadline(input: $input) { accepted findings { code } } }';
  await expect(hub.ask(SET, { input: set }, officer)).rejects.toThrow('roles');
  expect(await hub.ask(SET, { input: { ...set, dueOn: '2024-02-10' } }, chief)).toMatchObject({
    setDeadline: { findings: [{ code: 'deadline.day' }] },
  });
  expect(await hub.ask(SET, { input: set }, chief)).toMatchObject({ setDeadline: { accepted: true } });
  expect(await deadline()).toMatchObject({ dueOn: '2025-02-10', isLocked: true });
  const late = { ...wholeReport(agency), year: 2024 };
  expect(await sendReport(hub, 'submitReport', late, clerk)).toMatchObject({
    findings: [{ code: 'report.deadline', actual: '2025-02-10' }],
  });
  const EXTEND =
    'mutation ($input: ExtensionInput!) { extendDeadline(input: $input) { accepted findings { code } } }';
  const input = { year: 2024, agency, dueOn: '2026-12-30', reason: '机构改革' };
  await hub.ask(EXTEND, { input }, officer);
  expect(await deadline()).toMatchObject({
    dueOn: '2026-12-30',
    ruleDueOn: '2025-02-10',
    isLocked: false,
    extensionReason: '机构改革',
  });
  expect(await sendReport(hub, 'submitReport', late, clerk)).toMatchObject({ accepted: true });
});

test('what is due and not begun waits in the inbox of the clerk', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear() - 1;
  const inbox = async (actor: typeof people.clerk, after: string | null = null) =>
    (
      await hub.ask(
        `query ($after: String) { inbox(first: 1, after: $after) { totalCount pageInfo { endCursor hasNextPage } edges { node { state year dueOn comment agency { code } report { year } } } } }`,
        { after },
        actor,
      )
    ).inbox;
  const due = await inbox(people.clerk);
  expect(due).toMatchObject({
    totalCount: 1,
    pageInfo: { hasNextPage: false },
    edges: [
      {
        node: {
          state: 'DRAFT',
          year,
          dueOn: `${year + 1}-01-31`,
          comment: null,
          agency: { code: agency },
          report: null,
        },
      },
    ],
  });
  expect(await inbox(people.clerk, due.pageInfo.endCursor)).toMatchObject({ totalCount: 1, edges: [] });
  for (const other of [people.section, people.officer, people.analyst])
    expect((await inbox(other)).edges.map((edge: any) => edge.node.agency.code)).not.toContain(agency);
  await sendReport(hub, 'saveSection', { agency, year, overview: '开始。' }, people.clerk);
  expect(await inbox(people.clerk)).toMatchObject({ totalCount: 1, edges: [{ node: { report: { year } } }] });
});

test('the inbox holds what waits for each, and pages join', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'submitReport', wholeReport(agency), people.clerk);
  const inbox = async (actor: typeof people.clerk) =>
    (
      await hub.ask(
        '{ inbox { totalCount edges { node { state daysLate dueOn comment report { state } } } } }',
        {},
        actor,
      )
    ).inbox;
  expect(await inbox(people.clerk)).toMatchObject({ totalCount: 0 });
  expect(await inbox(people.section)).toMatchObject({
    totalCount: 1,
    edges: [{ node: { state: 'SECTION_REVIEW', dueOn: '2026-01-31', report: { state: 'SECTION_REVIEW' } } }],
  });
  await act(
    hub,
    { agency, action: 'RETURN', state: 'SECTION_REVIEW', revision: 1, comment: '重报' },
    people.section,
  );
  expect((await inbox(people.clerk)).edges[0].node).toMatchObject({ state: 'DRAFT', comment: '重报' });
  await expect(inbox(ANONYMOUS)).rejects.toMatchObject({ extensions: { code: 'UNAUTHENTICATED' } });
});

test('previews add filed or draft figures for the entitled, in sums only', async () => {
  const agency = await addTestAgency(hub, '410303');
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'submitReport', wholeReport(agency), people.clerk);
  const total = (basis: string, actor = ANONYMOUS, select: object = { jurisdiction: '410303' }) =>
    hub
      .ask(
        'query ($basis: RollUpBasis!, $select: RollUpSelection) { rollup(years: [2025], select: $select, basis: $basis) { coverage { included } } }',
        { basis, select },
        actor,
      )
      .then(({ rollup }) => rollup.coverage.included);
  const [published, filed, drafted] = await Promise.all(
    ['PUBLISHED', 'FILED', 'DRAFT'].map((basis) => total(basis, people.analyst)),
  );
  expect(drafted).toBeGreaterThan(published);
  for (const [step, who, action] of REVIEWERS.slice(0, 3))
    await act(hub, { agency, action, state: step, revision: 1 }, people[who]);
  expect(await total('FILED', people.analyst)).toBe(filed + 1);
  expect(await total('PUBLISHED', people.analyst)).toBe(published);
  await expect(total('DRAFT', people.analyst, { agencies: [agency] })).rejects.toThrow('roles');
  await expect(total('DRAFT', people.analyst, {})).rejects.toThrow('roles');
  await expect(total('DRAFT', people.clerk)).rejects.toThrow('roles');
  await expect(total('DRAFT')).rejects.toThrow('Sign in');
});

test('an analyst reads no sentences of drafts, and no sum that shows the work of one agency or two', async () => {
  await hub.ask(
    'mutation { addJurisdiction(input: { code: "410303009", name: "街道", level: TOWNSHIP, parent: "410303" }) { findings { code } } }',
  );
  const agencies: string[] = [];
  for (let at = 0; at < 3; at += 1) agencies.push(await addTestAgency(hub, '410303009', 'lone'));
  const { analyst, officer } = await peopleOf(hub, '410303-001');
  const preview = async (actor: typeof analyst) => {
    const { rollup } = await hub.ask(
      `{ rollup(years: [2025], select: { jurisdiction: "410303" }, basis: DRAFT) { byChild(orderBy: { by: "requests.received.total" }) { edges { cursor node { key suppressed sortValue
           coverage { included withErrors blankCells notApplicableCells edition2019 missing { totalCount } } requests { received { total naturalPerson } } measures { disclosureRate } indicators(codes: ["hotlineTickets"]) { value sentences { text } } } } } } }`,
      {},
      actor,
    );
    return rollup.byChild.edges.find((edge: any) => edge.node.key === '410303009').node;
  };
  const save = async (at: number) => {
    const { clerk } = await peopleOf(hub, agencies[at]);
    const indicators = [{ indicator: 'hotlineTickets', value: 77, sentence: '草稿原文。' }];
    const requests = { received: { naturalPerson: 4321 } };
    await sendReport(hub, 'saveSection', { agency: agencies[at], year: 2025, requests, indicators }, clerk);
  };
  await save(0);
  await save(1);
  expect(await preview(officer)).toMatchObject({
    suppressed: null,
    sortValue: 8642,
    coverage: { withErrors: expect.any(Number), missing: { totalCount: 1 } },
  });
  expect(await preview(analyst)).toMatchObject({
    suppressed: expect.stringContaining('fewer than 3'),
    sortValue: null,
    coverage: {
      included: 2,
      withErrors: null,
      blankCells: null,
      notApplicableCells: null,
      edition2019: null,
      missing: null,
    },
    requests: { received: { total: null, naturalPerson: null } },
    indicators: [],
  });
  await save(2);
  expect(await preview(officer)).toMatchObject({
    indicators: [{ value: '231', sentences: [{}, {}, {}] }],
  });
  expect(await preview(analyst)).toMatchObject({
    suppressed: null,
    coverage: { included: 3, blankCells: expect.any(Number), missing: null },
    requests: { received: { naturalPerson: 12963 } },
    indicators: [{ value: '231', sentences: [] }],
  });
});

test('a preview of few keeps its indicators back whatever else is asked', async () => {
  await hub.ask(
    'mutation { addJurisdiction(input: { code: "410303010", name: "街道乙", level: TOWNSHIP, parent: "410303" }) { findings { code } } }',
  );
  const agency = await addTestAgency(hub, '410303010', 'lone');
  const { analyst } = await peopleOf(hub, '410303-001');
  const { clerk } = await peopleOf(hub, agency);
  const indicators = [
    { indicator: 'hotlineTickets', value: 77, qualifier: 'AT_LEAST', sentence: '草稿原文。' },
  ];
  const saved = await sendReport(
    hub,
    'saveSection',
    { agency, year: 2025, requests: { received: { naturalPerson: 4321 } }, indicators },
    clerk,
  );
  expect(saved.accepted).toBe(true);
  for (const more of ['', 'suppressed']) {
    const { rollup } = await hub.ask(
      `{ rollup(years: [2025], select: { jurisdiction: "410303" }, basis: DRAFT) { byChild { edges { node { key ${more} indicators { indicator { code } value qualifier reports } } } } } }`,
      {},
      analyst,
    );
    const node = rollup.byChild.edges.find((edge: any) => edge.node.key === '410303010').node;
    expect([more, node.indicators]).toEqual([more, []]);
  }
});

test('asOf replays every past instant of a long random history', async () => {
  const agencies = await Promise.all([1, 2, 3].map(() => addTestAgency(hub, '410303', 'history')));
  const officer = (await peopleOf(hub, agencies[0])).officer;
  const received = `requests { received { total } }`;
  const current = () =>
    hub.ask(
      `query ($agencies: [ID!]) { rollup(years: [2025], select: { agencies: $agencies }) { coverage { included } total { ${received} } } }`,
      { agencies },
      ANONYMOUS,
    );
  const history: { at: string; seen: unknown }[] = [];
  const state = new Map<string, { revision: number; state: string }>();
  const script = fc.sample(
    fc.tuple(fc.integer({ min: 0, max: 2 }), fc.boolean(), fc.integer({ min: 0, max: 50 })),
    40,
  );
  for (const [at, retracts, value] of script) {
    const agency = agencies[at];
    const known = state.get(agency);
    if (retracts && known?.state === 'PUBLISHED') {
      const done = await act(
        hub,
        { agency, action: 'RETRACT', state: 'PUBLISHED', revision: known.revision, comment: '撤' },
        officer,
      );
      expect(done.accepted).toBe(true);
      state.set(agency, { ...known, state: 'WITHDRAWN' });
    } else {
      const input = wholeReport(agency) as any;
      input.requests = { received: { naturalPerson: value } };
      const done = await sendReport(hub, 'recordPublishedReport', { ...input, source: '测试' }, officer);
      expect(done.accepted).toBe(true);
      state.set(agency, { revision: done.currentRevision, state: 'PUBLISHED' });
    }
    const [{ now }] = await hub.database.query('select clock_timestamp() as now');
    history.push({ at: now.toISOString(), seen: await current() });
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
  for (const { at, seen } of history) {
    const then = await hub.ask(
      `query ($agencies: [ID!], $asOf: DateTime) { rollup(years: [2025], select: { agencies: $agencies }, asOf: $asOf) { coverage { included } total { ${received} } } }`,
      { agencies, asOf: new Date(new Date(at).getTime() + 1).toISOString() },
      ANONYMOUS,
    );
    expect(then).toEqual(seen);
  }
});
