import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { type PageArguments, readPage, UsualPage } from '../shared/graphql/pageArguments';
import type { Connection } from '../shared/graphql/paging';
import type { Context } from '../shared/request/context';
import { listComingNames, listFormerNames, successionLoader } from './agencyHistory';
import { AgencyInYear, agencyInYear } from './agencyInYear';
import { agencyLoader } from './agencyQueries';
import {
  Agency,
  ComingName,
  FormerName,
  Jurisdiction,
  JurisdictionConnection,
  Succession,
} from './agencyTypes';
import { JurisdictionInYear, jurisdictionInYear } from './jurisdictionInYear';
import { ANY_JURISDICTION, jurisdictionLoader, listJurisdictions } from './jurisdictions';
import { FormerPlaceName, PlaceSuccession } from './placeEntities';
import { formerPlaceNameLoader, placeSuccessionLoader } from './placeHistory';
import { reportingYear } from './reportingYear';

/** The fields of an agency that are read when selected. */
@Resolver(() => Agency)
export class AgencyFields {
  @FieldResolver(() => Jurisdiction, { description: '所属区划。Its jurisdiction.' })
  jurisdiction(@Root() agency: Agency, @Ctx() context: Context) {
    return jurisdictionLoader(context, agency.asOf).load(agency.jurisdictionKey);
  }

  @FieldResolver(() => Agency, { nullable: true, description: '主管机关。The agency that supervises it.' })
  supervisingAgency(@Root() agency: Agency, @Ctx() context: Context) {
    return agency.supervisorKey === null
      ? null
      : agencyLoader(context, agency.asOf).load(agency.supervisorKey);
  }

  @FieldResolver(() => AgencyInYear, {
    description: '某年度的名称，即该年度报告所署的。How it is called in the report of a year.',
  })
  inYear(
    @Root() { key, asOf }: Agency,
    @Ctx() context: Context,
    @Arg('year', () => Int, { description: '年度。Reporting year.' }) year: number,
  ): Promise<AgencyInYear> {
    return agencyInYear(context, key, reportingYear(year).year, asOf);
  }

  @FieldResolver(() => [FormerName], {
    description: '曾用名。Former names, newest first; the present one is not among them.',
  })
  formerNames(@Root() agency: Agency, @Ctx() context: Context) {
    return listFormerNames(context, agency);
  }

  @FieldResolver(() => [ComingName], {
    description: '将用名。Names announced for a day to come, the next one first.',
  })
  comingNames(@Root() agency: Agency, @Ctx() context: Context) {
    return listComingNames(context, agency);
  }

  @FieldResolver(() => [Succession], { description: '承继机关。Agencies that follow it.' })
  successors(@Root() agency: Agency, @Ctx() context: Context) {
    return successionLoader(context, 'predecessor', agency.asOf).load(agency.key);
  }

  @FieldResolver(() => [Succession], { description: '前身机关。Agencies it follows.' })
  predecessors(@Root() agency: Agency, @Ctx() context: Context) {
    return successionLoader(context, 'successor', agency.asOf).load(agency.key);
  }
}

/** The fields of an agency in a year that are read when selected. */
@Resolver(() => AgencyInYear)
export class AgencyInYearFields {
  @FieldResolver(() => Jurisdiction, {
    description:
      '该年度报告所在的区划；其当年名称见 `inYear`。The jurisdiction to which its report of the year belongs; `inYear` has the name that this bears then.',
  })
  jurisdiction(@Root() { jurisdictionKey, asOf }: AgencyInYear, @Ctx() context: Context) {
    return jurisdictionLoader(context, asOf).load(jurisdictionKey);
  }
}

/** The fields of a succession that are read when selected. */
@Resolver(() => Succession)
export class SuccessionFields {
  @FieldResolver(() => Agency, { description: '另一方机关。The agency at the other end.' })
  agency(@Root() succession: Succession, @Ctx() context: Context) {
    return agencyLoader(context, succession.asOf).load(succession.otherKey);
  }
}

/** The fields of a jurisdiction that are read when selected. */
@Resolver(() => Jurisdiction)
export class JurisdictionFields {
  @FieldResolver(() => Jurisdiction, { nullable: true, description: '上级区划。The place above.' })
  parent(@Root() jurisdiction: Jurisdiction, @Ctx() context: Context) {
    return jurisdiction.parentKey === null
      ? null
      : jurisdictionLoader(context, jurisdiction.asOf).load(jurisdiction.parentKey);
  }

  @FieldResolver(() => JurisdictionInYear, {
    description:
      '某年度的名称，即该年末所用的。How it is called in a year: the name that it bears at its end.',
  })
  inYear(
    @Root() jurisdiction: Jurisdiction,
    @Ctx() context: Context,
    @Arg('year', () => Int, { description: '年度。Reporting year.' }) year: number,
  ): Promise<JurisdictionInYear> {
    return jurisdictionInYear(context, jurisdiction, reportingYear(year).year);
  }

  @FieldResolver(() => JurisdictionConnection, { description: '下级区划。The places below it, by code.' })
  children(
    @Root() jurisdiction: Jurisdiction,
    @Ctx() context: Context,
    @Args(() => UsualPage) page: PageArguments,
  ): Promise<Connection<Jurisdiction>> {
    const listed = { ...ANY_JURISDICTION, parentKey: jurisdiction.key };
    return listJurisdictions(context.database, listed, readPage(page, ['jurisdictions', listed]));
  }

  @FieldResolver(() => [FormerPlaceName], { description: '曾用名。Former names, newest first.' })
  formerNames(@Root() jurisdiction: Jurisdiction, @Ctx() context: Context) {
    return formerPlaceNameLoader(context, jurisdiction.asOf).load(jurisdiction.key);
  }

  @FieldResolver(() => [PlaceSuccession], {
    description: '承继区划：改码、改隶、撤县设区、合并、分立后的区划。Places that follow it.',
  })
  successors(@Root() jurisdiction: Jurisdiction, @Ctx() context: Context) {
    return placeSuccessionLoader(context, 'predecessor').load(jurisdiction.key);
  }

  @FieldResolver(() => [PlaceSuccession], {
    description:
      '前身区划，其以前年度的报告在其代码下。Places it follows; reports of earlier years are under their codes.',
  })
  predecessors(@Root() jurisdiction: Jurisdiction, @Ctx() context: Context) {
    return placeSuccessionLoader(context, 'successor').load(jurisdiction.key);
  }
}

/** The fields of a succession of places that are read when selected. */
@Resolver(() => PlaceSuccession)
export class PlaceSuccessionFields {
  @FieldResolver(() => Jurisdiction, { description: '另一方区划。The place at the other end.' })
  place(@Root() succession: PlaceSuccession, @Ctx() context: Context) {
    return jurisdictionLoader(context).load(succession.otherKey);
  }
}
