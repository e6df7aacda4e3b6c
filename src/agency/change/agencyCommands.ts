import { And, LessThan, MoreThanOrEqual } from 'typeorm';
import { beijingToday } from '../../shared/beijing';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { AgencyEntity, AgencyVersion } from '../agencyEntities';
import { findAgency } from '../agencyQueries';
import { type Changing, empty, refused, text, unknownReference } from '../agencyRefusals';
import type { AgencyKind, AgencyPayload } from '../agencyTypes';
import { findJurisdiction } from '../jurisdictions';
import { lockAgency, versionOn } from './agencyVersions';
import { warnOfName, yearOf } from './treeWarnings';

/** A new agency. Dates are calendar days. */
export interface NewAgency {
  code: string;
  name: string;
  nameEn?: string | null;
  kind: AgencyKind;
  jurisdiction: string;
  supervisingAgency?: string | null;
  validFrom: string;
}

/** Adds an agency; refuses a code in use, unknown places and empty text, all at once. */
export function addAgency(database: Changing, input: NewAgency): Promise<AgencyPayload> {
  return database.transaction(async (manager) => {
    const jurisdiction = await findJurisdiction(manager, input.jurisdiction);
    const supervisor = input.supervisingAgency ? await findAgency(manager, input.supervisingAgency) : null;
    const findings: FindingType[] = [];
    if (!/^[0-9A-Za-z-]{3,40}$/.test(input.code))
      findings.push(
        refusal(
          'agency.code',
          'input.code',
          '机关代码应为 3 至 40 位字母、数字或连字符。',
          'The code has 3 to 40 letters, digits or hyphens.',
          { actual: input.code },
        ),
      );
    else if (await findAgency(manager, input.code))
      findings.push(
        refusal(
          'agency.exists',
          'input.code',
          `机关代码 ${input.code} 已被使用。`,
          `The code ${input.code} is taken; choose another.`,
          { actual: input.code },
        ),
      );
    if (text(input.name) === '') findings.push(empty('input.name'));
    if (!jurisdiction) findings.push(unknownReference('input.jurisdiction', '行政区划', input.jurisdiction));
    if (input.supervisingAgency && !supervisor)
      findings.push(unknownReference('input.supervisingAgency', '机关', input.supervisingAgency));
    if (findings.length > 0 || !jurisdiction) return refused(findings);
    const { identifiers } = await manager
      .getRepository(AgencyEntity)
      .insert({ code: input.code, demonstration: jurisdiction.demonstration });
    await manager.getRepository(AgencyVersion).insert({
      agencyId: identifiers[0].id,
      name: text(input.name),
      nameEn: input.nameEn ? text(input.nameEn) : null,
      kind: input.kind,
      jurisdictionId: jurisdiction.key,
      supervisingAgencyId: supervisor?.key ?? null,
      validFrom: input.validFrom,
    });
    return { agency: await findAgency(manager, input.code), findings };
  });
}

/** The name of an agency from a day on. */
interface NewName {
  agency: string;
  name: string;
  nameEn?: string | null;
  effectiveOn: string;
  /** Whether the sender goes on in spite of what was warned of. */
  confirm?: boolean;
}

/** Why a name cannot begin on a day: there are later versions of the agency, and earlier ones are history. */
function checkDay(versions: readonly AgencyVersion[], on: string): FindingType[] {
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
      `生效日期须不早于 ${validFrom}（现状自该日起）；更正以前的名称，请填该名称的启用日。`,
      `The day must not be before ${validFrom}, when the present state began; to correct an earlier name, give the day on which that name began.`,
      { actual: on, expected: `>= ${validFrom}` },
    ),
  ];
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
    const next = versions.find(({ validFrom, name: other }) => validFrom > on && other !== first.name);
    if (!input.confirm && first.name !== name) {
      // Reports of years before the first version and after the last belong to these.
      const from = on === versions[0].validFrom ? 0 : yearOf(on);
      const years = { from, to: next ? yearOf(next.validFrom) : null };
      const warnings = await warnOfName(manager, agency, { from: first.name, to: name }, years);
      if (warnings.length > 0) return refused(warnings);
    }
    const change = { name, nameEn: input.nameEn ? text(input.nameEn) : null };
    const all = manager.getRepository(AgencyVersion);
    if (first.validFrom < on) {
      await all.update(first.id, { validTo: on });
      const { kind, jurisdictionId, supervisingAgencyId, validTo } = first;
      await all.insert({
        agencyId: agency.key,
        ...change,
        kind,
        jurisdictionId,
        supervisingAgencyId,
        validFrom: on,
        validTo,
      });
    }
    const from = MoreThanOrEqual(on);
    await all.update(
      { agencyId: agency.key, validFrom: next ? And(from, LessThan(next.validFrom)) : from },
      change,
    );
    return { agency: await findAgency(manager, input.agency), findings };
  });
}
