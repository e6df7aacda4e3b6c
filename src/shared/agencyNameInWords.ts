import type { Label } from '../form/lines';

/** Which of its names an agency has where figures are shown: one rule for pages, lists and files. */
export const AGENCY_NAMES: Label = {
  zh: '机关用该年度报告所署的名称；一行、一组含几个年度的，用其中最后一个年度的。',
  en: 'Agencies have the names that their reports of the year bear; where several years share a row or a group, the name of the last of them.',
};
