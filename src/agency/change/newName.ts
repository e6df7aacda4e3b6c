import { type FindingType, refusal } from '../../shared/graphql/finding';

/** A name in Chinese and in English. */
interface NameInBoth {
  readonly name: string;
  readonly nameEn: string | null;
}

/** Returns why a name is no new one: what is renamed, or corrected, has it already. Another name in English alone is a change. */
export function checkNewName(
  subject: 'agency' | 'jurisdiction',
  code: string,
  present: NameInBoth,
  { name, nameEn }: NameInBoth,
): FindingType[] {
  if (name !== present.name || nameEn !== present.nameEn) return [];
  return [
    refusal(
      `${subject}.nameUnchanged`,
      'input.name',
      `${code} 的名称已经是“${name}”，没有变化。`,
      `The name of ${code} is ${name} already; nothing would change.`,
      { actual: name },
    ),
  ];
}
