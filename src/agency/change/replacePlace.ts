import type { EntityManager } from 'typeorm';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { type Changing, empty, text, unknownReference } from '../agencyRefusals';
import type { Jurisdiction, JurisdictionLevel } from '../agencyTypes';
import { findJurisdiction } from '../jurisdictions';
import { PlaceSuccessionEntity, PlaceSuccessionKind } from '../placeEntities';
import type { PlaceResult } from './addPlace';
import { checkDemonstration } from './moveAgency';
import { checkLevel, checkNewCodes, codeBelow, type StatedCodes, warnOfCode } from './placeCodes';
import { carryRights } from './placeRights';
import { checkOpen, endPlace, insertPlace, listBelow, type PlaceRow } from './placeRows';
import type { ChangedPlace } from './treeChangeTypes';
import { listNamedAfter, moveVersions, renameAfter } from './versionsOfPlaces';

/** The code that a place below a changed one is to have. */
export interface StatedCode {
  place: string;
  code: string;
}

/** A place that goes on as another, with those below it and their new codes. */
export interface Replacement {
  readonly place: Jurisdiction;
  readonly target: Omit<PlaceRow, 'validFrom' | 'demonstration'>;
  readonly kind: PlaceSuccessionKind;
  readonly below: readonly { readonly place: Jurisdiction; readonly code: string }[];
}

/** The refusal of a place below a changed one whose new code cannot be told. */
export const codeUnclear = ({ name, code }: Jurisdiction): FindingType =>
  refusal(
    'jurisdiction.codeBelow',
    'input.codes',
    `下级区划${name}（${code}）的新代码无法推定，请在 codes 中给出。`,
    `The new code of ${code}, which lies below, cannot be told: state it in codes.`,
    { actual: code },
  );

/** Returns a replacement with the codes of the places below it; refuses codes that cannot be told or that others have. */
export async function planReplacement(
  manager: EntityManager,
  { place, target, kind }: Omit<Replacement, 'below'>,
  stated: StatedCodes,
  path: string,
): Promise<{ replacement: Replacement; findings: FindingType[] }> {
  const findings: FindingType[] = [];
  const below = (await listBelow(manager, place)).flatMap((child) => {
    const code = codeBelow(child.code, place, target, stated);
    if (code !== null) return [{ place: child, code }];
    findings.push(codeUnclear(child));
    return [];
  });
  const codes = [{ code: target.code, path }, ...below.map(({ code }) => ({ code, path: 'input.codes' }))];
  findings.push(...(await checkNewCodes(manager, codes)));
  return { replacement: { place, target, kind, below }, findings };
}

/** Makes places go on as others from a day on: new rows with their codes, the agencies moved there, and the old rows ended. Returns what was changed, and the new place. */
export async function replace(
  manager: EntityManager,
  { place, target, kind, below }: Replacement,
  on: string,
): Promise<{ jurisdiction: Jurisdiction; changed: ChangedPlace[]; placeKeys: number[] }> {
  const { demonstration } = place;
  const jurisdiction = await insertPlace(manager, { ...target, demonstration, validFrom: on });
  const placeByOldKey = new Map([[place.key, jurisdiction]]);
  const changed: ChangedPlace[] = [
    { id: jurisdiction.key, before: null },
    await endPlace(manager, place, on),
  ];
  const successions = [{ place, next: jurisdiction, kind }];
  for (const { place: child, code } of below) {
    const { name, nameEn, level } = child;
    const parent = placeByOldKey.get(child.parentKey ?? 0) ?? jurisdiction;
    const next = await insertPlace(manager, {
      code,
      name,
      nameEn,
      level,
      parent,
      demonstration,
      validFrom: on,
    });
    placeByOldKey.set(child.key, next);
    changed.push({ id: next.key, before: null }, await endPlace(manager, child, on));
    successions.push({ place: child, next, kind: PlaceSuccessionKind.RECODE });
  }
  await manager.getRepository(PlaceSuccessionEntity).insert(
    successions.map((item) => ({
      predecessorId: item.place.key,
      successorId: item.next.key,
      kind: item.kind,
      effectiveOn: on,
    })),
  );
  const pairs = { from: [...placeByOldKey.keys()], to: [...placeByOldKey.values()].map(({ key }) => key) };
  await carryRights(manager, pairs);
  await moveVersions(manager, { ...pairs, on });
  return { jurisdiction, changed, placeKeys: pairs.to };
}

/** Another code, parent, level or name of a place from a day on. */
export interface PlaceReplacement {
  place: string;
  code: string;
  name?: string | null;
  nameEn?: string | null;
  level?: JurisdictionLevel | null;
  /** Left out, the parent stays. */
  parent?: string | null;
  /** Codes of places below, where they cannot be told from those of before. */
  codes?: readonly StatedCode[] | null;
  /** Whether the names of agencies that begin with that of the place follow it. */
  renameAgencies?: boolean;
  effectiveOn: string;
  confirm?: boolean;
}

/**
 * Makes a place go on under another code: recoded, moved below another place, or as another kind of place, such as a county that becomes a
 * district. Its agencies and the places below follow. Reports of earlier years stay under the old codes.
 */
export function replacePlace(
  database: Changing,
  kind: PlaceSuccessionKind,
  input: PlaceReplacement,
): Promise<PlaceResult> {
  return database.transaction(async (manager) => {
    const place = await findJurisdiction(manager, input.place);
    if (!place)
      return { jurisdiction: null, findings: [unknownReference('input.place', '行政区划', input.place)] };
    const parentCode = input.parent ?? place.path.split('/').at(-3) ?? null;
    const parent = parentCode ? await findJurisdiction(manager, parentCode) : null;
    const on = input.effectiveOn;
    const findings = checkOpen(place, on, 'input.place');
    if (input.parent && !parent) findings.push(unknownReference('input.parent', '行政区划', input.parent));
    const level = input.level ?? place.level;
    if (parent) {
      findings.push(
        ...checkLevel(level, parent, 'input.level'),
        ...checkOpen(parent, null, 'input.parent'),
        ...checkDemonstration(place.demonstration, parent, 'input.parent'),
      );
      if (parent.path.startsWith(place.path))
        findings.push(
          refusal(
            'jurisdiction.self',
            'input.parent',
            '区划不能改隶于自身或其下级。',
            'A place cannot lie below itself.',
          ),
        );
    }
    if (typeof input.name === 'string' && text(input.name) === '') findings.push(empty('input.name'));
    const name = input.name ? text(input.name) : place.name;
    const target = {
      ...{ code: input.code, level, parent, name },
      nameEn: input.nameEn === undefined ? place.nameEn : input.nameEn,
    };
    const stated = new Map((input.codes ?? []).map((item) => [item.place, item.code]));
    const plan = await planReplacement(manager, { place, target, kind }, stated, 'input.code');
    findings.push(...plan.findings);
    if (findings.length === 0 && !input.confirm) findings.push(...warnOfCode(target, parent, 'input.code'));
    if (findings.length > 0) return { jurisdiction: null, findings };
    const { jurisdiction, changed, placeKeys } = await replace(manager, plan.replacement, on);
    if (input.renameAgencies && name !== place.name) {
      const agencies = await listNamedAfter(manager, placeKeys, place.name, on);
      await renameAfter(manager, agencies, { from: place.name, to: name }, on);
    }
    const keepingName =
      name === place.name ? [] : await listNamedAfter(manager, placeKeys, place.name, on, name);
    return { jurisdiction, changed, keepingName, findings };
  });
}
