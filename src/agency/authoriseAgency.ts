import { type Context, loadEvery } from '../shared/request/context';
import {
  authorise,
  forbidden,
  GLOBAL,
  type Operation,
  type PermissionScope,
} from '../shared/request/permissions';
import { agencyLoader, findAgency, type LocatedAgency, scopeOfAgency } from './agencyQueries';
import type { Agency } from './agencyTypes';
import { findJurisdiction, jurisdictionLoader } from './jurisdictions';

/** Returns where agencies are, in their order. Throws when the jurisdiction of one is not there. */
export async function placesOf(
  context: Context,
  agencies: readonly Pick<Agency, 'key' | 'jurisdictionKey'>[],
): Promise<PermissionScope[]> {
  const jurisdictions = await loadEvery(
    jurisdictionLoader(context),
    agencies.map((agency) => agency.jurisdictionKey),
  );
  return agencies.map((agency, at) => ({ agencyKey: agency.key, path: jurisdictions[at].path }));
}

/**
 * Throws unless the caller may do the operation at every one of these agencies, also when one of them cannot be read. A right at
 * none of them is no right: an empty list is refused.
 */
export async function authoriseAgencies(
  context: Context,
  operation: Operation,
  keys: readonly number[],
): Promise<void> {
  if (keys.length === 0) throw forbidden(context.actor);
  const places = await placesOf(context, await loadEvery(agencyLoader(context), keys));
  for (const place of places) authorise(context.actor, operation, place);
}

/**
 * Returns the agency of a code, or null. Throws unless the caller may do the operation there. A code nobody has counts as the whole hub: those who
 * rule it read that it is unknown, everyone else that they may not, which says nothing.
 */
export async function authoriseAgency(
  context: Context,
  operation: Operation,
  code: string,
): Promise<LocatedAgency | null> {
  const agency = await findAgency(context.database, code);
  authorise(context.actor, operation, scopeOfAgency(agency));
  return agency;
}

/** Throws unless the caller may do the operation in a jurisdiction; without a code, in the whole hub. */
export async function authoriseJurisdiction(
  context: Context,
  operation: Operation,
  code: string | null | undefined,
): Promise<void> {
  const place = code ? await findJurisdiction(context.database, code) : null;
  authorise(context.actor, operation, place ? { agencyKey: null, path: place.path } : GLOBAL);
}
