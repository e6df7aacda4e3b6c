import { Arg, Ctx, Extensions, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { CELLS } from '../form/cells';
import { exactFigure } from '../form/figures';
import { CODES } from '../report/model/cellsOfCodes';
import { FigureState, type LabelledCell, labelsOf } from '../report/model/cellTypes';
import { Report } from '../report/model/reportTypes';
import { ReportRevision } from '../report/model/revisionTypes';
import { cellsSelected } from '../report/model/shapeCells';
import { UNCACHEABLE } from '../shared/graphql/uncacheable';
import { type Context, loaderOf } from '../shared/request/context';
import type { Extraction, ReadCell } from './reading/extraction';
import { DocumentCell, DocumentReading, UnplacedText } from './readingTypes';
import { SourceDocument } from './store/documentEntities';
import {
  documentsOfRevisions,
  type RevisionDocument,
  type RevisionReading,
  readingsOfRevisions,
} from './store/readableDocuments';

/** A document as clients see it, with what its fields are read from. */
type ShapedReading = DocumentReading & {
  readonly cellsByCode: Extraction['cells'];
  readonly unplacedTexts: Extraction['unplaced'];
};

/** Returns a document as clients see it. */
export function shapeReading(reading: Extraction): ShapedReading {
  const { agency, recognition, cells, unplaced, ...rest } = reading;
  return {
    ...(rest as unknown as DocumentReading),
    agencyName: agency,
    agencyConfidence: recognition.agency.confidence,
    yearConfidence: recognition.year.confidence,
    cellsByCode: cells,
    unplacedTexts: unplaced,
    doubtfulIndicators: (reading.doubtfulIndicators ??
      []) as unknown as DocumentReading['doubtfulIndicators'],
  };
}

/** A cell of an edition that no section of the document uses. */
const NOT_READ: Omit<DocumentCell, keyof LabelledCell> = {
  state: FigureState.NOT_IN_EDITION,
  value: null,
  printed: null,
  confidence: 1,
  reasonZh: '文档所用版本的表格无此栏。',
  reasonEn: 'The edition that the document uses has no such cell.',
  where: null,
  note: null,
};

/** Returns what was read of a cell. */
function evidenceOf(cell: ReadCell | undefined): Omit<DocumentCell, keyof LabelledCell> {
  if (!cell) return NOT_READ;
  const { value, status, computed, where, ...read } = cell;
  return {
    ...read,
    value: value === null ? null : exactFigure(value),
    state: computed ? FigureState.COMPUTED : FigureState[status],
    where: where as DocumentCell['where'],
  };
}

@Resolver(() => DocumentReading)
export class DocumentReadingFields {
  @FieldResolver(() => [DocumentCell], {
    nullable: true,
    description: `栏目及依据：不填代码即两个版本的全部 ${CELLS.length} 栏，按表格次序。Cells with their evidence: without codes all ${CELLS.length} of both editions in the order of the form; with codes those, each once in their order.`,
  })
  cells(
    @Root() reading: ShapedReading,
    @Arg('codes', () => [ID], CODES) codes: string[] | null,
  ): DocumentCell[] {
    return cellsSelected(codes).map((cell) => ({
      ...labelsOf(cell),
      ...evidenceOf(reading.cellsByCode[cell.code]),
    }));
  }

  @FieldResolver(() => [UnplacedText], {
    description: '未能归位的内容。What has no place in the form.',
  })
  unplaced(@Root() { unplacedTexts }: ShapedReading): UnplacedText[] {
    return unplacedTexts as unknown as UnplacedText[];
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
  async document(@Root() revision: ReportRevision, @Ctx() context: Context) {
    const found = await documentLoader(context).load(revision.revisionKey);
    return found?.document ?? null;
  }
}

@Resolver(() => Report)
export class ReportDocumentFields extends RevisionDocumentFields {}
