import { Arg, Args, Ctx, Extensions, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { type PageArguments, readPage, UsualPage } from '../shared/graphql/pageArguments';
import { badInput, type Connection, checkLength } from '../shared/graphql/paging';
import { UNCACHEABLE } from '../shared/graphql/uncacheable';
import { PUBLIC } from '../shared/request/access';
import type { Context } from '../shared/request/context';
import { AgencyFilterInput, JurisdictionFilterInput } from './agencyFilters';
import { findAgency, listAgencies } from './agencyQueries';
import { Agency, AgencyConnection, Jurisdiction, JurisdictionConnection } from './agencyTypes';
import { DemonstrationData, LEFT_OUT, type LeavesOut, leavesOut } from './demonstration';
import { ANY_JURISDICTION, findJurisdiction, listJurisdictions } from './jurisdictions';
import { listReportingYears, reportingYear } from './reportingYear';
import { ReportingYear } from './reportingYearType';
import { unknownAgencies, unknownJurisdiction } from './unknownCodes';

const CODE = 'GB/T 2260 代码。GB/T 2260 code.';
/** The most values of a list of kinds or levels. */
const MOST_KINDS = 20;

async function pathOf(context: Context, code: string | null | undefined): Promise<string | null> {
  if (!code) return null;
  const jurisdiction = await findJurisdiction(context.database, code);
  if (!jurisdiction) throw await unknownJurisdiction(context.database, 'filter.jurisdiction', code);
  return jurisdiction.path;
}

async function supervisorOf(context: Context, code: string | null | undefined): Promise<Agency | null> {
  if (!code) return null;
  const agency = await findAgency(context.database, code);
  if (!agency) throw await unknownAgencies(context.database, 'filter.supervisingAgency', [code]);
  return agency;
}

/** Returns the parts of names and codes that a filter names. */
const textOf = (filter: { name?: string | null; nameOrCode?: string | null } | null) => ({
  name: filter?.name ?? null,
  nameOrCode: filter?.nameOrCode ?? null,
});

const isReal = (filter: { demonstration: DemonstrationData } | null) =>
  filter?.demonstration !== DemonstrationData.INCLUDE;

@Resolver(() => AgencyConnection)
export class AgencyConnectionFields {
  @FieldResolver(() => Boolean, LEFT_OUT)
  demonstrationLeftOut(@Root() page: Partial<LeavesOut>, @Ctx() context: Context): Promise<boolean> {
    return leavesOut(context, page);
  }
}

@Resolver(() => JurisdictionConnection)
export class JurisdictionConnectionFields {
  @FieldResolver(() => Boolean, LEFT_OUT)
  demonstrationLeftOut(@Root() page: Partial<LeavesOut>, @Ctx() context: Context): Promise<boolean> {
    return leavesOut(context, page);
  }
}

/** The queries of agencies, jurisdictions and years. */
@Resolver()
export class AgencyQueries {
  @Extensions(PUBLIC)
  @Query(() => AgencyConnection, {
    description:
      '机关列表，按代码排序。Agencies by code: of a year, a place with its subtree, kinds, levels, names, or a supervising agency.',
  })
  async agencies(
    @Ctx() context: Context,
    @Arg('filter', () => AgencyFilterInput, {
      nullable: true,
      description: '筛选，默认今天存续的全部真实机关。Which agencies; default all real ones in force today.',
    })
    filter: AgencyFilterInput | null,
    @Args(() => UsualPage) page: PageArguments,
  ): Promise<Connection<Agency> & LeavesOut> {
    checkLength('filter.kinds', filter?.kinds, MOST_KINDS);
    checkLength('filter.levels', filter?.levels, MOST_KINDS);
    if (typeof filter?.year === 'number' && filter.on)
      throw badInput('filter.on', '年度与日期只能填一个。', 'A year and a day are not asked for together.');
    if (filter?.includeEnded && (typeof filter.year === 'number' || filter.on))
      throw badInput(
        'filter.includeEnded',
        '含已终止的机关，不与年度、日期同时查询。',
        'Agencies that have ended are not asked for together with a year or a day.',
      );
    const [path, supervisor] = await Promise.all([
      pathOf(context, filter?.jurisdiction),
      supervisorOf(context, filter?.supervisingAgency),
    ]);
    const realOnly = path === null && !supervisor?.demonstration && isReal(filter);
    const { year = null, on = null, kinds = null, levels = null } = filter ?? {};
    const supervisorKey = supervisor?.key ?? null;
    const includeEnded = filter?.includeEnded ?? false;
    const listed = {
      year,
      on,
      includeEnded,
      path,
      kinds,
      levels,
      ...textOf(filter),
      supervisorKey,
      realOnly,
    };
    const agencies = await listAgencies(context.database, listed, readPage(page, ['agencies', listed]));
    return { ...agencies, realOnly };
  }

  @Extensions(PUBLIC)
  @Query(() => Agency, {
    nullable: true,
    description: '按代码查机关。The agency of a code, closed ones too.',
  })
  agency(
    @Ctx() context: Context,
    @Arg('code', () => ID, { description: '机关代码。Code of the agency.' }) code: string,
  ) {
    return findAgency(context.database, code);
  }

  @Extensions(PUBLIC)
  @Query(() => JurisdictionConnection, {
    description: '行政区划列表，按树的次序。Jurisdictions in the order of the tree.',
  })
  async jurisdictions(
    @Ctx() context: Context,
    @Arg('filter', () => JurisdictionFilterInput, {
      nullable: true,
      description: '筛选，默认全部真实区划。Which places; default all real ones.',
    })
    filter: JurisdictionFilterInput | null,
    @Args(() => UsualPage) page: PageArguments,
  ): Promise<Connection<Jurisdiction> & LeavesOut> {
    checkLength('filter.levels', filter?.levels, MOST_KINDS);
    const path = await pathOf(context, filter?.jurisdiction);
    const realOnly = path === null && isReal(filter);
    const { levels = null } = filter ?? {};
    const listed = { ...ANY_JURISDICTION, path, levels, ...textOf(filter), realOnly };
    const places = await listJurisdictions(
      context.database,
      listed,
      readPage(page, ['jurisdictions', listed]),
    );
    return { ...places, realOnly };
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
  year(
    @Arg('year', () => Int, { description: '年度，2019 年起。Reporting year, from 2019.' }) year: number,
  ): ReportingYear {
    return reportingYear(year);
  }
}
