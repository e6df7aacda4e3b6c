import type { EntityManager } from 'typeorm';
import type { Finding } from '../../form/finding';
import { listIndicators } from '../../report/model/reportQueries';
import type { ReportScope } from '../../report/model/reportTypes';
import { mergeFindings, type Submission } from '../../report/submission/validateSubmission';
import type { FindingType } from '../../shared/graphql/finding';
import type { Extraction } from '../reading/extraction';
import { checkAddressed } from '../reading/textChecks';
import type { StoredDocument } from '../store/documentStore';
import { askFor, type ImportRequest, type Target } from './target';
import { toSubmission } from './toSubmission';

export type ReadDocument = Pick<StoredDocument, 'sha256' | 'name'>;

/** What a document would be stored as, and what is to be told of it whatever comes of that. */
interface Prepared {
  /** Null when it cannot be stored as it is. */
  readonly input: Submission | null;
  readonly asked: readonly FindingType[];
  readonly told: FindingType[];
}

/** Makes a submission of a document that was read. */
export async function prepareReport(
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
