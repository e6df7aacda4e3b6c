import type { Jurisdiction } from '../../agency/agencyTypes';
import { jurisdictionInYear } from '../../agency/jurisdictionInYear';
import { findJurisdiction } from '../../agency/jurisdictions';
import { beijingToday } from '../../form/beijing';
import type { Label } from '../../form/lines';
import { otherName } from '../../shared/otherName';
import type { Context } from '../../shared/request/context';
import { notFound } from './downloadReply';

/** The place whose figures a file has. */
export interface PlaceOfFile extends Pick<Jurisdiction, 'code' | 'path'> {
  /** Its name in the last of the years. */
  readonly name: string;
  /** What is said beside that: its present name, where it is another one. */
  readonly nameEn: string | null;
  readonly otherName: Label | null;
}

/** Returns the place whose figures of some years a file has, as recorded at an instant or now. Refuses a code that no place has. */
export async function placeOfFile(
  context: Context,
  code: string,
  years: readonly number[],
  asOf: Date | null,
): Promise<PlaceOfFile> {
  const place = await findJurisdiction(context.database, code, asOf);
  if (!place) throw notFound();
  const inYear = await jurisdictionInYear(context, place, Math.max(...years));
  return {
    code,
    path: place.path,
    name: inYear.name,
    nameEn: inYear.nameEn,
    otherName: otherName(place, inYear, beijingToday()),
  };
}
