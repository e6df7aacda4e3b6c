import { type GraphQLResolveInfo, type SelectionSetNode, valueFromASTUntyped } from 'graphql';

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

/** Where the items of a connection are. */
export const ITEM_PATHS = [['nodes'], ['edges', 'node']];

/** The names of the fields an operation asks for at a path below the items of the connection being resolved. */
export const selectedFieldsOfItems = (info: GraphQLResolveInfo, ...path: string[]): ReadonlySet<string> =>
  new Set(ITEM_PATHS.flatMap((items) => [...selectedFieldsAt(info, ...items, ...path)]));

/** Whether an operation asks for a field at a path below the one being resolved. */
export const selects = (info: GraphQLResolveInfo, ...path: [string, ...string[]]): boolean =>
  selectedFieldsAt(info, ...path.slice(0, -1)).has(path.at(-1) as string);

/** A field that an operation selects, with its arguments and the names of what it selects of it. */
export interface SelectedCall {
  readonly args: Readonly<Record<string, unknown>>;
  readonly fields: ReadonlySet<string>;
}

/** Returns every selection of a field at a path below the one being resolved, under whichever aliases. */
export function selectedCalls(info: GraphQLResolveInfo, ...path: readonly string[]): SelectedCall[] {
  const calls: SelectedCall[] = [];
  const { fragments, variableValues } = info;
  const collect = (set: SelectionSetNode | undefined, depth: number): void => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind !== 'Field') {
        const inner = selection.kind === 'InlineFragment' ? selection : fragments[selection.name.value];
        collect(inner?.selectionSet, depth);
      } else if (selection.name.value !== path[depth]) continue;
      else if (depth + 1 < path.length) collect(selection.selectionSet, depth + 1);
      else
        calls.push({
          args: Object.fromEntries(
            (selection.arguments ?? []).map(({ name, value }) => [
              name.value,
              valueFromASTUntyped(value, variableValues),
            ]),
          ),
          fields: selectedFieldsAt({ ...info, fieldNodes: [selection] }),
        });
    }
  };
  for (const { selectionSet } of info.fieldNodes) collect(selectionSet, 0);
  return calls;
}
