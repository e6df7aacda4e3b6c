import { Arg, Ctx, Extensions, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { findCell } from '../form/cells';
import { cellsOfCodes } from '../report/model/cellsOfCodes';
import { Report } from '../report/model/reportTypes';
import { ReportRevision } from '../report/model/revisionTypes';
import { UNCACHEABLE } from '../shared/graphql/uncacheable';
import { type Context, loaderOf } from '../shared/request/context';
import type { Extraction } from './reading/extraction';
import { DocumentCell, DocumentReading } from './readingTypes';
import { SourceDocument } from './store/documentEntities';
import {
  documentsOfRevisions,
  type RevisionDocument,
  type RevisionReading,
  readingsOfRevisions,
} from './store/readableDocuments';

/** The document as clients see it. */
export function shapeReading(reading: Extraction): DocumentReading & { cellsByCode: Extraction['cells'] } {
  const { agency, recognition, cells, ...rest } = reading;
  return {
    ...(rest as unknown as DocumentReading),
    agencyName: agency,
    agencyConfidence: recognition.agency.confidence,
    yearConfidence: recognition.year.confidence,
    cellsByCode: cells,
  };
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
  loaderOf<number, RevisionReading>(
    context,
    'readings of revisions',
    (keys) => readingsOfRevisions(context.database, keys, context.actor),
    (row) => row.revisionKey,
  );

const documentLoader = (context: Context) =>
  loaderOf<number, RevisionDocument>(
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
