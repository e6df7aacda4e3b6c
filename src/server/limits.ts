import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { getComplexity } from 'graphql-query-complexity';

/** The deepest selection accepted. */
export const MAX_DEPTH = 14;
/** The most an operation may cost: 1 for each object, 0.05 for each figure, times the page size of its list. */
export const MAX_COST = 20_000;
/** The largest request body, in bytes. */
export const MAX_BODY = 2_000_000;

const WITHOUT_PAGE_SIZE = 3;

function depthOf(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, SelectionSetNode>,
  depth: number,
): number {
  if (depth > MAX_DEPTH) return depth;
  const depths = set.selections.map((selection) => {
    if (selection.kind === 'FragmentSpread') {
      const fragment = fragments.get(selection.name.value);
      return fragment ? depthOf(fragment, fragments, depth) : depth;
    }
    if (!selection.selectionSet) return depth + 1;
    return depthOf(selection.selectionSet, fragments, selection.kind === 'Field' ? depth + 1 : depth);
  });
  return Math.max(depth, ...depths);
}

const isIntrospection = (operation: OperationDefinitionNode) =>
  operation.selectionSet.selections.every((selection) =>
    (selection as FieldNode).name?.value.startsWith('__'),
  );

const refuse = (code: string, zh: string, en: string) =>
  new GraphQLError(`${zh} ${en}`, { extensions: { code } });

/** Throws when an operation is too deep or too costly. */
export function refuseExcess(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): void {
  if (isIntrospection(operation)) return;
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === 'FragmentDefinition' ? [[node.name.value, node.selectionSet]] : [],
    ),
  );
  if (depthOf(operation.selectionSet, fragments, 0) > MAX_DEPTH)
    throw refuse(
      'TOO_DEEP',
      `查询层数超过 ${MAX_DEPTH}。`,
      `The operation is deeper than ${MAX_DEPTH} levels; ask for less at once.`,
    );
  const cost = getComplexity({
    schema,
    query: document,
    operationName: operation.name?.value,
    variables,
    estimators: [
      ({ field, args, childComplexity }) => {
        if (isLeafType(getNamedType(field.type))) return 0.05;
        const isList = String(field.type).startsWith('[') && field.name !== 'edges';
        return 1 + childComplexity * (args.first ?? (isList ? WITHOUT_PAGE_SIZE : 1));
      },
    ],
  });
  if (cost > MAX_COST)
    throw refuse(
      'TOO_COSTLY',
      `查询开销 ${Math.round(cost)} 超过 ${MAX_COST}。`,
      `The operation costs ${Math.round(cost)}, more than ${MAX_COST}: ask for smaller pages or fewer fields.`,
    );
}

/** Refuses operations that are too deep or too costly, before anything runs. */
export function limitOperations(schema: GraphQLSchema): ApolloServerPlugin {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request }) {
          if (operation) refuseExcess(schema, document, operation, request.variables ?? {});
        },
      };
    },
  };
}
