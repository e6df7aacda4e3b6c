import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ReportScope } from '../report/model/reportEnums';
import { FindingType } from '../shared/graphql/finding';
import { connectionOf } from '../shared/graphql/paging';
import type { Undone } from './import/undoImport';
import { ImportBatch } from './store/documentEntities';

/** What undoing did to a report. */
export enum UndoResult {
  RESTORED = 'RESTORED',
  WITHDRAWN = 'WITHDRAWN',
  LEFT_ALONE = 'LEFT_ALONE',
  NOT_ALLOWED = 'NOT_ALLOWED',
}
registerEnumType(UndoResult, {
  name: 'UndoResult',
  description: '撤销结果。What undoing a batch did to a report.',
  valuesConfig: {
    RESTORED: { description: '已恢复此前公布的内容。What was published before is published again.' },
    WITHDRAWN: { description: '已撤回公布。Withdrawn, because nothing was published before.' },
    LEFT_ALONE: { description: '未动：此后已有变化。Left alone: it has changed since.' },
    NOT_ALLOWED: { description: '无权处理。Not within your roles.' },
  },
});

/** Pages of batches. */
export const ImportBatchConnection = connectionOf(ImportBatch, 'ImportBatch');

/** What became of one report. */
@ObjectType({
  simpleResolvers: true,
  description: '一份报告的撤销结果。What undoing a batch did to one report.',
})
export class UndoneReport {
  @Field(() => ID, { name: 'agencyCode', simple: false, description: '机关代码。Code of the agency.' })
  agency: string;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => ReportScope, { description: '统计口径。Whose figures.' })
  scope: ReportScope;
  @Field(() => UndoResult, { description: '结果。What was done.' })
  outcome: Undone;
  @Field(() => Int, { description: '最新修订号。Latest revision now.' })
  revision: number;
  @Field({ description: '中文说明。Why, in Chinese.' })
  messageZh: string;
  @Field({ description: '英文说明。Why, in English.' })
  messageEn: string;
}

/** The outcome of undoing a batch. */
@ObjectType({ simpleResolvers: true, description: '撤销批次的结果。The outcome of undoing a batch.' })
export class UndoImportPayload {
  @Field({ description: '是否接受。Whether the command was carried out.' })
  accepted: boolean;
  @Field(() => ImportBatch, { nullable: true, description: '批次。The batch.' })
  batch: ImportBatch | null;
  @Field(() => [UndoneReport], { description: '每份报告的结果。What became of each report.' })
  outcomes: UndoneReport[];
  @Field(() => [FindingType], { description: '输入的问题。Everything wrong with the input.' })
  findings: FindingType[];
}
