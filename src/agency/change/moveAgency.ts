import { type FindingType, refusal } from '../../shared/graphql/finding';
import { findAgency } from '../agencyQueries';
import { type Changing, refused, unknownReference } from '../agencyRefusals';
import type { AgencyKind, Jurisdiction } from '../agencyTypes';
import { findJurisdiction } from '../jurisdictions';
import type { AgencyPayload } from '../treePayloads';
import { lockAgency, versionOn } from './agencyVersions';
import { warnOfSameName } from './sameName';
import { changeFrom, checkDay, nextChange } from './versionChanges';

/** Refuses a place where figures are invented for an agency whose figures are real, and the other way round. */
export function checkDemonstration(
  isDemonstration: boolean,
  place: Jurisdiction,
  path: string,
): FindingType[] {
  if (place.demonstration === isDemonstration) return [];
  return [
    refusal(
      'tree.demonstration',
      path,
      `演示数据与真实数据不能混在一起：${place.name}（${place.code}）${place.demonstration ? '是' : '不是'}演示区划。`,
      `Demonstration data is never mixed with real data: ${place.code} is ${place.demonstration ? 'a' : 'no'} place of the demonstration.`,
      { actual: place.code },
    ),
  ];
}

/** Another place of an agency from a day on. */
interface Move {
  agency: string;
  jurisdiction: string;
  /** Left out, the supervising agency stays; null takes it away. */
  supervisingAgency?: string | null;
  effectiveOn: string;
  confirm?: boolean;
}

/** Moves an agency to another place from a day on, until a later move of it; reports of earlier years stay where they were. */
export function moveAgency(database: Changing, input: Move): Promise<AgencyPayload> {
  return database.transaction(async (manager) => {
    const { agency, versions, findings } = await lockAgency(manager, input.agency, 'input.agency');
    const place = await findJurisdiction(manager, input.jurisdiction);
    const supervisor = input.supervisingAgency ? await findAgency(manager, input.supervisingAgency) : null;
    const on = input.effectiveOn;
    if (versions.length > 0) findings.push(...checkDay(versions, on));
    if (!place) findings.push(unknownReference('input.jurisdiction', '行政区划', input.jurisdiction));
    if (input.supervisingAgency && !supervisor)
      findings.push(unknownReference('input.supervisingAgency', '机关', input.supervisingAgency));
    if (agency && place)
      findings.push(...checkDemonstration(agency.demonstration, place, 'input.jurisdiction'));
    if (findings.length > 0 || !agency || !place) return refused(findings);
    const { name } = versionOn(versions, on);
    const borne = { agencyKey: agency.key, jurisdictionKey: place.key, name, from: on };
    const warnings = input.confirm ? [] : await warnOfSameName(manager, borne, 'input.jurisdiction');
    if (warnings.length > 0) return refused(warnings);
    const change = {
      jurisdictionId: place.key,
      ...(input.supervisingAgency === undefined ? {} : { supervisingAgencyId: supervisor?.key ?? null }),
    };
    await changeFrom(manager, versions, on, change, nextChange(versions, on, ['jurisdictionId']));
    return { agency: await findAgency(manager, input.agency), findings };
  });
}

/** Changes what kind of organ an agency is from a day on, until a later change of its kind; earlier years keep the earlier kind. */
export function changeAgencyKind(
  database: Changing,
  input: { agency: string; kind: AgencyKind; effectiveOn: string },
): Promise<AgencyPayload> {
  return database.transaction(async (manager) => {
    const { agency, versions, findings } = await lockAgency(manager, input.agency, 'input.agency');
    const on = input.effectiveOn;
    if (versions.length > 0) findings.push(...checkDay(versions, on));
    if (findings.length > 0 || !agency) return refused(findings);
    await changeFrom(manager, versions, on, { kind: input.kind }, nextChange(versions, on, ['kind']));
    return { agency: await findAgency(manager, input.agency), findings };
  });
}
