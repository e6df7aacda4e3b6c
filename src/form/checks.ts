import { DISPUTE_GROUPS, DISPUTE_OUTCOMES, type Label, REQUEST_COLUMNS, REQUEST_ROWS } from './lines';
import { add, type SignedCell, subtract } from './measures';
import { REQUESTS_ARITHMETIC } from './sections';

/** ERROR blocks filing, WARNING needs an explanation by the filer, INFO only tells. */
export type Severity = 'ERROR' | 'WARNING' | 'INFO';

/** A cell on one side of an equation; `lastYear` takes it from the report of the year before. */
export interface CheckTerm extends SignedCell {
  readonly lastYear: boolean;
}

/** A statutory equation (勾稽关系): the sums of both sides must be equal. */
export interface Equation extends Label {
  readonly code: string;
  readonly severity: Severity;
  readonly citation: string;
  /** The cell a finding points at. */
  readonly about: string;
  readonly left: readonly CheckTerm[];
  readonly right: readonly CheckTerm[];
  /** True when `about` is a printed total that may be left out and is then the right side. */
  readonly computesTotal: boolean;
}

/** A rule that is not an equation. */
export interface Rule extends Label {
  readonly code: string;
  readonly severity: Severity;
  readonly citation: string;
}

/** What the notices say, and what only follows from them; a finding must not claim that a notice prints what it does not. */
const FORM =
  '《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号；2019、2020年度：国办公开办函〔2019〕60号）';
const PRINTED = `${FORM}第三部分表头：“${REQUESTS_ARITHMETIC}”`;
const follows = (from: string) => `由${FORM}${from}得出，通知未印明该等式`;
const FROM_OUTCOMES = follows('第三部分“（七）总计”一行');
const FROM_REQUEST_TOTALS = follows('第三部分“总计”一列');
const FROM_DISPUTE_TOTALS = follows('第四部分“总计”一列');
const FROM_CARRY_OVER = follows('第三部分“上年结转”“结转下年度继续办理”的含义');
const FROM_IN_FORCE = follows('第二部分“现行有效件数”“本年制发件数”“本年废止件数”的含义');
const now = (terms: readonly SignedCell[]): CheckTerm[] =>
  terms.map((term) => ({ ...term, lastYear: false }));
const before = (terms: readonly SignedCell[]): CheckTerm[] =>
  terms.map((term) => ({ ...term, lastYear: true }));
const request = (row: string, column: string) => `requests.${row}.${column}`;
const outcomeRows = REQUEST_ROWS.filter((row) => row.role === 'OUTCOME');
const applicants = REQUEST_COLUMNS.filter((column) => column.code !== 'total');

const concluded: Equation[] = REQUEST_COLUMNS.map(({ code, zh, en }) => ({
  code: 'requests.concluded',
  zh: `本年度办理结果总计等于各项办理结果之和（${zh}）`,
  en: `requests concluded equal the sum of the outcomes (${en})`,
  severity: 'ERROR',
  citation: FROM_OUTCOMES,
  about: request('concluded', code),
  left: now(add(request('concluded', code))),
  right: now(add(...outcomeRows.map((row) => request(row.code, code)))),
  computesTotal: true,
}));

const rowTotals: Equation[] = REQUEST_ROWS.map((row) => ({
  code: 'requests.rowTotal',
  zh: `总计等于各类申请人之和（${row.zh}）`,
  en: `the total equals the sum of the applicants (${row.en})`,
  severity: 'ERROR',
  citation: FROM_REQUEST_TOTALS,
  about: request(row.code, 'total'),
  left: now(add(request(row.code, 'total'))),
  right: now(add(...applicants.map((column) => request(row.code, column.code)))),
  computesTotal: true,
}));

const disputeTotals: Equation[] = DISPUTE_GROUPS.map(({ code, zh, en }) => ({
  code: 'disputes.total',
  zh: `总计等于维持、纠正、其他结果与尚未审结之和（${zh}）`,
  en: `the total equals upheld, corrected, other and pending together (${en})`,
  severity: 'ERROR',
  citation: FROM_DISPUTE_TOTALS,
  about: `disputes.${code}.total`,
  left: now(add(`disputes.${code}.total`)),
  right: now(
    add(
      ...DISPUTE_OUTCOMES.filter((item) => item.code !== 'total').map(
        (item) => `disputes.${code}.${item.code}`,
      ),
    ),
  ),
  computesTotal: true,
}));

const balance: Equation[] = REQUEST_COLUMNS.map(({ code, zh, en }) => ({
  code: 'requests.balance',
  zh: `本年新收加上年结转等于办理结果总计加结转下年度（${zh}）`,
  en: `received plus carried in equals concluded plus carried out (${en})`,
  severity: 'ERROR',
  citation: PRINTED,
  about: request('carriedOut', code),
  left: now(add(request('received', code), request('carriedIn', code))),
  right: now(add(request('concluded', code), request('carriedOut', code))),
  computesTotal: false,
}));

const carryOver: Equation[] = REQUEST_COLUMNS.map(({ code, zh, en }) => ({
  code: 'requests.carryOver',
  zh: `上年结转等于上一年报告的结转下年度（${zh}）`,
  en: `carried in equals carried out in last year's report (${en})`,
  severity: 'WARNING',
  citation: FROM_CARRY_OVER,
  about: request('carriedIn', code),
  left: now(add(request('carriedIn', code))),
  right: before(add(request('carriedOut', code))),
  computesTotal: false,
}));

const inForce: Equation[] = [
  { line: 'rules', zh: '规章', en: 'rules' },
  { line: 'normativeDocuments', zh: '行政规范性文件', en: 'normative documents' },
].map(({ line, zh, en }) => ({
  code: 'proactive.inForce',
  zh: `现行有效等于上年现行有效加本年制发减本年废止（${zh}）`,
  en: `in force equals in force last year plus issued minus repealed (${en})`,
  severity: 'WARNING',
  citation: FROM_IN_FORCE,
  about: `proactive.${line}.inForce`,
  left: now(add(`proactive.${line}.inForce`)),
  right: [
    ...before(add(`proactive.${line}.inForce`)),
    ...now([...add(`proactive.${line}.issued`), ...subtract(`proactive.${line}.repealed`)]),
  ],
  computesTotal: false,
}));

/** Every equation, in the order in which missing totals must be computed. */
export const EQUATIONS: readonly Equation[] = [
  ...concluded,
  ...rowTotals,
  ...disputeTotals,
  ...balance,
  ...carryOver,
  ...inForce,
];

const REGULATION = '《政府信息公开条例》';
const ARTICLE_50 = `${REGULATION}第五十条`;
/** Article 50 has five items: proactive disclosure, requests, disputes, problems, other matters. */
const PROBLEMS = `${ARTICLE_50}第（四）项`;
const OTHER_MATTERS = `${ARTICLE_50}第（五）项`;
const HANDLING_FEES = `${OTHER_MATTERS}、第四十二条；《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）`;
/** One report says one thing: its text and its tables are both of article 50. */
const CONSISTENCY = `${ARTICLE_50}；正文与表格同属一份报告，应当一致`;
const YEARLY = `${REGULATION}第四十九条`;
const rule = (code: string, severity: Severity, citation: string, zh: string, en: string): Rule => ({
  code,
  severity,
  citation,
  zh,
  en,
});

/** Every rule that is not an equation, by its code. */
export const RULES = {
  notANumber: rule('counts.notANumber', 'ERROR', FORM, '必须填写数字', 'a figure must be a number'),
  negative: rule('counts.negative', 'ERROR', FORM, '数量不能为负数', 'a count cannot be negative'),
  fractional: rule('counts.fractional', 'ERROR', FORM, '数量必须是整数', 'a count must be a whole number'),
  tooLarge: rule(
    'counts.tooLarge',
    'ERROR',
    FORM,
    '数值超出可接受范围',
    'the figure is larger than one organ can have',
  ),
  tooPrecise: rule(
    'amounts.tooPrecise',
    'ERROR',
    FORM,
    '金额（万元）最多六位小数',
    'an amount in 万元 has at most six decimals',
  ),
  notInEdition: rule(
    'form.notInEdition',
    'ERROR',
    FORM,
    '该栏目不属于所用版本的表格',
    'the cell does not stand in the edition of this section',
  ),
  edition: rule(
    'form.edition',
    'WARNING',
    FORM,
    '所用表格版本不是该年度应使用的版本',
    'the section uses an edition that was not in force for the year',
  ),
  blank: rule(
    'form.blank',
    'INFO',
    FORM,
    '未填写的栏目在勾稽时按零计算',
    'cells left blank count as zero in the equations',
  ),
  allBlank: rule(
    'form.allBlank',
    'WARNING',
    FORM,
    '该部分没有填写任何数字；没有发生的应填“0”',
    'no figure of this section is reported; what did not happen is 0',
  ),
  totalComputed: rule(
    'form.totalComputed',
    'INFO',
    FORM,
    '合计未填写，已由系统计算',
    'the total was left out and has been computed',
  ),
  rulesNotEntitled: rule(
    'proactive.rulesNotEntitled',
    'WARNING',
    '《中华人民共和国立法法》（2023年修正）第九十一条、第九十三条',
    '该机关无规章制定权，规章栏目应为零',
    'the organ has no power to make rules (规章), so these cells should be zero',
  ),
  afterReconsideration: rule(
    'disputes.afterReconsideration',
    'INFO',
    follows('第四部分“复议后起诉”的含义'),
    '有复议后起诉案件，但本年和上年均无行政复议案件',
    'litigation after reconsideration without any reconsideration this year or last',
  ),
  fees: rule(
    'narrative.fees',
    'WARNING',
    HANDLING_FEES,
    '第六部分应说明是否收取信息处理费及金额',
    'section six must say whether information-handling fees were collected and how much',
  ),
  feesContradicted: rule(
    'narrative.fees',
    'WARNING',
    HANDLING_FEES,
    '第六部分称未收取信息处理费，与报告其他部分不一致',
    'section six says that no information-handling fees were collected, the report says otherwise elsewhere',
  ),
  textAgainstTable: rule(
    'text.againstTable',
    'WARNING',
    CONSISTENCY,
    '正文所述数字与表格不符',
    'a figure in the text agrees with none of the table',
  ),
  textMeans: rule(
    'text.means',
    'INFO',
    CONSISTENCY,
    '正文所述数字与表格中另一口径一致',
    'a figure in the text is another of the table than its words suggest',
  ),
  textYear: rule(
    'text.year',
    'WARNING',
    YEARLY,
    '正文所述年度与报送年度不符',
    'the text is of another year than it is filed for',
  ),
  textAgency: rule(
    'text.agency',
    'WARNING',
    YEARLY,
    '正文所述机关与报送机关不符',
    'the text is of another organ than it is filed for',
  ),
  severalReports: rule(
    'document.severalReports',
    'WARNING',
    FORM,
    '一个文件含多份报告，只读取了其中一份',
    'the document holds several reports; one of them was read',
  ),
  missingCells: rule(
    'document.missingCells',
    'WARNING',
    FORM,
    '文件中没有找到表格的部分栏目',
    'cells of the form were not found in the document',
  ),
  problems: rule(
    'narrative.problems',
    'WARNING',
    PROBLEMS,
    '第五部分为空或与上一年几乎相同',
    'section five is empty or nearly the same as last year',
  ),
} as const satisfies Record<string, Rule>;
