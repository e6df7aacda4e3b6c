import type { Label } from '../form/lines';

/** What rows of an answer can be of, in words. */
export const DIMENSIONS = {
  AGENCY: { zh: '机关', en: 'Agency' },
  CHILD: { zh: '下级区划', en: 'Place below' },
  YEAR: { zh: '年度', en: 'Year' },
  LEVEL: { zh: '级别', en: 'Level' },
  KIND: { zh: '机关类别', en: 'Kind of agency' },
  APPLICANT: { zh: '申请人', en: 'Applicant' },
  OUTCOME: { zh: '办理结果', en: 'Outcome' },
} as const satisfies Record<string, Label>;

/** The levels of places in words, the highest first. */
export const LEVELS = {
  NATION: { zh: '国家', en: 'Nation' },
  PROVINCE: { zh: '省级', en: 'Province' },
  PREFECTURE: { zh: '地级', en: 'Prefecture' },
  COUNTY: { zh: '县级', en: 'County' },
  TOWNSHIP: { zh: '乡级', en: 'Township' },
} as const satisfies Record<string, Label>;

/** The kinds of agencies in words. */
export const KINDS = {
  GOVERNMENT: { zh: '人民政府', en: 'Government' },
  DEPARTMENT: { zh: '部门', en: 'Department' },
  TOWNSHIP_OR_STREET: { zh: '乡镇、街道', en: 'Township or street' },
  INSTITUTION: { zh: '法律、法规授权的组织', en: 'Authorised institution' },
} as const satisfies Record<string, Label>;

/** Which of its names an agency has where figures are shown. */
const AGENCY_NAMES: Label = {
  zh: '机关用该年度报告所署的名称；一行、一组含几个年度的，用其中最后一个年度的。',
  en: 'Agencies have the names that their reports of the year bear; where several years share a row or a group, the name of the last of them.',
};

/** Which of its names a place has there. */
const PLACE_NAMES: Label = {
  zh: '区划用该年度末（12月31日）的名称；一行、一组含几个年度的，用其中最后一个年度的。',
  en: 'Places have the names that they bear at the end of the year; where several years share a row or a group, the name of the last of them.',
};

/** Returns which of their names agencies and places have where figures of these dimensions are shown: one rule for pages, lists and files. */
export const namesInWords = (by: readonly string[]): Label[] => [
  ...(by.includes('AGENCY') ? [AGENCY_NAMES] : []),
  ...(by.includes('CHILD') ? [PLACE_NAMES] : []),
];
