import { findAgency, type LocatedAgency, scopeOfAgency } from '../../agency/agencyQueries';
import { listNames } from '../../agency/namesAround';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import type { Context } from '../../shared/request/context';
import { authorise, can, forbidden, GLOBAL } from '../../shared/request/permissions';
import type { Wanted } from '../reading/chooseReport';
import type { Extraction } from '../reading/extraction';
import { UnreadableDocument } from '../source/unreadableDocument';
import { loadBytes } from '../store/documentStore';
import { findDocument } from '../store/readableDocuments';
import type { ImportOutcome } from './importOutcome';
import { importReport } from './importReport';
import { type ImportRequest, loadAgencyNames, resolveTargets, type Target } from './target';

/** A request to import an uploaded document. */
export interface DocumentRequest extends ImportRequest {
  /** The hash of the document. */
  readonly document: string;
}

/** An imported document: how it was read, for which report, and the outcome. */
export interface ImportedDocument {
  readonly reading: Extraction;
  readonly target: Target;
  readonly outcome: ImportOutcome;
}

const unknownDocument = (sha256: string) =>
  refusal(
    'document.unknown',
    'input.document',
    '读不到这个文档：平台没有它，或它由他人上传而您的角色不包括其机关；请自己上传后再读（POST /documents）。',
    'This document cannot be read: the hub has none of this hash, or somebody else uploaded it for an agency that none of your roles covers. Upload it yourself first (POST /documents).',
    { actual: sha256.slice(0, 64) },
  );

/** Reads a stored document. Returns a finding when it cannot be read. */
async function readStored(
  context: Context,
  sha256: string,
  wanted: Wanted,
): Promise<{ reading: Extraction } | { refused: FindingType }> {
  const bytes = await loadBytes(context, sha256);
  try {
    return { reading: await context.documents.reader.read(bytes, context.actor.id, wanted) };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    return { refused: refusal(error.code, 'input.document', error.messageZh, error.messageEn) };
  }
}

/** Throws unless the actor may store or record reports of the agency; for a dry run either right is enough. */
function authoriseImport({ actor }: Context, agency: LocatedAgency, { dryRun, publish }: ImportRequest) {
  const where = scopeOfAgency(agency);
  const required = publish ? 'RECORD' : 'SUBMIT';
  const isAllowed =
    can(actor, required, where) || (dryRun && (can(actor, 'SUBMIT', where) || can(actor, 'RECORD', where)));
  if (!isAllowed) throw forbidden(actor);
}

/**
 * Reads an uploaded document and imports the report in it. Returns the findings alone when it cannot be read. Throws unless the actor may
 * import for the agency, the requested one or the one recognised.
 */
export async function importDocument(
  context: Context,
  request: DocumentRequest,
): Promise<ImportedDocument | { findings: FindingType[] }> {
  const requested = request.agency == null ? null : await findAgency(context.database, request.agency);
  if (requested) authoriseImport(context, requested, request);
  else if (request.agency != null) authorise(context.actor, request.publish ? 'RECORD' : 'SUBMIT', GLOBAL);
  const document = await findDocument(context.database, request.document, context.actor);
  if (!document) return { findings: [unknownDocument(request.document)] };
  const names = requested ? await listNames(context.database, requested, request.year ?? null) : [];
  const wanted = { names, year: request.year };
  const read = await readStored(context, document.sha256, wanted);
  if ('refused' in read) return { findings: [read.refused] };
  const { reading } = read;
  const candidates = await loadAgencyNames(context.database, context.actor);
  const [target] = await resolveTargets(context.database, [reading], request, candidates);
  if (target.agency && !requested) authoriseImport(context, target.agency, request);
  const outcome = await importReport(context, document, reading, target, request);
  return { reading, target, outcome };
}
