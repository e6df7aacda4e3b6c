import { registerEnumType } from 'type-graphql';
import { type Operation, PERMISSIONS } from '../shared/request/permissions';

const OPERATIONS = Object.keys(PERMISSIONS) as Operation[];

/** What can be done, as an enum of the schema. */
export const Permission = Object.fromEntries(OPERATIONS.map((operation) => [operation, operation]));

const DESCRIPTIONS: Readonly<Record<Operation, string>> = {
  SUBMIT: '填写并提交报告。Draft and submit reports.',
  RECORD: '补录已公布的报告。Record what was published.',
  REVIEW_SECTION: '科室审核。First review.',
  REVIEW_OFFICE: '办公室审核。Second review.',
  REVIEW_LEADER: '领导审核。Final review.',
  ACCEPT: '接收并公布。Accept and publish.',
  READ_WORK: '查看未公布的工作。Read unpublished work.',
  READ_PREVIEW: '查看未公布数字的汇总。Read sums of unpublished figures.',
  READ_AUDIT: '查看审计记录。Read the audit.',
  MANAGE_REVIEW: '设定审核步骤。Set how agencies review.',
  MANAGE_DEADLINES: '设定期限与延期。Set deadlines and extensions.',
  REMIND: '催报。Remind agencies by mail.',
  MANAGE_WEBHOOKS: '管理网络回调。Manage webhooks.',
  MANAGE_AGENCIES: '管理区划与机关。Change places and agencies.',
  MANAGE_INDICATORS: '管理补充指标目录。Change the catalogue of indicators.',
  MANAGE_MEASURES: '管理派生指标。Change the measures of the district.',
  MANAGE_ACCOUNTS: '管理账户与授权。Manage accounts and roles.',
  MANAGE_KEYS: '管理接口密钥。Manage API keys.',
  READ_SYSTEM: '查看系统状态。Read how the hub is.',
};

registerEnumType(Permission, {
  name: 'Permission',
  description: '可做的事；均限于授权的范围。What a role allows, always at its place.',
  valuesConfig: Object.fromEntries(
    Object.entries(DESCRIPTIONS).map(([operation, description]) => [operation, { description }]),
  ),
});
