import { type Agency, AgencyKind, JurisdictionLevel } from '../../agency/agencyTypes';
import { FIRST_YEAR } from '../../form/cells';
import { EQUATIONS } from '../../form/checks';
import { blankCells, evaluateChecks } from '../../form/evaluate';
import { addAmounts, addReported, emptyFigures, type Figures } from '../../form/figures';
import type { CheckContext, Finding } from '../../form/finding';
import { shownValue } from '../../form/readCell';
import { lastEndedYear } from '../../form/reportingYears';
import { RULES } from '../../form/rules';
import { SECTION_NAMES, SECTIONS, sectionInWords, TABLE_SECTIONS, tableName } from '../../form/sections';
import { type FindingType, refusal, tooMany } from '../../shared/graphql/finding';
import { suggest } from '../../shared/graphql/nearest';
import { plainText } from '../../shared/text';
import type {
  Indicator,
  Qualifier,
  ReportRevision,
  ReportScope,
  SubmissionResult,
} from '../model/reportTypes';
import type { SubmissionMode } from '../workflow/publication';
import { type ComposedReport, composeReport, type ReportInput, sentSections } from './composeReport';
import { inheritFindings, isPartlySame } from './evidence';

/** A submission as it arrives, whichever way it came. */
export interface Submission extends ReportInput {
  readonly agency: string;
  readonly year: number;
  readonly scope: ReportScope;
  readonly indicators?:
    | readonly { indicator: string; value: unknown; qualifier: Qualifier; sentence?: string | null }[]
    | null;
  readonly explanations?: readonly { code: string; path: string; text: string }[] | null;
  readonly source?: string | null;
  /** What was found in the document the figures were read from; kept with the revision, blocks nothing. */
  readonly documentFindings?: readonly Finding[];
  readonly expectedRevision?: number | null;
  readonly idempotencyKey?: string | null;
}

const MOST_ITEMS = 500;

const GRAVITY = ['ERROR', 'WARNING', 'INFO'];

/** Findings of two sources, gravest first; what both found is told once, in the words of the first. */
export function mergeFindings<T extends Pick<Finding, 'code' | 'path' | 'severity'>>(
  first: readonly T[],
  second: readonly T[],
): T[] {
  const known = new Set(first.map((item) => `${item.code} ${item.path}`));
  const more = second.filter((item) => !known.has(`${item.code} ${item.path}`));
  return [...first, ...more].sort(
    (one, other) => GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity),
  );
}

/** Findings with paths into the input. */
export const withInputPaths = (findings: FindingType[]) =>
  findings.map((item) => (item.path.startsWith('input') ? item : { ...item, path: `input.${item.path}` }));
/** What is told of a submission that stores nothing. */
export const refused = (findings: FindingType[], currentRevision: number | null): SubmissionResult => ({
  accepted: false,
  readReport: null,
  findings: withInputPaths(findings),
  currentRevision,
});
/** What is wrong with a report of an agency that had ended by then. What it has published it can still correct. */
export function checkEnded({ year }: Submission, { validTo }: Agency, wasPublished: boolean): FindingType[] {
  if (!validTo || `${year}-12-31` < validTo || wasPublished) return [];
  return [
    refusal(
      'report.afterAgency',
      'year',
      `该机关已于 ${validTo} 撤销，应由承继机关报送；已公布的报告仍可更正。`,
      `The agency ended on ${validTo}; its successor reports. Only a report already published can be corrected.`,
      { actual: String(year) },
    ),
  ];
}
/** An error blocks filing, and so does a warning that the filer has not explained. */
const blocks = (item: FindingType) =>
  item.severity === 'ERROR' || (item.severity === 'WARNING' && !item.explanation);

/** What is wrong with whose report of which year a submission is, and with its own shape. */
export function checkReportKey(
  input: Submission,
  agency: Agency | null,
  mode: SubmissionMode,
): FindingType[] {
  const findings: FindingType[] = [];
  const ended = lastEndedYear();
  if (!agency)
    findings.push(
      refusal(
        'reference.unknown',
        'agency',
        `机关 ${input.agency} 不存在，请核对代码。`,
        `There is no agency ${input.agency}; check the code.`,
        { actual: input.agency },
      ),
    );
  if (input.year < FIRST_YEAR || input.year > ended)
    findings.push(
      refusal(
        'report.year',
        'year',
        `年度应在 ${FIRST_YEAR} 至 ${ended} 之间。`,
        `The year must be between ${FIRST_YEAR} and ${ended}: a report is made after its year has ended.`,
        { actual: String(input.year), citation: '《政府信息公开条例》第四十九条' },
      ),
    );
  else if (agency && `${input.year}-12-31` < agency.validFrom)
    findings.push(
      refusal(
        'report.beforeAgency',
        'year',
        `该机关自 ${agency.validFrom} 起设立。`,
        `The agency exists from ${agency.validFrom} on.`,
        { actual: String(input.year) },
      ),
    );
  if (agency && input.scope === 'CONSOLIDATED' && agency.kind !== AgencyKind.GOVERNMENT)
    findings.push(
      refusal(
        'report.scope',
        'scope',
        '只有政府可报送汇总报告。',
        'Only a government makes a consolidated report.',
        { actual: input.scope },
      ),
    );
  if (mode === 'RECORD' && !input.source?.trim())
    findings.push(
      refusal(
        'report.source',
        'source',
        '补录已公布报告须写明出处。',
        'Recording a published report needs its source: where the figures were read.',
      ),
    );
  if (mode === 'SAVE' && sentSections(input).length !== 1)
    findings.push(
      refusal(
        'report.oneSection',
        '',
        '每次保存一个部分。',
        'Send exactly one section; use submitReport for several.',
        { actual: String(sentSections(input).length), expected: '1' },
      ),
    );
  for (const name of ['proactiveEdition', 'requestsEdition', 'disputesEdition'] as const) {
    const edition = input[name];
    if (edition != null && edition !== 2019 && edition !== 2021)
      findings.push(
        refusal('form.unknownEdition', name, '版本应为 2019 或 2021。', 'The edition is 2019 or 2021.', {
          actual: String(edition),
        }),
      );
  }
  for (const name of ['indicators', 'explanations'] as const) {
    const count = input[name]?.length ?? 0;
    if (count > MOST_ITEMS) findings.push(tooMany(name, count, MOST_ITEMS));
  }
  if (input.idempotencyKey != null && !/^[\x21-\x7e]{8,200}$/.test(input.idempotencyKey))
    findings.push(
      refusal(
        'request.idempotencyKey',
        'idempotencyKey',
        '幂等键应为 8 至 200 个可见 ASCII 字符。',
        'The idempotency key has 8 to 200 visible ASCII characters.',
      ),
    );
  return findings;
}

/** The refusal of a submission that knows an older state. */
export function staleRevision(expected: number, current: number | null): FindingType {
  return refusal(
    'revision.stale',
    'expectedRevision',
    `报告已被他人更新：当前修订号为 ${current ?? 0}，您依据的是 ${expected}。请重新读取后再提交。`,
    `The report has changed: its revision is ${current ?? 0}, yours was ${expected}. Read it again and repeat your change.`,
    { expected: String(current ?? 0), actual: String(expected) },
  );
}

/** The refusal of an idempotency key that stands for another submission. */
export const keyReused = () =>
  refusal(
    'request.keyReused',
    'idempotencyKey',
    '该幂等键已用于另一次提交。',
    'This idempotency key was used for another submission; make a new key.',
  );

/** A stored revision as what a new one is composed upon. */
function asBase(row: ReportRevision, year: number): ComposedReport {
  // Computed totals are computed anew from what is sent now.
  const marks = row.marksByCode;
  return {
    year,
    figures: row.figures,
    editions: {
      2: row.proactiveEdition as 2019 | 2021,
      3: row.requestsEdition as 2019 | 2021,
      4: row.disputesEdition as 2019 | 2021,
    },
    computed: [],
    notes: {},
    marks,
    sections: row.savedSections,
    overview: row.overviewText,
    problems: row.problemsText,
    otherMatters: row.otherMattersText,
  };
}

function missingSections(report: ComposedReport, mode: SubmissionMode): FindingType[] {
  if (mode !== 'FILE' && mode !== 'VALIDATE') return [];
  return SECTIONS.filter(({ number }) => !report.sections.includes(number)).map(({ number }) =>
    refusal(
      'report.sectionMissing',
      SECTION_NAMES[number],
      `缺少${sectionInWords(number).zh}。`,
      `Section ${number} is missing: send it, or save it first.`,
      { citation: '《政府信息公开条例》第五十条；国办公开办函〔2021〕30号' },
    ),
  );
}

/** A finding of the revision before with its explanation, which stays while the finding stays the same. */
export type StoredExplanation = Pick<FindingType, 'code' | 'path' | 'expected' | 'actual' | 'explanation'>;

function explain(
  item: FindingType,
  explanations: NonNullable<Submission['explanations']>,
  known: readonly StoredExplanation[],
): FindingType {
  const given = explanations.find(
    (candidate) => candidate.code === item.code && candidate.path.replace(/^input\./, '') === item.path,
  );
  const before = known.find((other) =>
    (['code', 'path', 'expected', 'actual'] as const).every((name) => other[name] === item[name]),
  );
  return {
    ...item,
    explanation: given ? plainText(given.text) || null : (before?.explanation ?? null),
  };
}

const RULE_CODES = [...Object.values(RULES), ...EQUATIONS].map(({ code }) => code);

/** Refuses explanations of rules that there are not; what they were to explain is still to be explained. */
function checkExplanations(
  explanations: NonNullable<Submission['explanations']>,
  found: readonly FindingType[],
): FindingType[] {
  const codes = new Set([...RULE_CODES, ...found.map(({ code }) => code)]);
  return explanations.flatMap(({ code }, at) => {
    if (codes.has(code)) return [];
    const near = suggest(code, codes);
    return [
      refusal(
        'explanation.unknownRule',
        `explanations.${at}.code`,
        `没有规则 ${code}${near.zh}。`,
        `There is no rule ${code}${near.en}.`,
        { actual: code },
      ),
    ];
  });
}

/** An indicator value ready to be stored. */
export interface IndicatorRow {
  readonly key: number;
  readonly value: string;
  readonly qualifier: Qualifier;
  readonly sentence: string | null;
}

/** Reads indicator values against the catalogue. */
function readIndicators(input: Submission, indicators: readonly Indicator[]) {
  const catalogue = new Map(indicators.map((row) => [row.code, row]));
  const findings: FindingType[] = [];
  const values: IndicatorRow[] = [];
  for (const [at, item] of (input.indicators ?? []).entries()) {
    const known = catalogue.get(item.indicator);
    const path = `indicators.${at}`;
    if (!known || known.retired) {
      const near = suggest(item.indicator, catalogue.keys());
      findings.push(
        refusal(
          'indicator.unknown',
          `${path}.indicator`,
          `指标 ${item.indicator} 不在目录中或已停用${near.zh}。`,
          `The indicator ${item.indicator} is not in the catalogue or is retired${near.en}.`,
          { actual: item.indicator },
        ),
      );
    } else if (values.some((value) => value.key === known.key))
      findings.push(
        refusal(
          'indicator.twice',
          `${path}.indicator`,
          `指标 ${item.indicator} 重复。`,
          `The indicator ${item.indicator} is given twice.`,
        ),
      );
    const text = typeof item.value === 'number' ? String(item.value) : item.value;
    if (typeof text !== 'string' || !/^\d{1,15}(\.\d{1,6})?$/.test(text))
      findings.push(
        refusal(
          'indicator.value',
          `${path}.value`,
          '指标值应为非负数，最多六位小数。',
          'The value is a number from 0 with at most six decimals.',
          { actual: shownValue(item.value) },
        ),
      );
    else if (known)
      values.push({
        key: known.key,
        value: text,
        qualifier: item.qualifier,
        sentence: plainText(item.sentence ?? '') || null,
      });
  }
  return { findings, values };
}

/** Organs that make rules (规章), by level: departments of the nation (立法法 91), governments down to cities with districts (93). */
const RULE_MAKERS: Partial<Record<JurisdictionLevel, readonly AgencyKind[]>> = {
  NATION: [AgencyKind.GOVERNMENT, AgencyKind.DEPARTMENT, AgencyKind.INSTITUTION],
  PROVINCE: [AgencyKind.GOVERNMENT],
  PREFECTURE: [AgencyKind.GOVERNMENT],
};

const mayMakeRules = (kind: AgencyKind, level: JurisdictionLevel) =>
  RULE_MAKERS[level]?.includes(kind) ?? false;

/** A published report of last year, of the agency itself or of one merged into it. */
export interface PreviousReport {
  readonly own: boolean;
  readonly figures: Figures;
  readonly problems: string | null;
}

/** What the checks know beside the report: the agency's kind and place, and last year's figures, those of merged predecessors added. */
export function checkContextOf(
  kind: AgencyKind,
  level: JurisdictionLevel,
  reports: readonly PreviousReport[],
): CheckContext {
  const previous =
    reports.length === 0
      ? null
      : {
          figures: sumFigures(reports.map((row) => row.figures)),
          problems: reports.find((row) => row.own)?.problems ?? null,
        };
  return { previous, mayMakeRules: mayMakeRules(kind, level) };
}

function sumFigures(all: readonly Figures[]): Figures {
  const empty = emptyFigures();
  return {
    counts: empty.counts.map((_, at) => addReported(all.map((one) => one.counts[at] ?? null))),
    amounts: empty.amounts.map((_, at) => addAmounts(all.map((one) => one.amounts[at]))),
  };
}

/** What a submission is judged upon. */
export interface ValidationInputs {
  /** The revision it is made from. */
  readonly base: ReportRevision | null;
  readonly explained: readonly StoredExplanation[];
  /** What was found in the document that revision was read from. */
  readonly documentFindings: readonly Finding[];
  readonly around: CheckContext;
  readonly catalogue: readonly Indicator[];
}

/** A submission read and checked. */
export interface ValidationResult {
  readonly report: ComposedReport;
  readonly indicators: readonly IndicatorRow[];
  readonly findings: FindingType[];
  /** Whether it is still, in part, the report of the document its base was read from. */
  readonly keepsDocument: boolean;
  /** Whether it cannot be stored in this mode. */
  readonly isBlocked: boolean;
}

/** Whether a finding only says that a section of a draft is still to be written. */
const isYetToCome = ({ code, path }: Finding, { sections }: ComposedReport, mode: SubmissionMode) =>
  (mode === 'SAVE' || mode === 'DRAFT') &&
  code === RULES.allBlank.code &&
  !TABLE_SECTIONS.some((section) => sections.includes(section) && tableName(section) === path);

/** Reads and checks a submission: the one place that decides what is wrong with it, however it came. */
export function validateSubmission(
  input: Submission,
  mode: SubmissionMode,
  grounds: ValidationInputs,
): ValidationResult {
  const { base, explained, around, catalogue } = grounds;
  const before = base && asBase(base, input.year);
  const composed = composeReport(input, input.year, before);
  // A document that is imported brings its own findings; any other change leaves those that still hold.
  const inherited = before ? inheritFindings(grounds.documentFindings, before, composed.report) : [];
  const documentFindings = input.documentFindings ?? inherited;
  const indicators = readIndicators(input, catalogue);
  const handlingFees = input.indicators?.find(({ indicator }) => indicator === 'handlingFees')?.value;
  const content = { ...composed.report, handlingFees: handlingFees == null ? null : String(handlingFees) };
  const evaluated = [
    ...composed.findings,
    ...evaluateChecks(content, around).filter((item) => !isYetToCome(item, composed.report, mode)),
  ];
  const checked = mergeFindings<Finding>(evaluated, documentFindings).map(
    (item) => ({ ...item }) as FindingType,
  );
  const strayExplanations = checkExplanations(input.explanations ?? [], checked);
  const findings = [
    ...indicators.findings,
    ...strayExplanations,
    ...missingSections(composed.report, mode),
    ...checked.map((item) => explain(item, input.explanations ?? [], explained)),
  ];
  const isUnreadable = [composed.findings, indicators.findings, strayExplanations].some(
    ({ length }) => length > 0,
  );
  const isBlocked = mode === 'FILE' || mode === 'VALIDATE' ? findings.some(blocks) : isUnreadable;
  const keepsDocument =
    before !== null && input.documentFindings === undefined && isPartlySame(before, composed.report);
  return { report: composed.report, indicators: indicators.values, findings, keepsDocument, isBlocked };
}

/** The columns of a new revision that come from what was sent. */
export function contentColumns(
  { year, scope, source }: Submission,
  mode: SubmissionMode,
  { report, findings }: Pick<ValidationResult, 'report' | 'findings'>,
) {
  const blank = blankCells(report);
  const notApplicable = blank.filter((cell) => report.marks[cell.code]?.status === 'NOT_APPLICABLE').length;
  const count = (severity: string) => findings.filter((item) => item.severity === severity).length;
  return {
    year,
    scope,
    origin: mode === 'RECORD' ? 'RECORDED' : 'FILED',
    proactive_edition: report.editions[2],
    requests_edition: report.editions[3],
    disputes_edition: report.editions[4],
    counts: report.figures.counts,
    fees_amount: report.figures.amounts[0],
    procurement_amount: report.figures.amounts[1],
    marks: report.marks,
    blank_cells: blank.length - notApplicable,
    not_applicable_cells: notApplicable,
    overview: report.overview,
    problems: report.problems ?? null,
    other_matters: report.otherMatters ?? null,
    saved_sections: report.sections,
    source: plainText(source ?? '') || null,
    error_count: count('ERROR'),
    warning_count: count('WARNING'),
  };
}
