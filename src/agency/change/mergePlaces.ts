import type { EntityManager } from 'typeorm';
import { type FindingType, refusal, tooMany, warning } from '../../shared/graphql/finding';
import { AgencyVersion } from '../agencyEntities';
import { type Changing, empty, unknownReference } from '../agencyRefusals';
import type { Jurisdiction } from '../agencyTypes';
import { findJurisdiction } from '../jurisdictions';
import { PlaceSuccessionEntity, PlaceSuccessionKind } from '../placeEntities';
import type { PlaceResult } from './addPlace';
import { checkDemonstration } from './moveAgency';
import { checkLevel, checkNewCodes, codeBelow } from './placeCodes';
import { checkOpen, endPlace, listBelow } from './placeRows';
import { codeUnclear, planReplacement, type Replacement, replace, type StatedCode } from './replacePlace';
import type { ChangedPlace } from './treeChangeTypes';
import { moveVersions } from './versionsOfPlaces';

const MOST_PLACES = 100;
/** The most names of which a merger warns. */
const MOST_NAMESAKES = 20;

/** Places that become part of another from a day on. */
interface PlaceMerger {
  predecessors: readonly string[];
  successor: string;
  codes?: readonly StatedCode[] | null;
  effectiveOn: string;
  confirm?: boolean;
}

/** Returns the replacements that move the places right below one below another, with all below them. */
export async function planChildren(
  manager: EntityManager,
  children: readonly Jurisdiction[],
  before: Jurisdiction,
  parent: Jurisdiction,
  stated: ReadonlyMap<string, string>,
): Promise<{ replacements: Replacement[]; findings: FindingType[] }> {
  const replacements: Replacement[] = [];
  const findings: FindingType[] = [];
  for (const child of children) {
    const { name, nameEn, level } = child;
    const code = codeBelow(child.code, before, parent, stated);
    if (code === null) {
      findings.push(codeUnclear(child));
      continue;
    }
    const target = { code, name, nameEn, level, parent };
    const place = { place: child, target, kind: PlaceSuccessionKind.MOVE };
    const plan = await planReplacement(manager, place, stated, 'input.codes');
    findings.push(...checkLevel(level, parent, 'input.successor'), ...plan.findings);
    replacements.push(plan.replacement);
  }
  return { replacements, findings };
}

/** Returns the names that agencies of merged places bear from a day on and that one of the successor or another of them bears, with the codes of all of them. */
const listNamesakes = (manager: EntityManager, merged: readonly number[], successor: number, on: string) =>
  manager
    .getRepository(AgencyVersion)
    .createQueryBuilder('v')
    .innerJoin('v.agency', 'a')
    .select('v.name', 'name')
    .addSelect("string_agg(distinct a.code, ', ' order by a.code)", 'codes')
    .where('v.jurisdictionId = any(:places) and coalesce(v.validTo > :on, true)', {
      places: [...merged, successor],
      on,
    })
    .groupBy('v.name')
    .having('count(distinct a.id) > 1 and bool_or(v.jurisdictionId = any(:merged))', { merged })
    .orderBy('v.name')
    .limit(MOST_NAMESAKES)
    .getRawMany<{ name: string; codes: string }>();

async function warnOfNamesakes(
  manager: EntityManager,
  merged: readonly Jurisdiction[],
  successor: Jurisdiction,
  on: string,
): Promise<FindingType[]> {
  const keys = merged.map(({ key }) => key);
  const rows = await listNamesakes(manager, keys, successor.key, on);
  return rows.map(({ name, codes }) =>
    warning(
      'agency.sameName',
      'input.predecessors',
      `合并后同一区划内有同名机关“${name}”：${codes}。如确为不同机关，请确认后执行；否则可随后作机关合并。`,
      `After the merger there are agencies of one name, ${name}, in the place: ${codes}. If they are different ones, confirm it to go on; otherwise merge them afterwards.`,
      { actual: codes },
    ),
  );
}

async function findMerged(
  manager: EntityManager,
  { predecessors, successor, effectiveOn }: PlaceMerger,
  findings: FindingType[],
): Promise<Jurisdiction[]> {
  const merged: Jurisdiction[] = [];
  for (const [at, code] of [...new Set(predecessors)].entries()) {
    const place = await findJurisdiction(manager, code);
    const path = `input.predecessors.${at}`;
    if (!place) findings.push(unknownReference(path, '行政区划', code));
    else if (code === successor)
      findings.push(
        refusal('jurisdiction.self', path, '区划不能并入自身。', 'A place cannot be merged into itself.'),
      );
    else {
      findings.push(...checkOpen(place, effectiveOn, path));
      merged.push(place);
    }
  }
  return merged;
}

/** Merges places into another from a day on: their agencies are in it then, and the places below them below it. */
export function mergePlaces(database: Changing, input: PlaceMerger): Promise<PlaceResult> {
  return database.transaction(async (manager) => {
    const on = input.effectiveOn;
    const count = input.predecessors.length;
    const findings: FindingType[] =
      count > MOST_PLACES ? [tooMany('input.predecessors', count, MOST_PLACES)] : [];
    if (count === 0) findings.push(empty('input.predecessors'));
    const successor = await findJurisdiction(manager, input.successor);
    if (!successor) findings.push(unknownReference('input.successor', '行政区划', input.successor));
    if (findings.length > 0 || !successor) return { jurisdiction: null, findings };
    findings.push(...checkOpen(successor, on, 'input.successor'));
    const merged = await findMerged(manager, input, findings);
    const stated = new Map((input.codes ?? []).map((item) => [item.place, item.code]));
    const replacements: Replacement[] = [];
    for (const place of merged) {
      findings.push(...checkDemonstration(place.demonstration, successor, 'input.successor'));
      if (successor.path.startsWith(place.path) || place.path.startsWith(successor.path))
        findings.push(
          refusal(
            'jurisdiction.self',
            'input.successor',
            '不能与上级或下级区划合并。',
            'A place cannot be merged with one above or below it.',
          ),
        );
      const children = (await listBelow(manager, place)).filter(({ parentKey }) => parentKey === place.key);
      const plan = await planChildren(manager, children, place, successor, stated);
      findings.push(...plan.findings);
      replacements.push(...plan.replacements);
    }
    const codes = replacements.flatMap(({ target, below }) => [target, ...below].map(({ code }) => code));
    findings.push(
      ...(
        await checkNewCodes(
          manager,
          codes.map((code) => ({ code, path: 'input.codes' })),
        )
      ).filter(({ actual }) => !findings.some((other) => other.actual === actual)),
    );
    if (findings.length === 0 && !input.confirm)
      findings.push(...(await warnOfNamesakes(manager, merged, successor, on)));
    if (findings.length > 0) return { jurisdiction: null, findings };
    const changed: ChangedPlace[] = [];
    for (const replacement of replacements)
      changed.push(...(await replace(manager, replacement, on)).changed);
    for (const place of merged) {
      changed.push(await endPlace(manager, place, on));
      await manager.getRepository(PlaceSuccessionEntity).insert({
        predecessorId: place.key,
        successorId: successor.key,
        kind: PlaceSuccessionKind.MERGE,
        effectiveOn: on,
      });
      await moveVersions(manager, { from: [place.key], to: [successor.key], on });
    }
    return { jurisdiction: await findJurisdiction(manager, input.successor), changed, findings };
  });
}
