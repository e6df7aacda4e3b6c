import { type AgencyColumn, columnsFor } from '../agency/agencyQueries';
import type { Jurisdiction } from '../agency/agencyTypes';
import { jurisdictionCodeLoader } from '../agency/jurisdictions';
import { decodeCursor, type Page } from '../shared/graphql/paging';
import type { Context } from '../shared/request/context';
import { pageOfAgencies } from './grouping/agencyGroups';
import type { Group } from './grouping/group';
import { PageValues } from './grouping/groupValues';
import { pageInMemory } from './grouping/inMemory';
import type { GroupQuestion } from './grouping/question';
import { type GroupArguments, type GroupSelection, readQuestion } from './grouping/readQuestion';
import { cursorPartOf, GroupDimension } from './request/dimensions';
import type { Selection } from './request/selection';

/** What an operation selects of a page of groups. */
export interface PageSelection extends GroupSelection {
  /** The fields of the agency of each group. */
  readonly agencyFields: ReadonlySet<string>;
  /** Whether names of places are selected. */
  readonly withPlaces: boolean;
}

/** Groups of a page as they were read, one more than it has, with what they share. */
export interface GroupsRead {
  readonly question: GroupQuestion;
  readonly page: Page;
  readonly groups: readonly Group[];
  readonly total: number;
  readonly values: PageValues;
  readonly agencyKeys: readonly number[] | null;
  readonly places: ReadonlyMap<string, Jurisdiction | null>;
}

const columnsOf = (fields: ReadonlySet<string>): readonly AgencyColumn[] | null =>
  fields.size > 0 ? columnsFor(fields) : null;

/** Reads a page of the groups of a selection, with all that is selected of them. */
export async function readGroups(
  context: Context,
  selection: Selection,
  args: GroupArguments,
  page: Page,
  selected: PageSelection,
): Promise<GroupsRead> {
  const question = await readQuestion(context, selection, args, selected);
  const { by, members, projection } = question;
  const pageRead = { ...page, position: decodeCursor(page, 'value', ...by.map(cursorPartOf)) };
  const isOfAgencies = members.includes(GroupDimension.AGENCY);
  const { groups, total } = isOfAgencies
    ? await pageOfAgencies(context, question, pageRead, columnsOf(selected.agencyFields))
    : await pageInMemory(context, question, pageRead);
  const shown = groups.slice(0, page.size);
  const agencyKeys = isOfAgencies ? [...new Set(shown.flatMap(({ agency }) => agency?.key ?? []))] : null;
  return {
    question,
    page,
    groups,
    total,
    agencyKeys,
    values: new PageValues(context, question, { projection, agencyKeys }),
    places: selected.withPlaces ? await loadPlaces(context, question, shown) : new Map(),
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
export function placeOf({ question, places }: GroupsRead, { codes }: Group): Jurisdiction | null {
  const at = question.by.indexOf(GroupDimension.CHILD);
  return at < 0 ? null : (places.get(codes[at]) ?? null);
}
