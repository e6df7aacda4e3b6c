import { readIndicatorValue } from '../../src/form/indicatorValue';
import { isQuoted } from '../../src/form/quotations';
import { ANONYMOUS } from '../../src/shared/request/permissions';
import { peopleOf } from '../support/people';
import { addTestAgency, completeReport, sendReport } from '../support/reports';
import { createTestHub, type TestHub } from '../support/testHub';

let hub: TestHub;
beforeAll(async () => {
  hub = await createTestHub('REAL_REPORTS');
});
afterAll(() => hub.drop());

test.each([
  ['12000', '件', '12000', false],
  ['1.2万件', '件', '12000', true],
  ['１２，０００件', '件', '12000', false],
  ['3千人次', '件', '3000', true],
  ['83000元', '万元', '8.3', true],
  ['8.3万元', '元', '83000', true],
  ['0.5亿元', '万元', '5000', true],
  ['15%', '%', '15', false],
  ['3平方米', '平方米', '3', false],
  // What is no exact value in the unit of the indicator is none.
  ['0.01元', '亿元', null, false],
  ['1.2万元', '件', null, false],
  ['1.2万件', '元', null, false],
  ['3平方米', '亩', null, false],
  ['1.2万', '件', null, false],
  ['-3件', '件', null, false],
  ['about 3', '件', null, false],
])('%s in %s is %s', (text, unit, value, isConverted) => {
  expect(readIndicatorValue(text, unit)).toMatchObject({ value, isConverted });
});

const INDICATORS = `indicators { value sentences { text inText } }`;

test('an indicator that is sent with a unit is turned into its own, and says so; of another kind it is refused in words', async () => {
  const agency = await addTestAgency(hub);
  const { officer } = await peopleOf(hub, agency);
  const send = (value: unknown) =>
    sendReport(
      hub,
      'recordPublishedReport',
      { ...completeReport(agency), source: '测试', indicators: [{ indicator: 'hotlineTickets', value }] },
      officer,
    );
  const stored = await send('1.2万件');
  expect(stored).toMatchObject({ accepted: true });
  expect(stored.findings).toContainEqual(
    expect.objectContaining({
      code: 'form.unitConverted',
      severity: 'INFO',
      path: expect.stringMatching(/indicators\.hotlineTickets$/),
      messageEn: expect.stringContaining('is written 1.2万件 and counts as 12000 (unit: tickets)'),
    }),
  );
  const { report } = await hub.ask(`{ report(agency: "${agency}", year: 2025) { ${INDICATORS} } }`);
  expect(report.indicators).toMatchObject([{ value: 12000 }]);
  const refused = await send('1.2万元');
  expect(refused.accepted).toBe(false);
  expect(refused.findings).toContainEqual(
    expect.objectContaining({
      code: 'indicator.value',
      severity: 'ERROR',
      path: expect.stringContaining('indicators.0.value'),
      messageEn: expect.stringContaining('"万元" cannot be turned into that'),
    }),
  );
});

test('a sentence is of a text whatever its blanks and signs', () => {
  expect(isQuoted('办理工单 4.6 万余件。', [null, '全年共办理工单4.6万余件，'])).toBe(true);
  expect(isQuoted('办理工单4.6万余件。', ['办理工单4.5万余件。', undefined])).toBe(false);
});

test('a sentence is said to be in the text only while the published text has it, of reports and of sums', async () => {
  const agency = await addTestAgency(hub);
  const { officer } = await peopleOf(hub, agency);
  const sentence = '全年办理热线工单1234件。';
  const record = (input: object) =>
    sendReport(
      hub,
      'recordPublishedReport',
      { ...completeReport(agency), source: '测试', ...input },
      officer,
    );
  const sentences = async () => {
    const { report, rollup } = await hub.ask(
      `{ report(agency: "${agency}", year: 2025) { ${INDICATORS} }
         rollup(years: [2025], filter: { agencies: ["${agency}"] }) { total { ${INDICATORS} } } }`,
      {},
      ANONYMOUS,
    );
    expect(rollup.total.indicators[0].sentences).toEqual(report.indicators[0].sentences);
    return report.indicators[0].sentences;
  };
  await record({
    overview: `本机关依法公开。${sentence}`,
    indicators: [{ indicator: 'hotlineTickets', value: 1234, sentence }],
  });
  expect(await sentences()).toEqual([{ text: sentence, inText: true }]);
  // The text is corrected, and the indicator is left as it was.
  expect(await record({ overview: '本机关依法公开。' })).toMatchObject({ accepted: true });
  expect(await sentences()).toEqual([{ text: sentence, inText: false }]);
});
