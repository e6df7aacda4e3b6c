import type { AgencyKind, JurisdictionLevel } from '../agency/agencyTypes';
import type { Cell } from '../form/cells';
import type { Tables } from '../form/tables';
import { type Absence, FigureState } from '../report/model/cellTypes';
import type { IndicatorValue } from '../report/model/indicatorTypes';
import type { Context } from '../shared/request/context';
import { type Cut, cutFigures, isInCut, UNCUT } from './grouping/cuts';
import type { Group, PlaceOfGroup } from './grouping/group';
import { keysOf } from './grouping/groupKeys';
import { PageValues } from './grouping/groupValues';
import { indicatorsOf, readIndicators } from './grouping/indicatorSums';
import { explainCell, reasonsOf, SUPPRESSED } from './grouping/nullReasons';
import type { GroupQuestion } from './grouping/question';
import { measuresOfPart } from './grouping/values';
import type { Coverage } from './model/coverageTypes';
import { RollUpGroup } from './model/rollUpTypes';
import { GroupDimension, joinCodes } from './request/dimensions';
import type { SumProjection } from './request/projection';
import { hiddenCells, type Selection } from './request/selection';
import { addSums, type Sum } from './request/sum';
import { sumYears } from './scanned/sums';
import { showsDemonstration } from './showsDemonstration';

/** Returns a selection narrowed to a place right below it, or to the place itself. */
function narrowToChild(selection: Selection, code: string): Selection {
  const isItself = selection.path?.endsWith(`${code}/`);
  return isItself
    ? { ...selection, onlyPlace: true }
    : { ...selection, path: `${selection.path ?? ''}${code}/`, placeKey: null, realOnly: false };
}

/** Returns a selection narrowed to one of its groups. The parts of the table are all of the same reports. */
function narrow({ selection, by }: GroupQuestion, { codes, years, agency }: Group): Selection {
  let narrowed: Selection = { ...selection, years, agencyKeys: agency ? [agency.key] : selection.agencyKeys };
  for (const [at, dimension] of by.entries()) {
    if (dimension === GroupDimension.LEVEL) narrowed = { ...narrowed, levels: [codes[at]] };
    if (dimension === GroupDimension.KIND) narrowed = { ...narrowed, kinds: [codes[at]] };
    if (dimension === GroupDimension.CHILD) narrowed = narrowToChild(narrowed, codes[at]);
  }
  return narrowed;
}

/** What is not counted of a suppressed sum. */
const UNCOUNTED = { withErrors: null, blankCells: null, notApplicableCells: null, edition2019: null };

/** Returns what a sum holds, with the selection whose missing reports can be listed. */
export const coverageOf = (sum: Sum, selection: Selection): Coverage => ({
  selection,
  ...sum,
  ...(sum.isSuppressed ? UNCOUNTED : {}),
});

/** Returns how much of what was expected a group holds. Those of its page, of these agencies where they are of agencies, are counted together. */
export const coverageOfGroup = (
  question: GroupQuestion,
  group: Group,
  agencyKeys: readonly number[] | null,
): Coverage => ({
  ...coverageOf(group.sum, narrow(question, group)),
  groups: {
    selection: agencyKeys ? { ...question.selection, agencyKeys } : question.selection,
    dimensions: question.members,
  },
  codes: question.members.map((dimension) =>
    dimension === GroupDimension.AGENCY && group.agency
      ? String(group.agency.key)
      : group.codes[question.by.indexOf(dimension)],
  ),
});

const partName = ({ applicant, outcome }: Cut) =>
  [applicant, outcome].flatMap((part) => (part ? [`“${part.zh}”`] : [])).join('、');
const partNameEn = ({ applicant, outcome }: Cut) =>
  [applicant, outcome].flatMap((part) => (part ? [`"${part.en}"`] : [])).join(', ');

/** Why a cell outside the part of the table that a group is has no value there. */
const outsideOf = (cut: Cut): Absence => ({
  state: FigureState.NOT_APPLICABLE,
  zh: `本组只是${partName(cut)}这一部分。`,
  en: `The group is only the part ${partNameEn(cut)} of the table.`,
});

/** What a group is read with: its question, and what the groups of its page share. */
interface GroupSources {
  readonly question: GroupQuestion;
  readonly values: PageValues;
  /** The agencies of the groups of the page; null where they are not of agencies. */
  readonly agencyKeys: readonly number[] | null;
  readonly place?: PlaceOfGroup | null;
}

/** Returns a group as clients read it. */
export function shapeGroup(group: Group, sources: GroupSources): RollUpGroup {
  const { question, values, agencyKeys, place = null } = sources;
  const { selection, by, members, input } = question;
  const { codes, cut, years, sum, agency } = group;
  const coverage = coverageOfGroup(question, group, agencyKeys);
  const hidden = hiddenCells(years);
  const isCut = cut !== UNCUT;
  const shown = { ...sum, years, figures: isCut ? cutFigures(sum.figures, cut) : sum.figures };
  const codeOf = (dimension: GroupDimension) => codes[by.indexOf(dimension)] ?? null;
  const year = codeOf(GroupDimension.YEAR);
  const outside = isCut ? (cell: Cell) => (isInCut(cell, cut) ? null : outsideOf(cut)) : null;
  const fields: Omit<RollUpGroup, 'nodeType' | 'id' | 'sections' | keyof Tables> = {
    identity: { ...selection.question, by, keys: codes, order: input },
    key: by.length === 0 ? 'total' : joinCodes(codes),
    keys: keysOf(by, group, place),
    rank: group.rank,
    sortValue: group.sortValue,
    year: year === null ? null : Number(year),
    level: codeOf(GroupDimension.LEVEL) as JurisdictionLevel | null,
    kind: codeOf(GroupDimension.KIND) as AgencyKind | null,
    agency: agency?.row ?? null,
    jurisdiction: place?.row ?? null,
    figures: shown.figures,
    hidden,
    ...(isCut && { ownMeasures: measuresOfPart(sum.figures, cut) }),
    coverage,
    suppressedZh: sum.isSuppressed ? SUPPRESSED.zh : null,
    suppressedEn: sum.isSuppressed ? SUPPRESSED.en : null,
    explainNull: (cell) => outside?.(cell) ?? explainCell(cell, shown),
    listReasons: () => reasonsOf(shown, hidden, outside),
    readValues: async (codesOfValues, selected) => (await values.read(codesOfValues, selected))(group),
    showsDemonstration: (context) => showsDemonstration(context, selection),
    loadMeasures: (measures) => values.measuresOf(group, measures, outsideOf(cut)),
    loadIndicators: async (context, withSentences): Promise<IndicatorValue[]> => {
      if (sum.isSuppressed || isCut) return [];
      const rows = await readIndicators(context, selection, members, agencyKeys, withSentences);
      return indicatorsOf(rows, group.memberKey, years, selection.sumsOnly);
    },
  };
  return Object.assign(new RollUpGroup(), fields);
}

/** Returns the question whose only group is all of a selection. */
export const totalQuestion = (selection: Selection): GroupQuestion => ({
  selection,
  by: [],
  input: null,
  members: [],
  cuts: [UNCUT],
  order: { by: null, isDescending: false },
  conditions: [],
  isCompared: false,
  projection: { coverage: false, positions: [], fees: false },
});

/** Returns a sum over all of a selection as clients read it. */
export function shapeTotal(
  context: Context,
  sum: Sum,
  selection: Selection,
  projection: SumProjection,
): RollUpGroup {
  const question = totalQuestion(selection);
  const group: Group = {
    codes: [],
    memberKey: '',
    sortKeys: [],
    cut: UNCUT,
    years: selection.years,
    sum,
    before: null,
    agency: null,
    rank: null,
    sortValue: null,
  };
  const values = new PageValues(context, question, { projection, agencyKeys: null });
  return shapeGroup(group, { question, values, agencyKeys: null });
}

/** Returns the sum over all years of a selection. */
export const totalOf = async (context: Context, selection: Selection, projection: SumProjection) =>
  addSums(await sumYears(context, selection, projection), 'total');
