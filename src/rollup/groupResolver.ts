import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Resolver, Root } from 'type-graphql';
import {
  firstPage,
  type PageArguments,
  pageArguments,
  readPage,
  UsualPage,
} from '../shared/graphql/pageArguments';
import { type Connection, encodeCursor, pageOf } from '../shared/graphql/paging';
import {
  ITEM_PATHS,
  selectedCalls,
  selectedFieldsAt,
  selectedFieldsOfItems,
} from '../shared/graphql/selectedFields';
import type { Context } from '../shared/request/context';
import type { Group } from './grouping/group';
import { keysOf } from './grouping/groupKeys';
import { selectsBase } from './grouping/groupValues';
import type { GroupArguments } from './grouping/readQuestion';
import { coverageOfGroup, shapeGroup } from './groups';
import type { Coverage } from './model/coverageTypes';
import {
  GroupConditionInput,
  GroupFilterInput,
  type GroupKey,
  GroupOrderInput,
  GroupValue,
  ROW_PAGE_SIZES,
  RollUpRow,
  RollUpRowConnection,
} from './model/groupTypes';
import { RollUp, RollUpGroup, RollUpGroupConnection } from './model/rollUpTypes';
import { type GroupsRead, type GroupsShown, type PageSelection, placeOf, readGroups } from './readGroups';
import { GroupDimension, joinCodes } from './request/dimensions';
import { projectionOf, projectionOfPage } from './request/projection';
import { identityOf, type Selection } from './request/selection';

const RowsPage = pageArguments(ROW_PAGE_SIZES);

/** The descriptions of the arguments that say which groups there are. */
export const BY = {
  description:
    '分组维度，一至三个，按次序。The dimensions, one to three, in their order: [AGENCY, YEAR] is a matrix of bureaus by years.',
};
export const FILTER = {
  nullable: true,
  description: '只取哪些申请人或办理结果。Only some applicants or outcomes.',
};
export const HAVING = {
  nullable: true,
  description: '条件，全部满足。Only groups that meet all of these conditions, at most ten.',
};
const ORDER = {
  nullable: true,
  description:
    '排序，默认按分组键升序。Default: by the keys in the order of `by`, agencies and places by code, years ascending, outcomes as printed.',
};
export const NONE: ReadonlySet<string> = new Set();

/** Whether these fields of keys are made of names of agencies and places. */
export const needNames = (keys: ReadonlySet<string>): boolean => keys.has('labelZh') || keys.has('labelEn');

/** What the list of groups is, which cursors of its groups and of its rows are of. */
const groupList = (selection: Selection, { by, filter, having, orderBy }: GroupArguments) => [
  'groups',
  ...identityOf(selection),
  by.join(),
  filter,
  having,
  orderBy,
];

const cursorOf = ({ sortValue, sortKeys }: Group) => [sortValue, ...sortKeys];

/** Returns what an operation selects of the groups of a connection. */
function selectionOf(
  info: GraphQLResolveInfo,
  paths: readonly (readonly string[])[] = ITEM_PATHS,
): Omit<PageSelection, 'projection'> {
  const calls = paths.flatMap((path) => selectedCalls(info, ...path, 'values'));
  const fieldsAt = (...below: string[]) =>
    new Set(paths.flatMap((path) => [...selectedFieldsAt(info, ...path, ...below)]));
  const codes = calls.flatMap(({ args }) => (Array.isArray(args.codes) ? args.codes : [args.codes]));
  const withNames = needNames(fieldsAt('keys'));
  return {
    codes: codes.map(String),
    argument: 'codes',
    withBase: calls.some(({ fields }) => selectsBase(fields)),
    agencyFields: fieldsAt('agency'),
    withNames,
    withPlaces: withNames || fieldsAt().has('jurisdiction'),
  };
}

/** Returns what an operation selects of the rows of a connection. */
function selectionOfRows(info: GraphQLResolveInfo, codes: readonly string[]) {
  const valueFields = selectedFieldsOfItems(info, 'values');
  const withNames = needNames(selectedFieldsOfItems(info, 'keys'));
  return {
    codes,
    argument: 'values',
    withBase: selectsBase(valueFields),
    projection: projectionOfPage(info),
    agencyFields: NONE,
    withNames,
    withPlaces: withNames,
    valueFields,
  };
}

/** Returns the group with some codes as clients read it, or null. Its rank is that among all groups of the question, which are read until it is found. */
export async function findGroup(
  context: Context,
  selection: Selection,
  args: GroupArguments,
  codes: readonly string[],
  info: GraphQLResolveInfo,
): Promise<RollUpGroup | null> {
  const selected = { ...selectionOf(info, [[]]), projection: projectionOf(info) };
  const size = ROW_PAGE_SIZES.largest;
  const first = firstPage(size);
  for (let cursor: string | null = null; ; ) {
    const page = { ...first, cursor };
    const read: GroupsRead = await readGroups(context, selection, args, page, selected);
    const group = read.groups.find((one) => joinCodes(one.codes) === joinCodes(codes));
    if (group) return shapeGroup(group, { ...read, place: placeOf(read, group) });
    if (read.groups.length <= size) return null;
    cursor = encodeCursor(page.list, cursorOf(read.groups[size - 1]));
  }
}

@Resolver(() => RollUp)
export class GroupFields {
  @FieldResolver(() => RollUpGroupConnection, {
    nullable: true,
    description:
      '分组汇总，可多维：按机关、下级区划、年度、级别、类别、申请人、办理结果。Groups by one to three dimensions, each in the shape of a report: by bureau, place, year, level, kind, applicant and outcome. Ordered by any value, its share or growth, and filtered by any. Agencies without a report are there too. For flat tables see `rows`.',
  })
  async groups(
    @Root() { selection }: RollUp,
    @Ctx() context: Context,
    @Arg('by', () => [GroupDimension], BY) by: GroupDimension[],
    @Arg('filter', () => GroupFilterInput, FILTER) filter: GroupFilterInput | null,
    @Arg('having', () => [GroupConditionInput], HAVING) having: GroupConditionInput[] | null,
    @Arg('orderBy', () => GroupOrderInput, ORDER) orderBy: GroupOrderInput | null,
    @Args(() => UsualPage) page: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<RollUpGroup>> {
    const args = { by, filter, having, orderBy };
    const selected = { ...selectionOf(info), projection: projectionOfPage(info) };
    const read = await readGroups(
      context,
      selection,
      args,
      readPage(page, groupList(selection, args)),
      selected,
    );
    const groups = read.groups.map((group) => shapeGroup(group, { ...read, place: placeOf(read, group) }));
    return pageOf(groups, read.page, read.total, (shaped) => cursorOf(read.groups[groups.indexOf(shaped)]));
  }

  @FieldResolver(() => RollUpRowConnection, {
    nullable: true,
    description:
      '平面数据行：键与数值，一次查询得到图表或透视表所需的全部。Flat rows of keys and values for charts and pivot tables: requests by bureau and year, grounds of denial by growth, applicants by year and level, each in one query. At most 1,000 in a page.',
  })
  async rows(
    @Root() { selection }: RollUp,
    @Ctx() context: Context,
    @Arg('by', () => [GroupDimension], BY) by: GroupDimension[],
    @Arg('values', () => [ID], {
      description:
        '数值代码，至多 50 个，其中公式至多 10 个。The codes of values, at most 50: cells, subtotals, measures.<code>, indicators.<code>, or = and a formula of them, such as `=indicators.hotlineTickets / requests.received.total`, at most 10. By APPLICANT and OUTCOME without the part that the group says: `requests.received`, `requests.total`, `requests`.',
    })
    values: string[],
    @Arg('filter', () => GroupFilterInput, FILTER) filter: GroupFilterInput | null,
    @Arg('having', () => [GroupConditionInput], HAVING) having: GroupConditionInput[] | null,
    @Arg('orderBy', () => GroupOrderInput, ORDER) orderBy: GroupOrderInput | null,
    @Args(() => RowsPage) page: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<RollUpRow>> {
    const selected = selectionOfRows(info, values);
    const args = { by, filter, having, orderBy };
    const read = await readGroups(
      context,
      selection,
      args,
      readPage(page, groupList(selection, args), ROW_PAGE_SIZES),
      selected,
    );
    const rows = await rowsOf(read, read.groups, values, selected.valueFields);
    return pageOf(rows, read.page, read.total, (row) => cursorOf(read.groups[rows.indexOf(row)]));
  }
}

/** A group as a flat row. */
class FlatRow implements RollUpRow {
  readonly keys: GroupKey[];
  readonly rank: number | null;

  constructor(
    private readonly read: GroupsShown,
    private readonly group: Group,
    readonly values: GroupValue[],
  ) {
    this.keys = keysOf(read.question.by, group, placeOf(read, group));
    this.rank = group.rank;
  }

  /** Few operations select it, and each row has a selection of its own. */
  get coverage(): Coverage {
    return coverageOfGroup(this.read.question, this.group, this.read.agencyKeys);
  }
}

/** Returns groups as flat rows. */
export async function rowsOf(
  read: GroupsShown,
  groups: readonly Group[],
  codes: readonly string[],
  selected: ReadonlySet<string>,
): Promise<RollUpRow[]> {
  const valuesOf = await read.values.read(codes, selected);
  return groups.map((group) => new FlatRow(read, group, valuesOf(group)));
}

@Resolver(() => RollUpGroup)
export class GroupValueFields {
  @FieldResolver(() => [GroupValue], {
    description:
      '按代码取数值，附占比与同比。Values by code, each once in the order asked for: cells, subtotals, measures, indicators and formulas alike, with share and growth.',
  })
  values(
    @Root() group: RollUpGroup,
    @Arg('codes', () => [ID], { description: '数值代码，至多 50 个。Codes of values, at most 50.' })
    codes: string[],
    @Info() info: GraphQLResolveInfo,
  ): Promise<GroupValue[]> {
    return group.readValues(codes, selectedFieldsAt(info));
  }
}
