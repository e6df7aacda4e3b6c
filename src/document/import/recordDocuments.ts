import { recordReports } from '../../report/submission/recordReports';
import type { Extraction } from '../reading/extraction';
import type { DocumentContext } from '../store/documents';
import { type ImportOutcome, notStored, outcomeOf } from './importOutcome';
import { importRow, insertImports } from './insertImports';
import { loadCatalogue, prepareReport, type ReadDocument } from './prepareReport';
import type { ImportRequest, Target } from './target';

/** A document that was read, with the report it is to be recorded as. */
export interface DocumentToRecord {
  readonly document: ReadDocument;
  readonly reading: Extraction;
  readonly target: Target;
  readonly request: ImportRequest;
}

/**
 * Records the published reports that many documents hold, with their indicators. Outcomes are in the order of the documents and without the report; an error is
 * the outcome of the document that caused it.
 */
export async function recordDocuments(
  context: DocumentContext,
  documents: readonly DocumentToRecord[],
): Promise<(ImportOutcome | { failure: unknown })[]> {
  const catalogue = await loadCatalogue(context.database);
  const prepared = documents.map(({ document, reading, target, request }) =>
    prepareReport(document, reading, target, request, catalogue),
  );
  const storable = prepared.flatMap(({ input }, at) => (input ? [{ input, at }] : []));
  const results = await recordReports(
    context,
    storable.map(({ input }) => input),
    (manager, stored) =>
      insertImports(
        manager,
        stored.map(({ index, revisionKey }) => importRow(documents[storable[index].at], revisionKey)),
      ),
  );
  const resultAt = new Map(storable.map(({ at }, index) => [at, results[index]]));
  return prepared.map((document, at) => {
    const stored = resultAt.get(at);
    if (!stored) return notStored(document.findings);
    return stored.failure === undefined ? outcomeOf(document, stored, null) : { failure: stored.failure };
  });
}
