import type { EntityManager } from 'typeorm';
import { type FindingType, refusal, tooMany } from '../shared/finding';
import { findAgency, findJurisdiction } from './agencyQueries';
import type {
  Agency,
  AgencyKind,
  AgencyPayload,
  JurisdictionLevel,
  JurisdictionPayload,
} from './agencyTypes';

const MOST_PREDECESSORS = 100;

const text = (value: string) => value.normalize('NFC').trim();
const refused = (findings: FindingType[]): AgencyPayload => ({ agency: null, findings });
/** The refusal of a code that nothing has. */
export const unknownReference = (path: string, what: string, code: string): FindingType =>
  refusal(
    'reference.unknown',
    path,
    `${what} ${code} 不存在，请核对代码。`,
    `There is no such code: ${code}. Check it in the list of agencies or jurisdictions.`,
    { actual: code },
  );
const empty = (path: string) => refusal('text.empty', path, '不能为空。', 'This must not be empty.');

/** Where a command runs: on its own, or inside a transaction already open. */
type Changing = Pick<EntityManager, 'transaction'>;

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

/** Adds an agency; refuses a code already taken, unknown places and empty text, all at once. */
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
    const [{ id }] = await manager.query(
      'insert into agency (code, demonstration) values ($1, $2) returning id',
      [input.code, jurisdiction.demonstration],
    );
    await manager.query(
      `insert into agency_version (agency_id, name, name_en, kind, jurisdiction_id, supervising_agency_id, valid_from)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        text(input.name),
        input.nameEn ? text(input.nameEn) : null,
        input.kind,
        jurisdiction.key,
        supervisor?.key ?? null,
        input.validFrom,
      ],
    );
    return { agency: await findAgency(manager, input.code), findings };
  });
}

/** Locks an open agency for change, or says why not: unknown, closed, or changed on a later day already. */
async function lockOpenAgency(
  manager: EntityManager,
  code: string,
  path: string,
  on: string,
): Promise<{ agency: Agency | null; findings: FindingType[] }> {
  await manager.query('select 1 from agency where code = $1 for update', [code]);
  const agency = await findAgency(manager, code);
  if (!agency) return { agency, findings: [unknownReference(path, '机关', code)] };
  if (agency.validTo)
    return {
      agency,
      findings: [
        refusal(
          'agency.closed',
          path,
          `${agency.name} 已于 ${agency.validTo} 撤销。`,
          `${agency.name} was closed on ${agency.validTo}.`,
          { actual: agency.validTo },
        ),
      ],
    };
  const [{ latest }] = await manager.query(
    'select max(valid_from)::text as latest from agency_version where agency_id = $1',
    [agency.key],
  );
  if (on <= latest)
    return {
      agency,
      findings: [
        refusal(
          'agency.date',
          'input.effectiveOn',
          `生效日期须晚于 ${latest}。`,
          `The day must be after ${latest}, when the present state began.`,
          { actual: on, expected: `> ${latest}` },
        ),
      ],
    };
  return { agency, findings: [] };
}

/** Renames an agency from a day on; earlier years keep the earlier name. */
export function renameAgency(
  database: Changing,
  input: { agency: string; name: string; nameEn?: string | null; effectiveOn: string },
): Promise<AgencyPayload> {
  return database.transaction(async (manager) => {
    const { agency, findings } = await lockOpenAgency(
      manager,
      input.agency,
      'input.agency',
      input.effectiveOn,
    );
    if (text(input.name) === '') findings.push(empty('input.name'));
    if (findings.length > 0 || !agency) return refused(findings);
    await endVersion(manager, agency, input.effectiveOn);
    await manager.query(
      `insert into agency_version (agency_id, name, name_en, kind, jurisdiction_id, supervising_agency_id, valid_from)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        agency.key,
        text(input.name),
        input.nameEn ?? null,
        agency.kind,
        agency.jurisdictionKey,
        agency.supervisorKey,
        input.effectiveOn,
      ],
    );
    return { agency: await findAgency(manager, input.agency), findings };
  });
}

const endVersion = (manager: EntityManager, agency: Agency, on: string) =>
  manager.query('update agency_version set valid_to = $2 where agency_id = $1 and valid_to is null', [
    agency.key,
    on,
  ]);

/** Closes an agency: from the year of that day on it is no longer expected to report. */
export function closeAgency(
  database: Changing,
  input: { agency: string; effectiveOn: string },
): Promise<AgencyPayload> {
  return database.transaction(async (manager) => {
    const { agency, findings } = await lockOpenAgency(
      manager,
      input.agency,
      'input.agency',
      input.effectiveOn,
    );
    if (findings.length > 0 || !agency) return refused(findings);
    await endVersion(manager, agency, input.effectiveOn);
    return { agency: await findAgency(manager, input.agency), findings };
  });
}

/** Merges agencies into another: they are closed on that day and it succeeds them. */
export function mergeAgencies(
  database: Changing,
  input: { predecessors: string[]; successor: string; effectiveOn: string },
): Promise<AgencyPayload> {
  return database.transaction(async (manager) => {
    const count = input.predecessors.length;
    if (count > MOST_PREDECESSORS) return refused([tooMany('input.predecessors', count, MOST_PREDECESSORS)]);
    const codes = [...new Set(input.predecessors)].sort();
    const findings: FindingType[] = [];
    const successor = await findAgency(manager, input.successor);
    if (!successor) findings.push(unknownReference('input.successor', '机关', input.successor));
    else if (successor.validTo)
      findings.push(
        refusal('agency.closed', 'input.successor', '承继机关已撤销。', 'The successor is closed.', {
          actual: successor.validTo,
        }),
      );
    if (codes.length === 0) findings.push(empty('input.predecessors'));
    if (codes.includes(input.successor))
      findings.push(
        refusal(
          'agency.self',
          'input.successor',
          '机关不能并入自身。',
          'An agency cannot be merged into itself.',
        ),
      );
    const locked = [];
    for (const [at, code] of codes.entries())
      locked.push(await lockOpenAgency(manager, code, `input.predecessors.${at}`, input.effectiveOn));
    findings.push(...locked.flatMap((item) => item.findings));
    if (findings.length > 0 || !successor) return refused(findings);
    for (const { agency } of locked) {
      if (!agency) continue;
      await endVersion(manager, agency, input.effectiveOn);
      await manager.query(`insert into agency_succession values ($1, $2, 'MERGE', $3)`, [
        agency.key,
        successor.key,
        input.effectiveOn,
      ]);
    }
    return { agency: await findAgency(manager, input.successor), findings };
  });
}

/** A new place of the tree; without a parent it is a root. */
export interface NewJurisdiction {
  code: string;
  name: string;
  nameEn?: string | null;
  level: JurisdictionLevel;
  parent?: string | null;
  demonstration?: boolean;
}

/** Adds a jurisdiction below its parent; below a demonstration root everything is demonstration. */
export function addJurisdiction(database: Changing, input: NewJurisdiction): Promise<JurisdictionPayload> {
  return database.transaction(async (manager) => {
    const parent = input.parent ? await findJurisdiction(manager, input.parent) : null;
    const findings: FindingType[] = [];
    if (!/^\d{6}(\d{3})?$/.test(input.code))
      findings.push(
        refusal(
          'jurisdiction.code',
          'input.code',
          '区划代码应为 6 位或 9 位数字（GB/T 2260、GB/T 10114）。',
          'The code has 6 digits (GB/T 2260) or 9 (GB/T 10114).',
          { actual: input.code },
        ),
      );
    else if (await findJurisdiction(manager, input.code))
      findings.push(
        refusal(
          'jurisdiction.exists',
          'input.code',
          `代码 ${input.code} 已存在。`,
          `The code ${input.code} exists.`,
          { actual: input.code },
        ),
      );
    if (input.parent && !parent) findings.push(unknownReference('input.parent', '行政区划', input.parent));
    if (text(input.name) === '') findings.push(empty('input.name'));
    if (findings.length > 0) return { jurisdiction: null, findings };
    await manager.query(
      'insert into jurisdiction (code, name, name_en, level, parent_id, path, demonstration) values ($1, $2, $3, $4, $5, $6, $7)',
      [
        input.code,
        text(input.name),
        input.nameEn ?? null,
        input.level,
        parent?.key ?? null,
        `${parent?.path ?? ''}${input.code}/`,
        parent?.demonstration ?? input.demonstration ?? false,
      ],
    );
    return { jurisdiction: await findJurisdiction(manager, input.code), findings };
  });
}
