import type { FragmentDefinitionNode, GraphQLResolveInfo, SelectionNode, SelectionSetNode } from 'graphql';
import { cellOf } from '../../form/cells';
import { MEASURES, type Term } from '../../form/measures';
import { placesAt, TABLES } from '../../form/tables';

/** What is asked of sums. */
export interface SumNeeds {
  /** How many reports were expected, and what of them it holds. */
  readonly holds: boolean;
  /** Places of the counts, in order; null for every one. */
  readonly places: readonly number[] | null;
  readonly fees: boolean;
}

/** Nothing, only how many reports there are, and everything. */
export const NOTHING: SumNeeds = { holds: false, places: [], fees: false };
export const HOLDINGS: SumNeeds = { ...NOTHING, holds: true };
export const EVERYTHING: SumNeeds = { holds: true, places: null, fees: true };

/** Whether no sum is needed at all. */
export const isNothing = ({ holds, places, fees }: SumNeeds) => !holds && !fees && places?.length === 0;

/** All of several needs together. */
export function allOf(needs: readonly SumNeeds[]): SumNeeds {
  const isWhole = needs.some(({ places }) => places === null);
  const places = new Set(needs.flatMap(({ places: own }) => own ?? []));
  return {
    holds: needs.some(({ holds }) => holds),
    places: isWhole ? null : [...places].sort((a, b) => a - b),
    fees: needs.some(({ fees }) => fees),
  };
}

const countsAt = (places: readonly number[]): SumNeeds => ({ ...NOTHING, places });
/** The needs of sums of cells. */
export const termsNeed = (terms: readonly Term[]) => countsAt(terms.map(({ cell }) => cellOf(cell).place));

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
  needsOfField: (name: string, set: SelectionSetNode | undefined) => SumNeeds,
): SumNeeds {
  const of = (selection: SelectionNode): SumNeeds => {
    if (selection.kind === 'Field') return needsOfField(selection.name.value, selection.selectionSet);
    const inner = selection.kind === 'InlineFragment' ? selection : fragments[selection.name.value];
    return fieldsOf(inner?.selectionSet, fragments, needsOfField);
  };
  return allOf((set?.selections ?? []).map(of));
}

function needsOfTable(path: string, set: SelectionSetNode | undefined, fragments: Fragments): SumNeeds {
  return fieldsOf(set, fragments, (name, inner) => {
    const own = `${path}.${name}`;
    if (name === '__typename') return NOTHING;
    if (inner) return needsOfTable(own, inner, fragments);
    if (own === 'proactive.fees.amount') return { ...NOTHING, fees: true };
    const places = placesAt(own);
    return places ? countsAt(places) : EVERYTHING;
  });
}

function needsOfMeasures(set: SelectionSetNode | undefined, fragments: Fragments, group = ''): SumNeeds {
  return fieldsOf(set, fragments, (name, inner) => {
    if (inner) return needsOfMeasures(inner, fragments, `${name}.`);
    const measure = MEASURES.find(({ code }) => code === `${group}${name}`);
    return measure ? termsNeed([...measure.numerator, ...measure.denominator]) : NOTHING;
  });
}

function needsOfGroups(set: SelectionSetNode | undefined, fragments: Fragments): SumNeeds {
  return fieldsOf(set, fragments, (name, inner) => {
    if (WITHOUT.has(name)) return NOTHING;
    if (ENTERED.has(name)) return needsOfGroups(inner, fragments);
    if (TABLES.includes(name)) return needsOfTable(name, inner, fragments);
    if (name === 'measures') return needsOfMeasures(inner, fragments);
    if (name === 'coverage' || name === 'suppressed') return HOLDINGS;
    return EVERYTHING;
  });
}

const known = new WeakMap<SelectionSetNode, SumNeeds>();

/** What an operation asks of the sums below a field: of a roll-up as a whole, or of the groups of a connection. */
export function needsOf({ fieldNodes, fragments }: GraphQLResolveInfo): SumNeeds {
  const all = fieldNodes.flatMap(({ selectionSet }) => {
    if (!selectionSet) return [];
    const needs = known.get(selectionSet) ?? needsOfGroups(selectionSet, fragments);
    known.set(selectionSet, needs);
    return [needs];
  });
  return all.length === 1 ? all[0] : allOf(all);
}
