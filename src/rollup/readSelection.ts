import { findJurisdictionRef } from '../agency/agencyQueries';
import { reportingYear } from '../agency/agencyResolver';
import { authoriseAgencies } from '../agency/authoriseAgency';
import { unknownAgencies, unknownJurisdiction } from '../agency/unknownCodes';
import { distinct } from '../shared/distinct';
import { badInput, checkLength } from '../shared/graphql/paging';
import type { Context } from '../shared/request/context';
import { authorise, can } from '../shared/request/permissions';
import type { RollUpSelection } from './model/rollUpTypes';
import { asSets, Basis, type Selection } from './request/selection';

const LARGEST_LIST = 1000;
/** The most years of a roll-up. */
export const MOST_YEARS = 20;

/** The years asked for, each once and in order; refuses none, too many, and years without a form. */
export function checkYears(years: readonly number[]): number[] {
  const selected = distinct(checkLength('years', years, MOST_YEARS));
  if (selected.length === 0)
    throw badInput('years', `请给出 1 至 ${MOST_YEARS} 个年度。`, `Give 1 to ${MOST_YEARS} years.`);
  for (const year of selected) reportingYear(year);
  return selected;
}

/**
 * Whether the caller may see unpublished work in sums only. Throws unless a preview is the caller's to see: of agencies that are
 * named the figures are their work; of all others in a place they are shown in sums, to those entitled for every place in it.
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
  const place = { agencyKey: null, path: path ?? '' };
  authorise(context.actor, 'READ_PREVIEW', place);
  return { sumsOnly: !can(context.actor, 'READ_WORK', place) };
}

/** The selection that a client asks for. Refuses what there is not, and previews to who is not entitled. */
export async function readSelection(
  context: Context,
  select: RollUpSelection | null,
  years: readonly number[],
  asOf: Date | null,
  basis: Basis,
): Promise<Selection> {
  const place = select?.jurisdiction
    ? await findJurisdictionRef(context.database, select.jurisdiction)
    : null;
  const path = place?.path ?? null;
  if (select?.jurisdiction && place === null)
    throw await unknownJurisdiction(context.database, 'select.jurisdiction', select.jurisdiction);
  const listed = checkLength('select.agencies', select?.agencies ?? null, LARGEST_LIST);
  const codes = listed && distinct(listed);
  checkLength('select.kinds', select?.kinds, MOST_YEARS);
  const found: { id: number; code: string }[] = codes
    ? await context.database.query('select id, code from agency where code = any($1)', [codes])
    : [];
  const unknown = codes?.filter((code) => !found.some((row) => row.code === code)) ?? [];
  if (unknown.length > 0) throw await unknownAgencies(context.database, 'select.agencies', unknown);
  const agencyKeys = codes && found.map((row) => row.id);
  if (asOf && basis !== Basis.PUBLISHED)
    throw badInput('asOf', '预览只看现在。', 'A preview is of now: leave asOf out, or take PUBLISHED.');
  const { sumsOnly } =
    basis === Basis.PUBLISHED ? { sumsOnly: false } : await authorisePreview(context, path, agencyKeys);
  return asSets({
    // Left out, the argument is undefined.
    asOf: asOf ?? null,
    basis,
    sumsOnly,
    path,
    placeKey: place?.key ?? null,
    agencyKeys,
    kinds: select?.kinds ?? null,
    level: null,
    years,
  });
}
