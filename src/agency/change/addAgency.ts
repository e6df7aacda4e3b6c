import type { EntityManager } from 'typeorm';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { AgencyEntity, AgencyVersion } from '../agencyEntities';
import { findAgency } from '../agencyQueries';
import { type Changing, empty, refused, text, unknownReference } from '../agencyRefusals';
import type { AgencyKind, Jurisdiction } from '../agencyTypes';
import { findJurisdiction } from '../jurisdictions';
import type { AgencyPayload } from '../treePayloads';
import { warnOfSameName } from './sameName';

/** A new agency. Dates are calendar days. */
export interface NewAgency {
  code: string;
  name: string;
  nameEn?: string | null;
  kind: AgencyKind;
  jurisdiction: string;
  supervisingAgency?: string | null;
  validFrom: string;
  /** Whether that is only since when the hub records it. */
  foundingUnknown?: boolean;
  /** Whether the sender goes on in spite of what was warned of. */
  confirm?: boolean;
}

/** A new agency whose references are found; or why it cannot be added. */
export interface CheckedAgency {
  readonly input: NewAgency;
  readonly jurisdiction: Jurisdiction | null;
  readonly supervisorKey: number | null;
  readonly findings: FindingType[];
}

/** Checks a new agency whose input is at a path; refuses a code in use, unknown places and empty text, all at once. */
export async function checkNewAgency(
  manager: EntityManager,
  input: NewAgency,
  path: string,
): Promise<CheckedAgency> {
  const jurisdiction = await findJurisdiction(manager, input.jurisdiction);
  const supervisor = input.supervisingAgency ? await findAgency(manager, input.supervisingAgency) : null;
  const findings: FindingType[] = [];
  if (!/^[0-9A-Za-z-]{3,40}$/.test(input.code))
    findings.push(
      refusal(
        'agency.code',
        `${path}.code`,
        '机关代码应为 3 至 40 位字母、数字或连字符。',
        'The code has 3 to 40 letters, digits or hyphens.',
        { actual: input.code },
      ),
    );
  else if (await findAgency(manager, input.code))
    findings.push(
      refusal(
        'agency.exists',
        `${path}.code`,
        `机关代码 ${input.code} 已被使用。`,
        `The code ${input.code} is taken; choose another.`,
        { actual: input.code },
      ),
    );
  if (text(input.name) === '') findings.push(empty(`${path}.name`));
  if (!jurisdiction) findings.push(unknownReference(`${path}.jurisdiction`, '行政区划', input.jurisdiction));
  if (input.supervisingAgency && !supervisor)
    findings.push(unknownReference(`${path}.supervisingAgency`, '机关', input.supervisingAgency));
  return { input, jurisdiction, supervisorKey: supervisor?.key ?? null, findings };
}

/** Warns of other agencies of the name of a new one in its place. */
export const warnOfNewName = (
  manager: EntityManager,
  { input, jurisdiction }: CheckedAgency,
  path: string,
) =>
  jurisdiction
    ? warnOfSameName(
        manager,
        {
          agencyKey: null,
          jurisdictionKey: jurisdiction.key,
          name: text(input.name),
          from: input.validFrom,
        },
        `${path}.name`,
      )
    : [];

/** Returns the key of the agency of a code. One whose adding was undone has no version left: its row serves again. */
async function insertCode(
  manager: EntityManager,
  code: string,
  properties: Pick<AgencyEntity, 'demonstration' | 'foundingUnknown'>,
): Promise<number> {
  const agencies = manager.getRepository(AgencyEntity);
  const existing = await agencies.findOneBy({ code });
  if (!existing) return (await agencies.insert({ code, ...properties })).identifiers[0].id;
  await agencies.update(existing.id, properties);
  return existing.id;
}

/** Stores a new agency in which nothing was found wrong. Returns its key. */
export async function insertAgency(
  manager: EntityManager,
  { input, jurisdiction, supervisorKey }: CheckedAgency,
): Promise<number> {
  if (!jurisdiction) throw new Error(`agency ${input.code} has no place`);
  const agencyId = await insertCode(manager, input.code, {
    demonstration: jurisdiction.demonstration,
    foundingUnknown: input.foundingUnknown ?? false,
  });
  await manager.getRepository(AgencyVersion).insert({
    agencyId,
    name: text(input.name),
    nameEn: input.nameEn ? text(input.nameEn) : null,
    kind: input.kind,
    jurisdictionId: jurisdiction.key,
    supervisingAgencyId: supervisorKey,
    validFrom: input.validFrom,
  });
  return agencyId;
}

/** Adds an agency. Warns of another of its name in its place first. */
export function addAgency(database: Changing, input: NewAgency): Promise<AgencyPayload> {
  return database.transaction(async (manager) => {
    const agency = await checkNewAgency(manager, input, 'input');
    const { findings } = agency;
    if (findings.length === 0 && !input.confirm)
      findings.push(...(await warnOfNewName(manager, agency, 'input')));
    if (findings.length > 0) return refused(findings);
    await insertAgency(manager, agency);
    return { agency: await findAgency(manager, input.code), findings };
  });
}
