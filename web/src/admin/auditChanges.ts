import { refusedInWords } from './refusedKinds';

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
  refused_attempts: ['被拒绝的登录和操作', 'Refused sign-ins and requests'],
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

/** The common fields of what is audited, in words; others are shown by their names. */
const FIELDS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  id: ['编号', 'Number'],
  agency_id: ['机关', 'Agency'],
  account_id: ['账户', 'Account'],
  report_id: ['报告', 'Report'],
  revision_id: ['修订', 'Revision'],
  year: ['年度', 'Year'],
  name: ['名称', 'Name'],
  name_en: ['英文名称', 'Name in English'],
  code: ['代码', 'Code'],
  kind: ['类别', 'Kind'],
  scope: ['口径', 'Scope'],
  state: ['状态', 'State'],
  from_state: ['原状态', 'State before'],
  to_state: ['新状态', 'State after'],
  action: ['操作', 'Action'],
  comment: ['意见', 'Comment'],
  reason: ['理由', 'Reason'],
  note: ['备注', 'Note'],
  role: ['角色', 'Role'],
  username: ['用户名', 'User name'],
  email: ['邮箱', 'Mail address'],
  purpose: ['用途', 'Purpose'],
  prefix: ['开头', 'Begins with'],
  url: ['网址', 'Address'],
  due_on: ['期限', 'Due on'],
  number: ['修订号', 'Number of the revision'],
  latest_revision: ['最新修订', 'Latest revision'],
  actor: ['操作者', 'Who'],
  actor_name: ['操作者名称', 'Name of who did it'],
  address: ['来源地址', 'From the address'],
  same_person: ['同一人', 'Same person'],
  taken_up_by: ['审核人', 'Taken up by'],
  taken_up_at: ['开始审核时间', 'Taken up'],
  verdict: ['审核结论', 'Verdict'],
  explanation: ['说明', 'Explanation'],
  fingerprint: ['问题标识', 'Mark of the finding'],
  reviewer_name: ['审核人', 'Reviewer'],
  reviewed_at: ['审核时间', 'Reviewed'],
  created_by: ['建立者', 'Made by'],
  created_at: ['建立时间', 'Made'],
  granted_by: ['授权者', 'Granted by'],
  granted_at: ['授权时间', 'Granted'],
  set_by: ['设定者', 'Set by'],
  set_at: ['设定时间', 'Set'],
  hour: ['起始的整点', 'From this hour'],
  attempts: ['次数', 'Times'],
  last_at: ['最近一次', 'The last'],
  api_key_id: ['接口密钥', 'API key'],
  expires_at: ['到期时间', 'Ends'],
  revoked_at: ['失效时间', 'Revoked'],
  disabled_at: ['停用时间', 'Disabled'],
  password_to_be_changed: ['密码须更改', 'Password to be changed'],
  by_provider: ['经统一身份认证', 'Through the provider of sign-ins'],
  last_used_at: ['最近使用', 'Last use'],
  published_at: ['公布时间', 'Published'],
  withdrawn_at: ['撤回时间', 'Withdrawn'],
  undone_at: ['撤销时间', 'Undone'],
  valid_from: ['自何日起', 'From'],
  valid_to: ['至何日前', 'Until'],
};

/** Returns a field in words; its name where there are none. */
export const fieldInWords = (field: string): readonly [zh: string, en: string] =>
  FIELDS[field] ?? [field, field];

const INSTANT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d(?::?\d\d)?)$/;

/** What an event says beside its values: its agency, and who made the change. */
interface Source {
  readonly agencyCode: string | null;
  readonly actor: string;
  readonly actorName: string;
}

/** What was done to a row. */
interface Deed {
  readonly subject: string;
  readonly operation: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Returns a value as people read it: instants in Beijing time, the agency by its code, who made the change by name. */
export function valueInWords(
  { field, value }: { readonly field: string; readonly value: string | null },
  { agencyCode, actor, actorName }: Source,
  instantInWords: (instant: string) => string,
): string {
  if (value === null) return '∅';
  if (INSTANT.test(value)) return instantInWords(value);
  if (field === 'agency_id' && agencyCode) return agencyCode;
  return value === actor && actorName ? actorName : value;
}

const OPERATIONS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  INSERT: ['新增', 'added'],
  UPDATE: ['修改', 'changed'],
  DELETE: ['删除', 'removed'],
};

/** What the pages call the end of what can be revoked, where it is not 撤销. */
const REVOCATIONS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  api_key: ['吊销', 'revoked'],
  session: ['结束', 'ended'],
};

/** Returns what was done, in words: a step of the review by its action, a revocation and an undoing by what they are. */
export function deedInWords(
  { subject, operation, before, after }: Deed,
  steps: Readonly<Record<string, readonly [zh: string, en: string]>>,
): readonly [zh: string, en: string] {
  const [one, other] = [isRow(before) ? before : {}, isRow(after) ? after : {}];
  const [zh, en] = SUBJECTS[subject] ?? [subject, subject];
  if (subject === 'refused_attempts' && operation !== 'DELETE') return refusedInWords(other);
  if (subject === 'report_step' && operation === 'INSERT') {
    const step = steps[String(other.action)];
    if (step) return [`办理：${step[0]}`, `Review: ${step[1]}`];
  }
  const isSince = (field: string) => operation === 'UPDATE' && !one[field] && Boolean(other[field]);
  if (isSince('revoked_at')) {
    const [endedZh, endedEn] = REVOCATIONS[subject] ?? ['撤销', 'revoked'];
    return [`${endedZh}${zh}`, `${en} ${endedEn}`];
  }
  if (isSince('disabled_at')) return [`停用${zh}`, `${en} disabled`];
  const [didZh, didEn] = OPERATIONS[operation];
  return [`${didZh}${zh}`, `${en} ${didEn}`];
}
