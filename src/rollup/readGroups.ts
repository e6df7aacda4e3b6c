import { columnsFor } from '../agency/agencyQueries';
import type { Jurisdiction } from '../agency/agencyTypes';
import { jurisdictionCodeLoader } from '../agency/jurisdictions';
import { decodeCursor, type Page } from '../shared/graphql/paging';
import type { Context } from '../shared/request/context';
import { type AgencyParts, distributionOfAgencies, pageOfAgencies } from './grouping/agencyGroups';
import type { Spread } from './grouping/distribution';
import type { DistributionSize, Group } from './grouping/group';
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
  readonly places: ReadonlyMap<string, Jurisdiction | null>;
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
  { withPlaces }: PageSelection,
): Promise<Pick<GroupsShown, 'agencyKeys' | 'values' | 'places'>> {
  const agencyKeys = isOfAgencies(question)
    ? [...new Set(groups.flatMap(({ agency }) => agency?.key ?? []))]
    : null;
  return {
    agencyKeys,
    values: new PageValues(context, question, { projection: question.projection, agencyKeys }),
    places: withPlaces ? await loadPlaces(context, question, groups) : new Map(),
  };
}

/** Loads the places that groups are of. */
async function loadPlaces(
  context: Context,
  { selection, by }: GroupQuestion,
  groups: readonly Group[],
): Promise<ReadonlyMap<string, Jurisdiction | null>> {
  const at = by.indexOf(GroupDimension.CHILD);
  const codes = at < 0 ? [] : [...new Set(groups.map((group) => group.codes[at]))];
  const loader = jurisdictionCodeLoader(context, selection.asOf);
  const places = await Promise.all(codes.map((code) => loader.load(code)));
  return new Map(codes.map((code, position) => [code, places[position]]));
}

/** Returns the place that a group is of. */
export function placeOf({ question, places }: GroupsShown, { codes }: Group): Jurisdiction | null {
  const at = question.by.indexOf(GroupDimension.CHILD);
  return at < 0 ? null : (places.get(codes[at]) ?? null);
}
