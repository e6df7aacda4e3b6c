/** One field of a row that a change wrote: what was there, and what is there since. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

const isRow = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string | null => {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** Returns the fields in which a row differs before and after; all of one that was added or removed. */
export function changedFields(before: unknown, after: unknown): FieldChange[] {
  const [one, other] = [isRow(before) ? before : {}, isRow(after) ? after : {}];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .map((field) => ({ field, before: textOf(one[field]), after: textOf(other[field]) }))
    .filter((change) => change.before !== change.after);
}

/** The subjects of the audit in words. */
export const SUBJECTS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  account: ['账户', 'Account'],
  role_grant: ['授权', 'Role'],
  session: ['会话', 'Session'],
  api_key: ['接口密钥', 'API key'],
  webhook: ['回调', 'Webhook'],
  reminder: ['催报', 'Reminder'],
  agency: ['机关', 'Agency'],
  agency_version: ['机关状态', 'State of an agency'],
  agency_succession: ['机关承继', 'Succession of agencies'],
  jurisdiction: ['区划', 'Place'],
  jurisdiction_former_name: ['区划曾用名', 'Former name of a place'],
  jurisdiction_succession: ['区划承继', 'Succession of places'],
  tree_change: ['区划与机关变更', 'Change of the tree'],
  indicator: ['补充指标', 'Indicator'],
  measure: ['派生指标', 'Measure'],
  report: ['报告', 'Report'],
  report_revision: ['报告修订', 'Revision'],
  revision_finding: ['核查问题', 'Finding'],
  report_indicator: ['补充指标值', 'Value of an indicator'],
  report_step: ['办理步骤', 'Step of the review'],
  finding_review: ['说明的审核', 'Review of an explanation'],
  review_setting: ['审核步骤设定', 'Setting of the review'],
  deadline_rule: ['期限', 'Deadline'],
  deadline_extension: ['延期', 'Extension'],
  withdrawal: ['撤回公布', 'Withdrawal'],
  document_upload: ['上传的文档', 'Upload of a document'],
  import_batch: ['导入批次', 'Batch of imports'],
};
