import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { findJurisdictionRef } from '../agency/jurisdictions';
import { ReportingYear } from '../agency/reportingYearType';
import { unknownJurisdiction } from '../agency/unknownCodes';
import type { Context } from '../shared/request/context';
import { coverageOf, totalOf } from './groups';
import { Coverage } from './model/coverageTypes';
import { readSelection } from './readSelection';
import { COVERAGE_ONLY } from './request/projection';
import { Basis } from './request/selection';

/** Returns how complete the reports of a jurisdiction are in a year. Throws BAD_USER_INPUT for a code that no place has. */
export async function completenessOf(
  context: Context,
  jurisdiction: string,
  year: number,
): Promise<Coverage> {
  if (!(await findJurisdictionRef(context.database, jurisdiction)))
    throw await unknownJurisdiction(context.database, 'jurisdiction', jurisdiction);
  const selection = await readSelection(context, { jurisdiction }, [year], null, Basis.PUBLISHED);
  return coverageOf(await totalOf(context, selection, COVERAGE_ONLY), selection);
}

@Resolver(() => ReportingYear)
export class ReportingYearFields {
  @FieldResolver(() => Coverage, {
    nullable: true,
    description: '报送完成情况。Completeness of a place in this year.',
  })
  async completeness(
    @Root() { year }: ReportingYear,
    @Ctx() context: Context,
    @Arg('jurisdiction', () => ID, { description: '区划，含全部下级。A place with its whole subtree.' })
    jurisdiction: string,
  ): Promise<Coverage> {
    return completenessOf(context, jurisdiction, year);
  }
}
