import { findDisputes } from '../../../src/document/reading/disputeStatements';
import { readIndicators } from '../../../src/document/reading/readIndicators';
import { statedNumbers } from '../../../src/document/reading/readNumbers';
import { sentencesOf } from '../../../src/document/reading/sentences';
import { findStatements } from '../../../src/document/reading/statements';

const sentences = (text: string) => sentencesOf([{ text, where: { section: 1 } }]);
const indicators = (text: string, agency: string | null = '青禾县水利局') =>
  readIndicators(findStatements(sentences(text), { agency, year: 2025 }))
    .map(({ code, value, qualifier }) => `${code} ${value} ${qualifier}`)
    .join();

describe('numbers as sentences state them', () => {
  test.each([
    ['工单4万6千件', '46000', 'EXACT'],
    ['工单4 万 6 千件', '46000', 'EXACT'],
    ['工单三万五件', '35000', 'EXACT'],
    ['1.18万件', '11800', 'EXACT'],
    ['1 234件', '1234', 'EXACT'],
    ['不超过5000件', '5000', 'AT_MOST'],
    ['未超过5000件', '5000', 'AT_MOST'],
    ['5000件以下', '5000', 'AT_MOST'],
    ['不足十件', '10', 'AT_MOST'],
    ['5000件以上', '5000', 'AT_LEAST'],
    ['百余件', '100', 'AT_LEAST'],
    ['上千件', '1000', 'AT_LEAST'],
    ['十几件', '10', 'AT_LEAST'],
    ['大约三百件', '300', 'APPROXIMATE'],
    ['12345热线工单3件', '3', 'EXACT'],
    ['总数171件', '171', 'EXACT'],
  ])('%s', (text, value, qualifier) => expect(statedNumbers(text)).toMatchObject([{ value, qualifier }]));
  test.each([
    '1,18件',
    '3至5件',
    '3—5件',
    '三五件',
    '数百件',
    '几十件',
    '3万5件',
    '4万余6千件',
    '第20条',
    '《条例》第三十六条',
    '百分之二十',
    '办成一件事',
    '国办发〔2021〕30号',
  ])('%s states none that is certain', (text) => expect(statedNumbers(text)).toEqual([]));
});

describe('requests of the year and the organ', () => {
  test.each([
    ['2024年收到政府信息公开申请9件，2025年收到16件。', '16'],
    ['去年收到政府信息公开申请9件。今年收到政府信息公开申请16件。', '16'],
    ['全年收到政府信息公开申请十二件，比上年的9件多3件。', '12'],
    ['政府信息公开申请由上年的9件增加到16件。', '16'],
    ['收到政府信息公开申请16件，同比减少300件。', '16'],
    ['我局收到16件政府信息公开申请，均已答复。', '16'],
    ['全县共收到政府信息公开申请160件，我局收到16件。', '16'],
    ['县财政局收到政府信息公开申请5件，县水利局收到16件。', '16'],
    ['（二）依申请公开。全年收到申请16件，其中网上10件。', '16'],
    ['收到公民、法人和其他组织提出的政府信息公开申请16件。', '16'],
    ['截至12月31日，全年共收到政府信息公开申请16件。', '16'],
    ['本年受理政府信息公開申請１６件。', '16'],
    ['没有收到公民、法人和其他组织提出的政府信息公开申请。', '0'],
    ['政府信息公开申请数量、上年结转数量均为0。', '0'],
    ['本年度零依申请公开。', '0'],
    ['本年度我局未收到申请人提出的政府信息公开申请。', '0'],
    ['新收政府信息公开申请16件，上年结转4件，共计20件。', '16'],
    ['政府信息公开申请数量从2023年的9件、2024年的12件增长到2025年的16件。', '16'],
    ['收到政府信息公开申请，2025年16件，2024年20件。', '16'],
    ['共收到政府信息公开申请16件，受理15件。', '16'],
  ])('%s', (text, value) => expect(indicators(text)).toBe(`requestsReceived ${value} EXACT`));
  test.each([
    '自2008年以来，累计收到政府信息公开申请987件。',
    '历年累计收到政府信息公开申请987件。',
    '截至2025年10月，收到政府信息公开申请12件。',
    '上半年收到政府信息公开申请7件。',
    '去年收到政府信息公开申请9件。',
    '政府信息公开申请同比减少300件。',
    '全县共收到政府信息公开申请160件。',
    '县财政局收到政府信息公开申请5件。',
    '各单位收到政府信息公开申请60件。',
    '全年未收到行政许可申请。',
    '收到社会救助申请320件，低保申请12件。',
    '受理信访申请9件。',
    '（二）依申请公开。收到法律援助申请9件。',
    '收到网上政府信息公开申请5件。',
    '不存在无正当理由大量反复申请公开的情况。',
    '未收到因政府信息公开申请答复不服提起的行政复议。',
    '局机关收到政府信息公开申请5件，局属单位收到11件，合计16件。',
    '没有发生依申请公开收费情况。',
    '未收到政府信息公开申请人的投诉。',
    '2024年和2025年分别收到政府信息公开申请20件和16件。',
    '收到政府信息公开申请 1 6 件。',
    '预计2026年收到政府信息公开申请20件。',
    '收到政府信息公开申请5件，共收到政府信息公开申请3件。',
    '5件；截至2025年底，受理12345热线工单',
  ])('%s states none', (text) => expect(indicators(text)).toBe(''));
  test("the figure of the place is a government's own", () => {
    expect(indicators('全县共收到政府信息公开申请160件。', '青禾县人民政府')).toBe(
      'requestsReceived 160 EXACT',
    );
    expect(indicators('市政府共受理政府信息公开申请7件。', '青禾市人民政府办公室')).toBe(
      'requestsReceived 7 EXACT',
    );
  });
});

test.each([
  ['通过网站发布各类信息12条，微信公众号发布信息6条。', ''],
  ['发布信息微信12条，网站6条。', ''],
  ['在省厅网站发布工作动态1条；在市局网站发布公示公告6条。', ''],
  ['公开财政预决算信息20条。', ''],
  ['公开栏更新信息30条。', ''],
  ['市级媒体刊发信息30条，省级媒体刊发信息5条。', ''],
  ['全年发布各类信息1000余条；在县政府网站公开信息300条。', ''],
  ['全年发布信息1000条，较上年800条增长25%，其中公众号300条。', 'posts 1000 EXACT'],
  ['收取政府信息公开信息处理费共计1件，金额为280元。', ''],
  ['报备规范性文件3件，合法性审核规范性文件12件。', ''],
  ['2025年新制定规范性文件3件，累计公开规范性文件56件。', 'normativeDocuments 3 EXACT'],
  ['全区政务服务事项1507项，我局承担120项。', ''],
  ['全年共发布政府信息18条，其中微信12条，网站6条。', 'posts 18 EXACT'],
  ['主动公开政府信息总数171条：工作动态34条，应急预案3条。', 'posts 171 EXACT'],
  ['公开各类信息近500条。', 'posts 500 AT_MOST'],
  ['12345热线2024年受理工单3000件，2025年受理工单4万6千件。', 'hotlineTickets 46000 EXACT'],
  ['12345热线受理工单5000余件，办结4900件，按期办结率99%。', 'hotlineTickets 5000 AT_LEAST'],
  ['公众通过12345热线反映诉求三万五千件，较上年2.8万件增长25%。', 'hotlineTickets 35000 EXACT'],
  ['12345热线受理工单4.6万余件。12345热线受理工单46123件。', 'hotlineTickets 46123 EXACT'],
  ['今年新增政务服务事项5项，共有政务服务事项120项。', 'serviceItems 120 EXACT'],
  ['制发行政规范性文件3件，废止行政规范性文件2件。', 'normativeDocuments 3 EXACT'],
  ['本年度未发生收取信息处理费情况，上年度收取信息处理费1200元。', 'handlingFees 0 EXACT'],
  ['收取信息处理费0.5万元。', 'handlingFees 5000 EXACT'],
  ['收取行政事业性收费200万元。', ''],
])('%s', (text, expected) => expect(indicators(text)).toBe(expected));

test.each([
  ['全年因政府信息公开引起的行政复议3件，行政诉讼2件。', 'RECONSIDERATION 3,LITIGATION 2'],
  ['涉及政府信息公开的行政诉讼案件4件，同比增加2件。', 'LITIGATION 4'],
  ['未发生因政府信息公开引起的行政复议和行政诉讼。', 'LITIGATION 0,RECONSIDERATION 0'],
  ['没有因依申请公开被提起行政复议。', 'RECONSIDERATION 0'],
  ['政府信息公开行政复议、行政诉讼均为0。', 'LITIGATION 0,RECONSIDERATION 0'],
  [
    '本年度发生政府信息公开类行政复议案件3件，其中维持2件，纠正1件；行政诉讼案件2件。',
    'RECONSIDERATION 3,LITIGATION 2',
  ],
  ['因政府信息公开被提起行政复议3起，被提起行政诉讼2起。', 'RECONSIDERATION 3,LITIGATION 2'],
  ['涉政府信息公开行政应诉案件10件，同比下降20%。', 'LITIGATION 10'],
  ['没有因政府信息公开申请行政复议、提起行政诉讼的情况。', 'LITIGATION 0,RECONSIDERATION 0'],
  ['县司法局作为复议机关审理政府信息公开行政复议案件13件。', ''],
  ['因依申请公开引发行政复议同比减少3件。', ''],
  ['全年办理行政复议案件230件，行政应诉案件88件。', ''],
  ['主动公开政府信息500条，办理行政复议案件230件。', ''],
  ['2024年因政府信息公开引起的行政复议3件。', ''],
  ['未发生因政府信息公开引起的行政诉讼败诉案件。', ''],
  ['未发生行政复议。', ''],
])('disputes: %s', (text, expected) =>
  expect(
    findDisputes(sentences(text), { agency: '青禾县水利局', year: 2025 })
      .map(({ kind, value }) => `${kind} ${value}`)
      .join(),
  ).toBe(expected),
);
