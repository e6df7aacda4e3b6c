import type { WebReportQuery } from '../api/generated/documents';
import type { Translate } from '../language/language';

type ReportState = NonNullable<WebReportQuery['report']>['state'];

/** The states of a report in words, Chinese and English. */
export const REPORT_STATES: Readonly<Record<ReportState, readonly [zh: string, en: string]>> = {
  DRAFT: ['草稿', 'Draft'],
  SECTION_REVIEW: ['科室审核', 'Review by the section'],
  OFFICE_REVIEW: ['办公室审核', 'Review by the office'],
  LEADER_REVIEW: ['领导审核', 'Review by the leader'],
  FILED: ['已报送', 'Filed'],
  PUBLISHED: ['已公布', 'Published'],
  WITHDRAWN: ['已撤回公布', 'Withdrawn'],
};

/** Where work on a report stands: its state, that it came back from a reviewer, or that it is not begun. */
export type WorkState = ReportState | 'RETURNED' | 'NOT_BEGUN';

/** Where work on a report stands, in words. Every page takes them from here. */
export const WORK_STATES: Readonly<Record<WorkState, readonly [zh: string, en: string]>> = {
  ...REPORT_STATES,
  RETURNED: ['退回待改', 'Returned'],
  NOT_BEGUN: ['尚未开始', 'Not begun'],
};

/** Returns where work on a report stands; the state is null where nobody has begun it. */
export const workStateOf = ({
  state,
  returned,
}: {
  readonly state: ReportState | null;
  readonly returned: boolean;
}): WorkState => (returned ? 'RETURNED' : (state ?? 'NOT_BEGUN'));

/** Returns whether a report is past its deadline and was never published: a correction of what is published, or of what was withdrawn, is not. */
export const isOverdue = ({
  daysLate,
  published,
  withdrawnAt,
}: {
  readonly daysLate: number;
  readonly published: boolean;
  readonly withdrawnAt: string | null;
}): boolean => daysLate > 0 && !published && withdrawnAt === null;

/** Returns whether the revision of a report that is shown is public now: who works on a report is shown one that was withdrawn too. */
export const isPublished = ({
  publishedAt,
  supersededAt,
}: {
  readonly publishedAt: string | null;
  readonly supersededAt: string | null;
}): boolean => publishedAt !== null && supersededAt === null;

/** States of a correction in the words that follow what is corrected; those of the review are those of any report. */
const CORRECTION_STATES: Readonly<Partial<Record<WorkState, readonly [zh: string, en: string]>>> = {
  DRAFT: ['更正中', 'being corrected'],
  RETURNED: ['更正退回待改', 'its correction was returned'],
  FILED: ['更正已报送', 'its correction is filed'],
};

/** Returns where work on a report stands, in words, and that it corrects what is published, or what was withdrawn; of what was recorded, that it was. */
export function workInWords(
  report: Parameters<typeof workStateOf>[0] & {
    readonly published: boolean;
    /** When it was withdrawn; null where it is published, and where it never was. */
    readonly withdrawnAt: string | null;
    /** Whether its first publication was recorded. */
    readonly recorded: boolean;
  },
  t: Translate,
): string {
  const state = workStateOf(report);
  const [zh, en] = WORK_STATES[state];
  const isCorrection = report.published || report.withdrawnAt !== null;
  if (!isCorrection || state === 'PUBLISHED' || state === 'WITHDRAWN') return t(zh, en);
  const [firstZh, firstEn] = REPORT_STATES[report.published ? 'PUBLISHED' : 'WITHDRAWN'];
  const [nextZh, nextEn] = CORRECTION_STATES[state] ?? [
    `更正正在${zh}`,
    `its correction: ${en.toLowerCase()}`,
  ];
  const [recordedZh, recordedEn] = !report.recorded
    ? ['', '']
    : report.published
      ? ['（补录）', ' (recorded)']
      : ['（原为补录）', ' (it was recorded)'];
  return t(`${firstZh}${recordedZh}，${nextZh}`, `${firstEn}${recordedEn}, ${nextEn}`);
}
