import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** Whether an operation asks for a field at a path below the one being resolved; with @skip or @include it counts as asked for. */
export function asksFor({ fieldNodes, fragments }: GraphQLResolveInfo, ...path: string[]): boolean {
  const asks = (set: SelectionSetNode | undefined, [name, ...deeper]: string[]): boolean =>
    (set?.selections ?? []).some((selection) => {
      if (selection.kind === 'Field')
        return selection.name.value === name && (deeper.length === 0 || asks(selection.selectionSet, deeper));
      const inner = selection.kind === 'InlineFragment' ? selection : fragments[selection.name.value];
      return asks(inner?.selectionSet, [name, ...deeper]);
    });
  return fieldNodes.some((field) => asks(field.selectionSet, path));
}
