import { mergeFindings } from '../../report/checking/findInContent';
import type { Report } from '../../report/model/reportTypes';
import type { SubmissionResult } from '../../report/submission/submission';
import { FindingSeverity, type FindingType, refusal } from '../../shared/graphql/finding';
import type { Prepared } from './prepareReport';

/** What came of an import. */
export interface ImportOutcome {
  readonly accepted: boolean;
  readonly readyToSubmit: boolean | null;
  readonly report: Report | null;
  readonly currentRevision: number | null;
  readonly findings: FindingType[];
}

/** Returns a finding with its path in the report, where it is not of the import itself. */
const intoReport = (item: FindingType): FindingType =>
  /^input\.(agency|year|scope|corrections)\b/.test(item.path)
    ? item
    : { ...item, path: item.path.replace(/^input\./, '') };

/** That a document changes nothing of the draft that it is imported into. */
const unchangedDraft = (): FindingType => ({
  ...refusal(
    'document.unchanged',
    'input',
    '内容与现有草稿完全相同；保存只会多出一稿，数字和文字不变。',
    'It says the same as the draft that is there: storing it changes no figure and no text.',
  ),
  severity: FindingSeverity.INFO,
});

/** Returns the outcome of a document that is not stored. */
export const notStored = (findings: FindingType[]): ImportOutcome => ({
  accepted: false,
  readyToSubmit: null,
  report: null,
  currentRevision: null,
  findings,
});

/** Returns what came of a document whose report was submitted; a draft was also judged as if it were filed. */
export function outcomeOf(
  { unresolved, findings }: Pick<Prepared, 'unresolved' | 'findings'>,
  stored: SubmissionResult,
  asFiled: SubmissionResult | null,
): ImportOutcome {
  const checked = mergeFindings(stored.findings, asFiled?.findings ?? []).map(intoReport);
  const isSaid = checked.some(({ code }) => code === 'report.unchanged');
  const unchanged = stored.isUnchanged && !isSaid ? [unchangedDraft()] : [];
  return {
    accepted: stored.accepted && unresolved.length === 0,
    readyToSubmit: asFiled === null ? null : asFiled.accepted && unresolved.length === 0,
    report: null,
    currentRevision: stored.currentRevision,
    findings: mergeFindings([...checked, ...unchanged], findings.map(intoReport)),
  };
}
