import { isOfDocument } from '../../report/submission/evidence';
import { submitReport } from '../../report/submission/submitReport';
import { mergeFindings } from '../../report/submission/validateSubmission';
import type { Extraction } from '../reading/extraction';
import type { DocumentContext } from '../store/documents';
import { runOrRollBack } from './dryRun';
import { type ImportOutcome, intoReport, notStored } from './importOutcome';
import { insertImports } from './insertImports';
import { prepareReport, type ReadDocument } from './prepareReport';
import type { ImportRequest, Target } from './target';

/**
 * Makes a report of a document that was read: a draft with everything that is wrong in it, or with `publish` a record
 * of what the organ has published, errors and all. Findings of the document and of the checks come together. The
 * caller must have authorised the actor at the agency.
 */
export async function importReport(
  context: DocumentContext,
  document: ReadDocument,
  reading: Extraction,
  target: Target,
  request: ImportRequest,
): Promise<ImportOutcome> {
  const { input, unresolved, findings } = await prepareReport(
    context.database,
    document,
    reading,
    target,
    request,
  );
  if (!input) return notStored(findings);
  return runOrRollBack(context, request.dryRun, async (manager) => {
    const asFiled = request.publish
      ? null
      : await submitReport(
          manager,
          { ...input, documentFindings: input.documentFindings?.filter(isOfDocument) },
          'VALIDATE',
          context.actor,
        );
    const stored = await submitReport(manager, input, request.publish ? 'RECORD' : 'DRAFT', context.actor);
    // The document of a dry run by command is not stored.
    if (stored.accepted && !request.dryRun) {
      const [{ id: revision }] = await manager.query(
        `select v.id from report_revision v join agency a on a.id = v.agency_id
          where a.code = $1 and v.year = $2 and v.scope = $3 and v.number = $4`,
        [input.agency, input.year, input.scope, stored.currentRevision],
      );
      await insertImports(manager, [
        { revision, document: document.sha256, batch: request.batch ?? null, reading },
      ]);
    }
    const checked = mergeFindings(stored.findings, asFiled?.findings ?? []).map(intoReport);
    return {
      accepted: stored.accepted && unresolved.length === 0,
      readyToSubmit: asFiled === null ? null : asFiled.accepted && unresolved.length === 0,
      report: (await stored.readReport?.(manager, context.actor)) ?? null,
      currentRevision: stored.currentRevision,
      findings: mergeFindings(checked, findings.map(intoReport)),
    };
  });
}
