import { CASES, END, FILL, type TextTarget } from './textTarget';

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
    isStock: column === 'inForce',
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

/** How sentences state the figures of section two. */
export const PROACTIVE_TARGETS: readonly TextTarget[] = [
  ...DOCUMENT_TARGETS,
  NONE_ISSUED,
  ...DECISION_TARGETS,
  FEES_TARGET,
];
