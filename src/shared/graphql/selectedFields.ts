import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** The names of the fields an operation asks for below a path from the field being resolved; with @skip or @include they count as asked for. */
export function selectedFieldsAt(
  { fieldNodes, fragments }: GraphQLResolveInfo,
  ...path: string[]
): ReadonlySet<string> {
  const names = new Set<string>();
  const collect = (set: SelectionSetNode | undefined, depth: number): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind !== 'Field') {
        const inner = selection.kind === 'InlineFragment' ? selection : fragments[selection.name.value];
        collect(inner?.selectionSet, depth);
      } else if (depth === path.length) names.add(selection.name.value);
      else if (selection.name.value === path[depth]) collect(selection.selectionSet, depth + 1);
    }
  };
  for (const { selectionSet } of fieldNodes) collect(selectionSet, 0);
  return names;
}

/** Whether an operation asks for a field at a path below the one being resolved. */
export const selects = (info: GraphQLResolveInfo, ...path: [string, ...string[]]): boolean =>
  selectedFieldsAt(info, ...path.slice(0, -1)).has(path.at(-1) as string);
