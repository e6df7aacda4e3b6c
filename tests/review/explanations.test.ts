import { ANONYMOUS } from '../../src/shared/request/permissions';
import { peopleOf } from '../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

type People = Awaited<ReturnType<typeof peopleOf>>;
type Person = People['clerk'];

const FINDING = { code: 'narrative.fees', path: 'otherMatters' };
const explained = (agency: string, text: string) => ({
  ...completeReport(agency),
  otherMatters: '无。',
  explanations: [{ ...FINDING, text }],
});
const judge = (agency: string, verdict: string, comment: string | null, actor: Person) =>
  hub.ask(
    'mutation ($input: ExplanationReviewInput!) { reviewExplanation(input: $input) { accepted findings { code } } }',
    { input: { agency, year: 2025, ...FINDING, verdict, comment } },
    actor,
  );
const submit = (input: object, actor: Person) => sendReport(hub, 'submitReport', input, actor);
const back = async (agency: string, revision: number, { section }: People) =>
  expect(
    await act(
      hub,
      { agency, action: 'RETURN', state: 'SECTION_REVIEW', revision, comment: '请改。' },
      section,
    ),
  ).toMatchObject({ accepted: true });

/** Submits a report whose explanation is refused, and returns it. */
async function refusedReport() {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  expect(await submit(explained(agency, '另行公布。'), people.clerk)).toMatchObject({ accepted: true });
  await judge(agency, 'REJECTED', '请写清件数。', people.section);
  await back(agency, 1, people);
  return { agency, people };
}

test('the course of a review has every verdict on an explanation once: who, at which step, on what; changed ones too, none for the public', async () => {
  const { agency, people } = await refusedReport();
  await submit(explained(agency, '收费信息见第二部分。'), people.clerk);
  await judge(agency, 'CONFIRMED', null, people.section);
  await act(hub, { agency, action: 'APPROVE', state: 'SECTION_REVIEW', revision: 2 }, people.section);
  await judge(agency, 'REJECTED', '仍不清楚。', people.office);
  await judge(agency, 'CONFIRMED', '已电话核实。', people.office);
  const judgementsFor = async (actor?: Person) =>
    (
      await hub.ask(
        `{ report(agency: "${agency}", year: 2025) { explanationJudgements { code path messageZh explanation verdict comment reviewerName revision state } } }`,
        {},
        actor,
      )
    ).report?.explanationJudgements;
  const about = { ...FINDING, messageZh: expect.stringContaining('收') };
  const second = { ...about, explanation: '收费信息见第二部分。', revision: 2 };
  const byOffice = { ...second, state: 'OFFICE_REVIEW', reviewerName: people.office.name };
  const bySection = { state: 'SECTION_REVIEW', reviewerName: people.section.name };
  const course = [
    { ...byOffice, verdict: 'CONFIRMED', comment: '已电话核实。' },
    { ...byOffice, verdict: 'REJECTED', comment: '仍不清楚。' },
    { ...second, ...bySection, verdict: 'CONFIRMED', comment: null },
    {
      ...about,
      ...bySection,
      explanation: '另行公布。',
      revision: 1,
      verdict: 'REJECTED',
      comment: '请写清件数。',
    },
  ];
  expect(await judgementsFor(people.clerk)).toEqual(course);
  const approve = (state: string, action: string, actor: Person) =>
    act(hub, { agency, action, state, revision: 2 }, actor);
  await approve('OFFICE_REVIEW', 'APPROVE', people.office);
  await approve('LEADER_REVIEW', 'APPROVE', people.leader);
  expect(await approve('FILED', 'ACCEPT', people.officer)).toMatchObject({ accepted: true });
  expect(await judgementsFor(people.clerk)).toEqual(course);
  expect(await judgementsFor(ANONYMOUS)).toEqual([]);
});

test('an explanation that was refused is not submitted again as it is, neither by leaving it nor by going back to its words', async () => {
  const { agency, people } = await refusedReport();
  const unchanged = { agency, year: 2025, overview: '改过的概述。' };
  const refusal = {
    code: 'explanation.refused',
    severity: 'ERROR',
    path: 'input.otherMatters',
    messageEn: expect.stringMatching(
      /because: 请写清件数。\); it cannot be submitted again as it is\. Write/,
    ),
  };
  for (const mutation of ['submitReport', 'validateReport'] as const) {
    const sent = await sendReport(hub, mutation, unchanged, people.clerk);
    expect(sent.accepted).toBe(false);
    expect(sent.findings.filter(({ code }: { code: string }) => code === refusal.code)).toEqual([
      expect.objectContaining(refusal),
    ]);
  }
  const saved = await sendReport(
    hub,
    'saveDraft',
    { agency, year: 2025, explanations: [{ ...FINDING, text: '另一种说法。' }] },
    people.clerk,
  );
  expect(saved).toMatchObject({ accepted: true });
  const again = { agency, year: 2025, explanations: [{ ...FINDING, text: '另行公布。' }] };
  expect(await submit(again, people.clerk)).toMatchObject({ accepted: false });
  expect(await submit(unchanged, people.clerk)).toMatchObject({ accepted: true });
});

test('what was refused of a draft that was given up is about no other', async () => {
  const { agency, people } = await refusedReport();
  expect(
    await act(hub, { agency, action: 'DISCARD', state: 'DRAFT', revision: 1 }, people.clerk),
  ).toMatchObject({ accepted: true });
  expect(await submit(explained(agency, '另行公布。'), people.clerk)).toMatchObject({ accepted: true });
});

test('what changed holds explanations too: written, rewritten and gone, part by part', async () => {
  const { agency, people } = await refusedReport();
  await submit(explained(agency, '另行公布，共两件。'), people.clerk);
  const changes = async (revision: number) =>
    (
      await hub.ask(
        `{ report(agency: "${agency}", year: 2025) { changesSince(since: { revision: ${revision} }) { cells { code } texts { section } explanations { code path messageZh parts { kind text } } } } }`,
        {},
        people.section,
      )
    ).report.changesSince;
  const about = { ...FINDING, messageZh: expect.stringContaining('收') };
  expect(await changes(1)).toEqual({
    cells: [],
    texts: [],
    explanations: [
      {
        ...about,
        parts: [
          { kind: 'SAME', text: '另行公布' },
          { kind: 'ADDED', text: '，共两件' },
          { kind: 'SAME', text: '。' },
        ],
      },
    ],
  });
  await back(agency, 2, people);
  // What there is to explain goes, and its explanation with it.
  await submit({ ...completeReport(agency), otherMatters: '本年度未收取信息处理费。' }, people.clerk);
  expect((await changes(2)).explanations).toEqual([
    { ...about, parts: [{ kind: 'REMOVED', text: '另行公布，共两件。' }] },
  ]);
  expect((await changes(3)).explanations).toEqual([]);
});

test('an explanation that was deleted or rewritten stands under what it answered, though the same rule finds another thing there now', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await submit(explained(agency, '另行公布。'), people.clerk);
  await back(agency, 1, people);
  const contradicted = { ...completeReport(agency), otherMatters: '本年度未收取信息处理费。' };
  Object.assign(contradicted.proactive, { fees: { amount: '5' } });
  const since = async (text: string) => {
    const input = { ...contradicted, explanations: [{ ...FINDING, text }] };
    expect(await sendReport(hub, 'saveDraft', input, people.clerk)).toMatchObject({ accepted: true });
    const { report } = await hub.ask(
      `{ report(agency: "${agency}", year: 2025) { changesSince(since: { revision: 1 }) { explanations { messageZh messageEn parts { kind } } } } }`,
      {},
      people.clerk,
    );
    return report.changesSince.explanations;
  };
  const answered = {
    messageZh: '第六部分应说明是否收取信息处理费及金额',
    messageEn: expect.stringContaining('must say whether'),
  };
  expect(await since('')).toEqual([{ ...answered, parts: [{ kind: 'REMOVED' }] }]);
  expect(await since('他处公布。')).toEqual([expect.objectContaining(answered)]);
});
