import type { ApolloServerPlugin } from '@apollo/server';
import {
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isRollUpGroupId, isRollUpId } from '../../rollup/request/rollUpId';
import { bilingualError } from '../../shared/bilingualError';
import type { Context } from '../../shared/request/context';
import { CostCounter } from './cost';
import type { PreparedOperation, PreparedOperations } from './preparedOperations';
import { scopeOfId } from './sumScopes';
import { type CoercedVariables, canonical, coerceVariables } from './variables';

/** The deepest selection accepted. */
export const MAX_DEPTH = 14;
/** The most an operation may cost (docs/limits.md): about a second of one processor. */
export const MAX_COST = 20_000;
/** The largest request body, in bytes. */
export const MAX_BODY = 2_000_000;

/** The most tokens (words, numbers, brackets) of a document, where reading it stops; a whole report written out has some 2,000. */
export const MOST_TOKENS = 50_000;
/** The most of a subscription, which asks for little and is validated for every subscriber. */
export const MOST_TOKENS_SUBSCRIBED = 5000;
/** The most selections an operation may have once its fragments are written out. */
export const MOST_SELECTIONS = 10_000;

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

/** Whether an operation asks for nothing but the schema, which tools ask for at more levels. */
const isIntrospection = (operation: OperationDefinitionNode) =>
  operation.selectionSet.selections.every(
    (selection) => selection.kind === 'Field' && INTROSPECTION.includes(selection.name.value),
  );

/** Returns the refusal of an operation that the client has to change. */
const refuse = (code: string, zh: string, en: string, more?: object) =>
  bilingualError({ zh, en }, { code, ...more });

/** What an operation costs with its variables, and these as it will run with them. */
export interface Measured {
  readonly cost: number;
  readonly variables: CoercedVariables;
}

type Operation = Pick<PreparedOperation, 'document' | 'operation'>;

/** Refuses what graphql-js says of an argument that does not fit, such as null for what may be left out but not be null. */
function countCost(counter: CostCounter, operation: OperationDefinitionNode): number {
  try {
    return counter.costOfOperation(operation);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw new GraphQLError(error.message, {
      nodes: error.nodes,
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
}

/** Returns what an operation costs with coerced variables. Throws when it is too deep or too costly. */
function costOfOperation(
  schema: GraphQLSchema,
  { document, operation }: Operation,
  variables: CoercedVariables,
): number {
  const fragments = document.definitions.filter((node) => node.kind === 'FragmentDefinition');
  const sets = new Map(fragments.map((node) => [node.name.value, node.selectionSet]));
  const { depth, selections } = extentOf(operation.selectionSet, sets, new Map());
  if (selections > MOST_SELECTIONS)
    throw refuse(
      'TOO_COSTLY',
      `展开后的字段超过 ${MOST_SELECTIONS} 个，请减少字段。`,
      `With its fragments written out the operation has more than ${MOST_SELECTIONS} selections; ask for fewer fields.`,
    );
  if (depth > MAX_DEPTH && !isIntrospection(operation))
    throw refuse(
      'TOO_DEEP',
      `查询层数超过 ${MAX_DEPTH}，请减少层数。`,
      `The operation is deeper than ${MAX_DEPTH} levels; ask for less at once.`,
    );
  const cost = countCost(new CostCounter(schema, fragments, variables, MAX_COST), operation);
  if (cost <= MAX_COST) return cost;
  const stated = Math.ceil(cost);
  throw refuse(
    'TOO_COSTLY',
    `查询开销 ${stated} 超过 ${MAX_COST}，请减小分页、缩短列表或减少字段。`,
    `The operation costs ${stated}, more than ${MAX_COST}: ask for smaller pages, shorter lists or fewer fields.`,
    { cost: stated, limit: MAX_COST },
  );
}

/** Returns what an operation costs; null where its variables do not fit, so that it will not run. Throws when it is too deep or too costly. */
export function measureOperation(
  schema: GraphQLSchema,
  operation: Operation,
  values: Record<string, unknown>,
): Measured | null {
  const variables = coerceVariables(schema, operation.operation, values);
  return variables && { cost: costOfOperation(schema, operation, variables), variables };
}

/** The longest text of variables by which a cost is remembered. */
const LONGEST_SHAPE = 1000;

/** Returns all of a value that a cost may depend on: its texts and times are left out, not how many there are. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value))
    return value.every((item) => typeof item !== 'object' && !isRollUpId(String(item)))
      ? value.length
      : value.map(shapeOf);
  if (typeof value === 'string')
    return isRollUpId(value) ? { ...scopeOfId(value), isGroup: isRollUpGroupId(value) } : '';
  if (value instanceof Date) return '';
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOf(item)]));
}

/** Measures operations. */
export interface Limits {
  /** Refuses operations that are too deep or too costly, before anything runs. */
  readonly plugin: ApolloServerPlugin<Context>;
  /**
   * Returns what an operation costs and keeps it in the context (`context.cost`), where whoever shares out the hub among its clients finds it
   * before anything runs; null where its variables do not fit. Throws when it is too deep or too costly.
   */
  measure(
    operation: PreparedOperation,
    variables: Record<string, unknown>,
    context: Context,
  ): Measured | null;
}

/**
 * Measures operations by the values they will run with. What costs the same is measured once: a large operation takes longer to
 * measure than to answer.
 */
export function createLimits(schema: GraphQLSchema, operations: Pick<PreparedOperations, 'prepare'>): Limits {
  const measureAnew = (prepared: PreparedOperation, values: Record<string, unknown>): Measured | null => {
    // Every report that is sent has other figures: its cost is counted faster than found.
    if (prepared.operation.operation !== 'query') return measureOperation(schema, prepared, values);
    const variables = coerceVariables(schema, prepared.operation, values);
    if (!variables) return null;
    // A text may name the type of the schema that is selected.
    const shape = canonical(prepared.asksForSchema ? variables : shapeOf(variables));
    let cost = prepared.costs.get(shape);
    if (cost === undefined) {
      cost = costOfOperation(schema, prepared, variables);
      if (shape.length <= LONGEST_SHAPE) prepared.costs.set(shape, cost);
    }
    return { cost, variables };
  };
  const measure: Limits['measure'] = (prepared, values, context) => {
    const measured = measureAnew(prepared, values);
    context.cost = measured?.cost;
    return measured;
  };
  return {
    measure,
    plugin: {
      async requestDidStart({ request, contextValue }) {
        // No name at all, on every path.
        if (request.operationName === '') request.operationName = undefined;
        return {
          async didResolveOperation({ document, source }) {
            const prepared = operations.prepare(source, document, request.operationName);
            if (prepared) measure(prepared, request.variables ?? {}, contextValue);
          },
          async willSendResponse({ response: { body } }) {
            const { cost } = contextValue;
            if (!asksForCost(request.extensions) || cost === undefined || body.kind !== 'single') return;
            body.singleResult.extensions = {
              ...body.singleResult.extensions,
              cost: Math.round(cost * 100) / 100,
            };
          },
        };
      },
    },
  };
}

/** Whether a request asks what its operation costs: `"extensions": { "cost": true }`. */
export const asksForCost = (extensions: Record<string, unknown> | undefined) => extensions?.cost === true;
