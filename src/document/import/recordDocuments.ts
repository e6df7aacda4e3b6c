import { recordReports } from '../../report/submission/recordReports';
import { mergeFindings, type Submission } from '../../report/submission/validateSubmission';
import type { Extraction } from '../reading/extraction';
import type { DocumentContext } from '../store/documents';
import { type ImportOutcome, intoReport, notStored } from './importOutcome';
import { insertImports } from './insertImports';
import { prepareReport, type ReadDocument } from './prepareReport';
import type { ImportRequest, Target } from './target';

/** A document that was read, with the report it is to be recorded as. */
export interface DocumentToRecord {
  readonly document: ReadDocument;
  readonly reading: Extraction;
  readonly target: Target;
  readonly request: ImportRequest;
}

/**
 * Records the published reports that many documents hold. Outcomes are in the order of the documents and without the report; an error is
 * the outcome of the document that caused it.
 */
export async function recordDocuments(
  context: DocumentContext,
  documents: readonly DocumentToRecord[],
): Promise<(ImportOutcome | { failure: unknown })[]> {
  const prepared = await Promise.all(
    documents.map(({ document, reading, target, request }) =>
      prepareReport(context.database, document, reading, target, request),
    ),
  );
  const storable = prepared.flatMap(({ input }, at) => (input ? [at] : []));
  const recorded = await recordReports(
    context,
    storable.map((at) => prepared[at].input as Submission),
    (manager, stored) =>
      insertImports(
        manager,
        stored.map(({ place, revisionKey }) => {
          const { document, request, reading } = documents[storable[place]];
          return { revision: revisionKey, document: document.sha256, batch: request.batch ?? null, reading };
        }),
      ),
  );
  const recordedAt = new Map(storable.map((at, index) => [at, recorded[index]]));
  return prepared.map(({ findings }, at) => {
    const stored = recordedAt.get(at);
    if (!stored) return notStored(findings);
    if (stored.failure !== undefined) return { failure: stored.failure };
    return {
      accepted: stored.accepted,
      readyToSubmit: null,
      report: null,
      currentRevision: stored.currentRevision,
      findings: mergeFindings(stored.findings.map(intoReport), findings.map(intoReport)),
    };
  });
}
