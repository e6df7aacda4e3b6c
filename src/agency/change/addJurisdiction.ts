import { type FindingType, refusal, warning } from '../../shared/graphql/finding';
import { type Changing, empty, text, unknownReference } from '../agencyRefusals';
import { Jurisdiction, JurisdictionLevel, type JurisdictionPayload } from '../agencyTypes';
import { findJurisdiction } from '../jurisdictions';

/** A new place of the tree; without a parent it is a root. */
export interface NewJurisdiction {
  code: string;
  name: string;
  nameEn?: string | null;
  level: JurisdictionLevel;
  parent?: string | null;
  demonstration?: boolean;
  /** Whether the sender goes on in spite of what was warned of. */
  confirm?: boolean;
}

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

function checkLevel(level: JurisdictionLevel, parent: Jurisdiction): FindingType[] {
  if (LEVELS.indexOf(level) > LEVELS.indexOf(parent.level)) return [];
  return [
    refusal(
      'jurisdiction.level',
      'input.level',
      `上级区划${parent.name}（${parent.code}）的级别为 ${parent.level}，其下级须低于该级别，不能是 ${level}。`,
      `Its parent ${parent.code} is a ${parent.level}: a place below it must be of a lower level, not a ${level}.`,
      { actual: level, expected: LEVELS.slice(LEVELS.indexOf(parent.level) + 1).join(', ') },
    ),
  ];
}

/** Warns of a code that has not the form of its level, or does not begin as its parent's does. */
function warnOfCode({ code, level }: NewJurisdiction, parent: Jurisdiction | null): FindingType[] {
  const head = parent ? parent.code.slice(0, CODES[parent.level].head) : '';
  if (CODES[level].form.test(code) && code.startsWith(head)) return [];
  return [
    warning(
      'jurisdiction.codeOfLevel',
      'input.code',
      `代码 ${code} 不合 ${level} 一级的编码规则${head ? `，或不以上级代码的前 ${head.length} 位 ${head} 开头` : ''}；添加后不能更改。确属如此的，请以 confirm: true 重新提交。`,
      `The code ${code} is not made as those of the level ${level}${head ? `, or does not begin with ${head} as its parent's does` : ''}; it cannot be changed later. If it is right, send it again with confirm: true.`,
      { actual: code, expected: `${head}…`, citation: 'GB/T 2260、GB/T 10114' },
    ),
  ];
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
    if (parent) findings.push(...checkLevel(input.level, parent));
    if (text(input.name) === '') findings.push(empty('input.name'));
    if (findings.length === 0 && !input.confirm) findings.push(...warnOfCode(input, parent));
    if (findings.length > 0) return { jurisdiction: null, findings };
    await manager.getRepository(Jurisdiction).insert({
      code: input.code,
      name: text(input.name),
      nameEn: input.nameEn ?? null,
      level: input.level,
      parentKey: parent?.key ?? null,
      path: `${parent?.path ?? ''}${input.code}/`,
      demonstration: parent?.demonstration ?? input.demonstration ?? false,
    });
    return { jurisdiction: await findJurisdiction(manager, input.code), findings };
  });
}
