import { FORM, follows } from './citations';
import { DISPUTE_GROUPS, DISPUTE_OUTCOMES, type Label, REQUEST_COLUMNS, REQUEST_ROWS } from './lines';
import { add, type SignedCell, subtract } from './measures';
import { proactiveRow } from './proactiveBlocks';
import { REQUESTS_ARITHMETIC } from './sections';

/** ERROR blocks filing, WARNING requires an explanation by the filer, INFO requires nothing. */
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

const PRINTED = `${FORM}第三部分表头：“${REQUESTS_ARITHMETIC}”`;

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
  en: `Requests concluded equal the sum of the outcomes (${en})`,
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
  en: `The total equals the sum of the applicants (${row.en})`,
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
  en: `The total equals upheld, corrected, other and pending together (${en})`,
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
  en: `Received plus carried in equals concluded plus carried out (${en})`,
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
  en: `Carried in equals carried out in last year's report (${en})`,
  severity: 'WARNING',
  citation: FROM_CARRY_OVER,
  about: request('carriedIn', code),
  left: now(add(request('carriedIn', code))),
  right: before(add(request('carriedOut', code))),
  computesTotal: false,
}));

const inForce: Equation[] = ['rules', 'normativeDocuments'].map((line) => ({
  code: 'proactive.inForce',
  zh: `现行有效等于上年现行有效加本年制发减本年废止（${proactiveRow(line).zh}）`,
  en: `In force equals in force last year plus issued minus repealed (${proactiveRow(line).en.toLowerCase()})`,
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
