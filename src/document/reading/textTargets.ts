import { REQUEST_COLUMNS, REQUEST_ROWS } from '../../form/lines';
import { DISPUTE_TARGETS } from './disputeTargets';
import { CASES, END, FILL, type Meaning, type TextTarget } from './textTarget';

const row = (code: string) => `requests.${code}.total`;
const rowsOf = (group: string) =>
  REQUEST_ROWS.filter(({ code, editions }) => code.startsWith(`${group}.`) && editions.includes(2021));
const totalsOf = (group: string) => rowsOf(group).map(({ code }) => row(code));

const columnsOf = (code: string): Meaning[] =>
  REQUEST_COLUMNS.filter((column) => column.code !== 'total').map((column) => ({
    cells: [`requests.${code}.${column.code}`],
    zh: `“${column.zh}”一栏`,
    en: `of the column "${column.en}"`,
  }));
const leavesOf = (group: string): Meaning[] =>
  rowsOf(group).map(({ code, zh, en }) => ({ cells: [row(code)], zh: `“${zh}”一项`, en: `of "${en}"` }));

const OUTCOMES = /不予公开|予以公开|部分公开|无法提供|不予处理|其他处理|结转/gu;
const NO_REQUESTS =
  /建议|提案|议案|复议|诉讼|应诉|热线|工单|信访|咨询|许可|处罚|规划|环评|网上|网络|在线|信函|邮寄|邮件|传真|线上|线下|当面|现场|窗口|补正|撤[回销]|累计|主动|决策|草案|文件|预算|政策|解读|栏目|平台|项目/u;
const ABOUT = /申请|答复/u;
const REQUESTS = '(?:的|政府信息公开|依申请公开|信息公开|申请|事项|答复|信息|案件)*';

const request = (
  path: string,
  cells: readonly string[],
  [zh, en]: readonly [string, string],
  words: { before: string; after: string; denied?: RegExp },
  meanings: readonly Meaning[],
): TextTarget => ({
  path,
  cells,
  zh,
  en,
  unit: /^(?:件|宗|起|份)$/u,
  before: new RegExp(`(?:${words.before})${REQUESTS}${FILL}`, 'u'),
  after: new RegExp(`^(?:申请|依法|已|均|决定|将|需|待)*(?:${words.after})`, 'u'),
  denied: words.denied,
  about: ABOUT,
  not: NO_REQUESTS,
  siblings: OUTCOMES,
  isPart: true,
  meanings,
});

const LAST = '(?:上一?年度?|去年)';
const NEXT = '(?:下|次|明)一?年度?';

const REQUEST_TARGETS: readonly TextTarget[] = [
  request(
    row('carriedIn'),
    [row('carriedIn')],
    ['上年结转', 'carried in'],
    {
      before: `${LAST}的?结转(?:(?:至|到|入)?(?:本|今)年度?)?(?:继续)?(?:办理)?|结转自?${LAST}`,
      after: `(?:为|系|是)?${LAST}的?结转`,
      denied: new RegExp(
        `(?:无|没有)${LAST}结转(?:的|政府信息公开|申请|事项|件)*${END}|${LAST}(?:无|没有)结转${END}`,
        'gu',
      ),
    },
    columnsOf('carriedIn'),
  ),
  request(
    row('carriedOut'),
    [row('carriedOut')],
    ['结转下年度', 'carried out'],
    {
      before: `结转(?:至|到|入)?${NEXT}(?:继续)?(?:办理|答复)?`,
      after: `结转(?:至|到|入)?${NEXT}`,
      denied: new RegExp(
        `(?:无|没有|未)(?:申请|需)?结转(?:至|到|入)?${NEXT}(?:继续)?(?:办理)?(?:的|政府信息公开|申请|事项|件)*${END}`,
        'gu',
      ),
    },
    columnsOf('carriedOut'),
  ),
  request(
    row('granted'),
    [row('granted')],
    ['予以公开', 'granted'],
    { before: '(?<!不)予以公开', after: '(?<!不)予以公开' },
    [
      {
        cells: [row('granted'), row('partlyGranted')],
        zh: '予以公开与部分公开合计',
        en: 'granted in whole or in part',
      },
      ...columnsOf('granted'),
    ],
  ),
  request(
    row('partlyGranted'),
    [row('partlyGranted')],
    ['部分公开', 'partly granted'],
    { before: '部分公开', after: '(?:予以)?部分公开' },
    columnsOf('partlyGranted'),
  ),
  request(
    'requests.denied',
    totalsOf('denied'),
    ['不予公开', 'denied'],
    { before: '不予公开', after: '不予公开' },
    [
      ...leavesOf('denied'),
      {
        cells: ['denied', 'unavailable', 'notProcessed'].flatMap(totalsOf),
        zh: '不予公开、无法提供与不予处理合计',
        en: 'denied, unavailable or not processed',
      },
    ],
  ),
  request(
    row('concluded'),
    [row('concluded')],
    ['办结', 'concluded'],
    {
      before: '办结(?:了|的|各类|全部)*(?:政府信息公开|依申请公开|信息公开)?的?(?:申请|依申请公开|信息公开)',
      after: '(?!)',
    },
    [
      { cells: [row('received')], zh: '本年新收', en: 'received' },
      { cells: [row('received'), row('carriedIn')], zh: '本年新收加上年结转', en: 'received and carried in' },
      ...columnsOf('concluded'),
    ],
  ),
  request(
    'requests.unavailable',
    totalsOf('unavailable'),
    ['无法提供', 'unavailable'],
    { before: '无法提供', after: '无法提供' },
    leavesOf('unavailable'),
  ),
  request(
    'requests.notProcessed',
    totalsOf('notProcessed'),
    ['不予处理', 'not processed'],
    { before: '不予处理', after: '不予处理' },
    leavesOf('notProcessed'),
  ),
];

const LINES = [
  { line: 'normativeDocuments', words: '(?:行政)?规范性文件', zh: '规范性文件', en: 'normative documents' },
  { line: 'rules', words: '(?:政府|部门)?规章', zh: '规章', en: 'rules' },
] as const;

const DOCUMENT_TARGETS: readonly TextTarget[] = LINES.flatMap(({ line, words, zh, en }) => {
  const target = (
    column: string,
    zhWord: string,
    enWord: string,
    verb: string,
    denied?: RegExp,
  ): TextTarget => ({
    path: `proactive.${line}.${column}`,
    cells: [`proactive.${line}.${column}`],
    zh: `${zhWord}${zh}`,
    en: `${en} ${enWord}`,
    unit: /^(?:件|个|份|部)$/u,
    before: new RegExp(`(?:${verb})(?:了|的)*${words}${FILL}|${words}(?:${verb})${FILL}`, 'u'),
    after: new RegExp(`^${words}(?!制度|以外)`, 'u'),
    beforeAfter: new RegExp(`(?:${verb})(?:了|的|共|有)*$`, 'u'),
    denied,
    not: /失效|修订|修改|清理|拟|建议|备案|审[查核]|党|[区县市省]委|提请|草案|征求|累计|公开/u,
    siblings: /规范性文件|规章/gu,
    isPart: false,
    meanings: [],
  });
  return [
    target(
      'repealed',
      '废止',
      'repealed',
      '废止',
      new RegExp(`(?:未|没有|无)废止(?:过|任何)*${words}${END}`, 'gu'),
    ),
    target('inForce', '现行有效', 'in force', '现行有效|继续有效'),
    ...(line === 'rules' ? [target('issued', '制发', 'issued', '制发|制定|出台')] : []),
  ];
});

/** Documents that the text says were not issued; how many were is read among the indicators. */
const NONE_ISSUED: TextTarget = {
  path: 'proactive.normativeDocuments.issued',
  cells: ['proactive.normativeDocuments.issued'],
  zh: '规范性文件',
  en: 'normative documents',
  unit: /^$/u,
  before: /^(?!)/u,
  denied: new RegExp(
    `(?:未|没有|无)(?:新)?(?:制发|制定|出台)(?:过|任何|新的)*(?:行政)?规范性文件${END}`,
    'gu',
  ),
  not: /备案|审[查核]|党|[区县市省]委|半年|季度|月/u,
  siblings: /规范性文件/gu,
  isPart: false,
  meanings: [],
};

const DECISION_TARGETS: readonly TextTarget[] = [
  { line: 'licences', words: '许可', en: 'licensing decisions' },
  { line: 'penalties', words: '处罚', en: 'penalties' },
  { line: 'coercions', words: '强制', en: 'coercions' },
].map(({ line, words, en }) => ({
  path: `proactive.${line}.decisions`,
  cells: [`proactive.${line}.decisions`],
  zh: `行政${words}`,
  en,
  unit: CASES,
  before: new RegExp(
    `(?:作出|做出|下达|实施)(?:了|各类)*行政${words}(?:处理)?(?:决定书?|案件|措施)?${FILL}|行政${words}(?:处理)?决定数量${FILL}`,
    'u',
  ),
  after: new RegExp(`^行政${words}(?:处理)?(?:决定书?|案件)?$`, 'u'),
  beforeAfter: /(?:作出|做出|下达|实施)(?:了|各类|共)*$/u,
  denied: new RegExp(
    `(?:未|没有|无|零)(?:作出|做出|实施|发生|办理)(?:过|任何)*(?:行政(?:许可|处罚|强制)(?:决定|行为|案件|措施)*[、和及]?)*行政${words}(?:决定|行为|案件|措施)*(?:[、和及]行政(?:许可|处罚|强制)(?:决定|行为|案件|措施)*)*${END}`,
    'gu',
  ),
  not: /公开|公示|发布|归集|上传|录入|推送|受理|申请|撤销|注销|听证|复议|诉讼|抽查|检查|培训|评查|指导|累计/u,
  siblings: /许可|处罚|强制|给付|裁决|确认|征收|检查/gu,
  isPart: false,
  meanings: [],
}));

const FEES_TARGET: TextTarget = {
  path: 'proactive.fees.amount',
  cells: ['proactive.fees.amount'],
  zh: '行政事业性收费（元）',
  en: 'administrative fees (yuan)',
  unit: /^元$/u,
  before: new RegExp(`行政事业性收费(?:项目|总|收入|额|资金)*${FILL}`, 'u'),
  denied: new RegExp(`(?:未|没有|无|不)(?:收取|产生|发生)?(?:过|任何)*行政事业性收费(?:项目)?${END}`, 'gu'),
  not: /减免|免征|免收|取消|停征|降低|涉企|处理费|退|非税|入库|征缴|财政|税/u,
  siblings: /收费/gu,
  isPart: false,
  meanings: [],
};

/** Every figure that sentences are compared with the tables by. */
export const TEXT_TARGETS: readonly TextTarget[] = [
  ...REQUEST_TARGETS,
  ...DISPUTE_TARGETS,
  ...DOCUMENT_TARGETS,
  NONE_ISSUED,
  ...DECISION_TARGETS,
  FEES_TARGET,
];
