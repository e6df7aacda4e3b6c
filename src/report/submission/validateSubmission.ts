import { isEvaluated } from '../../form/evaluate';
import type { CheckContext, Finding } from '../../form/finding';
import { indicatorValue } from '../../form/indicatorValue';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { explain, findInContent, mergeFindings, type StoredExplanation } from '../checking/findInContent';
import { contentOf, FEES_INDICATOR } from '../checking/storedContent';
import type { Indicator } from '../model/indicatorTypes';
import type { ReportRevision } from '../model/revisionTypes';
import { isSameContent, type ReportContent } from './compareContent';
import { type ComposedReport, composeReport, missingSections } from './composeReport';
import { inheritEvidence } from './evidence';
import { checkExplanations, checkNamed, checkRefused, type RefusedExplanation } from './explanations';
import { type IndicatorRow, readIndicators, type StoredIndicator } from './readIndicators';
import { MODES, type Submission, type SubmissionMode } from './submission';

/** What is published of a report. */
export interface PublishedContent {
  readonly revision: ReportRevision;
  readonly explanations: readonly StoredExplanation[];
  readonly indicators: readonly StoredIndicator[];
}

/** What a submission is judged upon. */
export interface ValidationInputs {
  /** The revision it is composed upon. */
  readonly base: ReportRevision | null;
  /** The explanations stored with that revision. */
  readonly explanations: readonly StoredExplanation[];
  /** Those of what was found in it before and is found no more, the last first. */
  readonly formerExplanations: readonly StoredExplanation[];
  /** The explanations that reviewers refused; none where nothing is filed. */
  readonly refused: readonly RefusedExplanation[];
  /** The indicators stored with that revision. */
  readonly indicators: readonly StoredIndicator[];
  /** What is published of the report, where the submission must say something else; null where nothing is. */
  readonly published: PublishedContent | null;
  /** What was found in the document that revision was read from. */
  readonly documentFindings: readonly Finding[];
  readonly context: CheckContext;
  /** The indicator catalogue; empty where no indicator was sent. */
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
  /** Whether it says the same as the revision it is composed upon. */
  readonly isUnchanged: boolean;
}

/** Returns a stored revision as what a new one is composed upon. Computed totals are computed again from what is sent now. */
export const composedOf = (row: ReportRevision, year: number): ComposedReport => ({
  ...contentOf(row, year),
  marks: row.marksByCode,
  sections: row.savedSections,
  overview: row.overviewText,
});

/** The refusal of a submission that would publish once more what is published, and say nothing new to anyone. */
const unchanged = (mode: SubmissionMode) =>
  mode === 'RECORD'
    ? refusal(
        'report.unchanged',
        'input',
        '内容与已公布的报告完全相同，没有需要补录的；没有再次公布。',
        'It says the same as the published report: there is nothing to record, and nothing was published again.',
      )
    : refusal(
        'report.unchanged',
        'input',
        '内容与已公布的报告完全相同，没有可更正的。请先改动需要更正之处再提交；不需要更正的，请放弃更正。',
        'It says the same as the published report: there is nothing to correct. Change what is to be corrected and submit again, or give up the correction.',
      );

/** Reads and checks a submission. The one place that decides what is wrong with it, however it came. */
export function validateSubmission(
  input: Submission,
  mode: SubmissionMode,
  { base, explanations, documentFindings, context, catalogue, ...stored }: ValidationInputs,
): ValidationResult {
  const { isComplete, action } = MODES[mode];
  const before = base && composedOf(base, input.year);
  const { report, findings: unreadable, conversions } = composeReport(input, input.year, before);
  const missing = isComplete ? missingSections(report) : [];
  const indicators = readIndicators(input, catalogue, stored.indicators);
  const evidence = inheritEvidence(
    before,
    report,
    documentFindings,
    input.documentFindings,
    indicators.changed,
  );
  const fees = [...catalogue, ...stored.indicators].find(({ code }) => code === FEES_INDICATOR);
  const content = {
    ...report,
    handlingFees: indicatorValue(indicators.stated.find(({ key }) => key === fees?.key)?.value),
  };
  const explained = mergeFindings<Finding>(
    [
      ...unreadable,
      ...conversions,
      ...indicators.conversions,
      ...findInContent(content, context, action === 'SAVE'),
    ],
    evidence.findings.filter((item) => !isEvaluated(item)),
  ).map((item) =>
    explain({ ...item } as FindingType, input.explanations ?? [], [
      ...explanations,
      ...stored.formerExplanations,
    ]),
  );
  const strayExplanations = checkExplanations(input.explanations ?? [], explained);
  const refusedExplanations = [
    ...(isComplete ? checkNamed(explained) : []),
    ...checkRefused(explained, stored.refused),
  ];
  const own: ReportContent = {
    report,
    indicators: indicators.stated,
    explanations: explained as StoredExplanation[],
  };
  const isAs = (other: PublishedContent) =>
    isSameContent(own, { ...other, report: composedOf(other.revision, input.year) });
  const repeats = stored.published && isAs(stored.published) ? [unchanged(mode)] : [];
  const findings = [
    ...indicators.findings,
    ...strayExplanations,
    ...missing,
    ...repeats,
    ...refusedExplanations,
    ...explained,
  ];
  const isUnreadable = unreadable.length + indicators.findings.length + strayExplanations.length > 0;
  const cannotBeStored = isUnreadable || repeats.length > 0;
  // An error blocks filing, and so does a warning that the filer has not explained.
  const cannotBeFiled = findings.some(
    ({ severity, explanation }) => severity === 'ERROR' || (severity === 'WARNING' && !explanation),
  );
  return {
    report,
    indicators: indicators.values,
    findings,
    keepsDocument: evidence.keepsDocument,
    isBlocked: isComplete ? cannotBeFiled : cannotBeStored,
    isUnchanged: base !== null && isAs({ revision: base, explanations, indicators: stored.indicators }),
  };
}
