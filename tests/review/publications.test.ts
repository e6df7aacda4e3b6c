import { ANONYMOUS } from '../../src/shared/request/permissions';
import { peopleOf } from '../support/people';
import { act, addTestAgency, completeReport, sendReport } from '../support/reports';
import { correct, publish } from '../support/review';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

test('a correction that corrects nothing is refused with what to do; a changed figure, text, indicator or explanation goes on', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  const first = {
    ...completeReport(agency),
    indicators: [{ indicator: 'hotlineTickets', value: 46000, sentence: '受理4.6万件。' }],
  };
  await publish(hub, agency, first, people);
  await correct(hub, agency, 1, people.clerk);
  const submit = (input: object) =>
    sendReport(hub, 'submitReport', { agency, year: 2025, ...input }, people.clerk);
  for (const unchanged of [{}, { ...first }, { overview: first.overview }, { indicators: first.indicators }])
    expect(await submit(unchanged)).toMatchObject({
      accepted: false,
      currentRevision: 1,
      findings: [
        {
          code: 'report.unchanged',
          path: 'input',
          messageEn: expect.stringContaining('or give up the correction'),
        },
      ],
    });
  // What was changed and changed back is no correction either.
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '改。' }, people.clerk);
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: first.overview }, people.clerk);
  expect(await submit({})).toMatchObject({ accepted: false, currentRevision: 3 });
  const dry = await sendReport(hub, 'validateReport', { agency, year: 2025 }, people.clerk);
  expect(dry.findings.map(({ code }: { code: string }) => code)).toContain('report.unchanged');
  const [stated] = first.indicators;
  for (const changed of [
    { indicators: [{ ...stated, value: 46001 }] },
    { indicators: [{ ...stated, qualifier: 'AT_LEAST' }] },
    { indicators: [] },
    { otherMatters: '收取信息处理费0元。没有其他。' },
    { proactive: { ...first.proactive, licences: { decisions: 7 } } },
  ]) {
    const judged = await sendReport(hub, 'validateReport', { agency, year: 2025, ...changed }, people.clerk);
    expect(judged.findings.map(({ code }: { code: string }) => code)).not.toContain('report.unchanged');
  }
  expect(await submit({ overview: '更正后。' })).toMatchObject({ accepted: true });
});

test('what was withdrawn may be published again as it was', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  await publish(hub, agency, completeReport(agency), people);
  const retract = { agency, action: 'RETRACT', state: 'PUBLISHED', revision: 1, comment: '误撤' };
  await act(hub, retract, people.officer);
  await act(hub, { ...retract, action: 'CORRECT', state: 'WITHDRAWN', comment: '恢复' }, people.clerk);
  expect(await sendReport(hub, 'submitReport', { agency, year: 2025 }, people.clerk)).toMatchObject({
    accepted: true,
  });
});

test('readers count publications, not drafts: the first, then its corrections; a draft is none', async () => {
  const agency = await addTestAgency(hub);
  const people = await peopleOf(hub, agency);
  for (const overview of ['一稿。', '二稿。', '三稿。'])
    await sendReport(hub, 'saveDraft', { agency, year: 2025, overview }, people.clerk);
  await publish(hub, agency, completeReport(agency), people);
  const shown = async (actor = ANONYMOUS) =>
    (
      await hub.ask(
        `query ($agency: ID!) { report(agency: $agency, year: 2025) { publication revision workingRevision { publication } revisions { revision publication } } }`,
        { agency },
        actor,
      )
    ).report;
  expect(await shown()).toMatchObject({
    publication: 1,
    revision: 4,
    revisions: [{ revision: 4, publication: 1 }],
  });
  await correct(hub, agency, 4, people.clerk);
  await sendReport(hub, 'saveDraft', { agency, year: 2025, overview: '更正稿。' }, people.clerk);
  expect(await shown(people.clerk)).toMatchObject({
    publication: 1,
    workingRevision: { publication: null },
  });
  await publish(hub, agency, { agency, year: 2025, overview: '更正后。' }, people);
  expect(await shown()).toMatchObject({
    publication: 2,
    revisions: [{ publication: 2 }, { revision: 4, publication: 1 }],
  });
});
