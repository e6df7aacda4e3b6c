import { Any } from 'typeorm';
import { AgencyEntity } from '../agency/agencyEntities';
import { authoriseAgencies } from '../agency/authoriseAgency';
import { DemonstrationData } from '../agency/demonstration';
import { findJurisdictionRef } from '../agency/jurisdictions';
import { reportingYear } from '../agency/reportingYear';
import { unknownAgencies, unknownJurisdiction } from '../agency/unknownCodes';
import { distinct } from '../shared/distinct';
import { badInput, checkLength } from '../shared/graphql/paging';
import type { Context } from '../shared/request/context';
import { authorise, can } from '../shared/request/permissions';
import type { RollUpFilterInput } from './model/rollUpTypes';
import { asQuestion, asSets, Basis, type Selection } from './request/selection';

const LARGEST_LIST = 1000;
/** The most years of a roll-up. */
export const MOST_YEARS = 20;

/** Returns years each once and in order; refuses none, too many, and years without a form. */
export function checkYears(years: readonly number[]): number[] {
  const selected = distinct(checkLength('years', years, MOST_YEARS));
  if (selected.length === 0)
    throw badInput('years', `请给出 1 至 ${MOST_YEARS} 个年度。`, `Give 1 to ${MOST_YEARS} years.`);
  for (const [at, year] of years.entries()) reportingYear(year, `years.${at}`);
  return selected;
}

/**
 * Returns whether the caller may see unpublished work in sums only. Throws unless the caller may see the preview. For agencies that are
 * named, their work must be readable. For a jurisdiction the caller must be entitled to all of it, and may then see sums.
 */
async function authorisePreview(
  context: Context,
  path: string | null,
  agencyKeys: readonly number[] | null,
): Promise<{ sumsOnly: boolean }> {
  if (agencyKeys && agencyKeys.length > 0) {
    await authoriseAgencies(context, 'READ_WORK', agencyKeys);
    return { sumsOnly: false };
  }
  const scope = { agencyKey: null, path: path ?? '' };
  authorise(context.actor, 'READ_PREVIEW', scope);
  return { sumsOnly: !can(context.actor, 'READ_WORK', scope) };
}

/** Returns the selection of a query. Refuses codes that do not exist, and previews to callers who are not entitled. */
export async function readSelection(
  context: Context,
  filter: Partial<RollUpFilterInput> | null,
  years: readonly number[],
  asOf: Date | null,
  basis: Basis,
): Promise<Selection> {
  const jurisdiction = filter?.jurisdiction
    ? await findJurisdictionRef(context.database, filter.jurisdiction)
    : null;
  const path = jurisdiction?.path ?? null;
  if (filter?.jurisdiction && jurisdiction === null)
    throw await unknownJurisdiction(context.database, 'filter.jurisdiction', filter.jurisdiction);
  const listed = checkLength('filter.agencies', filter?.agencies ?? null, LARGEST_LIST);
  const codes = listed && distinct(listed);
  checkLength('filter.kinds', filter?.kinds, MOST_YEARS);
  checkLength('filter.levels', filter?.levels, MOST_YEARS);
  const found = codes
    ? await context.database
        .getRepository(AgencyEntity)
        .find({ select: { id: true, code: true, demonstration: true }, where: { code: Any(codes) } })
    : [];
  const unknown = codes?.filter((code) => !found.some((row) => row.code === code)) ?? [];
  if (unknown.length > 0) throw await unknownAgencies(context.database, 'filter.agencies', unknown);
  const agencyKeys = codes && found.map((row) => row.id);
  const namesDemonstration = found.length > 0 && found.every(({ demonstration }) => demonstration);
  if (asOf && basis !== Basis.PUBLISHED)
    throw badInput('asOf', '预览只看现在。', 'A preview is of now: leave asOf out, or take PUBLISHED.');
  const { sumsOnly } =
    basis === Basis.PUBLISHED ? { sumsOnly: false } : await authorisePreview(context, path, agencyKeys);
  return asSets({
    question: asQuestion({ filter: filter && { ...filter }, years, basis, asOf: asOf ?? null }),
    // Left out, the argument is undefined.
    asOf: asOf ?? null,
    basis,
    sumsOnly,
    path,
    placeKey: jurisdiction?.key ?? null,
    agencyKeys,
    exceptAgencyKeys: null,
    realOnly: path === null && !namesDemonstration && filter?.demonstration !== DemonstrationData.INCLUDE,
    kinds: filter?.kinds ?? null,
    levels: filter?.levels ?? null,
    years,
  });
}
