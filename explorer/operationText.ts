import { getOperationAST, type OperationDefinitionNode, parse } from 'graphql';

/** A text to run, with the JSON of its variables. */
export interface OperationText {
  readonly query: string;
  readonly variables: string;
}

/** Returns the operation of a text with this name, or its only one; null where there is none. */
export function findOperation(query: string, name: string | null = null): OperationDefinitionNode | null {
  try {
    return getOperationAST(parse(query), name) ?? null;
  } catch {
    return null;
  }
}

/** Returns the names of the operations of a text. */
export function listOperationNames(query: string): string[] {
  try {
    return parse(query).definitions.flatMap((definition) =>
      definition.kind === 'OperationDefinition' && definition.name ? [definition.name.value] : [],
    );
  } catch {
    return [];
  }
}

/** Returns a short title of a text: the name of its operation, or its first field. */
export function titleOf(query: string): string {
  const [name] = listOperationNames(query);
  if (name) return name;
  const [selection] = findOperation(query)?.selectionSet.selections ?? [];
  return selection?.kind === 'Field' ? selection.name.value : '新查询 New';
}

/** Whether a text may hold a secret that must not stay in the browser. */
export const holdsSecret = ({ query, variables }: OperationText): boolean =>
  /password|secret|token/i.test(query + variables);
