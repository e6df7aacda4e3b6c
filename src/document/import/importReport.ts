import { isOfDocument } from '../../form/rules';
import { findReportByKey } from '../../report/model/findReport';
import { submitReport } from '../../report/submission/submitReport';
import type { Extraction } from '../reading/extraction';
import type { DocumentContext } from '../store/documents';
import { runOrRollBack } from './dryRun';
import { type ImportOutcome, notStored, outcomeOf } from './importOutcome';
import { importRow, insertImports } from './insertImports';
import { loadCatalogue, prepareReport, type ReadDocument } from './prepareReport';
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
  const catalogue = request.indicators ? await loadCatalogue(context.database) : new Map();
  const prepared = prepareReport(document, reading, target, request, catalogue);
  const { input } = prepared;
  if (!input) return notStored(prepared.findings);
  return runOrRollBack(context, request.dryRun, async (manager) => {
    const asFiled = request.publish
      ? null
      : await submitReport(
          manager,
          target.agency,
          { ...input, documentFindings: input.documentFindings?.filter(isOfDocument) },
          'VALIDATE',
          context.actor,
        );
    const stored = await submitReport(
      manager,
      target.agency,
      input,
      request.publish ? 'RECORD' : 'SAVE',
      context.actor,
    );
    const outcome = outcomeOf(prepared, stored, asFiled);
    // The document of a dry run by command is not stored.
    if (request.dryRun || stored.reportKey === null || stored.revisionKey === null) return outcome;
    await insertImports(manager, [importRow({ document, reading, request }, stored.revisionKey)]);
    return { ...outcome, report: await findReportByKey(manager, stored.reportKey, context.actor) };
  });
}
