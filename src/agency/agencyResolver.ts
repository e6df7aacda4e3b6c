import {
  Arg,
  Authorized,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { editionInForce, FIRST_YEAR } from '../form/cells';
import { lastEndedYear } from '../form/reportingYears';
import { AFTER, badInput, type Connection, checkFirst, FIRST } from '../shared/graphql/paging';
import { LocalDate } from '../shared/graphql/scalars';
import { UNCACHEABLE } from '../shared/graphql/uncacheable';
import { PUBLIC } from '../shared/request/access';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import type { Context } from '../shared/request/context';
import { addJurisdiction, type NewJurisdiction } from './addJurisdiction';
import { addAgency, type NewAgency, renameAgency } from './agencyCommands';
import {
  agencyLoader,
  comingNamesOf,
  findAgency,
  findJurisdiction,
  formerNamesOf,
  jurisdictionLoader,
  listAgencies,
  listJurisdictions,
  successionLoader,
} from './agencyQueries';
import {
  Agency,
  AgencyConnection,
  AgencyKind,
  AgencyPayload,
  ComingName,
  FormerName,
  Jurisdiction,
  JurisdictionConnection,
  JurisdictionLevel,
  JurisdictionPayload,
  ReportingYear,
  Succession,
} from './agencyTypes';
import { authoriseAgency, authoriseJurisdiction } from './authoriseAgency';
import { closeAgency, mergeAgencies } from './endAgencies';
import { unknownJurisdiction } from './unknownCodes';

const CONFIRM = {
  defaultValue: false,
  description:
    '已知悉警告，仍要执行。True to go on in spite of the WARNINGs told: without it nothing is changed when there are any.',
};

@InputType({ description: 'A new agency.' })
class AddAgencyInput implements NewAgency {
  @Field(() => ID, { description: '机关代码。Code, unique in the hub: 3 to 40 letters, digits or hyphens.' })
  code: string;
  @Field({ description: '名称。Name.' })
  name: string;
  @Field(() => String, { nullable: true, description: 'Name in English.' })
  nameEn?: string | null;
  @Field(() => AgencyKind, { description: '类别。Kind of organ.' })
  kind: AgencyKind;
  @Field(() => ID, { description: '所属区划代码。Code of its jurisdiction.' })
  jurisdiction: string;
  @Field(() => ID, { nullable: true, description: '主管机关代码。Code of the supervising agency.' })
  supervisingAgency?: string | null;
  @Field(() => LocalDate, { description: '设立日期。First day.' })
  validFrom: string;
}

@InputType({ description: 'A new name from a day on.' })
class RenameAgencyInput {
  @Field(() => ID, { description: '机关代码。Code of the agency.' })
  agency: string;
  @Field({ description: '新名称。The new name.' })
  name: string;
  @Field(() => String, { nullable: true, description: 'The new name in English.' })
  nameEn?: string | null;
  @Field(() => LocalDate, {
    description:
      '生效日期；填某一名称的启用日，则更正该名称。First day of the name; on the day on which a name began, the new one takes its place: so a mistake in it is corrected.',
  })
  effectiveOn: string;
  @Field(CONFIRM)
  confirm: boolean;
}

@InputType({ description: 'The end of an agency.' })
class CloseAgencyInput {
  @Field(() => ID, { description: '机关代码。Code of the agency.' })
  agency: string;
  @Field(() => LocalDate, {
    description: '撤销日期；尚未到来的可改期。First day without it; one that lies ahead can be moved.',
  })
  effectiveOn: string;
  @Field(CONFIRM)
  confirm: boolean;
}

@InputType({ description: 'Agencies that become part of another.' })
class MergeAgenciesInput {
  @Field(() => [ID], { description: '被合并机关代码，至多 100 个。Codes of those that end, at most 100.' })
  predecessors: string[];
  @Field(() => ID, { description: '承继机关代码。Code of the one that goes on.' })
  successor: string;
  @Field(() => LocalDate, {
    description: '生效日期。Day of the merger; the successor exists on it.',
  })
  effectiveOn: string;
  @Field(CONFIRM)
  confirm: boolean;
}

@InputType({ description: 'A new place of the tree.' })
class AddJurisdictionInput implements NewJurisdiction {
  @Field(() => ID, { description: '区划代码。GB/T 2260 code.' })
  code: string;
  @Field({ description: '名称。Name.' })
  name: string;
  @Field(() => String, { nullable: true, description: 'Name in English.' })
  nameEn?: string | null;
  @Field(() => JurisdictionLevel, { description: '级别，须低于上级区划。Level, below that of the parent.' })
  level: JurisdictionLevel;
  @Field(() => ID, { nullable: true, description: '上级区划代码。Code of the parent; none for a root.' })
  parent?: string | null;
  @Field(CONFIRM)
  confirm: boolean;
}

const CODE = 'GB/T 2260 code.';

/** The reporting year with its statutory deadlines. Refuses years without a form. */
export function reportingYear(year: number): ReportingYear {
  if (year < FIRST_YEAR || year > 2100)
    throw badInput(
      'year',
      `年度应在 ${FIRST_YEAR} 至 2100 之间。`,
      `The year must be between ${FIRST_YEAR} and 2100.`,
    );
  return {
    year,
    edition: editionInForce(year),
    departmentDeadline: `${year + 1}-01-31`,
    governmentDeadline: `${year + 1}-03-31`,
  };
}

async function pathOf(context: Context, code: string | null | undefined): Promise<string | null> {
  if (!code) return null;
  const jurisdiction = await findJurisdiction(context.database, code);
  if (!jurisdiction) throw await unknownJurisdiction(context.database, 'jurisdiction', code);
  return jurisdiction.path;
}

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
    const last = lastEndedYear();
    return Array.from({ length: last - FIRST_YEAR + 1 }, (_, at) => reportingYear(FIRST_YEAR + at));
  }

  @Extensions(PUBLIC)
  @Query(() => ReportingYear, { description: '一个报告年度。One reporting year.' })
  year(@Arg('year', () => Int, { description: '年度，2019 年起。' }) year: number): ReportingYear {
    return reportingYear(year);
  }
}

@Resolver()
export class AgencyMutations {
  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyPayload, { description: '新增机关。Adds an agency.' })
  async addAgency(
    @Ctx() context: Context,
    @Arg('input', () => AddAgencyInput, { description: 'The agency.' }) input: AddAgencyInput,
  ) {
    await authoriseJurisdiction(context, 'MANAGE_AGENCIES', input.jurisdiction);
    return auditedTransaction(context, (manager) => addAgency(manager, input));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyPayload, {
    description: '机关更名，或更正名称。Renames an agency from a day on, or corrects a name of it.',
  })
  async renameAgency(
    @Ctx() context: Context,
    @Arg('input', () => RenameAgencyInput, { description: 'The new name.' }) input: RenameAgencyInput,
  ) {
    await authoriseAgency(context, 'MANAGE_AGENCIES', input.agency);
    return auditedTransaction(context, (manager) => renameAgency(manager, input));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyPayload, { description: '机关撤销。Closes an agency.' })
  async closeAgency(
    @Ctx() context: Context,
    @Arg('input', () => CloseAgencyInput, { description: 'Which and when.' }) input: CloseAgencyInput,
  ) {
    await authoriseAgency(context, 'MANAGE_AGENCIES', input.agency);
    return auditedTransaction(context, (manager) => closeAgency(manager, input));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => AgencyPayload, {
    description: '机关合并，返回承继机关。Merges agencies; answers with the successor.',
  })
  async mergeAgencies(
    @Ctx() context: Context,
    @Arg('input', () => MergeAgenciesInput, { description: 'Which, into which, when.' })
    input: MergeAgenciesInput,
  ) {
    for (const code of [input.successor, ...input.predecessors])
      await authoriseAgency(context, 'MANAGE_AGENCIES', code);
    return auditedTransaction(context, (manager) => mergeAgencies(manager, input));
  }

  @Authorized('MANAGE_AGENCIES')
  @Mutation(() => JurisdictionPayload, { description: '新增行政区划。Adds a jurisdiction.' })
  async addJurisdiction(
    @Ctx() context: Context,
    @Arg('input', () => AddJurisdictionInput, { description: 'The place.' }) input: AddJurisdictionInput,
  ) {
    await authoriseJurisdiction(context, 'MANAGE_AGENCIES', input.parent);
    return auditedTransaction(context, (manager) => addJurisdiction(manager, input));
  }
}

@Resolver(() => Agency)
export class AgencyFields {
  @FieldResolver(() => Jurisdiction, { description: '所属区划。Its jurisdiction.' })
  jurisdiction(@Root() agency: Agency, @Ctx() context: Context) {
    return jurisdictionLoader(context).load(agency.jurisdictionKey);
  }

  @FieldResolver(() => Agency, { nullable: true, description: '主管机关。The agency that supervises it.' })
  supervisingAgency(@Root() agency: Agency, @Ctx() context: Context) {
    return agency.supervisorKey === null
      ? null
      : agencyLoader(context, agency.asOf).load(agency.supervisorKey);
  }

  @FieldResolver(() => [FormerName], {
    description: '曾用名。Former names, newest first; the present one is not among them.',
  })
  formerNames(@Root() agency: Agency, @Ctx() context: Context) {
    return formerNamesOf(context, agency);
  }

  @FieldResolver(() => [ComingName], {
    description: '将用名。Names announced for a day to come, the next one first.',
  })
  comingNames(@Root() agency: Agency, @Ctx() context: Context) {
    return comingNamesOf(context, agency);
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

@Resolver(() => Succession)
export class SuccessionFields {
  @FieldResolver(() => Agency, { description: '另一方机关。The agency at the other end.' })
  agency(@Root() succession: Succession, @Ctx() context: Context) {
    return agencyLoader(context, succession.asOf).load(succession.otherKey);
  }
}

@Resolver(() => Jurisdiction)
export class JurisdictionFields {
  @FieldResolver(() => Jurisdiction, { nullable: true, description: '上级区划。The place above.' })
  parent(@Root() jurisdiction: Jurisdiction, @Ctx() context: Context) {
    return jurisdiction.parentKey === null ? null : jurisdictionLoader(context).load(jurisdiction.parentKey);
  }

  @FieldResolver(() => JurisdictionConnection, { description: '下级区划。The places below it, by code.' })
  children(
    @Root() jurisdiction: Jurisdiction,
    @Ctx() context: Context,
    @Arg('first', () => Int, FIRST) first: number,
    @Arg('after', () => String, AFTER) after: string | null,
  ): Promise<Connection<Jurisdiction>> {
    return listJurisdictions(context.database, jurisdiction.key, checkFirst(first), after);
  }
}
