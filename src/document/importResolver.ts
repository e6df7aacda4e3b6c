import {
  Arg,
  Authorized,
  Ctx,
  Extensions,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { findAgency } from '../agency/agencyQueries';
import type { Agency } from '../agency/agencyTypes';
import { placesOf } from '../agency/authoriseAgency';
import { canReadDraftsSql, draftAccessParams } from '../agency/draftAccess';
import { findCell } from '../form/cells';
import { cellsOfCodes } from '../report/model/cellsOfCodes';
import { Report, ReportRevision } from '../report/model/reportTypes';
import { type FindingType, refusal } from '../shared/graphql/finding';
import { AFTER, type Connection, checkFirst, checkLength, FIRST } from '../shared/graphql/paging';
import { UNCACHEABLE } from '../shared/graphql/uncacheable';
import { type Context, loaderOf } from '../shared/request/context';
import { authorise, can, forbidden, GLOBAL } from '../shared/request/permissions';
import {
  DocumentCell,
  DocumentReading,
  ImportBatchConnection,
  ImportReportInput,
  ImportReportPayload,
  UndoImportPayload,
} from './documentTypes';
import { type Batch, findBatch, listBatches } from './import/batches';
import { importReport, resolveTarget } from './import/importReport';
import { loadAgencyNames } from './import/matchAgency';
import { undoImport } from './import/undoImport';
import { type Extraction } from './reading/extraction';
import type { Wanted } from './reading/readReport';
import { UnreadableDocument } from './source/unreadableDocument';
import { ImportBatch, SourceDocument } from './store/documentEntities';
import {
  documentsOfRevisions,
  findDocument,
  IS_PUBLIC,
  loadBytes,
  type StoredDocument,
} from './store/documentStore';

const MOST_CORRECTIONS = 500;

/** The document as clients see it. */
function shapeReading(reading: Extraction): DocumentReading & { cellsByCode: Extraction['cells'] } {
  const { agency, recognition, cells, ...rest } = reading;
  return {
    ...(rest as unknown as DocumentReading),
    agencyName: agency,
    agencyConfidence: recognition.agency.confidence,
    yearConfidence: recognition.year.confidence,
    cellsByCode: cells,
  };
}

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

@Resolver(() => DocumentReading)
export class DocumentReadingFields {
  @FieldResolver(() => [DocumentCell], {
    description: '栏目及依据，默认全部。Cells with their evidence; all by default.',
  })
  cells(
    @Root() reading: DocumentReading & { cellsByCode: Extraction['cells'] },
    @Arg('codes', () => [ID], { nullable: true, description: '栏目代码。Only these cells.' })
    codes: string[] | null,
  ): DocumentCell[] {
    if (codes) cellsOfCodes(codes);
    return Object.entries(reading.cellsByCode).flatMap(([code, read]) => {
      const cell = findCell(code);
      if (!cell || (codes && !codes.includes(code))) return [];
      const value = read.value === null ? null : String(read.value);
      return [{ ...read, code, label: cell.zh, labelEn: cell.en, value } as DocumentCell];
    });
  }
}

const readingLoader = (context: Context) =>
  loaderOf<number, { revisionKey: number; reading: Extraction }>(
    context,
    'readings of revisions',
    (keys) =>
      context.database.query(
        `select v.id as "revisionKey", i.reading from report_import i join report_revision v on v.id = i.revision_id
          where v.id = any($3) and (${IS_PUBLIC} or ${canReadDraftsSql('v.agency_id')})`,
        [...draftAccessParams(context.actor), keys],
      ),
    (row) => row.revisionKey,
  );

const documentLoader = (context: Context) =>
  loaderOf<number, StoredDocument & { revisionKey: number }>(
    context,
    'documents of revisions',
    (keys) => documentsOfRevisions(context.database, keys, context.actor),
    (row) => row.revisionKey,
  );

@Resolver(() => ReportRevision)
export class RevisionDocumentFields {
  @Extensions(UNCACHEABLE)
  @FieldResolver(() => DocumentReading, {
    nullable: true,
    description: '导入依据：文档的读取结果。What the document was read as; null when it was not imported.',
  })
  async reading(@Root() revision: ReportRevision, @Ctx() context: Context) {
    const found = await readingLoader(context).load(revision.revisionKey);
    return found && shapeReading(found.reading);
  }

  @Extensions(UNCACHEABLE)
  @FieldResolver(() => SourceDocument, {
    nullable: true,
    description: '原始文档。The document it was imported from; null when it was not imported.',
  })
  document(@Root() revision: ReportRevision, @Ctx() context: Context) {
    return documentLoader(context).load(revision.revisionKey);
  }
}

@Resolver(() => Report)
export class ReportDocumentFields extends RevisionDocumentFields {}
