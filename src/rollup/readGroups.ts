import { columnsFor } from '../agency/agencyQueries';
import { jurisdictionInYear } from '../agency/jurisdictionInYear';
import { jurisdictionCodeLoader } from '../agency/jurisdictions';
import { decodeCursor, type Page } from '../shared/graphql/paging';
import type { Context } from '../shared/request/context';
import { type AgencyParts, distributionOfAgencies, pageOfAgencies } from './grouping/agencyGroups';
import type { Spread } from './grouping/distribution';
import type { DistributionSize, Group, PlaceOfGroup } from './grouping/group';
import { PageValues } from './grouping/groupValues';
import { distributionInMemory, pageInMemory } from './grouping/inMemory';
import type { GroupQuestion } from './grouping/question';
import { type GroupArguments, type GroupSelection, readQuestion } from './grouping/readQuestion';
import { cursorPartOf, GroupDimension } from './request/dimensions';
import type { Selection } from './request/selection';

/** What an operation selects of a page of groups. */
export interface PageSelection extends GroupSelection {
  /** The fields of the agency of each group. */
  readonly agencyFields: ReadonlySet<string>;
  /** Whether the names of keys are selected. */
  readonly withNames: boolean;
  /** Whether places are selected, by their names or themselves. */
  readonly withPlaces: boolean;
}

/** Groups with what they share where they are shown. */
export interface GroupsShown {
  readonly question: GroupQuestion;
  readonly groups: readonly Group[];
  /** How many groups there are in all. */
  readonly total: number;
  readonly values: PageValues;
  readonly agencyKeys: readonly number[] | null;
  /** The places that groups are of, where they are of places. */
  readonly places: ReadonlyMap<Group, PlaceOfGroup>;
}
/** Groups of a page as they were read, one more than it has. */
export interface GroupsRead extends GroupsShown {
  readonly page: Page;
}
/** The outliers of a distribution, with how all groups are spread. */
export interface DistributionRead extends GroupsShown {
  readonly spread: Spread;
}

const partsOf = ({ agencyFields, withNames }: PageSelection): AgencyParts => ({
  agencyColumns: agencyFields.size > 0 ? columnsFor(agencyFields) : null,
  withNames,
});

/** Reads a page of the groups of a selection, with all that is selected of them. */
export async function readGroups(
  context: Context,
  selection: Selection,
  args: GroupArguments,
  page: Page,
  selected: PageSelection,
): Promise<GroupsRead> {
  const question = await readQuestion(context, selection, args, selected);
  const { by } = question;
  const pageRead = { ...page, position: decodeCursor(page, 'value', ...by.map(cursorPartOf)) };
  const { groups, total } = isOfAgencies(question)
    ? await pageOfAgencies(context, question, pageRead, partsOf(selected))
    : await pageInMemory(context, question, pageRead);
  const shared = await readShared(context, question, groups.slice(0, page.size), selected);
  return { question, page, groups, total, ...shared };
}

/** Reads how the figures of the groups of a selection are spread that they are ordered by, with all that is selected of the outliers. */
export async function readDistribution(
  context: Context,
  selection: Selection,
  args: GroupArguments,
  selected: PageSelection,
  size: DistributionSize,
): Promise<DistributionRead> {
  const question = await readQuestion(context, selection, args, selected);
  const { groups, spread, outliers } = isOfAgencies(question)
    ? await distributionOfAgencies(context, question, size, partsOf(selected))
    : await distributionInMemory(context, question, size);
  const shared = await readShared(context, question, outliers, selected);
  return { question, groups: outliers, total: groups, spread, ...shared };
}

const isOfAgencies = ({ members }: GroupQuestion) => members.includes(GroupDimension.AGENCY);

/** Reads what groups share that are shown together. */
async function readShared(
  context: Context,
  question: GroupQuestion,
  groups: readonly Group[],
  selected: PageSelection,
): Promise<Pick<GroupsShown, 'agencyKeys' | 'values' | 'places'>> {
  const agencyKeys = isOfAgencies(question)
    ? [...new Set(groups.flatMap(({ agency }) => agency?.key ?? []))]
    : null;
  return {
    agencyKeys,
    values: new PageValues(context, question, { projection: question.projection, agencyKeys }),
    places: selected.withPlaces ? await loadPlaces(context, question, groups, selected) : new Map(),
  };
}

/** Loads the places that groups are of. Two statements, however many there are. */
async function loadPlaces(
  context: Context,
  { selection, by }: GroupQuestion,
  groups: readonly Group[],
  { withNames }: PageSelection,
): Promise<ReadonlyMap<Group, PlaceOfGroup>> {
  const at = by.indexOf(GroupDimension.CHILD);
  if (at < 0) return new Map();
  const loader = jurisdictionCodeLoader(context, selection.asOf);
  const places = await Promise.all(
    groups.map(async ({ codes, years }): Promise<PlaceOfGroup | null> => {
      const row = await loader.load(codes[at]);
      const name = row && withNames ? await jurisdictionInYear(context, row, Math.max(...years)) : null;
      return row && { row, name };
    }),
  );
  return new Map(
    groups.flatMap((group, position) => {
      const place = places[position];
      return place ? [[group, place] as const] : [];
    }),
  );
}

/** Returns the place that a group is of. */
export const placeOf = ({ places }: Pick<GroupsShown, 'places'>, group: Group): PlaceOfGroup | null =>
  places.get(group) ?? null;
