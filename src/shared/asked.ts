import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';

/** Whether an operation asks for a field right below the one being resolved; with @skip or @include it counts as asked for. */
export function asksFor({ fieldNodes, fragments }: GraphQLResolveInfo, name: string): boolean {
  const asks = (set: SelectionSetNode | undefined): boolean =>
    (set?.selections ?? []).some((selection) =>
      selection.kind === 'Field'
        ? selection.name.value === name
        : asks(
            selection.kind === 'InlineFragment'
              ? selection.selectionSet
              : fragments[selection.name.value]?.selectionSet,
          ),
    );
  return fieldNodes.some((field) => asks(field.selectionSet));
}
