import type { EntityManager } from 'typeorm';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { type Changing, empty, text, unknownReference } from '../agencyRefusals';
import type { Jurisdiction, JurisdictionLevel } from '../agencyTypes';
import { findJurisdiction } from '../jurisdictions';
import { PlaceSuccessionEntity, PlaceSuccessionKind } from '../placeEntities';
import type { PlaceResult } from './addPlace';
import { type AgencyOfPlace, queryAgenciesOfPlace } from './agenciesOfPlace';
import { planChildren } from './mergePlaces';
import { checkNewCodes, warnOfCode } from './placeCodes';
import { checkOpen, endPlace, insertPlace, listBelow } from './placeRows';
import { checkEmpty } from './renamePlace';
import { replace, type StatedCode } from './replacePlace';
import type { ChangedPlace } from './treeChangeTypes';
import { moveVersions } from './versionsOfPlaces';

/** A new place that is split from another, with the agencies and places that go to it. */
export interface PlacePart {
  code: string;
  name: string;
  nameEn?: string | null;
  level?: JurisdictionLevel | null;
  agencies: readonly string[];
  children: readonly string[];
}

/** A split of a place. */
interface PlaceSplit {
  place: string;
  into: readonly PlacePart[];
  codes?: readonly StatedCode[] | null;
  effectiveOn: string;
  /** Whether the place ends on that day; then nothing may be left in it. */
  closes: boolean;
  confirm?: boolean;
}

async function findAgencies(
  manager: EntityManager,
  place: Jurisdiction,
  part: PlacePart,
  on: string,
  path: string,
): Promise<{ keys: number[]; findings: FindingType[] }> {
  const rows = await queryAgenciesOfPlace(manager, place.key, on)
    .andWhere('a.code = any(:codes)', { codes: part.agencies })
    .getRawMany<AgencyOfPlace>();
  const found = new Set(rows.map(({ code }) => code));
  const findings = part.agencies
    .filter((code) => !found.has(code))
    .map((code) =>
      refusal(
        'agency.elsewhere',
        `${path}.agencies`,
        `机关 ${code} 在 ${on} 不在${place.name}（${place.code}）本级。`,
        `The agency ${code} is not in ${place.code} itself on ${on}.`,
        { actual: code },
      ),
    );
  return { keys: rows.map(({ key }) => key), findings };
}

/** Splits new places from one, each with the agencies and places that go to it; the place ends on that day or goes on. */
export function splitPlace(database: Changing, input: PlaceSplit): Promise<PlaceResult> {
  return database
    .transaction(async (manager) => {
      const place = await findJurisdiction(manager, input.place);
      if (!place)
        return { jurisdiction: null, findings: [unknownReference('input.place', '行政区划', input.place)] };
      const on = input.effectiveOn;
      const findings = checkOpen(place, on, 'input.place');
      if (input.into.length === 0) findings.push(empty('input.into'));
      const parentCode = place.path.split('/').at(-3);
      const parent = parentCode ? await findJurisdiction(manager, parentCode) : null;
      const codes = input.into.map(({ code }, at) => ({ code, path: `input.into.${at}.code` }));
      findings.push(...(await checkNewCodes(manager, codes)));
      for (const [at, part] of input.into.entries()) {
        const level = part.level ?? place.level;
        if (text(part.name) === '') findings.push(empty(`input.into.${at}.name`));
        if (findings.length === 0 && !input.confirm)
          findings.push(...warnOfCode({ code: part.code, level }, parent, `input.into.${at}.code`));
      }
      if (findings.length > 0) return { jurisdiction: null, findings };
      const stated = new Map((input.codes ?? []).map((item) => [item.place, item.code]));
      const changed: ChangedPlace[] = [];
      for (const [at, part] of input.into.entries()) {
        const path = `input.into.${at}`;
        const { demonstration } = place;
        const row = { ...part, level: part.level ?? place.level, parent, demonstration, validFrom: on };
        const next = await insertPlace(manager, row);
        changed.push({ id: next.key, before: null });
        await manager.getRepository(PlaceSuccessionEntity).insert({
          predecessorId: place.key,
          successorId: next.key,
          kind: PlaceSuccessionKind.SPLIT,
          effectiveOn: on,
        });
        const agencies = await findAgencies(manager, place, part, on, path);
        findings.push(...agencies.findings);
        await moveVersions(manager, { from: [place.key], to: [next.key], on, agencyKeys: agencies.keys });
        const below = await listBelow(manager, place);
        const children = below.filter(
          ({ code, parentKey }) => parentKey === place.key && part.children.includes(code),
        );
        for (const code of part.children)
          if (!children.some((child) => child.code === code))
            findings.push(unknownReference(`${path}.children`, '下级区划', code));
        const plan = await planChildren(manager, children, place, next, stated);
        findings.push(...plan.findings);
        if (findings.length > 0) continue;
        for (const replacement of plan.replacements)
          changed.push(...(await replace(manager, replacement, on)).changed);
      }
      if (input.closes) findings.push(...(await checkEmpty(manager, place, on)));
      if (findings.length > 0) throw new SplitRefused(findings);
      if (input.closes) changed.push(await endPlace(manager, place, on));
      return { jurisdiction: await findJurisdiction(manager, input.place), changed, findings };
    })
    .catch((error: unknown) => {
      if (error instanceof SplitRefused) return { jurisdiction: null, findings: error.findings };
      throw error;
    });
}

/** Thrown to roll back a split of which something was found wrong on the way. */
class SplitRefused extends Error {
  constructor(readonly findings: FindingType[]) {
    super('split refused');
  }
}
