import { Arg, Args, Authorized, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type FindingType, refusal } from '../shared/graphql/finding';
import { readNumericKey } from '../shared/graphql/node';
import { type PageArguments, readPage, UsualPage } from '../shared/graphql/pageArguments';
import { type Connection, checkLength } from '../shared/graphql/paging';
import type { Context } from '../shared/request/context';
import { ImportBatchConnection, UndoImportPayload } from './batchTypes';
import { shapeReading } from './documentFields';
import { BATCHES, checkBatch, findBatch, listBatches, startBatch } from './import/batches';
import { importDocument } from './import/importDocument';
import { undoImport } from './import/undoImport';
import { ImportReportInput, ImportReportPayload } from './importTypes';
import { ImportBatch } from './store/documentEntities';

const MOST_CORRECTIONS = 500;

const refusedImport = (findings: FindingType[]): ImportReportPayload => ({
  accepted: false,
  readyToSubmit: null,
  agency: null,
  agencyConfidence: 0,
  candidates: [],
  year: null,
  yearConfidence: 0,
  reading: null,
  findings,
  report: null,
  currentRevision: null,
});

@Resolver()
export class DocumentMutations {
  @Authorized('SUBMIT', 'RECORD')
  @Mutation(() => ImportReportPayload, {
    description:
      '读取上传的文档并导入：默认只试读；否则保存为草稿，或按已公布报告补录。Reads an uploaded document: by default a dry run; otherwise it becomes a draft, or is recorded as published.',
  })
  async importReport(
    @Ctx() context: Context,
    @Arg('input', () => ImportReportInput, { description: '导入。What to import and how.' })
    input: ImportReportInput,
  ): Promise<ImportReportPayload> {
    checkLength('input.corrections', input.corrections, MOST_CORRECTIONS);
    const batch = input.batch == null ? null : readNumericKey('input.batch', 'ImportBatch', input.batch);
    const wrongBatch = batch === null ? null : await checkBatch(context, batch, input.publish);
    if (wrongBatch) return refusedImport([wrongBatch]);
    const imported = await importDocument(context, { ...JSON.parse(JSON.stringify(input)), batch });
    if ('findings' in imported) return refusedImport(imported.findings);
    const { target, reading, outcome } = imported;
    return { ...target, candidates: [...target.candidates], reading: shapeReading(reading), ...outcome };
  }

  @Authorized('RECORD')
  @Mutation(() => ImportBatch, {
    description:
      '开始一批导入：importReport 的 batch 填它的 id，整批可以用 undoImport 撤销。Starts a batch of imports: name its id in importReport, and undoImport undoes all of it.',
  })
  async startImport(
    @Ctx() context: Context,
    @Arg('note', () => String, {
      description: '说明，如文件夹名。What is imported, such as the name of a folder.',
    })
    note: string,
  ): Promise<ImportBatch | null> {
    return findBatch(context.database, await startBatch(context, note), context.actor);
  }

  @Authorized('RECORD')
  @Mutation(() => UndoImportPayload, {
    description:
      '撤销一批导入：恢复此前公布的内容，此前没有的撤回公布；此后的人工处理不动。Undoes a batch of imports: what stood before is published again, or the report is withdrawn; later work is left alone.',
  })
  async undoImport(
    @Ctx() context: Context,
    @Arg('batch', () => ID, { description: '批次的 id。Id of the batch.' }) batch: string,
    @Arg('reason', () => String, { description: '理由，随更正公布。Why; published with the corrections.' })
    reason: string,
  ): Promise<UndoImportPayload> {
    const findings: FindingType[] = [];
    const key = readNumericKey('batch', 'ImportBatch', batch);
    const found = await findBatch(context.database, key, context.actor);
    if (!found)
      findings.push(
        refusal('reference.unknown', 'batch', `没有批次 ${batch}。`, `There is no batch ${batch}.`, {
          actual: batch,
        }),
      );
    if (reason === '') findings.push(refusal('text.empty', 'reason', '须写明理由。', 'Give a reason.'));
    if (!found || findings.length > 0) return { accepted: false, batch: null, outcomes: [], findings };
    const outcomes = await undoImport(context, key, reason);
    const after = await findBatch(context.database, key, context.actor);
    return {
      accepted: true,
      batch: after,
      outcomes: outcomes as UndoImportPayload['outcomes'],
      findings,
    };
  }
}

@Resolver()
export class DocumentQueries {
  @Authorized('RECORD')
  @Query(() => ImportBatchConnection, {
    description: '导入批次，新的在前。Batches of imports, newest first.',
  })
  async importBatches(
    @Ctx() context: Context,
    @Args(() => UsualPage) page: PageArguments,
  ): Promise<Connection<ImportBatch>> {
    return listBatches(context.database, context.actor, readPage(page, BATCHES));
  }
}
