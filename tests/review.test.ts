import fc from 'fast-check';
import { seedRealReports } from '../seeds/realReports';
import { faultsOf, nextState, TRANSITIONS } from '../src/report/transitions';
import { ANONYMOUS, hasRole, Role } from '../src/shared/permissions';
import { peopleOf, person } from './support/people';
import { act, addTestAgency, sendReport, wholeReport } from './support/reports';
import { createTestHub, type TestHub } from './support/testHub';

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
  expect(faultsOf(TRANSITIONS, hasRole)).toEqual([]);
  expect(
    faultsOf(
      TRANSITIONS.filter((row) => row.action !== 'ACCEPT'),
      hasRole,
    ),
  ).toContain('FILED never leads to publication');
  expect(faultsOf(TRANSITIONS, (operation) => operation !== 'ACCEPT')).toContain('FILED ACCEPT has no role');
  expect(faultsOf([...TRANSITIONS, TRANSITIONS[0]], hasRole)).toContain('DRAFT SAVE is written twice');
  expect(nextState('DRAFT' as never, [])).toBe('FILED');
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
  expect(await inbox(ANONYMOUS)).toMatchObject({ totalCount: 0 });
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
