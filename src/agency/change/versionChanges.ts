import { And, type EntityManager, LessThan, MoreThanOrEqual } from 'typeorm';
import { beijingToday } from '../../form/beijing';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { AgencyVersion } from '../agencyEntities';
import { versionOn } from './agencyVersions';

/** What of an agency changes from a day on. */
export type VersionChange = Partial<
  Pick<AgencyVersion, 'name' | 'nameEn' | 'kind' | 'jurisdictionId' | 'supervisingAgencyId'>
>;

/** Returns why a change cannot begin on a day: there are later versions of the agency, and earlier ones are history. */
export function checkDay(versions: readonly AgencyVersion[], on: string): FindingType[] {
  const [end, today] = [versions[versions.length - 1].validTo, beijingToday()];
  if (end && on >= end)
    return [
      refusal(
        'agency.closed',
        'input.effectiveOn',
        `该机关自 ${end} 起撤销，生效日期须早于该日。`,
        `The agency is closed from ${end} on; the day must be before that.`,
        { actual: on, expected: `< ${end}` },
      ),
    ];
  const { validFrom } = versionOn(versions, today);
  if (on >= validFrom || versions.some((version) => version.validFrom === on)) return [];
  return [
    refusal(
      'agency.date',
      'input.effectiveOn',
      `生效日期须不早于 ${validFrom}（现状自该日起）；更正以前的状态，请填该状态的起始日，或更正机关信息。`,
      `The day must not be before ${validFrom}, when the present state began; to correct an earlier state, give the day on which it began, or correct what was recorded of the agency.`,
      { actual: on, expected: `>= ${validFrom}`, remedy: 'correctAgency' },
    ),
  ];
}

/** Returns the first version after a day in which one of these properties is no longer what it was on that day. */
export function nextChange(
  versions: readonly AgencyVersion[],
  on: string,
  properties: readonly (keyof VersionChange)[],
): AgencyVersion | undefined {
  const first = versionOn(versions, on);
  return versions.find(
    (version) => version.validFrom > on && properties.some((name) => version[name] !== first[name]),
  );
}

/** Changes an agency from a day on, until the first version that begins on another day, or for good. The version of that day is divided. */
export async function changeFrom(
  manager: EntityManager,
  versions: readonly AgencyVersion[],
  on: string,
  change: VersionChange,
  next?: AgencyVersion,
): Promise<void> {
  const first = versionOn(versions, on);
  const all = manager.getRepository(AgencyVersion);
  if (first.validFrom < on) {
    await all.update(first.id, { validTo: on });
    const { agencyId, name, nameEn, kind, jurisdictionId, supervisingAgencyId, validTo } = first;
    await all.insert({
      ...{ agencyId, name, nameEn, kind, jurisdictionId, supervisingAgencyId },
      ...change,
      validFrom: on,
      validTo,
    });
  }
  const from = MoreThanOrEqual(on);
  await all.update(
    { agencyId: first.agencyId, validFrom: next ? And(from, LessThan(next.validFrom)) : from },
    change,
  );
}
