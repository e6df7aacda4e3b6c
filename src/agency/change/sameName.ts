import type { EntityManager } from 'typeorm';
import { queryRows } from '../../shared/database';
import { type FindingType, warning } from '../../shared/graphql/finding';

/** Agencies in a place ($1) that bear a name ($2) on a day ($3) or later, other than one ($4). */
const NAMESAKES = `
  select distinct a.code from agency_version v join agency a on a.id = v.agency_id
   where v.jurisdiction_id = $1 and v.name = $2 and coalesce(v.valid_to > $3, true) and a.id is distinct from $4::int
   order by 1 limit 10`;

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
  const others = await queryRows<{ code: string }>(manager, NAMESAKES, [
    jurisdictionKey,
    name,
    from,
    agencyKey,
  ]);
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
