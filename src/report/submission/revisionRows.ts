import { blankCells } from '../../form/evaluate';
import { type Queryable, queryRows } from '../../shared/database';
import type { FindingType } from '../../shared/graphql/finding';
import { plainText } from '../../shared/text';
import type { IndicatorRow } from './readIndicators';
import { MODES, type Submission, type SubmissionMode } from './submission';
import type { ValidationResult } from './validateSubmission';

/** A revision as stored, by its columns. */
export type RevisionRow = ReturnType<typeof contentColumns> & {
  readonly report_id: number;
  readonly agency_id: number;
  readonly number: number;
  readonly created_by: string;
  readonly correction_reason: string | null;
  /** Null for one that is published later, or never. */
  readonly published_at: Date | null;
};

/** Returns the columns of a new revision that come from what was sent. */
export function contentColumns(
  { year, scope, source }: Submission,
  mode: SubmissionMode,
  { report, findings }: Pick<ValidationResult, 'report' | 'findings'>,
) {
  const blank = blankCells(report);
  const notApplicable = blank.filter((cell) => report.marks[cell.code]?.status === 'NOT_APPLICABLE').length;
  const count = (severity: string) => findings.filter((item) => item.severity === severity).length;
  return {
    year,
    scope,
    origin: MODES[mode].action === 'RECORD' ? 'RECORDED' : 'FILED',
    proactive_edition: report.editions[2],
    requests_edition: report.editions[3],
    disputes_edition: report.editions[4],
    counts: report.figures.counts,
    fees_amount: report.figures.amounts[0],
    procurement_amount: report.figures.amounts[1],
    marks: report.marks,
    blank_cells: blank.length - notApplicable,
    not_applicable_cells: notApplicable,
    overview: report.overview,
    problems: report.problems ?? null,
    other_matters: report.otherMatters ?? null,
    saved_sections: report.sections,
    source: plainText(source ?? '') || null,
    error_count: count('ERROR'),
    warning_count: count('WARNING'),
  };
}

const TYPES: Record<keyof RevisionRow, string> = {
  report_id: 'int',
  agency_id: 'int',
  year: 'int',
  scope: 'text',
  number: 'int',
  origin: 'text',
  proactive_edition: 'int',
  requests_edition: 'int',
  disputes_edition: 'int',
  counts: 'int[]',
  fees_amount: 'numeric',
  procurement_amount: 'numeric',
  marks: 'jsonb',
  blank_cells: 'int',
  not_applicable_cells: 'int',
  overview: 'text',
  problems: 'text',
  other_matters: 'text',
  saved_sections: 'int[]',
  source: 'text',
  error_count: 'int',
  warning_count: 'int',
  created_by: 'text',
  correction_reason: 'text',
  published_at: 'timestamptz',
};
const COLUMNS = Object.keys(TYPES).join(', ');
const RECORDSET = Object.entries(TYPES)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/** Inserts revisions, given as JSON ($1). */
const INSERT_REVISIONS = `
  insert into report_revision (${COLUMNS}) select ${COLUMNS} from jsonb_to_recordset($1::jsonb) as v(${RECORDSET})
  returning id, report_id as "reportKey"`;

interface InsertedRevision {
  readonly id: number;
  readonly reportKey: number;
}

/** Stores revisions, at most one of each report, in one statement. Returns their keys in the order of the rows. */
export async function insertRevisions(manager: Queryable, rows: readonly RevisionRow[]): Promise<number[]> {
  const stored = await queryRows<InsertedRevision>(manager, INSERT_REVISIONS, [JSON.stringify(rows)]);
  const keys = new Map(stored.map(({ id, reportKey }) => [reportKey, id]));
  return rows.map((row) => keys.get(row.report_id) as number);
}

/** Inserts findings, given as JSON ($1). */
const INSERT_FINDINGS = `
  insert into revision_finding (revision_id, ordinal, code, severity, path, cells, expected, actual, message_zh, message_en, citation, explanation)
  select f.revision, f.ordinal, f.code, f.severity, f.path, f.cells, f.expected, f.actual, f."messageZh", f."messageEn", f.citation, f.explanation
    from jsonb_to_recordset($1::jsonb) as f(revision int, ordinal int, code text, severity text, path text, cells text[], expected text,
      actual text, "messageZh" text, "messageEn" text, citation text, explanation text)`;

/** Stores the findings of revisions in their order, in one statement. */
export async function insertFindings(
  manager: Queryable,
  revisions: readonly { revisionKey: number; findings: readonly FindingType[] }[],
): Promise<void> {
  const rows = revisions.flatMap(({ revisionKey, findings }) =>
    findings.map((item, at) => ({ ...item, revision: revisionKey, ordinal: at + 1 })),
  );
  if (rows.length === 0) return;
  await queryRows(manager, INSERT_FINDINGS, [JSON.stringify(rows)]);
}

/** Inserts indicator values, given as JSON ($1). */
const INSERT_INDICATORS = `
  insert into report_indicator (revision_id, indicator_id, value, qualifier, sentence)
  select v.revision, v.key, v.value, v.qualifier, v.sentence
    from jsonb_to_recordset($1::jsonb) as v(revision int, key int, value numeric, qualifier text, sentence text)`;

/** Stores the indicator values of revisions, in one statement. */
export async function insertIndicators(
  manager: Queryable,
  revisions: readonly { revisionKey: number; values: readonly IndicatorRow[] }[],
): Promise<void> {
  const rows = revisions.flatMap(({ revisionKey, values }) =>
    values.map((value) => ({ ...value, revision: revisionKey })),
  );
  if (rows.length === 0) return;
  await queryRows(manager, INSERT_INDICATORS, [JSON.stringify(rows)]);
}
