import type { Finding } from '../../form/finding';
import { isOfDocument } from '../../form/rules';
import { mergeFindings } from '../../report/checking/findInContent';
import { listIndicators } from '../../report/model/indicatorQueries';
import type { ReportScope } from '../../report/model/reportEnums';
import type { Submission } from '../../report/submission/submission';
import type { Database } from '../../shared/database';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { checkAddressed, doubtAddressed } from '../reading/addressed';
import type { Extraction } from '../reading/extraction';
import { checkedYear } from '../reading/readReport';
import type { SourceDocument } from '../store/documentEntities';
import { SURE } from './matchAgency';
import type { ImportRequest, Target } from './target';
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

/** Returns a finding for each of agency, year and scope that must be answered before a document can be stored. */
export function findUnresolved(target: Target, request: Pick<ImportRequest, 'agency'>): FindingType[] {
  const findings: FindingType[] = [];
  const names = target.candidates.map(({ code, name }) => `${code} ${name}`).join('、');
  if (!target.agency || target.agencyConfidence < SURE)
    findings.push(
      refusal(
        'document.agency',
        'input.agency',
        `不能确定文档属于哪个机关，请指定机关${names ? `；可能是：${names}` : ''}。`,
        `It is not certain whose report this is: give the agency${names ? `; perhaps one of: ${names}` : ''}.`,
        { actual: target.candidates.at(0)?.code ?? null, remedy: 'agency' },
      ),
    );
  const { agency, printedCode } = target;
  if (findings.length === 0 && agency && !request.agency && printedCode && printedCode !== agency.code)
    findings.push(
      refusal(
        'document.agency',
        'input.agency',
        `文档名称为 ${agency.code} ${agency.name}，但写明机关代码 ${printedCode}：请核对后指定机关。`,
        `By its name the report is of ${agency.code} ${agency.name}, but it prints the agency code ${printedCode}: look whose it is, then give the agency.`,
        { expected: agency.code, actual: printedCode, remedy: 'agency' },
      ),
    );
  if (target.year === null || target.yearConfidence < SURE)
    findings.push(
      refusal(
        'document.year',
        'input.year',
        `不能确定文档的年度，请指定年度${target.year === null ? '' : `；可能是 ${target.year} 年度`}。`,
        `It is not certain which year the report is of: give the year${target.year === null ? '' : `; perhaps ${target.year}`}.`,
        { actual: target.year === null ? null : String(target.year), remedy: 'year' },
      ),
    );
  if (!target.scope)
    findings.push(
      refusal(
        'document.scope',
        'input.scope',
        '请指明统计口径：本机关，或本级政府汇总；系统不作推断。',
        'Say whose figures these are: of the organ alone, or of a government with its departments; this is never guessed.',
        { expected: 'OWN, CONSOLIDATED', remedy: 'scope: OWN, scope: CONSOLIDATED' },
      ),
    );
  return findings;
}
