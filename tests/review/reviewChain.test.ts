import { cellOf } from '../../src/form/cells';
import { createAccount } from '../../src/identity/accounts';
import { readCredential } from '../../src/identity/readCredential';
import {
  ACTION_WORDS,
  NOT_BEGUN_WORDS,
  RETURNED_WORDS,
  ROLE_WORDS,
  STATE_WORDS,
} from '../../src/report/workflow/reviewWords';
import { Role } from '../../src/shared/request/permissions';
import { peopleOf, person } from '../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { REVIEWERS, readReport } from '../support/review';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

test('a report is drafted, explained, returned with a remark on a cell, corrected, approved, filed and published', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const input = { ...completeReport(agency), otherMatters: '无。' };
  expect(await sendReport(hub, 'submitReport', input, people.clerk)).toMatchObject({ accepted: false });
  const explanations = [{ code: 'narrative.fees', path: 'input.otherMatters', text: '另行公布。' }];
  expect(await sendReport(hub, 'submitReport', { ...input, explanations }, people.clerk)).toMatchObject({
    accepted: true,
    report: { state: 'SECTION_REVIEW' },
  });
  expect(await readReport(hub, agency)).toBeNull();
  const remarks = [{ section: 3, cellCode: 'requests.received.naturalPerson', text: '请核对。' }];
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
        remarks: [{ section: 2, cellCode: remarks[0].cellCode, text: '错' }],
      },
      people.section,
    ),
  ).toMatchObject({
    findings: [
      {
        code: 'remark.cell',
        path: 'input.remarks.0.cellCode',
        messageEn: `Section 2 has no cell "${cellOf(remarks[0].cellCode).en}".`,
      },
    ],
  });
  expect(
    await act(hub, { ...step, action: 'RETURN', comment: '一处有疑。', remarks }, people.section),
  ).toMatchObject({ accepted: true, report: { state: 'DRAFT' } });
  expect((await readReport(hub, agency, people.clerk)).steps[0]).toMatchObject({
    action: 'RETURN',
    comment: '一处有疑。',
    remarks: [{ cellCode: remarks[0].cellCode }],
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
  expect(await readReport(hub, agency)).toMatchObject({
    state: 'PUBLISHED',
    revision: 2,
    steps: [],
    viewerActions: [],
  });
});

test('a rejected explanation blocks approval until the report comes back', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const explanations = [{ code: 'narrative.fees', path: 'otherMatters', text: '另行公布。' }];
  const input = { ...completeReport(agency), otherMatters: '无。', explanations };
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

test('the clerk may withdraw a report until it is taken up; viewers see what they may do and why not', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'submitReport', completeReport(agency), people.clerk);
  const step = { agency, state: 'SECTION_REVIEW', revision: 1 };
  const mine = async (actor: typeof people.clerk) =>
    (await readReport(hub, agency, actor)).viewerActions
      .filter((item: { allowed: boolean }) => item.allowed)
      .map((item: { action: string }) => item.action);
  expect(await mine(people.clerk)).toEqual(['WITHDRAW']);
  expect(await mine(people.section)).toEqual(['TAKE_UP', 'APPROVE', 'RETURN']);
  expect(await mine(people.leader)).toEqual([]);
  await act(hub, { ...step, action: 'TAKE_UP' }, people.section);
  expect(await act(hub, { ...step, action: 'WITHDRAW' }, people.clerk)).toMatchObject({
    findings: [{ code: 'report.takenUp' }],
  });
  const saved = await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '改。' }, people.clerk);
  expect(saved).toMatchObject({
    accepted: false,
    findings: [{ code: 'report.state', actual: 'SECTION_REVIEW' }],
  });
  expect(saved.findings[0].messageEn).toMatch(
    /^The report is in “Review by the section” \(.+ took up at [\d-]+ [\d:]+ Beijing time\); .* Next, the section reviewer can approve or return; the clerk can withdraw\.$/,
  );
});

test('a reviewer reads after a return who goes on, in words, and nothing of corrections that there never were', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'submitReport', completeReport(agency), people.clerk);
  const step = { agency, state: 'SECTION_REVIEW', revision: 1, comment: '请改。' };
  await act(hub, { ...step, action: 'RETURN' }, people.section);
  const { viewerActions } = await readReport(hub, agency, people.section);
  const reasons: { messageZh: string; messageEn: string }[] = viewerActions.flatMap(
    (item: { reasons: object[] }) => item.reasons,
  );
  const texts = [...new Set(reasons.flatMap(({ messageZh, messageEn }) => [messageZh, messageEn]))];
  expect(texts).toContainEqual(
    expect.stringMatching(
      /^报告现为“退回待改”（.+于北京时间 [\d-]+ [\d:]+退回），不能进行此操作。接下来：填报人可以“提交”、“放弃草稿”；主管部门可以“补录”。$/,
    ),
  );
  expect(texts).toContainEqual(
    expect.stringMatching(
      /^The report is in “Returned” .*returned at .* Next, the clerk can submit or give up the draft; the district officer can record\.$/,
    ),
  );
  expect(texts).toContain('To submit is for the clerk.');
  expect(texts.join(' ')).not.toMatch(
    /\b(SUBMIT|RECORD|CLERK|DRAFT|RETURN|DISTRICT_OFFICER)\b|\dT\d|never published/,
  );
});

test('states, roles and actions have one name each, on the pages and in what the hub says', () => {
  const { STEP_NAMES } = require('../../web/src/desk/actions') as { STEP_NAMES: object };
  const { REPORT_STATES, WORK_STATES } = require('../../web/src/report/reportStates') as {
    REPORT_STATES: object;
    WORK_STATES: { RETURNED: object; NOT_BEGUN: object };
  };
  const { ROLES } = require('../../web/src/admin/roles') as {
    ROLES: Record<string, { zh: string; en: string }>;
  };
  expect(STATE_WORDS).toEqual(REPORT_STATES);
  expect(RETURNED_WORDS).toEqual(WORK_STATES.RETURNED);
  expect(NOT_BEGUN_WORDS).toEqual(WORK_STATES.NOT_BEGUN);
  expect(ROLE_WORDS).toEqual(
    Object.fromEntries(Object.entries(ROLES).map(([role, { zh, en }]) => [role, [zh, en]])),
  );
  expect(
    Object.fromEntries(Object.entries(ACTION_WORDS).map(([action, [zh, , past]]) => [action, [zh, past]])),
  ).toEqual(STEP_NAMES);
});

test('steps that the setting leaves out are skipped; author and approver differ unless the setting allows it, on record', async () => {
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
  expect(await sendReport(hub, 'submitReport', completeReport(agency), both)).toMatchObject({
    report: { state: 'LEADER_REVIEW' },
  });
  const approve = { agency, action: 'APPROVE', state: 'LEADER_REVIEW', revision: 1 };
  expect(await act(hub, approve, both)).toMatchObject({ findings: [{ code: 'report.samePerson' }] });
  await set({ agency, steps: ['LEADER_REVIEW'], allowSamePerson: true, reason: '一人办公' });
  expect(await act(hub, approve, both)).toMatchObject({ accepted: true, report: { state: 'FILED' } });
  expect((await readReport(hub, agency, people.clerk)).steps[0]).toMatchObject({
    action: 'APPROVE',
    samePerson: true,
  });
});
test('nobody approves or accepts their own work: not through a key they created, not as an officer', async () => {
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
  await sendReport(hub, 'submitReport', completeReport(agency), key as never);
  const approve = { agency, action: 'APPROVE', state: 'OFFICE_REVIEW', revision: 1 };
  expect(await act(hub, approve, maker)).toMatchObject({ findings: [{ code: 'report.samePerson' }] });
  expect(await act(hub, approve, people.office)).toMatchObject({ accepted: true });
  const accept = { agency, action: 'ACCEPT', state: 'FILED', revision: 1 };
  const both = { ...maker, grants: people.officer.grants };
  expect(await act(hub, accept, both)).toMatchObject({ findings: [{ code: 'report.samePerson' }] });
  await set(true);
  expect(await act(hub, accept, both)).toMatchObject({ accepted: true });
  expect((await readReport(hub, agency, people.clerk)).steps[0]).toMatchObject({
    action: 'ACCEPT',
    samePerson: true,
  });
});

test('a return has at most 200 remarks', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await sendReport(hub, 'submitReport', completeReport(agency), people.clerk);
  const remarks = Array.from({ length: 201 }, () => ({ section: 1, text: '改' }));
  const step = { agency, action: 'RETURN', state: 'SECTION_REVIEW', revision: 1, comment: '退', remarks };
  expect(await act(hub, step, people.section)).toMatchObject({
    accepted: false,
    findings: [{ code: 'list.long', path: 'input.remarks' }],
  });
});

test('of two leaders at the same instant one wins, and the other is told who did what', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const deputy = person(Role.LEADER, people.leader.grants[0]);
  await sendReport(hub, 'submitReport', completeReport(agency), people.clerk);
  for (const [state, who, action] of REVIEWERS.slice(0, 2))
    await act(hub, { agency, action, state, revision: 1 }, people[who]);
  const step = { agency, action: 'APPROVE', state: 'LEADER_REVIEW', revision: 1 };
  const outcomes = await Promise.all([people.leader, deputy].map((actor) => act(hub, step, actor)));
  expect(outcomes.filter((item) => item.accepted)).toHaveLength(1);
  const loser = outcomes.find((item) => !item.accepted);
  expect(loser?.findings[0]).toMatchObject({ code: 'report.moved', remedy: 'state: FILED, revision: 1' });
  expect(loser?.findings[0].messageEn).toMatch(
    /“Filed”, .*leader-\d+ approved at [\d-]+ [\d:]+ Beijing time/,
  );
});

test('bulk acceptance: each item has its own outcome', async () => {
  const agencies = [await addTestAgency(hub), await addTestAgency(hub), await addTestAgency(hub)];
  const [first, second] = agencies;
  for (const agency of [first, second]) {
    const people = await peopleOf(hub, agency);
    await sendReport(hub, 'submitReport', completeReport(agency), people.clerk);
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
    'mutation ($inputs: [ReviewInput!]!) { actOnReports(inputs: $inputs) { agencyCode accepted findings { code } } }',
    { inputs },
    officer,
  );
  expect(
    actOnReports.map((item: { accepted: boolean; findings: { code: string }[] }) => [
      item.accepted,
      item.findings[0]?.code,
    ]),
  ).toEqual([
    [true, undefined],
    [false, 'report.moved'],
    [false, 'reference.unknown'],
    [false, 'report.forbidden'],
  ]);
});
