import { Field, ObjectType } from 'type-graphql';
import { type Context, listLoaderOf, loaderName } from '../shared/request/context';
import { queryVersions, type TreeSql } from './treeSql';

/** How an agency is called in a reporting year. */
@ObjectType({
  simpleResolvers: true,
  description:
    '年度名称：该年度报告所署的机关名称，即该年12月31日或此前最后的名称，与印出和下载的报告一致。The name that the report of a year bears: the last one by the end of that year, as in the printed and downloaded report.',
})
export class AgencyInYear {
  @Field({ description: '名称。The name in Chinese.' })
  name: string;
  @Field(() => String, { nullable: true, description: '英文名称。The name in English.' })
  nameEn: string | null;
  code: string;
  /** The place that it is in. */
  jurisdictionKey: number;
  jurisdictionCode: string;
  /** The instant as of which it is shown; null means now. */
  asOf: Date | null;
}

/** How an agency is called in both languages. */
export type AgencyName = Pick<AgencyInYear, 'name' | 'nameEn'>;

/** SQL: the name of the agency with this key in a year, as JSON. */
export const nameInYearJson = (key: string, year: string, { versions }: TreeSql): string =>
  `(select json_build_object('name', n.name, 'nameEn', n.name_en) from ${versions} n where n.agency_id = ${key} and n.home_from <= ${year} and ${year} < n.home_to)`;

/** A version of an agency, with the years whose reports belong to it. */
interface VersionRow extends Omit<AgencyInYear, 'asOf'> {
  readonly agencyKey: number;
  readonly homeFrom: number;
  readonly homeTo: number;
}

const versionLoader = (context: Context, asOf: Date | null) =>
  listLoaderOf<number, VersionRow>(
    context,
    loaderName('agencies in years', asOf),
    (agencyKeys) =>
      queryVersions(context.database, 'm', asOf)
        .innerJoin('m.agency', 'a')
        .innerJoin('m.jurisdiction', 'j')
        .select('m.agencyId', 'agencyKey')
        .addSelect('m.homeFrom', 'homeFrom')
        .addSelect('m.homeTo', 'homeTo')
        .addSelect('a.code', 'code')
        .addSelect('m.name', 'name')
        .addSelect('m.nameEn', 'nameEn')
        .addSelect('m.jurisdictionId', 'jurisdictionKey')
        .addSelect('j.code', 'jurisdictionCode')
        .andWhere('m.agencyId = any(:agencyKeys)', { agencyKeys })
        .getRawMany<VersionRow>(),
    (row) => row.agencyKey,
  );

/** Returns an agency as the report of a year has it, by its key; as recorded now, or at an instant. All of a request are read together. */
export async function agencyInYear(
  context: Context,
  agencyKey: number,
  year: number,
  asOf: Date | null,
): Promise<AgencyInYear> {
  const versions = await versionLoader(context, asOf).load(agencyKey);
  // Of the versions of an agency it is one for each year.
  const version = versions.find(({ homeFrom, homeTo }) => homeFrom <= year && year < homeTo) as VersionRow;
  return { ...version, asOf };
}
