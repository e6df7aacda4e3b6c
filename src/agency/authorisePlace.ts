import type { Context } from '../shared/context';
import { authorise, HUB, type Operation, type Place } from '../shared/permissions';
import { findAgency, findJurisdiction, type PlacedAgency } from './agencyQueries';

/** Where what is done to an agency is done; to none, in the whole hub. */
export const placeOf = (agency: PlacedAgency | null): Place =>
  agency ? { agencyKey: agency.key, path: agency.path } : HUB;

/**
 * Throws unless the caller may do the operation at an agency. A code nobody has counts as the whole hub: those who
 * rule it are told that it is unknown, everyone else that they may not, which tells nothing.
 */
export async function authoriseAgency(context: Context, operation: Operation, code: string): Promise<void> {
  authorise(context.actor, operation, placeOf(await findAgency(context.database, code)));
}

/** Throws unless the caller may do the operation in a jurisdiction; without a code, in the whole hub. */
export async function authoriseJurisdiction(
  context: Context,
  operation: Operation,
  code: string | null | undefined,
): Promise<void> {
  const place = code ? await findJurisdiction(context.database, code) : null;
  authorise(context.actor, operation, place ? { agencyKey: null, path: place.path } : HUB);
}
