import type { EntityManager } from 'typeorm';
import { findAgency } from '../../agency/agencyQueries';
import type { Agency } from '../../agency/agencyTypes';
import type { Finding } from '../../form/evaluate';
import { listIndicators } from '../../report/model/reportQueries';
import type { Report, ReportScope } from '../../report/model/reportTypes';
import { isOfDocument } from '../../report/submission/evidence';
import { recordReports } from '../../report/submission/recordReports';
import { submitReport } from '../../report/submission/submitReport';
import { mergeFindings, type Submission } from '../../report/submission/validateSubmission';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { auditedTransaction } from '../../shared/request/auditedTransaction';
import type { Extraction } from '../reading/extraction';
import { checkAddressed } from '../reading/textChecks';
import type { StoredDocument } from '../store/documentStore';
import type { Asker } from '../store/documents';
import { type AgencyCandidate, type AgencyName, matchAgency, SURE } from './matchAgency';
import { type Correction, toSubmission } from './toSubmission';

/** What to make of a document. Without agency and year those recognised are taken, if surely enough. */
export interface ImportRequest {
  readonly agency?: string | null;
  readonly year?: number | null;
  readonly scope?: ReportScope | null;
  readonly dryRun: boolean;
  readonly publish: boolean;
  readonly indicators: boolean;
  readonly corrections?: readonly Correction[] | null;
  readonly explanations?: Submission['explanations'];
  readonly expectedRevision?: number | null;
  readonly batch?: number | null;
}

/** Whose report of which year a document is, as given or as recognised. */
export interface Target {
  readonly agency: Agency | null;
  readonly agencyConfidence: number;
  readonly candidates: readonly AgencyCandidate[];
  readonly year: number | null;
  readonly yearConfidence: number;
}

/** What came of an import. */
export interface ImportOutcome {
  readonly accepted: boolean;
  readonly readyToSubmit: boolean | null;
  readonly report: Report | null;
  readonly currentRevision: number | null;
  readonly findings: FindingType[];
}

/** Finds whose report of which year a document is, among agencies by name. */
export async function resolveTarget(
  database: Pick<EntityManager, 'query'>,
  reading: Extraction,
  request: Pick<ImportRequest, 'agency' | 'year'>,
  names: readonly AgencyName[],
): Promise<Target> {
  const { recognition } = reading;
  const year = request.year ?? reading.year;
  const candidates = matchAgency(reading.agency ?? '', names, year).map((item) => ({
    ...item,
    confidence: Math.min(item.confidence, recognition.agency.confidence),
  }));
  const likeliest = candidates.at(0);
  const code = request.agency ?? likeliest?.code;
  return {
    agency: code ? await findAgency(database, code) : null,
    agencyConfidence: request.agency ? 1 : (likeliest?.confidence ?? 0),
    candidates,
    year,
    yearConfidence: request.year != null ? 1 : reading.year === null ? 0 : recognition.year.confidence,
  };
}

/** What must still be told before a document can be stored: agency, year, scope. */
export function askFor(target: Target, request: Pick<ImportRequest, 'scope'>): FindingType[] {
  const findings: FindingType[] = [];
  const names = target.candidates.map(({ code, name }) => `${code} ${name}`).join('、');
  if (!target.agency || target.agencyConfidence < SURE)
    findings.push(
      refusal(
        'document.agency',
        'input.agency',
        `不能确定文档属于哪个机关，请指定 agency${names ? `；可能是：${names}` : ''}。`,
        `It is not certain whose report this is: give the agency${names ? `; perhaps one of: ${names}` : ''}.`,
        { actual: target.candidates.at(0)?.code ?? null },
      ),
    );
  if (target.year === null || target.yearConfidence < SURE)
    findings.push(
      refusal(
        'document.year',
        'input.year',
        '不能确定文档的年度，请指定 year。',
        'It is not certain which year the report is of: give the year.',
        { actual: target.year === null ? null : String(target.year) },
      ),
    );
  if (!request.scope)
    findings.push(
      refusal(
        'document.scope',
        'input.scope',
        '请指明统计口径 scope：OWN（本机关）或 CONSOLIDATED（本级政府汇总）；系统不作推断。',
        'Say whose figures these are: scope OWN (the organ alone) or CONSOLIDATED (a government with its departments); this is never guessed.',
        { expected: 'OWN, CONSOLIDATED' },
      ),
    );
  return findings;
}

const intoReport = (item: FindingType): FindingType =>
  /^input\.(agency|year|scope|corrections)\b/.test(item.path)
    ? item
    : { ...item, path: item.path.replace(/^input\./, '') };

/** Thrown to undo what a dry run did. */
class Rehearsed extends Error {
  constructor(readonly outcome: ImportOutcome) {
    super('rehearsed');
  }
}

/** Runs a change, or its rehearsal: everything is done and undone, so that a dry run tells what would happen. */
async function perform(
  asker: Asker,
  isRehearsal: boolean,
  work: (manager: EntityManager) => Promise<ImportOutcome>,
): Promise<ImportOutcome> {
  try {
    return await auditedTransaction(asker, async (manager) => {
      const outcome = await work(manager);
      if (isRehearsal) throw new Rehearsed({ ...outcome, report: null });
      return outcome;
    });
  } catch (error) {
    if (error instanceof Rehearsed) return error.outcome;
    throw error;
  }
}

type ReadDocument = Pick<StoredDocument, 'sha256' | 'name'>;

/** What a document would be stored as, and what is to be told of it whatever comes of that. */
interface Prepared {
  /** Null when it cannot be stored as it is. */
  readonly input: Submission | null;
  readonly asked: readonly FindingType[];
  readonly told: FindingType[];
}

/** Makes a submission of a document that was read. */
async function prepareReport(
  database: Pick<EntityManager, 'query'>,
  document: ReadDocument,
  reading: Extraction,
  target: Target,
  request: ImportRequest,
): Promise<Prepared> {
  const catalogue = request.indicators
    ? (await listIndicators(database)).filter((row) => !row.retired).map((row) => row.code)
    : [];
  const { submission, findings: wrong } = toSubmission(
    reading,
    request.corrections ?? [],
    new Set(catalogue),
  );
  const asked = [...askFor(target, request), ...wrong];
  const { agency, year } = target;
  const documentFindings = mergeFindings<Finding>(
    submission.documentFindings ?? [],
    checkAddressed(reading, { agency: agency?.name ?? null, year }),
  );
  const told = mergeFindings(asked, documentFindings as FindingType[]);
  if (!agency || year === null || (asked.length > 0 && !request.dryRun)) return { input: null, asked, told };
  const input: Submission = {
    ...submission,
    documentFindings,
    agency: agency.code,
    year,
    scope: request.scope ?? ('OWN' as ReportScope),
    explanations: request.explanations,
    expectedRevision: request.expectedRevision,
    source: `${document.name} sha256:${document.sha256}`,
  };
  return { input, asked, told };
}

const notStored = (findings: FindingType[]): ImportOutcome => ({
  accepted: false,
  readyToSubmit: null,
  report: null,
  currentRevision: null,
  findings,
});

/** A revision with the document it was read from. */
interface ImportRow {
  readonly revision: number;
  readonly document: string;
  readonly batch: number | null;
  readonly reading: Extraction;
}

/** Keeps which documents revisions were read from, and how. */
async function insertImports(manager: EntityManager, rows: readonly ImportRow[]): Promise<void> {
  await manager.query(
    `insert into report_import (revision_id, report_id, agency_id, document, batch_id, reading)
     select v.id, v.report_id, v.agency_id, o.document, o.batch, o.reading
       from jsonb_to_recordset($1::jsonb) as o(revision int, document text, batch int, reading jsonb)
       join report_revision v on v.id = o.revision`,
    [JSON.stringify(rows)],
  );
}

/**
 * Makes a report of a document that was read: a draft with everything that is wrong in it, or with `publish` a record
 * of what the organ has published, errors and all. Findings of the document and of the checks come together. The
 * caller must have authorised the actor at the agency.
 */
export async function importReport(
  asker: Asker,
  document: ReadDocument,
  reading: Extraction,
  target: Target,
  request: ImportRequest,
): Promise<ImportOutcome> {
  const { input, asked, told } = await prepareReport(asker.database, document, reading, target, request);
  if (!input) return notStored(told);
  return perform(asker, request.dryRun, async (manager) => {
    const asFiled = request.publish
      ? null
      : await submitReport(
          manager,
          { ...input, documentFindings: input.documentFindings?.filter(isOfDocument) },
          'VALIDATE',
          asker.actor,
        );
    const stored = await submitReport(manager, input, request.publish ? 'RECORD' : 'DRAFT', asker.actor);
    // The document of a dry run by command is not kept.
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
      accepted: stored.accepted && asked.length === 0,
      readyToSubmit: asFiled === null ? null : asFiled.accepted && asked.length === 0,
      report: (await stored.readReport?.(manager, asker.actor)) ?? null,
      currentRevision: stored.currentRevision,
      findings: mergeFindings(checked, told.map(intoReport)),
    };
  });
}

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
