import type { FragmentDefinitionNode, GraphQLResolveInfo, SelectionNode, SelectionSetNode } from 'graphql';
import { cellOf } from '../../form/cells';
import { MEASURES, type SignedCell } from '../../form/measures';
import { isTableName } from '../../form/sections';
import { positionsAt } from '../../form/tables';

/** What is asked of sums. */
export interface SumProjection {
  /** How many reports were expected, and what of them it holds. */
  readonly holds: boolean;
  /** Places of the counts, in order; null for every one. */
  readonly places: readonly number[] | null;
  readonly fees: boolean;
}

/** Nothing, only how many reports there are, and everything. */
export const NOTHING: SumProjection = { holds: false, places: [], fees: false };
export const COVERAGE_ONLY: SumProjection = { ...NOTHING, holds: true };
export const EVERYTHING: SumProjection = { holds: true, places: null, fees: true };

/** Whether no sum is needed at all. */
export const isNothing = ({ holds, places, fees }: SumProjection) => !holds && !fees && places?.length === 0;

/** All of several needs together. */
export function union(needs: readonly SumProjection[]): SumProjection {
  const isWhole = needs.some(({ places }) => places === null);
  const places = new Set(needs.flatMap(({ places: own }) => own ?? []));
  return {
    holds: needs.some(({ holds }) => holds),
    places: isWhole ? null : [...places].sort((a, b) => a - b),
    fees: needs.some(({ fees }) => fees),
  };
}

const countsAt = (places: readonly number[]): SumProjection => ({ ...NOTHING, places });
/** The needs of sums of cells. */
export const projectionOfTerms = (terms: readonly SignedCell[]) =>
  countsAt(terms.map(({ cell }) => cellOf(cell).position));

/** Fields of a page and of its groups that need no sum. */
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
  // These read sums of their own.
  'byAgency',
  'byChild',
  'byLevel',
  'change',
  'reconciliations',
]);
const ENTERED = new Set(['edges', 'node', 'total', 'byYear']);

type Fragments = { readonly [name: string]: FragmentDefinitionNode };

/** The needs of each field of a selection set, fragments written out. */
function fieldsOf(
  set: SelectionSetNode | undefined,
  fragments: Fragments,
  needsOfField: (name: string, set: SelectionSetNode | undefined) => SumProjection,
): SumProjection {
  const of = (selection: SelectionNode): SumProjection => {
    if (selection.kind === 'Field') return needsOfField(selection.name.value, selection.selectionSet);
    const inner = selection.kind === 'InlineFragment' ? selection : fragments[selection.name.value];
    return fieldsOf(inner?.selectionSet, fragments, needsOfField);
  };
  return union((set?.selections ?? []).map(of));
}

function needsOfTable(path: string, set: SelectionSetNode | undefined, fragments: Fragments): SumProjection {
  return fieldsOf(set, fragments, (name, inner) => {
    const own = `${path}.${name}`;
    if (name === '__typename') return NOTHING;
    if (inner) return needsOfTable(own, inner, fragments);
    if (own === 'proactive.fees.amount') return { ...NOTHING, fees: true };
    const places = positionsAt(own);
    return places ? countsAt(places) : EVERYTHING;
  });
}

function needsOfMeasures(set: SelectionSetNode | undefined, fragments: Fragments, group = ''): SumProjection {
  return fieldsOf(set, fragments, (name, inner) => {
    if (inner) return needsOfMeasures(inner, fragments, `${name}.`);
    const measure = MEASURES.find(({ code }) => code === `${group}${name}`);
    return measure ? projectionOfTerms([...measure.numerator, ...measure.denominator]) : NOTHING;
  });
}

function needsOfGroups(set: SelectionSetNode | undefined, fragments: Fragments): SumProjection {
  return fieldsOf(set, fragments, (name, inner) => {
    if (WITHOUT.has(name)) return NOTHING;
    if (ENTERED.has(name)) return needsOfGroups(inner, fragments);
    if (isTableName(name)) return needsOfTable(name, inner, fragments);
    if (name === 'measures') return needsOfMeasures(inner, fragments);
    if (name === 'coverage' || name === 'suppressed') return COVERAGE_ONLY;
    return EVERYTHING;
  });
}

const known = new WeakMap<SelectionSetNode, SumProjection>();

/** What an operation asks of the sums below a field: of a roll-up as a whole, or of the groups of a connection. */
export function projectionOf({ fieldNodes, fragments }: GraphQLResolveInfo): SumProjection {
  const all = fieldNodes.flatMap(({ selectionSet }) => {
    if (!selectionSet) return [];
    const needs = known.get(selectionSet) ?? needsOfGroups(selectionSet, fragments);
    known.set(selectionSet, needs);
    return [needs];
  });
  return all.length === 1 ? all[0] : union(all);
}
