import type { EntityManager } from 'typeorm';
import { type FindingType, warning } from '../../shared/graphql/finding';
import { type AgencyOfPlace, queryAgenciesOfPlace } from './agenciesOfPlace';

/** How many agencies of the same name a warning names. */
const MOST_NAMED = 10;

/** A name that an agency is to bear in a place from a day on; without a key it is a new agency. */
interface BorneName {
  readonly agencyKey: number | null;
  readonly jurisdictionKey: number;
  readonly name: string;
  readonly from: string;
}

/** Warns of other agencies with the same name in the same place: a document or a person would take one for the other. */
export async function warnOfSameName(
  manager: EntityManager,
  { agencyKey, jurisdictionKey, name, from }: BorneName,
  path: string,
): Promise<FindingType[]> {
  const others = await queryAgenciesOfPlace(manager, jurisdictionKey, from)
    .andWhere('v.name = :name and a.id is distinct from :agencyKey::int', { name, agencyKey })
    .limit(MOST_NAMED)
    .getRawMany<AgencyOfPlace>();
  if (others.length === 0) return [];
  const codes = others.map(({ code }) => code).join(', ');
  return [
    warning(
      'agency.sameName',
      path,
      `该区划内已有同名机关“${name}”：${codes}。两者的文件与报告无法按名称区分。如确为另一机关，请确认后执行。`,
      `There is an agency of this name, ${name}, in the place already: ${codes}. By their names nobody can tell them apart. If it is another one, confirm it to go on.`,
      { actual: codes },
    ),
  ];
}
