import { AgencyKind, JurisdictionLevel } from '../../agency/agencyTypes';
import {
  addAmounts,
  addReported,
  emptyFigures,
  type Figures,
  figuresOf,
  type StoredFigures,
} from '../../form/figures';
import type { CheckContext } from '../../form/finding';
import { type Queryable, queryRows } from '../../shared/database';
import { groupBy } from '../../shared/groupBy';
import { asLists, comparedOf, type ReportKey } from './comparedReports';

/** What surrounds a report: all that its findings depend on beside it and the rules. */
export interface Surroundings extends CheckContext {
  /** When what is published of last year was; null where nothing is. */
  readonly previousPublishedAt: Date | null;
  /** The agencies whose reports of last year are compared with: itself first, then those that were merged into it. */
  readonly previousAgencies: readonly number[];
}

/** A published report of last year, of the agency itself or of one merged into it. */
interface PreviousReport {
  readonly own: boolean;
  readonly figures: Figures;
  readonly problems: string | null;
}

/**
 * What the agencies of reports (o) were in the years of these, and the published reports of the years before of the same scopes, a row
 * for each; for the successor of a merger in the year also those of its predecessors.
 */
const surroundingsOf = (reports: string) => `
  select o.at, m.kind, j.level, array_to_json(v.counts) as counts, v.fees_amount, v.procurement_amount, v.problems, v.published_at as "publishedAt",
         v.agency_id as "agencyKey", v.agency_id = o.agency as own
    from ${reports}
   cross join lateral agency_in_year(o.agency, o.year) m
    join jurisdiction j on j.id = m.jurisdiction_id
    left join lateral (
      select p.* from ${comparedOf('o.agency', 'o.year')} a
        join report r on r.agency_id = a.id and r.year = o.year - 1 and r.scope = o.scope
        join published_revision p on p.report_id = r.id) v on true`;

/** What surrounds reports, by their places in lists of agencies ($1), years ($2) and scopes ($3). */
const SURROUNDINGS = surroundingsOf(
  'unnest($1::int[], $2::int[], $3::text[]) with ordinality as o(agency, year, scope, at)',
);
/** What surrounds reports that somebody has begun, by their keys ($1). */
const SURROUNDINGS_BY_KEY = surroundingsOf(
  '(select r.id as at, r.agency_id as agency, r.year, r.scope from report r where r.id = any($1::int[])) o',
);

interface SurroundingsRow extends StoredFigures {
  /** The place of the report in the lists, from 1, or its key. */
  readonly at: string;
  readonly kind: AgencyKind;
  readonly level: JurisdictionLevel;
  /** Null where nothing is published of last year. */
  readonly publishedAt: Date | null;
  /** Null where nothing is published of last year. */
  readonly agencyKey: number | null;
  readonly own: boolean;
  readonly problems: string | null;
}

/**
 * Loads what surrounds reports, in their order: what the agency was in the year, and last year's published figures. To those of a
 * successor of a merger the figures of its predecessors are added.
 */
export async function loadSurroundings(
  manager: Queryable,
  reports: readonly ReportKey[],
): Promise<Surroundings[]> {
  const rows = await queryRows<SurroundingsRow>(manager, SURROUNDINGS, asLists(reports));
  const byPlace = groupBy(rows, ({ at }) => Number(at) - 1);
  return reports.map((_, at) => asSurroundings(byPlace.get(at) ?? []));
}

/** Loads the same for reports that somebody has begun, by their keys. */
export async function loadSurroundingsByKey(
  manager: Queryable,
  reportKeys: readonly number[],
): Promise<Map<number, Surroundings>> {
  const rows = await queryRows<SurroundingsRow>(manager, SURROUNDINGS_BY_KEY, [reportKeys]);
  const byKey = groupBy(rows, ({ at }) => Number(at));
  return new Map([...byKey].map(([key, own]) => [key, asSurroundings(own)]));
}

/** Returns what surrounds a report, from its rows. */
function asSurroundings(own: readonly SurroundingsRow[]): Surroundings {
  const [{ kind, level }] = own;
  const published = own.filter(({ publishedAt }) => publishedAt !== null);
  return {
    ...checkContextOf(
      kind,
      level,
      published.map((row) => ({ own: row.own, figures: figuresOf(row), problems: row.problems })),
    ),
    previousAgencies: published
      .toSorted((one, other) => Number(other.own) - Number(one.own))
      .flatMap(({ agencyKey }) => agencyKey ?? []),
    previousPublishedAt: published.map(({ publishedAt }) => publishedAt).toSorted(byTime)[0] ?? null,
  };
}

/** The last comes first. */
const byTime = (one: Date | null, other: Date | null) => Number(other) - Number(one);

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
