import { Any, type EntityManager, IsNull } from 'typeorm';
import { type FindingType, refusal, warning } from '../../shared/graphql/finding';
import { Jurisdiction, JurisdictionLevel } from '../agencyTypes';

/** The levels from the nation down: a place is below its parent's level, by one step or more (a town may be right below a city). */
const LEVELS = Object.values(JurisdictionLevel);

/** The form of the codes of a level in GB/T 2260 and GB/T 10114, and how many of their digits begin all codes below. */
const CODES: Readonly<Record<JurisdictionLevel, { readonly form: RegExp; readonly head: number }>> = {
  NATION: { form: /^\d{2}0000$/, head: 0 },
  PROVINCE: { form: /^\d{2}0000$/, head: 2 },
  PREFECTURE: { form: /^\d{4}00$/, head: 4 },
  COUNTY: { form: /^\d{6}$/, head: 6 },
  TOWNSHIP: { form: /^\d{9}$/, head: 9 },
};

/** What of a place its code depends on. */
export type CodedPlace = Pick<Jurisdiction, 'code' | 'level'>;

/** Returns why a place of a level cannot lie below another. */
export function checkLevel(level: JurisdictionLevel, parent: CodedPlace, path: string): FindingType[] {
  if (LEVELS.indexOf(level) > LEVELS.indexOf(parent.level)) return [];
  return [
    refusal(
      'jurisdiction.level',
      path,
      `上级区划 ${parent.code} 的级别为 ${parent.level}，其下级须低于该级别，不能是 ${level}。`,
      `Its parent ${parent.code} is a ${parent.level}: a place below it must be of a lower level, not a ${level}.`,
      { actual: level, expected: LEVELS.slice(LEVELS.indexOf(parent.level) + 1).join(', ') },
    ),
  ];
}

/** Warns of a code that has not the form of its level, or does not begin as its parent's does. */
export function warnOfCode(
  { code, level }: CodedPlace,
  parent: CodedPlace | null,
  path: string,
): FindingType[] {
  const head = parent ? parent.code.slice(0, CODES[parent.level].head) : '';
  if (CODES[level].form.test(code) && code.startsWith(head)) return [];
  return [
    warning(
      'jurisdiction.codeOfLevel',
      path,
      `代码 ${code} 不合 ${level} 一级的编码规则${head ? `，或不以上级代码的前 ${head.length} 位 ${head} 开头` : ''}。确属如此的，请确认后执行。`,
      `The code ${code} is not made as those of the level ${level}${head ? `, or does not begin with ${head} as its parent's does` : ''}. If it is right, confirm it to go on.`,
      { actual: code, expected: `${head}…`, citation: 'GB/T 2260、GB/T 10114' },
    ),
  ];
}

/** Returns why codes cannot be those of new places: they have another form, or another place has them. The paths are those of the codes. */
export async function checkNewCodes(
  manager: EntityManager,
  codes: readonly { readonly code: string; readonly path: string }[],
): Promise<FindingType[]> {
  const existing = await manager
    .getRepository(Jurisdiction)
    .findBy({ code: Any(codes.map(({ code }) => code)), removedAt: IsNull() });
  const existingByCode = new Map(existing.map((place) => [place.code, place]));
  return codes.flatMap(({ code, path }, at) => {
    if (!/^\d{6}(\d{3})?$/.test(code))
      return refusal(
        'jurisdiction.code',
        path,
        '区划代码应为 6 位或 9 位数字（GB/T 2260、GB/T 10114）。',
        'The code has 6 digits (GB/T 2260) or 9 (GB/T 10114).',
        { actual: code },
      );
    const other = existingByCode.get(code);
    if (!other && codes.findIndex((item) => item.code === code) === at) return [];
    return refusal(
      'jurisdiction.exists',
      path,
      `代码 ${code} 已存在${other ? `（${other.name}）` : ''}：一个代码只属于一个区划，不再使用的也不重用。请另给代码。`,
      `The code ${code} exists${other ? ` (${other.name})` : ''}: one code is one place for good. State another one.`,
      { actual: code },
    );
  });
}

/** The codes that places below a replaced one are to have, by their present codes. */
export type StatedCodes = ReadonlyMap<string, string>;

/**
 * Returns the code of a place below another that goes on as another: the stated one, or that with the beginning of the new place. Null where
 * that cannot be told.
 */
export function codeBelow(
  code: string,
  before: CodedPlace,
  after: CodedPlace,
  stated: StatedCodes,
): string | null {
  const own = stated.get(code);
  if (own !== undefined) return own;
  const [head, next] = [CODES[before.level].head, CODES[after.level].head];
  const isAlike = head === next && code.startsWith(before.code.slice(0, head));
  return isAlike ? after.code.slice(0, next) + code.slice(head) : null;
}
