import { Any, type EntityManager } from 'typeorm';
import { beijingToday } from '../../form/beijing';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { AgencyEntity, AgencyVersion } from '../agencyEntities';
import { findAgency, type LocatedAgency } from '../agencyQueries';
import { type Changing, empty, refused, text, unknownReference } from '../agencyRefusals';
import type { AgencyKind, Jurisdiction } from '../agencyTypes';
import { findJurisdiction } from '../jurisdictions';
import { lockAgency, versionOn } from './agencyVersions';
import type { CommandResult } from './changeTree';
import { type CorrectedDates, checkDates, correctDates } from './correctedDates';
import { checkDemonstration } from './moveAgency';
import { warnOfSameName } from './sameName';
import type { ChangedFounding } from './treeChangeTypes';
import { warnOfEnd, warnOfName } from './treeWarnings';
import type { VersionChange } from './versionChanges';

/** What of an agency was recorded wrongly. What is left out stays; null clears what may be empty. */
export interface AgencyCorrection extends CorrectedDates {
  agency: string;
  /** A day on which the state to correct is in force; today when left out. */
  stateOn?: string | null;
  name?: string | null;
  nameEn?: string | null;
  kind?: AgencyKind | null;
  jurisdiction?: string | null;
  supervisingAgency?: string | null;
  /** Whether its first day is only since when the hub records it; a first day that is corrected is that of its founding otherwise. */
  foundingUnknown?: boolean | null;
  confirm?: boolean;
}

/** Returns the versions around one that have the same value of a property: a mistake was carried over to them. */
function runOf(
  versions: readonly AgencyVersion[],
  state: AgencyVersion,
  property: keyof VersionChange,
): AgencyVersion[] {
  const at = versions.indexOf(state);
  const isOther = (version: AgencyVersion) => version[property] !== state[property];
  const from = versions.slice(0, at).findLastIndex(isOther) + 1;
  const to = versions.findIndex((version, index) => index > at && isOther(version));
  return versions.slice(from, to < 0 ? undefined : to);
}

async function warnOfCorrection(
  manager: EntityManager,
  agency: LocatedAgency,
  names: readonly AgencyVersion[],
  change: VersionChange,
  input: AgencyCorrection,
): Promise<FindingType[]> {
  const [first, last] = [names[0], names[names.length - 1]];
  const findings: FindingType[] = [];
  if (change.name && change.name !== first.name) {
    const years = { from: first.homeFrom, to: last.homeTo };
    findings.push(...(await warnOfName(manager, agency, { from: first.name, to: change.name }, years)));
  }
  if (change.name || change.jurisdictionId) {
    const name = change.name ?? first.name;
    const jurisdictionKey = change.jurisdictionId ?? first.jurisdictionId;
    const borne = { agencyKey: agency.key, jurisdictionKey, name, from: first.validFrom };
    findings.push(...(await warnOfSameName(manager, borne, 'input.name')));
  }
  if (input.validTo) findings.push(...(await warnOfEnd(manager, agency, input.validTo, 'input.validTo')));
  return findings;
}

/** Checks a correction apart from its dates, and returns what it makes of the places and agencies it names. */
async function readChange(
  manager: EntityManager,
  agency: LocatedAgency,
  input: AgencyCorrection,
  findings: FindingType[],
): Promise<VersionChange> {
  const place: Jurisdiction | null = input.jurisdiction
    ? await findJurisdiction(manager, input.jurisdiction)
    : null;
  const supervisor = input.supervisingAgency ? await findAgency(manager, input.supervisingAgency) : null;
  if (input.jurisdiction && !place)
    findings.push(unknownReference('input.jurisdiction', '行政区划', input.jurisdiction));
  if (place) findings.push(...checkDemonstration(agency.demonstration, place, 'input.jurisdiction'));
  if (input.supervisingAgency && !supervisor)
    findings.push(unknownReference('input.supervisingAgency', '机关', input.supervisingAgency));
  if (typeof input.name === 'string' && text(input.name) === '') findings.push(empty('input.name'));
  return {
    ...(input.name ? { name: text(input.name) } : {}),
    ...(input.nameEn === undefined ? {} : { nameEn: input.nameEn ? text(input.nameEn) : null }),
    ...(input.kind ? { kind: input.kind } : {}),
    ...(place ? { jurisdictionId: place.key } : {}),
    ...(input.supervisingAgency === undefined ? {} : { supervisingAgencyId: supervisor?.key ?? null }),
  };
}

/** Says anew of an agency whether it is known when it was founded. Returns what was said before, where it is something else now. */
async function correctFounding(
  manager: EntityManager,
  { key, foundingUnknown: before }: LocatedAgency,
  foundingUnknown: boolean,
): Promise<ChangedFounding[]> {
  if (foundingUnknown === before) return [];
  await manager.getRepository(AgencyEntity).update(key, { foundingUnknown });
  return [{ id: key, before }];
}

/**
 * Corrects what was recorded wrongly of an agency, in place: a typing error or a wrong date is no event of its history. Answers as of an
 * instant before still show what the hub had then.
 */
export function correctAgency(database: Changing, input: AgencyCorrection): Promise<CommandResult> {
  return database.transaction(async (manager) => {
    const { agency, versions, findings } = await lockAgency(manager, input.agency, 'input.agency');
    if (!agency) return refused(findings);
    const change = await readChange(manager, agency, input, findings);
    const isNothingCorrected =
      Object.keys(change).length === 0 &&
      !input.validFrom &&
      input.validTo === undefined &&
      typeof input.foundingUnknown !== 'boolean';
    if (isNothingCorrected)
      findings.push(
        refusal('correction.empty', 'input', '没有要更正的内容。', 'There is nothing to correct.'),
      );
    const state = versionOn(versions, input.stateOn ?? beijingToday());
    const at = versions.indexOf(state);
    const corrected = { state, before: versions[at - 1], isLast: at === versions.length - 1 };
    findings.push(...(await checkDates(manager, corrected, input)));
    if (findings.length > 0) return refused(findings);
    const names = runOf(versions, state, 'name');
    const warnings = input.confirm ? [] : await warnOfCorrection(manager, agency, names, change, input);
    if (warnings.length > 0) return refused(warnings);
    for (const property of Object.keys(change) as (keyof VersionChange)[]) {
      const ids = runOf(versions, state, property === 'nameEn' ? 'name' : property).map(({ id }) => id);
      await manager.getRepository(AgencyVersion).update({ id: Any(ids) }, { [property]: change[property] });
    }
    await correctDates(manager, corrected, input);
    const isFirstDayCorrected = Boolean(input.validFrom) && at === 0;
    const foundingUnknown = input.foundingUnknown ?? (agency.foundingUnknown && !isFirstDayCorrected);
    const foundings = await correctFounding(manager, agency, foundingUnknown);
    return { agency: await findAgency(manager, input.agency), foundings, findings };
  });
}
