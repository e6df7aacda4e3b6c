import type { GraphQLResolveInfo } from 'graphql';
import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Info,
  Int,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { AgencyInYear, agencyInYear } from '../agency/agencyInYear';
import { agencyLoader } from '../agency/agencyQueries';
import { Agency } from '../agency/agencyTypes';
import { authoriseJurisdiction, placesOf } from '../agency/authoriseAgency';
import { findJurisdiction } from '../agency/jurisdictions';
import { reportingYear } from '../agency/reportingYear';
import { unknownJurisdiction } from '../agency/unknownCodes';
import { beijingDay } from '../form/beijing';
import { ReportAction } from '../report/model/reportEnums';
import {
  type FirstPublication,
  firstPublicationLoader,
  ReportTimeliness,
  wasRecorded,
} from '../report/model/timeliness';
import { reasonsAgainst } from '../report/workflow/actionGuards';
import { type PageArguments, pageArguments, readPage } from '../shared/graphql/pageArguments';
import type { Connection } from '../shared/graphql/paging';
import { DateTime } from '../shared/graphql/scalars';
import { selects } from '../shared/graphql/selectedFields';
import { type Context, loadEvery } from '../shared/request/context';
import { can } from '../shared/request/permissions';
import { listBoard, type StoredBoardRow } from './board';
import { BOARD_PAGE_SIZES, BoardConnection, BoardRow } from './boardTypes';
import { Deadline } from './deadlineTypes';
import { deadlineLoader, factsLoader, owedKey, wasReturned, whenWithdrawn } from './reviewLoaders';

const BoardPage = pageArguments(BOARD_PAGE_SIZES);
const DAY_MS = 24 * 60 * 60 * 1000;

/** Returns by how many days one day is after another; 0 when it is not. */
const daysAfter = (day: string, due: string): number =>
  Math.max(0, (Date.parse(day) - Date.parse(due)) / DAY_MS);

/** Returns how the report of a row is in time: by its first publication, or by today where nothing ever was published. */
async function lateness(
  context: Context,
  row: StoredBoardRow,
): Promise<Pick<FirstPublication, 'daysLate' | 'timeliness'>> {
  const { reportKey } = row;
  const [{ dueOn }] = await loadEvery(deadlineLoader(context), [owedKey(row)]);
  const first = reportKey === null ? null : await firstPublicationLoader(context).load(reportKey);
  if (first) return first;
  const daysLate = daysAfter(beijingDay(new Date()), dueOn);
  return { daysLate, timeliness: daysLate > 0 ? ReportTimeliness.OVERDUE : ReportTimeliness.AWAITED };
}

@Resolver()
export class BoardQueries {
  @Authorized('READ_WORK')
  @Query(() => BoardConnection, {
    description:
      '年度进度表：一地（含下级）应报的每个机关一行，按机关代码，尚未开始的也在内；须可查看该地的在办报告。The board of a year: a line for each agency of a place with its subtree whose own report is expected, by agency code, those that have not begun too. For who may read unpublished work at the place.',
  })
  async board(
    @Ctx() context: Context,
    @Arg('jurisdiction', () => ID, { description: '区划，含全部下级。A place with its whole subtree.' })
    jurisdiction: string,
    @Arg('year', () => Int, { description: '年度。Reporting year.' }) year: number,
    @Args(() => BoardPage) page: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<StoredBoardRow>> {
    await authoriseJurisdiction(context, 'READ_WORK', jurisdiction);
    const place = await findJurisdiction(context.database, jurisdiction);
    if (!place) throw await unknownJurisdiction(context.database, 'jurisdiction', jurisdiction);
    return listBoard(
      context,
      reportingYear(year).year,
      place.path,
      readPage(page, ['board', place.code, year], BOARD_PAGE_SIZES),
      selects(info, 'totalCount'),
    );
  }
}

@Resolver(() => BoardRow)
export class BoardFields {
  @FieldResolver(() => Agency)
  agency(@Root() { agencyKey }: StoredBoardRow, @Ctx() context: Context) {
    return agencyLoader(context).load(agencyKey);
  }

  @FieldResolver(() => AgencyInYear, {
    description: '该机关在该年度的名称。What the agency is called in the year.',
  })
  agencyInYear(@Root() { agencyKey, year }: StoredBoardRow, @Ctx() context: Context): Promise<AgencyInYear> {
    return agencyInYear(context, agencyKey, year, null);
  }

  @FieldResolver(() => Boolean)
  returned(@Root() { reportKey }: StoredBoardRow, @Ctx() context: Context): Promise<boolean> {
    return wasReturned(context, reportKey);
  }

  @FieldResolver(() => DateTime)
  withdrawnAt(@Root() { reportKey }: StoredBoardRow, @Ctx() context: Context): Promise<Date | null> {
    return whenWithdrawn(context, reportKey);
  }

  @FieldResolver(() => Deadline)
  deadline(@Root() row: StoredBoardRow, @Ctx() context: Context) {
    return deadlineLoader(context).load(owedKey(row));
  }

  @FieldResolver(() => Int)
  async daysLate(@Root() row: StoredBoardRow, @Ctx() context: Context): Promise<number> {
    return (await lateness(context, row)).daysLate;
  }

  @FieldResolver(() => ReportTimeliness)
  async timeliness(@Root() row: StoredBoardRow, @Ctx() context: Context): Promise<ReportTimeliness> {
    return (await lateness(context, row)).timeliness;
  }

  @FieldResolver(() => Boolean)
  recorded(@Root() { reportKey }: StoredBoardRow, @Ctx() context: Context): Promise<boolean> {
    return wasRecorded(context, reportKey);
  }

  @FieldResolver(() => [ReportAction])
  async actions(@Root() { reportKey }: StoredBoardRow, @Ctx() context: Context): Promise<ReportAction[]> {
    const facts = reportKey === null ? null : await factsLoader(context).load(reportKey);
    if (!facts) return [];
    return Object.values(ReportAction).filter(
      (action) => reasonsAgainst(facts, action, context.actor).length === 0,
    );
  }

  @FieldResolver(() => Boolean)
  async managed(@Root() { agencyKey }: StoredBoardRow, @Ctx() context: Context): Promise<boolean> {
    const [place] = await placesOf(context, await loadEvery(agencyLoader(context), [agencyKey]));
    return can(context.actor, 'MANAGE_DEADLINES', place) && can(context.actor, 'REMIND', place);
  }
}
