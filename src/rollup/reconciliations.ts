import { isHome, queryVersions } from '../agency/treeSql';
import { CELLS } from '../form/cells';
import { findReport } from '../report/model/findReport';
import { ReportEntity } from '../report/model/reportEntities';
import { ReportScope } from '../report/model/reportEnums';
import type { Report } from '../report/model/reportTypes';
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

/** Returns the agencies and years of the consolidated reports of a jurisdiction itself, in the tree of today or at an instant. */
const listConsolidated = (
  { database }: Context,
  { path, years, asOf }: Selection,
): Promise<ConsolidatedRow[]> =>
  queryVersions(database, 'v', asOf)
    .innerJoin(ReportEntity, 'r', `r.agencyId = v.agencyId and ${isHome('v', 'r')}`)
    .innerJoin('v.agency', 'a')
    .innerJoin('v.jurisdiction', 'j')
    .select('a.code', 'code')
    .addSelect('r.year', 'year')
    .andWhere('r.scope = :scope and j.path = :path and r.year = any(:years)', {
      scope: ReportScope.CONSOLIDATED,
      path,
      years,
    })
    .orderBy({ 'r.year': 'ASC', 'a.code': 'ASC' })
    .limit(100)
    .getRawMany<ConsolidatedRow>();

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
