import { figuresOf, type StoredFigures } from '../../form/figures';
import { demonstrationLoader } from './demonstrationLoader';
import { indicatorValueLoader } from './indicatorQueries';
import { Report } from './reportTypes';
import { ReportRevision } from './revisionTypes';
import { type CanReadDrafts, isWithheld } from './visibility';

/** The stored columns of a revision, under the names of ReportRevision. Arrays come as JSON, which is read ten times as fast. */
export const REVISION = `v.id as "revisionKey", v.number as revision, v.origin, v.proactive_edition as "proactiveEdition",
  v.requests_edition as "requestsEdition", v.disputes_edition as "disputesEdition", array_to_json(v.counts) as counts, v.fees_amount, v.procurement_amount,
  v.marks as "marksByCode", v.overview as "overviewText", v.problems as "problemsText", v.other_matters as "otherMattersText",
  v.source, v.error_count as "errorCount", v.warning_count as "warningCount", v.created_at as "createdAt",
  v.correction_reason as "correctionReason", v.published_at as "publishedAt", v.superseded_at as "supersededAt", array_to_json(v.saved_sections) as "savedSections"`;

/** The columns of a report. Who may not read its work sees that it is published and which revision, no more. */
export const reportColumns = (
  canRead: CanReadDrafts,
  code = 'a.code',
) => `r.id as key, r.agency_id as "agencyKey", ${code} as "agencyCode", r.year, r.scope,
  case when ${canRead('r.agency_id')} then r.state else 'PUBLISHED' end as state,
  case when ${canRead('r.agency_id')} then r.latest_revision else v.number end as "latestRevision", ${REVISION}, ${isWithheld(canRead)} as withheld`;

/** Returns what of a revision is shown without its words. */
const withoutWords = ({ marksByCode }: ReportRevision): Partial<ReportRevision> => ({
  overviewText: null,
  problemsText: null,
  otherMattersText: null,
  source: null,
  correctionReason: null,
  marksByCode: Object.fromEntries(
    Object.entries(marksByCode).map(([code, mark]) => [code, { ...mark, note: null }]),
  ),
});

/** The row of a revision. What is withheld has its figures, and no words. */
export type RevisionRow = Pick<
  ReportRevision,
  | 'revisionKey'
  | 'revision'
  | 'origin'
  | 'proactiveEdition'
  | 'requestsEdition'
  | 'disputesEdition'
  | 'marksByCode'
  | 'overviewText'
  | 'problemsText'
  | 'otherMattersText'
  | 'source'
  | 'errorCount'
  | 'warningCount'
  | 'createdAt'
  | 'correctionReason'
  | 'publishedAt'
  | 'supersededAt'
  | 'savedSections'
> &
  StoredFigures & { readonly withheld?: boolean };

/** The row of a report with the revision that is shown. */
export type ReportRow = RevisionRow &
  Pick<Report, 'key' | 'agencyKey' | 'agencyCode' | 'year' | 'scope' | 'state' | 'latestRevision'>;

/** Fills a new revision or report with what is stored. */
function fill<T extends ReportRevision, R extends RevisionRow>(shown: T, row: R): T & R {
  const filled = Object.assign(shown, row);
  if (row.withheld) Object.assign(filled, withoutWords(filled));
  filled.figures = figuresOf(row);
  filled.loadIndicators = (context) => indicatorValueLoader(context).load(filled.revisionKey);
  filled.showsDemonstration = (context) => demonstrationLoader(context).load(filled.revisionKey);
  return filled;
}

/** Returns a stored revision as it is shown. */
export const asRevision = <R extends RevisionRow>(row: R): ReportRevision & R =>
  fill(new ReportRevision(), row);

/** Returns a stored report as it is shown. */
export const asReport = <R extends ReportRow>(row: R): Report & R => fill(new Report(), row);
