import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Context } from '../shared/request/context';
import type { Jurisdiction } from './agencyTypes';
import { placeNameHomeLoader } from './placeHistory';

/** How a place is called in a reporting year. */
@ObjectType({
  simpleResolvers: true,
  description:
    '区划的年度名称：该年12月31日所用的名称，与机关年度名称同一时点。The name that a place bears at the end of a year, as agencies have those of their reports.',
})
export class JurisdictionInYear {
  @Field(() => ID, { description: 'GB/T 2260 代码。Code of GB/T 2260.' })
  code: string;
  @Field(() => Int, { description: '年度。The year.' })
  year: number;
  @Field({ description: '名称。The name in Chinese.' })
  name: string;
  @Field(() => String, { nullable: true, description: '英文名称。The name in English.' })
  nameEn: string | null;
}

/**
 * Returns a place by the name that it bears at the end of a year, as recorded when the place is shown: the former one whose year it is, or else the
 * present one. Names of all places of a request are read together.
 */
export async function jurisdictionInYear(
  context: Context,
  place: Jurisdiction,
  year: number,
): Promise<JurisdictionInYear> {
  const former = await placeNameHomeLoader(context, place.asOf).load(place.key);
  const { name, nameEn } = former.find(({ homeFrom, homeTo }) => homeFrom <= year && year < homeTo) ?? place;
  return { code: place.code, year, name, nameEn };
}
