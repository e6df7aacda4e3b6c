import type { Finding } from '../../form/finding';
import { isOfDocument } from '../../form/rules';
import { mergeFindings } from '../../report/checking/findInContent';
import { listIndicators } from '../../report/model/indicatorQueries';
import type { ReportScope } from '../../report/model/reportEnums';
import type { Submission } from '../../report/submission/submission';
import type { Database } from '../../shared/database';
import type { FindingType } from '../../shared/graphql/finding';
import { checkAddressed, doubtAddressed } from '../reading/addressed';
import type { Extraction } from '../reading/extraction';
import { checkedYear } from '../reading/readReport';
import type { SourceDocument } from '../store/documentEntities';
import { findUnresolved, type ImportRequest, type Target } from './target';
import { type ImportedIndicators, toSubmission } from './toSubmission';

/** A stored document, by hash and name. */
export type ReadDocument = Pick<SourceDocument, 'sha256' | 'name'>;

/** The submission that a document makes, and what was found before it is checked. */
export interface Prepared {
  /** Null when it cannot be stored as it is. */
  readonly input: Submission | null;
  /** What must be answered before it is stored. */
  readonly unresolved: readonly FindingType[];
  /** All findings so far, those of `unresolved` among them. */
  readonly findings: FindingType[];
}

/** Returns the indicators that can be imported. */
export async function loadCatalogue(database: Database): Promise<ImportedIndicators> {
  const indicators = await listIndicators(database);
  return new Map(
    indicators.filter(({ retired }) => !retired).map((indicator) => [indicator.code, indicator] as const),
  );
}

/** Returns the submission that a document makes, for its target. `catalogue` holds the indicators to import. */
export function prepareReport(
  document: ReadDocument,
  reading: Extraction,
  target: Target,
  request: ImportRequest,
  catalogue: ImportedIndicators,
): Prepared {
  const { submission, findings: wrong } = toSubmission(reading, request.corrections ?? [], catalogue);
  const unresolved = [...findUnresolved(target, request), ...wrong];
  const { agency, year, scope } = target;
  // The rules of another year than the one it is filed for say nothing of it; storing it checks it by its own.
  const remaining = (submission.documentFindings ?? []).filter(
    (finding) => isOfDocument(finding) || year === null || year === checkedYear(reading.year),
  );
  // What is not certain and was not chosen either is unresolved.
  const organ = agency && { code: agency.code, name: agency.name, otherNames: target.otherNames };
  const chosen = { agency: request.agency ? organ : null, year: request.year ?? null };
  const documentFindings = mergeFindings<Finding>(remaining, [
    ...checkAddressed(reading, { agency: organ, year, scope }),
    ...doubtAddressed(reading, chosen),
  ]);
  const findings = mergeFindings(unresolved, documentFindings as FindingType[]);
  if (!agency || year === null || (unresolved.length > 0 && !request.dryRun))
    return { input: null, unresolved, findings };
  const input: Submission = {
    ...submission,
    documentFindings,
    agency: agency.code,
    year,
    scope: scope ?? ('OWN' as ReportScope),
    explanations: request.explanations,
    expectedRevision: request.expectedRevision,
    source: `${document.name} sha256:${document.sha256}`,
  };
  return { input, unresolved, findings };
}
