import type { WebGrantRoleVariables } from '../api/generated/documents';

/** What a person is at a place. */
export type Role = WebGrantRoleVariables['input']['role'];

/** The roles in words, and whether they are bound to an agency. */
export const ROLES: Readonly<
  Record<Role, { readonly zh: string; readonly en: string; readonly isOfAgency: boolean }>
> = {
  CLERK: { zh: '填报人', en: 'Clerk', isOfAgency: true },
  SECTION_REVIEWER: { zh: '科室审核', en: 'Section reviewer', isOfAgency: true },
  OFFICE_REVIEWER: { zh: '办公室审核', en: 'Office reviewer', isOfAgency: true },
  LEADER: { zh: '分管领导', en: 'Leader', isOfAgency: true },
  DISTRICT_OFFICER: { zh: '主管部门', en: 'District officer', isOfAgency: false },
  ANALYST: { zh: '分析人员', en: 'Analyst', isOfAgency: false },
  ADMINISTRATOR: { zh: '管理员', en: 'Administrator', isOfAgency: false },
};
