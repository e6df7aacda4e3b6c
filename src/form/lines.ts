/**
 * The statutory form as printed, one row per line and one per column of its three tables.
 * Sources: 国办公开办函〔2021〕30号 (edition 2021) and 国办公开办函〔2019〕60号 (edition 2019, trial form).
 * Everything that knows the form reads these rows; a fact about it is written here once.
 */

/** An edition of the form, named by the year of the notice that brought it in. */
export type Edition = 2019 | 2021;

/** A section of the report that holds a table. */
export type TableSection = 2 | 3 | 4;

/**
 * How a figure adds up. SUM: over agencies and years. STOCK: over agencies of one year only, because it is a
 * state at the year's end. NONE: never, because its unit is not printed.
 */
export type Aggregation = 'SUM' | 'STOCK' | 'NONE';

/** A printed label with its English rendering. */
export interface Label {
  readonly zh: string;
  readonly en: string;
}

/** A label with the other names under which documents print it. */
export interface PrintedLabel extends Label {
  readonly alsoPrinted?: readonly string[];
}

/** One line of section two: one figure with a code of its own, printed in a row and below a column. */
export interface ProactiveLine extends PrintedLabel {
  readonly code: string;
  readonly row: Label;
  readonly column: Label;
  readonly unit: '件' | '项' | '万元';
  /** CHANGE may be negative (本年增/减); AMOUNT is decimal; COUNT is a whole number from 0. */
  readonly kind: 'COUNT' | 'CHANGE' | 'AMOUNT';
  readonly aggregation: Aggregation;
  readonly editions: readonly Edition[];
  readonly citation: string;
}

const ARTICLE_20 = (item: string) => `《政府信息公开条例》第二十条第（${item}）项`;

const line = (
  code: string,
  row: Label,
  column: Label,
  en: string,
  item: string,
  editions: readonly Edition[],
  more: Partial<Pick<ProactiveLine, 'unit' | 'kind' | 'aggregation'>> = {},
): ProactiveLine => ({
  code: `proactive.${code}`,
  row,
  column,
  zh: `${row.zh} ${column.zh}`,
  en,
  unit: '件',
  kind: 'COUNT',
  aggregation: 'SUM',
  ...more,
  editions,
  citation: ARTICLE_20(item),
});

const BOTH: readonly Edition[] = [2019, 2021];
const STOCK = { aggregation: 'STOCK' } as const;
const ITEMS = { aggregation: 'STOCK', unit: '项' } as const;
const CHANGE = { kind: 'CHANGE', unit: '项' } as const;

const RULES: Label = { zh: '规章', en: 'Rules' };
const NORMATIVE_DOCUMENTS: Label = { zh: '行政规范性文件', en: 'Normative documents' };
/** As edition 2019 calls them. */
const NORMATIVE_DOCUMENTS_2019: Label = { zh: '规范性文件', en: 'Normative documents' };
const LICENCES: Label = { zh: '行政许可', en: 'Licences' };
const OTHER_MANAGEMENT: Label = {
  zh: '其他对外管理服务事项',
  en: 'Other public management and service items',
};
const PENALTIES: Label = { zh: '行政处罚', en: 'Penalties' };
const COERCIONS: Label = { zh: '行政强制', en: 'Coercion' };
const FEES: Label = { zh: '行政事业性收费', en: 'Administrative fees' };
const PROCUREMENT: Label = { zh: '政府集中采购', en: 'Centralised procurement' };

const ISSUED: Label = { zh: '本年制发件数', en: 'Issued this year' };
const REPEALED: Label = { zh: '本年废止件数', en: 'Repealed this year' };
const IN_FORCE: Label = { zh: '现行有效件数', en: 'In force' };
const DECISIONS: Label = { zh: '本年处理决定数量', en: 'Decisions this year' };
const COLLECTED: Label = { zh: '本年收费金额', en: 'Collected this year' };
const NEWLY_PRODUCED: Label = { zh: '本年新制作数量', en: 'Newly made this year' };
const NEWLY_PUBLISHED: Label = { zh: '本年新公开数量', en: 'Newly made public this year' };
const PUBLISHED_TOTAL: Label = { zh: '对外公开总数量', en: 'Open to the public in all' };
const PREVIOUS_ITEMS: Label = { zh: '上一年项目数量', en: 'Items of the year before' };
const CHANGE_OF_ITEMS: Label = { zh: '本年增/减', en: 'Change this year' };
/** As edition 2019 heads the column of decisions of all kinds of information. */
export const ALL_DECISIONS: Label = { zh: '处理决定数量', en: 'Decisions' };
const PROJECTS: Label = { zh: '采购项目数量', en: 'Projects' };
const PROCURED: Label = { zh: '采购总金额', en: 'Amount in all' };

/** Section two, in the order of edition 2021, then what only edition 2019 prints. */
export const PROACTIVE_LINES: readonly ProactiveLine[] = [
  line('rules.issued', RULES, ISSUED, 'Rules issued this year', '一', [2021]),
  line('rules.repealed', RULES, REPEALED, 'Rules repealed this year', '一', [2021]),
  line('rules.inForce', RULES, IN_FORCE, 'Rules in force at the end of the year', '一', [2021], STOCK),
  line(
    'normativeDocuments.issued',
    NORMATIVE_DOCUMENTS,
    ISSUED,
    'Normative documents issued this year',
    '一',
    [2021],
  ),
  line(
    'normativeDocuments.repealed',
    NORMATIVE_DOCUMENTS,
    REPEALED,
    'Normative documents repealed this year',
    '一',
    [2021],
  ),
  line(
    'normativeDocuments.inForce',
    NORMATIVE_DOCUMENTS,
    IN_FORCE,
    'Normative documents in force at the end of the year',
    '一',
    [2021],
    STOCK,
  ),
  line('licences.decisions', LICENCES, DECISIONS, 'Licensing decisions this year', '五', BOTH),
  line('penalties.decisions', PENALTIES, DECISIONS, 'Penalty decisions this year', '六', BOTH),
  line('coercions.decisions', COERCIONS, DECISIONS, 'Coercion decisions this year', '六', BOTH),
  line('fees.amount', FEES, COLLECTED, 'Administrative fees collected this year', '八', [2021], {
    kind: 'AMOUNT',
    unit: '万元',
  }),
  line('rules.newlyMade', RULES, NEWLY_PRODUCED, 'Rules newly made this year', '一', [2019]),
  line('rules.newlyPublished', RULES, NEWLY_PUBLISHED, 'Rules newly made public this year', '一', [2019]),
  line(
    'rules.publishedTotal',
    RULES,
    PUBLISHED_TOTAL,
    'Rules open to the public in all',
    '一',
    [2019],
    STOCK,
  ),
  line(
    'normativeDocuments.newlyMade',
    NORMATIVE_DOCUMENTS_2019,
    NEWLY_PRODUCED,
    'Normative documents newly made this year',
    '一',
    [2019],
  ),
  line(
    'normativeDocuments.newlyPublished',
    NORMATIVE_DOCUMENTS_2019,
    NEWLY_PUBLISHED,
    'Normative documents newly made public this year',
    '一',
    [2019],
  ),
  line(
    'normativeDocuments.publishedTotal',
    NORMATIVE_DOCUMENTS_2019,
    PUBLISHED_TOTAL,
    'Normative documents open to the public in all',
    '一',
    [2019],
    STOCK,
  ),
  line(
    'licences.previousItems',
    LICENCES,
    PREVIOUS_ITEMS,
    'Licensing items of the year before',
    '五',
    [2019],
    ITEMS,
  ),
  line(
    'licences.change',
    LICENCES,
    CHANGE_OF_ITEMS,
    'Change of licensing items this year',
    '五',
    [2019],
    CHANGE,
  ),
  line(
    'otherManagement.previousItems',
    OTHER_MANAGEMENT,
    PREVIOUS_ITEMS,
    'Other public management and service items of the year before',
    '五',
    [2019],
    ITEMS,
  ),
  line(
    'otherManagement.change',
    OTHER_MANAGEMENT,
    CHANGE_OF_ITEMS,
    'Change of other public management and service items this year',
    '五',
    [2019],
    CHANGE,
  ),
  line(
    'otherManagement.decisions',
    OTHER_MANAGEMENT,
    ALL_DECISIONS,
    'Decisions on other public management and service items',
    '五',
    [2019],
  ),
  line(
    'penalties.previousItems',
    PENALTIES,
    PREVIOUS_ITEMS,
    'Penalty items of the year before',
    '六',
    [2019],
    ITEMS,
  ),
  line(
    'penalties.change',
    PENALTIES,
    CHANGE_OF_ITEMS,
    'Change of penalty items this year',
    '六',
    [2019],
    CHANGE,
  ),
  line(
    'coercions.previousItems',
    COERCIONS,
    PREVIOUS_ITEMS,
    'Coercion items of the year before',
    '六',
    [2019],
    ITEMS,
  ),
  line(
    'coercions.change',
    COERCIONS,
    CHANGE_OF_ITEMS,
    'Change of coercion items this year',
    '六',
    [2019],
    CHANGE,
  ),
  line('fees.previousItems', FEES, PREVIOUS_ITEMS, 'Fee items of the year before', '八', [2019], ITEMS),
  line('fees.change', FEES, CHANGE_OF_ITEMS, 'Change of fee items this year', '八', [2019], CHANGE),
  line('procurement.items', PROCUREMENT, PROJECTS, 'Centralised procurement projects', '九', [2019], {
    unit: '项',
  }),
  line(
    'procurement.amount',
    PROCUREMENT,
    PROCURED,
    'Centralised procurement amount, unit as printed',
    '九',
    [2019],
    { kind: 'AMOUNT', aggregation: 'NONE', unit: '万元' },
  ),
];

/** A column of section three: a kind of applicant. */
export interface RequestColumn extends PrintedLabel {
  readonly code: string;
}

/** Section three, columns as printed; the last is the total of the six before it. */
export const REQUEST_COLUMNS: readonly RequestColumn[] = [
  { code: 'naturalPerson', zh: '自然人', en: 'natural persons' },
  { code: 'businessEnterprise', zh: '商业企业', en: 'business enterprises', alsoPrinted: ['企业'] },
  { code: 'researchInstitution', zh: '科研机构', en: 'research institutions', alsoPrinted: ['科研'] },
  {
    code: 'socialOrganization',
    zh: '社会公益组织',
    en: 'social organisations',
    alsoPrinted: ['社会公益', '公益组织', '社会组织'],
  },
  { code: 'legalServiceAgency', zh: '法律服务机构', en: 'legal service agencies', alsoPrinted: ['法律服务'] },
  { code: 'other', zh: '其他', en: 'other organisations', alsoPrinted: ['其它'] },
  { code: 'total', zh: '总计', en: 'all applicants', alsoPrinted: ['合计'] },
];

/** A row of section three. */
export interface RequestRow extends PrintedLabel {
  readonly code: string;
  /** OUTCOME rows add up to `concluded`. */
  readonly role: 'INFLOW' | 'OUTCOME' | 'TOTAL' | 'OUTFLOW';
  readonly editions: readonly Edition[];
}

/** What the outcomes and their total are printed under in section three. */
export const REQUEST_RESULTS: Label = { zh: '三、本年度办理结果', en: 'Results of the year' };
const outcome = (
  code: string,
  zh: string,
  en: string,
  editions = BOTH,
  alsoPrinted: readonly string[] = [],
): RequestRow => ({
  code,
  zh: `${REQUEST_RESULTS.zh} ${zh}`,
  en,
  role: 'OUTCOME',
  editions,
  alsoPrinted,
});

/** Section three, rows as printed; `otherHandling` is the single row (六) of edition 2019. */
export const REQUEST_ROWS: readonly RequestRow[] = [
  {
    code: 'received',
    zh: '一、本年新收政府信息公开申请数量',
    en: 'Requests received this year',
    alsoPrinted: ['本年新收', '新收政府信息公开申请'],
    role: 'INFLOW',
    editions: BOTH,
  },
  {
    code: 'carriedIn',
    zh: '二、上年结转政府信息公开申请数量',
    en: 'Requests carried over from the year before',
    alsoPrinted: ['上年结转', '上年度结转', '上一年结转'],
    role: 'INFLOW',
    editions: BOTH,
  },
  outcome('granted', '（一）予以公开', 'Granted'),
  outcome(
    'partlyGranted',
    '（二）部分公开（区分处理的，只计这一情形，不计其他情形）',
    'Partly granted',
    BOTH,
    ['部分公开'],
  ),
  outcome('denied.stateSecret', '（三）不予公开 1.属于国家秘密', 'Denied: state secret', BOTH, ['国家秘密']),
  outcome(
    'denied.otherLaw',
    '（三）不予公开 2.其他法律行政法规禁止公开',
    'Denied: forbidden by another law or administrative regulation',
    BOTH,
    ['法律行政法规禁止公开', '其他法律法规禁止公开'],
  ),
  outcome(
    'denied.securityAndStability',
    '（三）不予公开 3.危及“三安全一稳定”',
    'Denied: endangers state, public or economic security or social stability',
    BOTH,
    ['三安全一稳定', '危及国家安全公共安全经济安全社会稳定'],
  ),
  outcome(
    'denied.thirdPartyRights',
    '（三）不予公开 4.保护第三方合法权益',
    'Denied: rights of third parties',
    BOTH,
    ['第三方合法权益'],
  ),
  outcome(
    'denied.internalAffairs',
    '（三）不予公开 5.属于三类内部事务信息',
    'Denied: internal affairs',
    BOTH,
    ['内部事务信息'],
  ),
  outcome(
    'denied.processInformation',
    '（三）不予公开 6.属于四类过程性信息',
    'Denied: process information',
    BOTH,
    ['过程性信息'],
  ),
  outcome(
    'denied.enforcementFile',
    '（三）不予公开 7.属于行政执法案卷',
    'Denied: administrative enforcement file',
    BOTH,
    ['行政执法案卷'],
  ),
  outcome(
    'denied.administrativeInquiry',
    '（三）不予公开 8.属于行政查询事项',
    'Denied: matter of an administrative inquiry',
    BOTH,
    ['行政查询事项'],
  ),
  outcome(
    'unavailable.notHeld',
    '（四）无法提供 1.本机关不掌握相关政府信息',
    'Unavailable: not held by this organ',
    BOTH,
    ['不掌握相关政府信息', '本机关不掌握'],
  ),
  outcome(
    'unavailable.needsCreation',
    '（四）无法提供 2.没有现成信息需要另行制作',
    'Unavailable: would have to be created',
    BOTH,
    ['没有现成信息'],
  ),
  outcome(
    'unavailable.unclearAfterCorrection',
    '（四）无法提供 3.补正后申请内容仍不明确',
    'Unavailable: still unclear after correction',
    BOTH,
    ['补正后申请内容', '补正后仍不明确'],
  ),
  outcome(
    'notProcessed.petition',
    '（五）不予处理 1.信访举报投诉类申请',
    'Not processed: petition, report or complaint',
    BOTH,
    ['信访举报投诉'],
  ),
  outcome('notProcessed.duplicate', '（五）不予处理 2.重复申请', 'Not processed: duplicate request'),
  outcome(
    'notProcessed.publicPublication',
    '（五）不予处理 3.要求提供公开出版物',
    'Not processed: asks for a public publication',
    BOTH,
    ['公开出版物'],
  ),
  outcome(
    'notProcessed.excessive',
    '（五）不予处理 4.无正当理由大量反复申请',
    'Not processed: many repeated requests without good reason',
    BOTH,
    ['大量反复申请'],
  ),
  outcome(
    'notProcessed.reconfirmation',
    '（五）不予处理 5.要求行政机关确认或重新出具已获取信息',
    'Not processed: asks to confirm or reissue information already obtained',
    BOTH,
    ['要求行政机关确认或重新出具', '重新出具已获取信息'],
  ),
  outcome(
    'otherHandling.noCorrection',
    '（六）其他处理 1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请',
    'Other handling: not corrected in time',
    [2021],
    ['无正当理由逾期不补正', '逾期不补正'],
  ),
  outcome(
    'otherHandling.feeUnpaid',
    '（六）其他处理 2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请',
    'Other handling: fee not paid in time',
    [2021],
    ['逾期未按收费通知要求缴纳费用', '未按收费通知要求缴纳费用'],
  ),
  outcome('otherHandling.other', '（六）其他处理 3.其他', 'Other handling: other', [2021], ['其它']),
  {
    code: 'concluded',
    zh: `${REQUEST_RESULTS.zh} （七）总计`,
    en: 'Requests concluded this year',
    alsoPrinted: ['合计', '办理结果总计', '办理结果合计'],
    role: 'TOTAL',
    editions: BOTH,
  },
  {
    code: 'carriedOut',
    zh: '四、结转下年度继续办理',
    en: 'Requests carried over to the next year',
    alsoPrinted: ['结转下年度', '结转下年', '结转下一年度'],
    role: 'OUTFLOW',
    editions: BOTH,
  },
  outcome('otherHandling', '（六）其他处理', 'Other handling, one row in edition 2019', [2019]),
];

/** Section four, groups as printed. */
export const DISPUTE_GROUPS: readonly (Label & { readonly code: string })[] = [
  { code: 'reconsideration', zh: '行政复议', en: 'Administrative reconsideration' },
  { code: 'litigationDirect', zh: '行政诉讼 未经复议直接起诉', en: 'Litigation brought directly' },
  {
    code: 'litigationAfterReconsideration',
    zh: '行政诉讼 复议后起诉',
    en: 'Litigation after reconsideration',
  },
];

/** Section four, columns as printed; the last is the total of the four before it. */
export const DISPUTE_OUTCOMES: readonly (Label & { readonly code: string })[] = [
  { code: 'upheld', zh: '结果维持', en: 'upheld' },
  { code: 'corrected', zh: '结果纠正', en: 'corrected' },
  { code: 'other', zh: '其他结果', en: 'other result' },
  { code: 'pending', zh: '尚未审结', en: 'not yet concluded' },
  { code: 'total', zh: '总计', en: 'total' },
];
