import type { ApolloServerPlugin } from '@apollo/server';
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { getComplexity } from 'graphql-query-complexity';
import { LRUCache } from 'lru-cache';
import type { PreparedOperation } from './preparedOperations';
import { type CoercedVariables, canonical, coerceVariables } from './variables';

/** The deepest selection accepted. */
export const MAX_DEPTH = 14;
/** The most an operation may cost: 1 for each object (dear ones more), 0.05 for each figure, times the page size of its list. */
export const MAX_COST = 20_000;
/** The largest request body, in bytes. */
export const MAX_BODY = 2_000_000;

/** The most tokens (words, numbers, brackets) of a document, where reading it stops; a whole report written out has some 2,000. */
export const MOST_TOKENS = 50_000;
/** The most of a subscription, which asks for little and is validated for every subscriber. */
export const MOST_TOKENS_SUBSCRIBED = 5000;
/** The most selections an operation may have once its fragments are written out. */
export const MOST_SELECTIONS = 10_000;

const WITHOUT_PAGE_SIZE = 3;
/** Fields that run statements over many reports, or work for long, beside what they return. */
const DEAR: Readonly<Record<string, number>> = {
  rollup: 100,
  byYear: 100,
  byAgency: 100,
  byChild: 100,
  byLevel: 100,
  change: 300,
  reconciliations: 100,
  missing: 100,
  withBlankSections: 100,
  completeness: 100,
  completenessChanged: 100,
  changesSince: 100,
  inbox: 100,
  inboxChanged: 100,
  auditEvents: 100,
  // Each of these hashes a password.
  signIn: 1000,
  changePassword: 1000,
  createAccount: 1000,
  resetPassword: 1000,
};

interface Extent {
  readonly depth: number;
  readonly selections: number;
}

/**
 * How deep a selection goes, and how many selections it holds once its fragments are written out. Each fragment is
 * measured once: a chain in which each spreads the next twice would otherwise take a step for each of its 2^n ends.
 */
function extentOf(
  set: SelectionSetNode,
  fragments: ReadonlyMap<string, SelectionSetNode>,
  measured: Map<string, Extent>,
): Extent {
  let [depth, selections] = [0, 0];
  for (const selection of set.selections) {
    let extent: Extent = { depth: 0, selections: 0 };
    if (selection.kind === 'FragmentSpread') {
      const { value: name } = selection.name;
      const fragment = fragments.get(name);
      // A fragment within itself is refused by validation; until then it counts as nothing.
      if (fragment && !measured.has(name)) {
        measured.set(name, extent);
        measured.set(name, extentOf(fragment, fragments, measured));
      }
      extent = measured.get(name) ?? extent;
    } else if (selection.selectionSet) extent = extentOf(selection.selectionSet, fragments, measured);
    depth = Math.max(depth, extent.depth + (selection.kind === 'Field' ? 1 : 0));
    selections += 1 + extent.selections;
  }
  return { depth, selections };
}

const INTROSPECTION = ['__schema', '__type', '__typename'];

/** Whether an operation asks for nothing but the schema, which is the same for everyone and costs no statement. */
const isIntrospection = (operation: OperationDefinitionNode) =>
  operation.selectionSet.selections.every(
    (selection) => selection.kind === 'Field' && INTROSPECTION.includes(selection.name.value),
  );

/** A refusal of what was asked, which is the asker's to change. */
const refusal = (code: string, message: string, nodes?: GraphQLError['nodes']) =>
  new GraphQLError(message, { nodes, extensions: { code, http: { status: 400 } } });

const refuse = (code: string, zh: string, en: string) => refusal(code, `${zh} ${en}`);

/** What an operation costs. Throws when a value in its arguments does not fit, such as null for what may be left out but not be null. */
function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): number {
  try {
    return getComplexity({
      schema,
      query: document,
      maxQueryNodes: MOST_SELECTIONS + 1,
      operationName: operation.name?.value,
      variables,
      estimators: [
        ({ field, args, childComplexity }) => {
          if (isLeafType(getNamedType(field.type))) return 0.05;
          const isList = String(field.type).startsWith('[') && field.name !== 'edges';
          const times = args.first ?? (isList ? WITHOUT_PAGE_SIZE : 1);
          // A page of less than one is refused when it is run, and must not pay for what stands beside it.
          return (DEAR[field.name] ?? 1) + childComplexity * Math.max(1, times);
        },
      ],
    });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw refusal('BAD_USER_INPUT', error.message, error.nodes);
  }
}

/** What an operation costs with its variables, and these as it will run with them. */
export interface Measured {
  readonly cost: number;
  readonly variables: CoercedVariables;
}

type Operation = Pick<PreparedOperation, 'document' | 'operation'>;

/** Returns what an operation costs; null where its variables do not fit, so that it will not run. Throws when it is too deep or too costly. */
export function measureOperation(
  schema: GraphQLSchema,
  { document, operation }: Operation,
  given: Record<string, unknown>,
): Measured | null {
  const variables = coerceVariables(schema, operation, given);
  if (!variables) return null;
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === 'FragmentDefinition' ? [[node.name.value, node.selectionSet]] : [],
    ),
  );
  const { depth, selections } = extentOf(operation.selectionSet, fragments, new Map());
  if (selections > MOST_SELECTIONS)
    throw refuse(
      'TOO_COSTLY',
      `展开后的字段超过 ${MOST_SELECTIONS} 个。`,
      `With its fragments written out the operation has more than ${MOST_SELECTIONS} selections; ask for fewer fields.`,
    );
  if (isIntrospection(operation)) return { cost: 0, variables };
  if (depth > MAX_DEPTH)
    throw refuse(
      'TOO_DEEP',
      `查询层数超过 ${MAX_DEPTH}。`,
      `The operation is deeper than ${MAX_DEPTH} levels; ask for less at once.`,
    );
  const cost = costOf(schema, document, operation, given);
  if (cost > MAX_COST)
    throw refuse(
      'TOO_COSTLY',
      `查询开销 ${Math.round(cost)} 超过 ${MAX_COST}。`,
      `The operation costs ${Math.round(cost)}, more than ${MAX_COST}: ask for smaller pages or fewer fields.`,
    );
  return { cost, variables };
}

/** How many letters of variables are remembered with what they cost. */
const MOST_MEASURED = 1_000_000;

/** Measures operations. */
export interface Limits {
  /** Refuses operations that are too deep or too costly, before anything runs. */
  readonly plugin: ApolloServerPlugin;
  /** Returns what an operation costs; null where its variables do not fit. Throws when it is too deep or too costly. */
  measure(operation: PreparedOperation, variables: Record<string, unknown>): Measured | null;
}

/**
 * Measures operations by the values they will run with. What costs the same is measured once: a large operation takes longer to
 * measure than to answer.
 */
export function createLimits(schema: GraphQLSchema): Limits {
  const costs = new LRUCache<string, number>({
    maxSize: MOST_MEASURED,
    sizeCalculation: (_, key) => key.length + 100,
  });
  const measure: Limits['measure'] = (prepared, given) => {
    const variables = coerceVariables(schema, prepared.operation, given);
    if (!variables) return null;
    const key = `${prepared.key} ${canonical(variables)}`;
    const cost = costs.get(key);
    if (cost !== undefined) return { cost, variables };
    const measured = measureOperation(schema, prepared, given);
    if (measured) costs.set(key, measured.cost);
    return measured;
  };
  return {
    measure,
    plugin: {
      async requestDidStart({ request }) {
        // No name at all, on every path.
        if (request.operationName === '') request.operationName = undefined;
        return {
          async didResolveOperation({ document, operation, request: { variables } }) {
            if (operation) measureOperation(schema, { document, operation }, variables ?? {});
          },
        };
      },
    },
  };
}
