import { Arg, Authorized, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { findAgency } from '../agency/agencyQueries';
import type { Agency } from '../agency/agencyTypes';
import { placesOf } from '../agency/authoriseAgency';
import { type FindingType, refusal } from '../shared/graphql/finding';
import { AFTER, type Connection, checkFirst, checkLength, FIRST } from '../shared/graphql/paging';
import type { Context } from '../shared/request/context';
import { authorise, can, forbidden, GLOBAL } from '../shared/request/permissions';
import { ImportBatchConnection, UndoImportPayload } from './batchTypes';
import { shapeReading } from './documentFields';
import { type Batch, findBatch, listBatches } from './import/batches';
import { importReport } from './import/importReport';
import { loadAgencyNames } from './import/matchAgency';
import { resolveTarget } from './import/target';
import { undoImport } from './import/undoImport';
import { ImportReportInput, ImportReportPayload } from './importTypes';
import type { Wanted } from './reading/chooseReport';
import type { Extraction } from './reading/extraction';
import { UnreadableDocument } from './source/unreadableDocument';
import { ImportBatch } from './store/documentEntities';
import { findDocument, loadBytes } from './store/documentStore';

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

const unknownDocument = (sha256: string) =>
  refusal(
    'document.unknown',
    'input.document',
    '没有这个文档，或您无权读取；请先上传（POST /documents）。',
    'There is no such document, or it is not yours to read; upload it first (POST /documents).',
    { actual: sha256.slice(0, 64) },
  );

async function readStored(
  context: Context,
  sha256: string,
  wanted: Wanted,
): Promise<Extraction | FindingType> {
  const bytes = await loadBytes(context, sha256);
  try {
    return await context.documents.reader.read(bytes, context.actor.id, wanted);
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return refusal(error.code, 'input.document', error.messageZh, error.messageEn);
  }
}

/** Throws unless the caller may do at the agency what is asked; trying out needs either right. */
async function authoriseImport(context: Context, agency: Agency, { dryRun, publish }: ImportReportInput) {
  const [where] = await placesOf(context, [agency]);
  const needed = publish ? 'RECORD' : 'SUBMIT';
  const isAllowed =
    can(context.actor, needed, where) ||
    (dryRun && (can(context.actor, 'SUBMIT', where) || can(context.actor, 'RECORD', where)));
  if (!isAllowed) throw forbidden(context.actor);
}

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
    const given = input.agency == null ? null : await findAgency(context.database, input.agency);
    if (given) await authoriseImport(context, given, input);
    else if (input.agency != null) authorise(context.actor, input.publish ? 'RECORD' : 'SUBMIT', GLOBAL);
    const document = await findDocument(context.database, input.document, context.actor);
    if (!document) return refusedImport([unknownDocument(input.document)]);
    const reading = await readStored(context, document.sha256, { agency: given?.name, year: input.year });
    if (!('cells' in reading && 'recognition' in reading)) return refusedImport([reading as FindingType]);
    const names = await loadAgencyNames(context.database, context.actor);
    const target = await resolveTarget(context.database, reading, input, names);
    if (target.agency && !given) await authoriseImport(context, target.agency, input);
    const outcome = await importReport(context, document, reading, target, JSON.parse(JSON.stringify(input)));
    return { ...target, candidates: [...target.candidates], reading: shapeReading(reading), ...outcome };
  }

  @Authorized('RECORD')
  @Mutation(() => UndoImportPayload, {
    description:
      '撤销一批导入：恢复此前公布的内容，此前没有的撤回公布；此后的人工处理不动。Undoes a batch of imports: what stood before is published again, or the report is withdrawn; later work is left alone.',
  })
  async undoImport(
    @Ctx() context: Context,
    @Arg('batch', () => ID, { description: '批次编号。Number of the batch.' }) batch: string,
    @Arg('reason', () => String, { description: '理由，随更正公布。Why; published with the corrections.' })
    reason: string,
  ): Promise<UndoImportPayload> {
    const findings: FindingType[] = [];
    const key = /^\d{1,9}$/.test(batch) ? Number(batch) : 0;
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
      batch: after && asBatch(after),
      outcomes: outcomes as UndoImportPayload['outcomes'],
      findings,
    };
  }
}

const asBatch = (batch: Batch): ImportBatch => ({ ...batch, id: String(batch.key) });

@Resolver()
export class DocumentQueries {
  @Authorized('RECORD')
  @Query(() => ImportBatchConnection, {
    description: '导入批次，新的在前。Batches of imports, newest first.',
  })
  async importBatches(
    @Ctx() context: Context,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
  ): Promise<Connection<ImportBatch>> {
    const page = await listBatches(context.database, context.actor, { first: checkFirst(first), after });
    return { ...page, edges: page.edges.map(({ cursor, node }) => ({ cursor, node: asBatch(node) })) };
  }
}
