import type { Severity } from './checks';
import { COMPARISON, CONSISTENCY, FORM, follows, HANDLING_FEES, PROBLEMS, YEARLY } from './citations';
import type { Label } from './lines';
import { FIRST_YEAR } from './reportingYears';

/** A rule that is not an equation. */
export interface Rule extends Label {
  readonly code: string;
  readonly severity: Severity;
  readonly citation: string;
  /** The first reporting year for which the rule is in force; none where it is for all. */
  readonly from?: number;
  /** What it rests on for years before its citation came into force. */
  readonly before?: { readonly year: number; readonly citation: string };
}

/** Returns whether a rule is in force for a reporting year. */
export const isRuleOf = ({ from = 0 }: Rule, year: number): boolean => year >= from;

/** Returns a rule as it is cited for a reporting year. */
export const ruleOf = (rule: Rule, year: number): Rule =>
  rule.before && year < rule.before.year ? { ...rule, citation: rule.before.citation } : rule;

/** Whether a finding comes from the document that a report was read from. The checks of figures cannot find it again. */
export const isOfDocument = ({ code }: Pick<Rule, 'code'>): boolean => /^(?:text|document)\./.test(code);

/** The rules on handling fees are in force since 2021-01-01: reports of earlier years have nothing to say of them. */
const FEES_FROM = 2021;

const rule = (code: string, severity: Severity, citation: string, zh: string, en: string): Rule => ({
  code,
  severity,
  citation,
  zh,
  en,
});

/** Every rule that is not an equation, by its code. */
export const RULES = {
  notANumber: rule('counts.notANumber', 'ERROR', FORM, '必须填写数字', 'A figure must be a number'),
  negative: rule('counts.negative', 'ERROR', FORM, '数量不能为负数', 'A count cannot be negative'),
  fractional: rule('counts.fractional', 'ERROR', FORM, '数量必须是整数', 'A count must be a whole number'),
  tooLarge: rule(
    'counts.tooLarge',
    'ERROR',
    FORM,
    '数值超出可接受范围',
    'The figure is larger than one organ can have',
  ),
  tooPrecise: rule(
    'amounts.tooPrecise',
    'ERROR',
    FORM,
    '金额（万元）最多六位小数',
    'An amount, in units of 10,000 yuan (万元), has at most six decimals',
  ),
  notInEdition: rule(
    'form.notInEdition',
    'ERROR',
    FORM,
    '该栏目不属于所用版本的表格',
    'The cell does not stand in the edition of this section',
  ),
  edition: {
    ...rule(
      'form.edition',
      'WARNING',
      FORM,
      '所用表格版本不是该年度应使用的版本',
      'The section uses an edition that was not in force for the year',
    ),
    // There was no form of all offices before.
    from: FIRST_YEAR,
  },
  blank: rule(
    'form.blank',
    'INFO',
    FORM,
    '未填写的栏目在勾稽时按零计算',
    'Cells left blank count as zero in the equations',
  ),
  notChecked: rule(
    'form.notChecked',
    'INFO',
    FORM,
    '有栏目没有读到，涉及它们的勾稽关系没有核对',
    'Cells are not known, so the equations with them were not checked',
  ),
  allBlank: rule(
    'form.allBlank',
    'WARNING',
    FORM,
    '该部分没有填写任何数字；没有发生的应填“0”',
    'No figure of this section is reported; what did not happen is 0',
  ),
  totalComputed: rule(
    'form.totalComputed',
    'INFO',
    FORM,
    '合计未填写，已由系统计算',
    'The total was left out and has been computed',
  ),
  jump: rule(
    'figures.jump',
    'WARNING',
    COMPARISON,
    '与上年相差十倍以上且相差一百以上，请核对是否错位、多写一位或用错单位',
    'Ten times last year’s figure or a tenth of it, and a hundred or more apart: look for a slipped column, a digit too many or another unit',
  ),
  unitConverted: rule(
    'form.unitConverted',
    'INFO',
    FORM,
    '数字写有单位，已换算为该栏的单位',
    'The figure is written with a unit and was turned into that of the cell',
  ),
  rulesNotEntitled: {
    ...rule(
      'proactive.rulesNotEntitled',
      'WARNING',
      '《中华人民共和国立法法》（2023年修正）第九十一条、第九十三条',
      '该机关无规章制定权，规章栏目应为零',
      'The organ has no power to make rules (规章), so these cells should be zero',
    ),
    before: {
      year: 2023,
      citation: '《中华人民共和国立法法》（2015年修正）第八十条、第八十二条',
    },
  },
  afterReconsideration: rule(
    'disputes.afterReconsideration',
    'INFO',
    follows('第四部分“复议后起诉”的含义'),
    '有复议后起诉案件，但本年和上年均无行政复议案件',
    'Litigation after reconsideration without any reconsideration this year or last',
  ),
  fees: {
    ...rule(
      'narrative.fees',
      'WARNING',
      HANDLING_FEES,
      '第六部分应说明是否收取信息处理费及金额',
      'Section six must say whether information-handling fees were collected and how much',
    ),
    from: FEES_FROM,
  },
  feesContradicted: {
    ...rule(
      'narrative.fees',
      'WARNING',
      HANDLING_FEES,
      '第六部分称未收取信息处理费，与报告其他部分不一致',
      'Section six says that no information-handling fees were collected, the report says otherwise elsewhere',
    ),
    from: FEES_FROM,
  },
  textAgainstTable: rule(
    'text.againstTable',
    'WARNING',
    CONSISTENCY,
    '正文所述数字与表格不符',
    'A figure in the text agrees with none of the table',
  ),
  textMeans: rule(
    'text.means',
    'INFO',
    CONSISTENCY,
    '正文所述数字与表格中另一口径一致',
    'A figure in the text is another of the table than its words suggest',
  ),
  textYear: rule(
    'text.year',
    'WARNING',
    YEARLY,
    '正文所述年度与报送年度不符',
    'The text is of another year than it is filed for',
  ),
  textAgency: rule(
    'text.agency',
    'WARNING',
    YEARLY,
    '正文所述机关与报送机关不符',
    'The text is of another organ than it is filed for',
  ),
  textOtherName: rule(
    'text.otherName',
    'INFO',
    YEARLY,
    '正文所用为该机关的另一名称',
    'The text has another name of the organ',
  ),
  textScope: rule(
    'text.scope',
    'WARNING',
    YEARLY,
    '文档写明的统计口径与所选不符',
    'The document says that it holds the figures of others than it is filed with',
  ),
  organInDoubt: rule(
    'document.organInDoubt',
    'INFO',
    YEARLY,
    '不能从文档确定是哪个机关的报告，请核对',
    'The document does not say for certain whose report it is; look whether it is the right one',
  ),
  yearInDoubt: rule(
    'document.yearInDoubt',
    'INFO',
    YEARLY,
    '不能从文档确定是哪个年度的报告，请核对',
    'The document does not say for certain which year it is of; look whether it is the right one',
  ),
  severalReports: rule(
    'document.severalReports',
    'WARNING',
    FORM,
    '一个文件含多份报告，只读取了其中一份',
    'The document holds several reports; one of them was read',
  ),
  missingCells: rule(
    'document.missingCells',
    'WARNING',
    FORM,
    '文件中没有找到表格的部分栏目',
    'Cells of the form were not found in the document',
  ),
  doubtfulCell: rule(
    'document.doubtfulCell',
    'WARNING',
    FORM,
    '该栏从文件读出，但不能确定，请与原件核对',
    'This cell was read from the document with doubt; compare it with the document',
  ),
  doubtfulIndicator: rule(
    'document.doubtfulIndicator',
    'WARNING',
    FORM,
    '文件对同一补充指标写了不同的数，没有采用其中任何一个；请与原件核对，在表中填写正确的数',
    'The document states different figures of one indicator, and none was taken over; compare them with the document and fill in the right one',
  ),
  problems: rule('narrative.problems', 'WARNING', PROBLEMS, '第五部分为空', 'Section five is empty'),
  problemsRepeated: rule(
    'narrative.problems',
    'WARNING',
    PROBLEMS,
    '第五部分与上一年几乎相同',
    'Section five is nearly the same as last year',
  ),
} as const satisfies Record<string, Rule>;
