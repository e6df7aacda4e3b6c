import type { WebReportQuery } from '../api/generated/documents';

type ReportState = NonNullable<WebReportQuery['report']>['state'];

/** The states of a report in words, Chinese and English. */
export const REPORT_STATES: Readonly<Record<ReportState, readonly [zh: string, en: string]>> = {
  DRAFT: ['草稿', 'Draft'],
  SECTION_REVIEW: ['科室审核', 'Review by the section'],
  OFFICE_REVIEW: ['办公室审核', 'Review by the office'],
  LEADER_REVIEW: ['领导审核', 'Review by the leader'],
  FILED: ['已报送', 'Filed'],
  PUBLISHED: ['已公布', 'Published'],
  WITHDRAWN: ['已撤回', 'Withdrawn'],
};
