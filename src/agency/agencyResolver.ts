import { Arg, Ctx, Extensions, ID, Int, Query, Resolver } from 'type-graphql';
import { AFTER, type Connection, checkFirst, FIRST } from '../shared/graphql/paging';
import { UNCACHEABLE } from '../shared/graphql/uncacheable';
import { PUBLIC } from '../shared/request/access';
import type { Context } from '../shared/request/context';
import { findAgency, listAgencies } from './agencyQueries';
import {
  Agency,
  AgencyConnection,
  AgencyKind,
  Jurisdiction,
  JurisdictionConnection,
  ReportingYear,
} from './agencyTypes';
import { findJurisdiction, listJurisdictions } from './jurisdictions';
import { listReportingYears, reportingYear } from './reportingYear';
import { unknownJurisdiction } from './unknownCodes';

const CODE = 'GB/T 2260 code.';

async function pathOf(context: Context, code: string | null | undefined): Promise<string | null> {
  if (!code) return null;
  const jurisdiction = await findJurisdiction(context.database, code);
  if (!jurisdiction) throw await unknownJurisdiction(context.database, 'jurisdiction', code);
  return jurisdiction.path;
}

/** The queries of agencies, jurisdictions and years. */
@Resolver()
export class AgencyQueries {
  @Extensions(PUBLIC)
  @Query(() => AgencyConnection, {
    description:
      '机关列表，按代码排序。Agencies in force at the end of a year, by code, in the places and of the kinds they were of then.',
  })
  async agencies(
    @Ctx() context: Context,
    @Arg('year', () => Int, { description: '年度。The year at whose end they are in force.' }) year: number,
    @Arg('jurisdiction', () => ID, { nullable: true, description: `The subtree of this place. ${CODE}` })
    jurisdiction: string | null,
    @Arg('kind', () => AgencyKind, { nullable: true, description: '类别。Only this kind.' })
    kind: AgencyKind | null,
    @Arg('name', () => String, {
      nullable: true,
      description: '名称包含，当年用过的名称或现名。Part of a name borne in the year, or of the present one.',
    })
    name: string | null,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
  ): Promise<Connection<Agency>> {
    const path = await pathOf(context, jurisdiction);
    return listAgencies(context.database, { year, path, kind, name }, checkFirst(first), after);
  }

  @Extensions(PUBLIC)
  @Query(() => Agency, {
    nullable: true,
    description: '按代码查机关。The agency of a code, closed ones too.',
  })
  agency(@Ctx() context: Context, @Arg('code', () => ID, { description: '机关代码。' }) code: string) {
    return findAgency(context.database, code);
  }

  @Extensions(PUBLIC)
  @Query(() => JurisdictionConnection, {
    description: '行政区划列表，按树的次序。Jurisdictions in the order of the tree.',
  })
  jurisdictions(
    @Ctx() context: Context,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
  ): Promise<Connection<Jurisdiction>> {
    return listJurisdictions(context.database, null, checkFirst(first), after);
  }

  @Extensions(PUBLIC)
  @Query(() => Jurisdiction, { nullable: true, description: '按代码查区划。The jurisdiction of a code.' })
  jurisdiction(@Ctx() context: Context, @Arg('code', () => ID, { description: CODE }) code: string) {
    return findJurisdiction(context.database, code);
  }

  @Extensions(UNCACHEABLE)
  @Extensions(PUBLIC)
  @Query(() => [ReportingYear], {
    description: '全部报告年度。The reporting years from 2019 to the last one that has ended.',
  })
  years(): ReportingYear[] {
    return listReportingYears();
  }

  @Extensions(PUBLIC)
  @Query(() => ReportingYear, { description: '一个报告年度。One reporting year.' })
  year(@Arg('year', () => Int, { description: '年度，2019 年起。' }) year: number): ReportingYear {
    return reportingYear(year);
  }
}
