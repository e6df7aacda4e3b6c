import { isHome, treeSql } from '../agency/treeSql';
import { CELLS } from '../form/cells';
import { findReport } from '../report/model/findReport';
import { ReportScope } from '../report/model/reportEnums';
import type { Report } from '../report/model/reportTypes';
import { queryRows } from '../shared/database';
import type { Context } from '../shared/request/context';
import { ANONYMOUS } from '../shared/request/permissions';
import { changeOf } from './cellChange';
import { sumOfYear } from './change';
import type { Reconciliation } from './model/changeTypes';
import { EVERYTHING } from './request/projection';
import type { Selection } from './request/selection';
import type { Sum } from './request/sum';
import { sumYears } from './scanned/sums';

interface ConsolidatedRow {
  readonly code: string;
  readonly year: number;
}

/** The SQL of the consolidated reports of a jurisdiction ($1) in some years ($2), in the tree of today or at an instant ($3). */
const consolidatedSql = (asOf: Date | null) =>
  `select a.code, r.year from report r join agency a on a.id = r.agency_id
     join ${treeSql(asOf && '$3').versions} v on v.agency_id = a.id and ${isHome('v', 'r')}
     join jurisdiction j on j.id = v.jurisdiction_id
    where r.scope = 'CONSOLIDATED' and j.path = $1 and r.year = any($2) order by r.year, a.code limit 100`;

/** Returns the agencies and years of the consolidated reports of a jurisdiction itself. */
function listConsolidated(context: Context, { path, years, asOf }: Selection): Promise<ConsolidatedRow[]> {
  return queryRows(context.database, consolidatedSql(asOf), [path, years, ...(asOf ? [asOf] : [])]);
}

/** Compares a consolidated report with the sum of its year. */
function reconcile(report: Report, sums: readonly Sum[]): Reconciliation {
  const sum = sumOfYear(sums, report.year);
  const consolidated = { figures: report.figures, isSuppressed: false, included: 1 };
  const changes = CELLS.map((cell) => changeOf(cell, sum, consolidated, [report.year]));
  return { report, differences: changes.filter(({ base, value }) => base !== value) };
}

/** Returns the published consolidated reports of the jurisdiction of a selection, each with the cells in which it differs from the sum of its year. */
export async function listReconciliations(context: Context, selection: Selection): Promise<Reconciliation[]> {
  const rows = await listConsolidated(context, selection);
  const sums = await sumYears(context, selection, EVERYTHING);
  const reports = await Promise.all(
    rows.map(({ code, year }) =>
      findReport(context.database, code, year, ReportScope.CONSOLIDATED, ANONYMOUS, selection.asOf),
    ),
  );
  return reports.flatMap((report) => (report ? [reconcile(report, sums)] : []));
}
