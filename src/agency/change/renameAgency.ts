import { findAgency } from '../agencyQueries';
import { type Changing, empty, refused, text } from '../agencyRefusals';
import type { AgencyPayload } from '../treePayloads';
import { lockAgency, versionOn } from './agencyVersions';
import { checkNewName } from './newName';
import { warnOfSameName } from './sameName';
import { warnOfName, yearOf } from './treeWarnings';
import { changeFrom, checkDay, nextChange } from './versionChanges';

/** The name of an agency from a day on. */
interface NewName {
  agency: string;
  name: string;
  nameEn?: string | null;
  effectiveOn: string;
  /** Whether the sender goes on in spite of what was warned of. */
  confirm?: boolean;
}

/**
 * Gives an agency another name from a day on, until a later change of its name; earlier years keep the earlier name. On the very day on
 * which a name began the new one takes its place: a mistake in it is corrected.
 */
export function renameAgency(database: Changing, input: NewName): Promise<AgencyPayload> {
  return database.transaction(async (manager) => {
    const { agency, versions, findings } = await lockAgency(manager, input.agency, 'input.agency');
    const [name, on] = [text(input.name), input.effectiveOn];
    if (versions.length > 0) findings.push(...checkDay(versions, on));
    if (name === '') findings.push(empty('input.name'));
    if (findings.length > 0 || !agency) return refused(findings);
    const first = versionOn(versions, on);
    const nameEn = input.nameEn ? text(input.nameEn) || null : null;
    const wanted = { name, nameEn: input.nameEn === undefined ? first.nameEn : nameEn };
    const unchanged = checkNewName('agency', agency.code, first, wanted);
    if (unchanged.length > 0) return refused(unchanged);
    const next = nextChange(versions, on, ['name']);
    if (!input.confirm && first.name !== name) {
      // Reports of years before the first version and after the last belong to these.
      const from = on === versions[0].validFrom ? 0 : yearOf(on);
      const years = { from, to: next ? yearOf(next.validFrom) : null };
      const borne = { agencyKey: agency.key, jurisdictionKey: first.jurisdictionId, name, from: on };
      const warnings = [
        ...(await warnOfName(manager, agency, { from: first.name, to: name }, years)),
        ...(await warnOfSameName(manager, borne, 'input.name')),
      ];
      if (warnings.length > 0) return refused(warnings);
    }
    await changeFrom(manager, versions, on, { name, nameEn }, next);
    return { agency: await findAgency(manager, input.agency), findings };
  });
}
