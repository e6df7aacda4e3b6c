import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Context } from '../shared/request/context';
import type { Jurisdiction } from './agencyTypes';
import { formerPlaceNameLoader } from './placeHistory';

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
 * Returns a place by the name that it bears at the end of a year: one that was laid down on a day of a later year, the first of these, or else the
 * present one. It is that of the versions of agencies (`home_from` of agency_version): what begins by 31 December is the name of the year.
 * Names of all places of a request are read together, as they were recorded when the place is shown.
 */
export async function jurisdictionInYear(
  context: Context,
  place: Jurisdiction,
  year: number,
): Promise<JurisdictionInYear> {
  const former = await formerPlaceNameLoader(context, place.asOf).load(place.key);
  const { name, nameEn } = former.findLast(({ validTo }) => Number(validTo.slice(0, 4)) > year) ?? place;
  return { code: place.code, year, name, nameEn };
}
