import { recordReports } from '../../report/submission/recordReports';
import { mergeFindings, type Submission } from '../../report/submission/validateSubmission';
import type { Extraction } from '../reading/extraction';
import type { Asker } from '../store/documents';
import { type ImportOutcome, intoReport, notStored } from './importOutcome';
import { insertImports } from './insertImports';
import { prepareReport, type ReadDocument } from './prepareReport';
import type { ImportRequest, Target } from './target';

/** A document that was read, and what it is to become. */
export interface DocumentToRecord {
  readonly document: ReadDocument;
  readonly reading: Extraction;
  readonly target: Target;
  readonly request: ImportRequest;
}

/**
 * Records what many documents publish, as importReport does with each. Outcomes are in the order given and without
 * the report; an error is the outcome of the document that brought it about.
 */
export async function recordDocuments(
  asker: Asker,
  documents: readonly DocumentToRecord[],
): Promise<(ImportOutcome | { failure: unknown })[]> {
  const prepared = await Promise.all(
    documents.map(({ document, reading, target, request }) =>
      prepareReport(asker.database, document, reading, target, request),
    ),
  );
  const places = prepared.flatMap(({ input }, place) => (input ? [place] : []));
  const recorded = await recordReports(
    asker,
    places.map((place) => prepared[place].input as Submission),
    (manager, stored) =>
      insertImports(
        manager,
        stored.map(({ place, revisionKey }) => {
          const { document, request, reading } = documents[places[place]];
          return { revision: revisionKey, document: document.sha256, batch: request.batch ?? null, reading };
        }),
      ),
  );
  const recordedAt = new Map(places.map((place, at) => [place, recorded[at]]));
  return prepared.map(({ told }, place) => {
    const stored = recordedAt.get(place);
    if (!stored) return notStored(told);
    if (stored.failure !== undefined) return { failure: stored.failure };
    return {
      accepted: stored.accepted,
      readyToSubmit: null,
      report: null,
      currentRevision: stored.currentRevision,
      findings: mergeFindings(stored.findings.map(intoReport), told.map(intoReport)),
    };
  });
}
