import {
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  getOperationAST,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** Returns the fields of a selection, those of its fragments too. */
function fieldsOf(document: DocumentNode, { selections }: SelectionSetNode): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(document, selection.selectionSet);
    const fragment = document.definitions.find(
      (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldsOf(document, fragment.selectionSet) : [];
  });
}

/** Returns the names of the arguments that are written in a field and in all that it selects. */
const writtenIn = (document: DocumentNode, field: FieldNode): string[] => [
  ...(field.arguments ?? []).map(({ name }) => name.value),
  ...(field.selectionSet ? fieldsOf(document, field.selectionSet) : []).flatMap((below) =>
    writtenIn(document, below),
  ),
];

/** Returns the arguments that errors name and that the client has written nowhere in the field that each is of, or in what it selects. */
export function misnamedArguments(
  document: DocumentNode,
  errors: readonly Pick<GraphQLError, 'path' | 'extensions'>[],
): string[] {
  const operation = getOperationAST(document);
  if (!operation) return [];
  return errors.flatMap(({ path, extensions }) => {
    const { argument } = extensions;
    if (typeof argument !== 'string' || !path) return [];
    let fields = fieldsOf(document, operation.selectionSet);
    let written: string[] = [];
    for (const key of path.filter((part) => typeof part === 'string')) {
      const field = fields.find(({ name, alias }) => (alias ?? name).value === key);
      if (!field) return [];
      written = writtenIn(document, field);
      fields = field.selectionSet ? fieldsOf(document, field.selectionSet) : [];
    }
    return written.includes(argument.split('.')[0]) ? [] : [`${argument} of ${path.join('.')}`];
  });
}
