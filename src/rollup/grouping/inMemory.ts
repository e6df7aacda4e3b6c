import { getFigure } from '../../form/figures';
import type { Context } from '../../shared/request/context';
import {
  GroupDimension,
  isTableDimension,
  joinCodes,
  type MemberDimension,
  sortKeyOf,
} from '../request/dimensions';
import { GroupFigure } from '../request/groupFigure';
import { COVERAGE_ONLY, NOTHING, union } from '../request/projection';
import { addSums, type GroupSum } from '../request/sum';
import { APPLICANTS, type Cut, cellsOfCut } from './cuts';
import { beyondFences, spreadOf } from './distribution';
import { readFigureSources } from './figureSources';
import { GroupFigures } from './figures';
import type { DistributionSize, Group, GroupDistribution, GroupPage } from './group';
import { readGroupSums } from './groupSums';
import {
  type Condition,
  type FigureRef,
  type GroupPageArguments,
  type GroupQuestion,
  isOverYears,
  projectionOfValues,
  withYearsBefore,
} from './question';

/** Returns the figures that a question sorts and filters by. */
export const refsOf = ({ order, conditions }: GroupQuestion): FigureRef[] => [
  ...(order.by ? [order.by] : []),
  ...conditions,
];

/** Returns the dimensions of the sums that are read: with the year where the year before is read too. */
const dimensionsRead = ({ members, isCompared }: GroupQuestion): readonly MemberDimension[] =>
  isCompared && !members.includes(GroupDimension.YEAR) ? [...members, GroupDimension.YEAR] : members;

/** Returns the numbers of the codes of table dimensions, by which groups are sorted. */
export function tableOrder({ cuts }: GroupQuestion): (dimension: GroupDimension, cut: Cut) => number {
  const applicants = APPLICANTS.map(({ code }) => code);
  const outcomes = [...new Set(cuts.map(({ outcome }) => outcome?.code))];
  return (dimension, cut) =>
    dimension === GroupDimension.APPLICANT
      ? applicants.indexOf(cut.applicant?.code ?? '')
      : outcomes.indexOf(cut.outcome?.code);
}

/** Returns the code of a table dimension. */
export const codeOfCut = (dimension: GroupDimension, { applicant, outcome }: Cut): string =>
  (dimension === GroupDimension.APPLICANT ? applicant : outcome)?.code ?? '';

/** Whether a part of the table is listed: row （六） of edition 2019 only where a report has it. */
const isListed = (cut: Cut, { sum }: GroupSum) =>
  !cut.outcome?.isOptional || cellsOfCut(cut).some((cell) => getFigure(sum.figures, cell) !== null);

/** Returns the groups of a question, each cut into the parts of the table, in no order. */
function formGroups(question: GroupQuestion, sums: readonly GroupSum[]): Group[] {
  const { selection, by, cuts } = question;
  const dimensions = dimensionsRead(question);
  const yearAt = dimensions.indexOf(GroupDimension.YEAR);
  const othersOf = ({ codes }: GroupSum) => joinCodes(codes.filter((_, at) => at !== yearAt));
  const keyOf = (others: string, year: number) => `${year} ${others}`;
  const numberOf = tableOrder(question);
  const byYear = new Map(
    yearAt < 0 ? [] : sums.map((one) => [keyOf(othersOf(one), Number(one.codes[yearAt])), one.sum]),
  );
  return sums.flatMap((one) => {
    const year = yearAt < 0 ? null : Number(one.codes[yearAt]);
    if (year !== null && !selection.years.includes(year)) return [];
    const others = othersOf(one);
    const before =
      question.isCompared && year !== null
        ? (byYear.get(keyOf(others, year - 1)) ?? addSums([], one.sum.key))
        : null;
    return cuts
      .filter((cut) => isListed(cut, one))
      .map((cut): Group => {
        const codeOf = (dimension: GroupDimension) =>
          isTableDimension(dimension)
            ? codeOfCut(dimension, cut)
            : one.codes[dimensions.indexOf(dimension as MemberDimension)];
        return {
          codes: by.map(codeOf),
          memberKey: others,
          sortKeys: by.map((dimension) =>
            isTableDimension(dimension)
              ? numberOf(dimension, cut)
              : sortKeyOf(dimension as MemberDimension, codeOf(dimension)),
          ),
          cut,
          years: year === null ? selection.years : [year],
          sum: one.sum,
          before,
          agency: null,
          rank: null,
          sortValue: null,
        };
      });
  });
}

const isWithin = (value: number | null, { min, max }: Condition) =>
  value !== null && (min === null || value >= min) && (max === null || value <= max);

/** Compares sort keys, each with the one at its place. */
function compareKeys(one: readonly unknown[], other: readonly unknown[]): number {
  for (const [at, key] of (one as (string | number)[]).entries()) {
    const theirs = other[at] as string | number;
    if (key !== theirs) return key < theirs ? -1 : 1;
  }
  return 0;
}

type Sorted = Pick<Group, 'sortKeys' | 'sortValue'>;

/** Returns how groups are compared: by value, those without one last, and then by their codes; or by the codes alone. */
function comparison({ by, isDescending }: GroupQuestion['order']): (one: Sorted, other: Sorted) => number {
  const sign = isDescending ? -1 : 1;
  if (!by) return (one, other) => sign * compareKeys(one.sortKeys, other.sortKeys);
  return (one, other) => {
    if (one.sortValue === other.sortValue) return compareKeys(one.sortKeys, other.sortKeys);
    if (one.sortValue === null || other.sortValue === null) return one.sortValue === null ? 1 : -1;
    return sign * (one.sortValue - other.sortValue);
  };
}

/** Returns groups in order with their ranks: equal values share one, and without a value there is none. */
function rankGroups(groups: readonly Group[], order: GroupQuestion['order']): Group[] {
  const sorted = groups.toSorted(comparison(order));
  let rank = 1;
  return sorted.map((group, at) => {
    if (at > 0 && sorted[at - 1].sortValue !== group.sortValue) rank = at + 1;
    return { ...group, rank: group.sortValue === null ? null : rank };
  });
}

/** Returns all groups of a question, not of agencies, in order. There are some thousand at most. */
async function readInMemory(context: Context, question: GroupQuestion): Promise<Group[]> {
  const { selection, cuts, order, conditions, isCompared } = question;
  const refs = refsOf(question);
  const projection = union([
    COVERAGE_ONLY,
    question.projection,
    projectionOfValues(
      refs.map(({ value }) => value),
      cuts,
    ),
    {
      ...NOTHING,
      positions: cuts
        .filter(({ outcome }) => outcome?.isOptional)
        .flatMap(cellsOfCut)
        .map(({ position }) => position),
    },
  ]);
  const [sums, sources] = await Promise.all([
    readGroupSums(
      context,
      isCompared ? withYearsBefore(selection) : selection,
      dimensionsRead(question),
      projection,
    ),
    readFigureSources(context, question, {
      values: refs.map(({ value }) => value),
      withShare: refs.some(({ figure }) => figure === GroupFigure.SHARE),
      withBase: refs.some(isOverYears),
      projection,
      agencyKeys: null,
    }),
  ]);
  const figures = new GroupFigures(question, sources);
  const groups = formGroups(question, sums)
    .filter((group) =>
      conditions.every((condition) => isWithin(figures.numberOf(condition, group), condition)),
    )
    .map((group) => ({ ...group, sortValue: order.by && figures.numberOf(order.by, group) }));
  return rankGroups(groups, order);
}

/** Returns a page of groups that are not of agencies. */
export async function pageInMemory(
  context: Context,
  question: GroupQuestion,
  { size, isBackward, position }: GroupPageArguments,
): Promise<GroupPage> {
  const { order } = question;
  const ranked = await readInMemory(context, question);
  const [value, ...sortKeys] = position ?? [];
  const start: Sorted = {
    sortValue: (value ?? null) as number | null,
    sortKeys: sortKeys as (string | number)[],
  };
  const compare = comparison(order);
  const sign = isBackward ? -1 : 1;
  const read = isBackward ? ranked.toReversed() : ranked;
  const left = position ? read.filter((group) => sign * compare(group, start) > 0) : read;
  return { groups: left.slice(0, size + 1), total: ranked.length };
}

/** Returns how the figures are spread that groups are sorted by which are not of agencies. */
export async function distributionInMemory(
  context: Context,
  question: GroupQuestion,
  { bins, outliers }: DistributionSize,
): Promise<GroupDistribution> {
  const groups = await readInMemory(context, question);
  const spread = spreadOf(
    groups.flatMap(({ sortValue }) => sortValue ?? []),
    bins,
  );
  const beyond = groups.flatMap((group) => {
    const distance = group.sortValue === null ? 0 : beyondFences(group.sortValue, spread);
    return distance > 0 ? [{ group, distance }] : [];
  });
  const farthest = beyond.toSorted(
    (one, other) => other.distance - one.distance || compareKeys(one.group.sortKeys, other.group.sortKeys),
  );
  return { groups: groups.length, spread, outliers: farthest.slice(0, outliers).map(({ group }) => group) };
}
