import type { LocatedAgency } from '../../agency/agencyQueries';
import { AgencyKind, JurisdictionLevel } from '../../agency/agencyTypes';
import { addAmounts, addReported, emptyFigures, type Figures } from '../../form/figures';
import type { CheckContext } from '../../form/finding';
import { type Queryable, queryRows } from '../../shared/database';
import { groupBy } from '../../shared/groupBy';
import type { ReportScope } from '../model/reportEnums';
import { figuresOf } from '../model/revisionRow';

/** The agency, year and scope of a report. */
export interface ReportKey {
  readonly agency: LocatedAgency;
  readonly year: number;
  readonly scope: ReportScope;
}

/** A published report of last year, of the agency itself or of one merged into it. */
interface PreviousReport {
  readonly own: boolean;
  readonly figures: Figures;
  readonly problems: string | null;
}

/**
 * The published reports of the year before those of agencies ($1), years ($2) and scopes ($3), each with its place in these
 * lists; for the successor of a merger in the year also those of its predecessors.
 */
const PREVIOUS_REPORTS = `
  select o.at, array_to_json(v.counts) as counts, v.fees_amount, v.procurement_amount, v.problems, v.agency_id = o.agency as own
    from unnest($1::int[], $2::int[], $3::text[]) with ordinality as o(agency, year, scope, at)
    join lateral (select o.agency as id union select s.predecessor_id from agency_succession s
           where s.successor_id = o.agency and s.kind = 'MERGE' and extract(year from s.effective_on) = o.year) a on true
    join report r on r.agency_id = a.id and r.year = o.year - 1 and r.scope = o.scope
    join published_revision v on v.report_id = r.id`;

interface PreviousRow {
  readonly at: string;
  readonly own: boolean;
  readonly counts: (number | null)[];
  readonly fees_amount: string | null;
  readonly procurement_amount: string | null;
  readonly problems: string | null;
}

/**
 * Loads what the checks of reports read beside them, in the order of the reports: last year's published figures of the
 * agency. To those of a successor of a merger the figures of its predecessors are added.
 */
export async function loadCheckContexts(
  manager: Queryable,
  reports: readonly ReportKey[],
): Promise<CheckContext[]> {
  const rows = await queryRows<PreviousRow>(manager, PREVIOUS_REPORTS, [
    reports.map(({ agency }) => agency.key),
    reports.map(({ year }) => year),
    reports.map(({ scope }) => scope),
  ]);
  const previous = groupBy(rows, ({ at }) => Number(at) - 1);
  return reports.map(({ agency }, at) =>
    checkContextOf(
      agency.kind,
      agency.level,
      (previous.get(at) ?? []).map((row) => ({
        own: row.own,
        figures: figuresOf(row),
        problems: row.problems,
      })),
    ),
  );
}

/** Organs that make rules (规章), by level: departments of the nation (立法法 91), governments down to cities with districts (93). */
const RULE_MAKERS: Partial<Record<JurisdictionLevel, readonly AgencyKind[]>> = {
  NATION: [AgencyKind.GOVERNMENT, AgencyKind.DEPARTMENT, AgencyKind.INSTITUTION],
  PROVINCE: [AgencyKind.GOVERNMENT],
  PREFECTURE: [AgencyKind.GOVERNMENT],
};

/** Returns what the checks read beside a report: whether its agency makes rules, and last year's figures, added where there are several reports. */
export function checkContextOf(
  kind: AgencyKind,
  level: JurisdictionLevel,
  reports: readonly PreviousReport[],
): CheckContext {
  return {
    mayMakeRules: RULE_MAKERS[level]?.includes(kind) ?? false,
    previous:
      reports.length === 0
        ? null
        : {
            figures: sumFigures(reports.map((row) => row.figures)),
            problems: reports.find((row) => row.own)?.problems ?? null,
          },
  };
}

function sumFigures(all: readonly Figures[]): Figures {
  const empty = emptyFigures();
  return {
    counts: empty.counts.map((_, at) => addReported(all.map((one) => one.counts[at] ?? null))),
    amounts: empty.amounts.map((_, at) => addAmounts(all.map((one) => one.amounts[at]))),
  };
}
