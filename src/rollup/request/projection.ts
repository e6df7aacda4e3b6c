import type { FragmentDefinitionNode, GraphQLResolveInfo, SelectionNode, SelectionSetNode } from 'graphql';
import { type Cell, cellOf } from '../../form/cells';
import { MEASURES, type SignedCell } from '../../form/measures';
import { isTableName } from '../../form/sections';
import { positionsAt } from '../../form/tables';

/** Which parts of its sums an operation reads. */
export interface SumProjection {
  /** How many reports were expected, and how many the sum holds. */
  readonly coverage: boolean;
  /** Positions of the counts, in order; null for all cells. */
  readonly positions: readonly number[] | null;
  readonly fees: boolean;
}

/** Reads no part of a sum. */
export const NOTHING: SumProjection = { coverage: false, positions: [], fees: false };
/** Reads only how many reports a sum holds. */
export const COVERAGE_ONLY: SumProjection = { ...NOTHING, coverage: true };
/** Reads every part of a sum. */
export const EVERYTHING: SumProjection = { coverage: true, positions: null, fees: true };

/** Returns whether a projection reads no part of a sum. */
export const isNothing = ({ coverage, positions, fees }: SumProjection) =>
  !coverage && !fees && positions?.length === 0;

/** Returns the projection that reads whatever one of several reads. */
export function union(projections: readonly SumProjection[]): SumProjection {
  const includesAllCells = projections.some(({ positions }) => positions === null);
  const positions = new Set(projections.flatMap(({ positions: own }) => own ?? []));
  return {
    coverage: projections.some(({ coverage }) => coverage),
    positions: includesAllCells ? null : [...positions].sort((a, b) => a - b),
    fees: projections.some(({ fees }) => fees),
  };
}

const projectionOfPositions = (positions: readonly number[]): SumProjection => ({ ...NOTHING, positions });
/** Returns the projection of some cells. */
export const projectionOfCells = (cells: readonly Cell[]): SumProjection =>
  union(
    cells.map(({ kind, position }) =>
      kind === 'AMOUNT' ? { ...NOTHING, fees: true } : projectionOfPositions([position]),
    ),
  );
/** Returns the projection of a sum of cells. */
export const projectionOfTerms = (terms: readonly SignedCell[]) =>
  projectionOfPositions(terms.map(({ cell }) => cellOf(cell).position));

/** Fields of a page and of its groups that read no sum. */
const WITHOUT = new Set([
  '__typename',
  'cursor',
  'pageInfo',
  'totalCount',
  'key',
  'rank',
  'sortValue',
  'year',
  'years',
  'level',
  'agency',
  'jurisdiction',
  'indicators',
  'keys',
  'kind',
  // These fields read sums of their own.
  'groups',
  'rows',
  'distribution',
  'change',
  'reconciliations',
]);
const ENTERED = new Set(['edges', 'node', 'nodes', 'total']);

type Fragments = { readonly [name: string]: FragmentDefinitionNode };

/** Joins the projections of the fields of a selection set, fragments included. */
function fieldsOf(
  set: SelectionSetNode | undefined,
  fragments: Fragments,
  projectionOfField: (name: string, set: SelectionSetNode | undefined) => SumProjection,
): SumProjection {
  const projectionOfSelection = (selection: SelectionNode): SumProjection => {
    if (selection.kind === 'Field') return projectionOfField(selection.name.value, selection.selectionSet);
    const inner = selection.kind === 'InlineFragment' ? selection : fragments[selection.name.value];
    return fieldsOf(inner?.selectionSet, fragments, projectionOfField);
  };
  return union((set?.selections ?? []).map(projectionOfSelection));
}

function projectionOfTable(
  path: string,
  set: SelectionSetNode | undefined,
  fragments: Fragments,
): SumProjection {
  return fieldsOf(set, fragments, (name, inner) => {
    const own = `${path}.${name}`;
    if (name === '__typename') return NOTHING;
    if (inner) return projectionOfTable(own, inner, fragments);
    if (own === 'proactive.fees.amount') return { ...NOTHING, fees: true };
    const positions = positionsAt(own);
    return positions ? projectionOfPositions(positions) : EVERYTHING;
  });
}

function projectionOfMeasures(
  set: SelectionSetNode | undefined,
  fragments: Fragments,
  group = '',
): SumProjection {
  return fieldsOf(set, fragments, (name, inner) => {
    if (inner) return projectionOfMeasures(inner, fragments, `${name}.`);
    const measure = MEASURES.find(({ code }) => code === `${group}${name}`);
    return measure ? projectionOfTerms([...measure.numerator, ...measure.denominator]) : NOTHING;
  });
}

/** Reads the parts of the sums below a selection: of groups, whose values are read by their codes, or of a total with all it has. */
function projectionOfGroups(
  set: SelectionSetNode | undefined,
  fragments: Fragments,
  valueProjection: SumProjection,
): SumProjection {
  return fieldsOf(set, fragments, (name, inner) => {
    if (WITHOUT.has(name)) return NOTHING;
    if (ENTERED.has(name)) return projectionOfGroups(inner, fragments, valueProjection);
    if (isTableName(name)) return projectionOfTable(name, inner, fragments);
    if (name === 'measures') return projectionOfMeasures(inner, fragments);
    if (name === 'coverage' || name === 'suppressedZh' || name === 'suppressedEn') return COVERAGE_ONLY;
    return name === 'values' ? valueProjection : EVERYTHING;
  });
}

type Projections = WeakMap<SelectionSetNode, SumProjection>;
const rollUpProjections: Projections = new WeakMap();
const pageProjections: Projections = new WeakMap();

function projectionBelow(
  { fieldNodes, fragments }: GraphQLResolveInfo,
  projections: Projections,
  valueProjection: SumProjection,
): SumProjection {
  const all = fieldNodes.flatMap(({ selectionSet }) => {
    if (!selectionSet) return [];
    const projection =
      projections.get(selectionSet) ?? projectionOfGroups(selectionSet, fragments, valueProjection);
    projections.set(selectionSet, projection);
    return [projection];
  });
  return all.length === 1 ? all[0] : union(all);
}

/** Returns which parts of the sums below a roll-up an operation reads. */
export const projectionOf = (info: GraphQLResolveInfo): SumProjection =>
  projectionBelow(info, rollUpProjections, EVERYTHING);

/** Returns which parts of the sums of the groups of a connection an operation reads, beside those of their values. */
export const projectionOfPage = (info: GraphQLResolveInfo): SumProjection =>
  projectionBelow(info, pageProjections, NOTHING);
