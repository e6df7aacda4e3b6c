import type { WebAgencyQuery } from '../api/generated/documents';

/** What an agency is. */
export type AgencyKind = NonNullable<WebAgencyQuery['agency']>['kind'];

/** The kinds of agencies in words, Chinese and English. */
export const AGENCY_KINDS: Readonly<Record<AgencyKind, readonly [zh: string, en: string]>> = {
  GOVERNMENT: ['人民政府', 'Government'],
  DEPARTMENT: ['部门', 'Department'],
  TOWNSHIP_OR_STREET: ['乡镇、街道', 'Township or street'],
  INSTITUTION: ['其他机构', 'Institution'],
};

/** The kinds of agencies, as addresses say them. */
export const AGENCY_KIND_CODES = Object.keys(AGENCY_KINDS) as AgencyKind[];
