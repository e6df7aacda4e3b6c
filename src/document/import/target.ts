import { findAgencies, type LocatedAgency } from '../../agency/agencyQueries';
import { Jurisdiction } from '../../agency/agencyTypes';
import { loadNamesAround, type OtherName } from '../../agency/namesAround';
import type { ReportScope } from '../../report/model/reportEnums';
import type { Submission } from '../../report/submission/submission';
import { type Database, queryRows } from '../../shared/database';
import { type Actor, scopeOf } from '../../shared/request/permissions';
import type { Extraction } from '../reading/extraction';
import { type AgencyCandidate, type AgencyName, matchAgency } from './matchAgency';
import type { Correction } from './toSubmission';

/** How to import a document. Without agency and year, those recognised surely enough are used. */
export interface ImportRequest {
  readonly agency?: string | null;
  readonly year?: number | null;
  readonly scope?: ReportScope | null;
  readonly dryRun: boolean;
  readonly publish: boolean;
  readonly indicators: boolean;
  readonly corrections?: readonly Correction[] | null;
  readonly explanations?: Submission['explanations'];
  readonly expectedRevision?: number | null;
  readonly batch?: number | null;
}

/** The agency, year and scope of the report in a document, as requested or as recognised. */
export interface Target {
  readonly agency: LocatedAgency | null;
  /** The names that are its own around the year, the present one among them. */
  readonly otherNames: readonly OtherName[];
  readonly agencyConfidence: number;
  readonly candidates: readonly AgencyCandidate[];
  readonly year: number | null;
  readonly yearConfidence: number;
  /** As requested, or else as the hub printed it below the report; never guessed. */
  readonly scope: ReportScope | null;
  /** The code of the agency that the document prints. */
  readonly printedCode?: string | null;
}

/** A name of an agency, with the path of its jurisdiction. */
type NameRow = Omit<AgencyName, 'places'> & { readonly path: string };

/**
 * Every name of the agencies of a scope: by key ($1) or in the subtrees of paths ($2). From the year on in which an agency was merged into one of them, its last name is
 * that of the one that took it over.
 */
const NAMES_IN_SCOPE = `
  with recursive scope as (
    select a.id from agency a where a.id = any($1) or exists (
      select 1 from agency_now(a.id) w join jurisdiction p on p.id = w.jurisdiction_id, unnest($2::text[]) as work(path) where p.path ^@ work.path)),
  merged as (
    select s.id, s.id as ended, 0 as year from scope s
    union
    select m.id, s.predecessor_id, greatest(m.year, extract(year from s.effective_on)::int) from merged m
      join agency_succession s on s.successor_id = m.ended and s.kind = 'MERGE')
  select a.code, v.name, j.path, case when m.ended = m.id then v.first_year else m.year end as "firstYear",
         case when m.ended = m.id then coalesce(extract(year from v.valid_to - 1)::int, 9999) else 9999 end as "lastYear"
    from merged m join agency a on a.id = m.id join agency_version v on v.agency_id = m.ended join jurisdiction j on j.id = v.jurisdiction_id
   where m.ended = m.id or not exists (select 1 from agency_version n where n.agency_id = v.agency_id and n.valid_from > v.valid_from)`;

/** Returns every name of the agencies at which an actor may file or record. Two statements. */
export async function loadAgencyNames(database: Database, actor: Actor): Promise<AgencyName[]> {
  const { agencyKeys, paths } = scopeOf(actor, ['SUBMIT', 'RECORD']);
  const places = await database.getRepository(Jurisdiction).find({ select: { path: true, name: true } });
  const nameOf = new Map(places.map(({ path, name }) => [path, name]));
  const rows = await queryRows<NameRow>(database, NAMES_IN_SCOPE, [agencyKeys, paths]);
  return rows.map(({ path, ...row }) => {
    const codes = path.split('/').filter(Boolean);
    const chain = codes.map((_, at) => `${codes.slice(0, at + 1).join('/')}/`);
    return { ...row, places: chain.flatMap((place) => nameOf.get(place) ?? []) };
  });
}

/** Finds the agency, year and scope of the report in each of several documents, among agencies by name. Two statements. */
export async function resolveTargets(
  database: Database,
  readings: readonly Extraction[],
  request: Pick<ImportRequest, 'agency' | 'year' | 'scope'>,
  names: readonly AgencyName[],
): Promise<Target[]> {
  const recognised = readings.map((reading) => {
    const year = request.year ?? reading.year;
    const { recognition } = reading;
    const { agency: name, agencyCode: code } = reading;
    const printed = { name, code, confidence: recognition.agency.confidence };
    return {
      candidates: matchAgency(printed, names, year),
      year,
      scope: request.scope ?? (reading.printedScope as ReportScope | undefined) ?? null,
      printedCode: reading.agencyCode,
      yearConfidence: request.year != null ? 1 : reading.year === null ? 0 : recognition.year.confidence,
    };
  });
  const codeOf = ({ candidates }: Pick<Target, 'candidates'>) => request.agency ?? candidates.at(0)?.code;
  const agencies = await findAgencies(database, [...new Set(recognised.flatMap((one) => codeOf(one) ?? []))]);
  const found = recognised.map((one) => ({
    ...one,
    agency: agencies.get(codeOf(one) ?? '') ?? null,
    agencyConfidence: request.agency ? 1 : (one.candidates.at(0)?.confidence ?? 0),
  }));
  const named = found.flatMap(({ agency, year }) => (agency ? [{ agencyKey: agency.key, year }] : []));
  const otherNames = await loadNamesAround(database, named);
  return found.map((one) => ({ ...one, otherNames: one.agency ? (otherNames.shift() ?? []) : [] }));
}
