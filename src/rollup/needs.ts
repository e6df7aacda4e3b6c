import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** What of its sum is asked of a group: nothing, how many reports it holds, or its figures as well. */
export type SumNeeds = 'NOTHING' | 'COUNTS' | 'FIGURES';

/** Fields of a page and of its groups that need no sum, and those that need only its counts. */
const WITHOUT = new Set([
  '__typename',
  'edges',
  'node',
  'cursor',
  'pageInfo',
  'totalCount',
  'hasNextPage',
  'hasPreviousPage',
  'startCursor',
  'endCursor',
  'key',
  'rank',
  'sortValue',
  'year',
  'level',
  'agency',
  'jurisdiction',
  'indicators',
]);
const COUNTS = new Set(['coverage', 'suppressed']);
const ENTERED = new Set(['edges', 'node']);

/** What the operation asks of the groups of a connection. */
export function needsOf({ fieldNodes, fragments }: GraphQLResolveInfo): SumNeeds {
  let needs: SumNeeds = 'NOTHING';
  const visit = (set: SelectionSetNode | undefined) => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === 'InlineFragment') visit(selection.selectionSet);
      else if (selection.kind === 'FragmentSpread') visit(fragments[selection.name.value]?.selectionSet);
      else if (ENTERED.has(selection.name.value)) visit(selection.selectionSet);
      else if (COUNTS.has(selection.name.value)) needs = needs === 'NOTHING' ? 'COUNTS' : needs;
      else if (!WITHOUT.has(selection.name.value)) needs = 'FIGURES';
    }
  };
  for (const field of fieldNodes) visit(field.selectionSet);
  return needs;
}
