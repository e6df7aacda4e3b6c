import { CELLS, type Cell } from '../../src/form/cells';
import { formatAmount, parseAmount } from '../../src/form/figures';
import type { TestHub } from './testHub';

/** The places of the organs: a province, two prefectures, a county and a township. */
export const PLACES = [
  '920000/',
  '920000/920100/',
  '920000/920100/920101/',
  '920000/920200/',
  '920000/920100/920101/920101001/',
];
export const LEVELS = ['PROVINCE', 'PREFECTURE', 'COUNTY', 'PREFECTURE', 'TOWNSHIP'];
export const KINDS = ['DEPARTMENT', 'TOWNSHIP_OR_STREET', 'GOVERNMENT'];
export const codeOfPlace = (place: number) => PLACES[place].split('/').at(-2) as string;

/** Indicators of each way of adding up. */
export const INDICATORS = { summed: 'SUM', latest: 'LAST', single: 'NONE' } as const;
type IndicatorCode = keyof typeof INDICATORS;

/** A report of an organ: its values by cell, null where nothing is reported. */
export interface OrganReport {
  readonly edition: 2019 | 2021;
  readonly values: Readonly<Record<string, number | null>>;
  readonly consolidated: boolean;
  readonly errors: number;
  readonly indicators: Partial<Record<IndicatorCode, { value: number; qualifier: string }>>;
}

/** An organ from 2010 on, to the end of the year before `endYear`, with its reports by year. */
export interface Organ {
  readonly kind: string;
  readonly place: number;
  readonly endYear: number | null;
  readonly reports: Readonly<Record<number, OrganReport>>;
}

const valueIn = (report: OrganReport, cell: Cell) =>
  cell.editions.includes(report.edition) ? (report.values[cell.code] ?? null) : null;

/** Puts places and organs into an empty database, past every rule; agency n has the key n + 1. */
export async function storeOrgans({ database }: Pick<TestHub, 'database'>, organs: readonly Organ[]) {
  await database.query(
    'truncate jurisdiction, agency, agency_version, report, report_revision, report_indicator, indicator restart identity cascade',
  );
  for (const [at, path] of PLACES.entries())
    await database.query(
      `insert into jurisdiction (code, name, level, parent_id, path) values ($1, '地', $2, (select id from jurisdiction where $4 = path || $1 || '/' and path <> $4 order by length(path) desc limit 1), $3)`,
      [codeOfPlace(at), LEVELS[at], path, path],
    );
  for (const [code, aggregation] of Object.entries(INDICATORS))
    await database.query(
      `insert into indicator (code, name, name_en, unit_zh, unit_en, aggregation, description_zh, description_en) values ($1, '指标', 'x', '件', 'items', $2, 'x', 'x')`,
      [code, aggregation],
    );
  for (const [at, { kind, place, endYear, reports }] of organs.entries()) {
    await database.query('insert into agency (code) values ($1)', [`agency-${at}`]);
    await database.query(
      `insert into agency_version (agency_id, name, kind, jurisdiction_id, valid_from, valid_to) values ($1, '机关', $2, $3, '2010-05-01', $4)`,
      [at + 1, kind, place + 1, endYear && `${endYear}-07-01`],
    );
    for (const [year, report] of Object.entries(reports)) await storeReport(database, at + 1, year, report);
  }
}

async function storeReport(
  database: TestHub['database'],
  agency: number,
  year: string,
  report: OrganReport,
): Promise<void> {
  const scope = report.consolidated ? 'CONSOLIDATED' : 'OWN';
  const values = (kind: 'amounts' | 'counts') =>
    CELLS.filter((cell) => (cell.kind === 'AMOUNT') === (kind === 'amounts')).map((cell) =>
      valueIn(report, cell),
    );
  const [fees, procurement] = values('amounts');
  const [{ id }] = await database.query(
    `insert into report (agency_id, year, scope, state, latest_revision) values ($1, $2, $3, 'PUBLISHED', 1) returning id`,
    [agency, year, scope],
  );
  const [revision] = await database.query(
    `insert into report_revision (report_id, agency_id, year, scope, number, origin, proactive_edition, requests_edition, disputes_edition, counts, fees_amount, procurement_amount, saved_sections, error_count, warning_count, blank_cells, not_applicable_cells)
     values ($1, $2, $3, $4, 1, 'RECORDED', $5, $5, $5, $6, $7, $8, '{2,3,4}', $9, 0, $10, 1) returning id`,
    [
      id,
      agency,
      year,
      scope,
      report.edition,
      values('counts'),
      fees,
      procurement,
      report.errors,
      blanksOf(report),
    ],
  );
  for (const [code, { value, qualifier }] of Object.entries(report.indicators))
    await database.query(
      `insert into report_indicator select $1, id, $2, $3, '原文。' from indicator where code = $4`,
      [revision.id, value, qualifier, code],
    );
  await database.query('update report_revision set published_at = now() where id = $1', [revision.id]);
}

const blanksOf = (report: OrganReport) =>
  CELLS.filter((cell) => cell.editions.includes(report.edition) && valueIn(report, cell) === null).length;

/** One expected report: that of an organ for a year, or its absence. */
export interface Member {
  readonly agency: number;
  readonly organ: Organ;
  readonly year: number;
  readonly report: OrganReport | null;
}

/** What is selected, as the test understands it: sets, of which each narrows. */
export interface PlainSelection {
  readonly years: readonly number[];
  readonly kinds: readonly string[] | null;
  readonly levels: readonly string[] | null;
  /** Numbers of organs. */
  readonly agencies: readonly number[] | null;
  readonly place: number | null;
}

/** The expected reports of a selection, found by loops that know nothing of SQL. */
export function membersOfOrgans(organs: readonly Organ[], selection: PlainSelection): Member[] {
  const members: Member[] = [];
  for (const year of new Set(selection.years))
    for (const [agency, organ] of organs.entries()) {
      if (selection.place !== null && !PLACES[organ.place].startsWith(PLACES[selection.place])) continue;
      if (selection.agencies !== null && !selection.agencies.includes(agency)) continue;
      if (selection.kinds !== null && !selection.kinds.includes(organ.kind)) continue;
      if (selection.levels !== null && !selection.levels.includes(LEVELS[organ.place])) continue;
      const filed = organ.reports[year];
      const report = filed && !filed.consolidated ? filed : null;
      // A report counts for its year, whatever became of the organ; without one it is expected of those there at the year's end.
      const isExpected = organ.kind !== 'GOVERNMENT' && (organ.endYear === null || year < organ.endYear);
      if (!report && !isExpected) continue;
      members.push({ agency, organ, year, report });
    }
  return members;
}

/** Adds what is reported; null when nothing is. */
const add = (values: readonly (number | null | undefined)[]): number | null => {
  const reported = values.filter((value): value is number => value !== null && value !== undefined);
  return reported.length === 0 ? null : reported.reduce((sum, value) => sum + value, 0);
};

/** Whether a cell means nothing added over these years. */
export function isHiddenOver(cell: Cell, years: readonly number[]): boolean {
  const editions = new Set(years.map((year) => (year <= 2020 ? 2019 : 2021)));
  return (
    cell.aggregation === 'NONE' ||
    (cell.aggregation === 'STOCK' && years.length > 1) ||
    (editions.size > 1 && cell.editions.length === 1)
  );
}

/** The value of a cell in the sum of members, as text; whether it is shown is another question. */
export function cellOfMembers(members: readonly Member[], cell: Cell): string | null {
  const values = members.flatMap(({ report }) => (report ? (valueIn(report, cell) ?? []) : []));
  return values.length === 0
    ? null
    : formatAmount(values.reduce((sum, value) => sum + parseAmount(String(value)), 0n));
}

const ratio = (members: readonly Member[], above: readonly string[], below: readonly string[]) => {
  const sum = (codes: readonly string[]) =>
    add(
      codes.flatMap((code) =>
        members.map(({ report }) =>
          report ? valueIn(report, CELLS.find((cell) => cell.code === code) as Cell) : null,
        ),
      ),
    );
  const [numerator, denominator] = [sum(above), sum(below)];
  return numerator === null || !denominator ? null : numerator / denominator;
};
export const measuresOfMembers = (members: readonly Member[]) => ({
  disclosureRate: ratio(
    members,
    ['requests.granted.total', 'requests.partlyGranted.total'],
    ['requests.concluded.total'],
  ),
  carryOverRatio: ratio(
    members,
    ['requests.carriedOut.total'],
    ['requests.received.total', 'requests.carriedIn.total'],
  ),
});

/** What an indicator comes to over members; undefined where none states it. */
export function indicatorOfMembers(members: readonly Member[], code: IndicatorCode) {
  const stating = members.flatMap(({ report, year }) => {
    const stated = report?.indicators[code];
    return stated ? [{ ...stated, year }] : [];
  });
  if (stating.length === 0) return undefined;
  const last = Math.max(...stating.map(({ year }) => year));
  const added = INDICATORS[code] === 'LAST' ? stating.filter(({ year }) => year === last) : stating;
  const isAdded = INDICATORS[code] !== 'NONE' || added.length === 1;
  const bounds = new Set(added.map(({ qualifier }) => qualifier).filter((name) => name !== 'EXACT'));
  return {
    value: isAdded ? String(add(added.map(({ value }) => value))) : null,
    qualifier: bounds.size === 0 ? 'EXACT' : bounds.size === 1 ? [...bounds][0] : 'APPROXIMATE',
    year: new Set(added.map(({ year }) => year)).size === 1 ? added[0].year : null,
    reports: added.length,
  };
}

/** How much of what was expected members are. */
export function coverageOfMembers(members: readonly Member[]) {
  const reports = members.flatMap(({ report }) => report ?? []);
  return {
    expected: members.length,
    included: reports.length,
    withErrors: reports.filter(({ errors }) => errors > 0).length,
    blankCells: reports.reduce((sum, report) => sum + blanksOf(report), 0),
    notApplicableCells: reports.length,
    edition2019: reports.filter(({ edition }) => edition === 2019).length,
  };
}
