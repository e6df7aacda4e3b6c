import type { ApolloServerPlugin } from '@apollo/server';
import {
  type ArgumentNode,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  getVariableValues,
  isLeafType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { getComplexity } from 'graphql-query-complexity';
import { LRUCache } from 'lru-cache';

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
  change: 100,
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

/** Throws when an operation is too deep or too costly; false when its variables do not fit, so that nobody can tell. */
export function refuseExcess(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): boolean {
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
  if (isIntrospection(operation)) return true;
  if (depth > MAX_DEPTH)
    throw refuse(
      'TOO_DEEP',
      `查询层数超过 ${MAX_DEPTH}。`,
      `The operation is deeper than ${MAX_DEPTH} levels; ask for less at once.`,
    );
  // Variables that do not fit are refused when the operation is run, before anything else.
  if (getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 }).errors)
    return false;
  const cost = costOf(schema, document, operation, variables);
  if (cost > MAX_COST)
    throw refuse(
      'TOO_COSTLY',
      `查询开销 ${Math.round(cost)} 超过 ${MAX_COST}。`,
      `The operation costs ${Math.round(cost)}, more than ${MAX_COST}: ask for smaller pages or fewer fields.`,
    );
  return true;
}

/** The most operations, with the variables that count, that are remembered as within the limits. */
const MOST_MEASURED = 1000;

/** The variables that tell how an operation is measured. */
interface Telling {
  /** Those on whose values the cost depends: page sizes, and what is left out or not. */
  readonly costing: readonly string[];
  /** Those that may be null, which where they stand in an argument may not fit. */
  readonly nullable: readonly string[];
}

function tellingIn(document: DocumentNode, { variableDefinitions = [] }: OperationDefinitionNode): Telling {
  const names = new Set<string>();
  const gather = ({ value }: ArgumentNode) => {
    if (value.kind === 'Variable') names.add(value.name.value);
  };
  visit(document, {
    Argument(node) {
      if (node.name.value === 'first') gather(node);
    },
    Directive({ arguments: given = [] }) {
      for (const argument of given) gather(argument);
    },
  });
  const nullable = variableDefinitions
    .filter(({ type }) => type.kind !== 'NonNullType')
    .map(({ variable }) => variable.name.value);
  return { costing: [...names], nullable };
}

/** Which operations are within the limits. */
export interface Limits {
  /** Refuses operations that are too deep or too costly, before anything runs. */
  readonly plugin: ApolloServerPlugin;
  /** Whether an operation was measured with variables that cost the same, and was within. */
  isWithin(key: string, operation: OperationDefinitionNode, variables: Record<string, unknown>): boolean;
}

/**
 * Refuses what is too deep or too costly. What costs the same is measured once: a large operation takes longer to
 * measure than to answer.
 */
export function createLimits(schema: GraphQLSchema): Limits {
  const within = new LRUCache<string, true>({ max: MOST_MEASURED });
  const telling = new WeakMap<OperationDefinitionNode, Telling>();
  const nameOf = ({ costing, nullable }: Telling, key: string, variables: Record<string, unknown>) =>
    costing.length + nullable.length === 0
      ? key
      : `${key} ${JSON.stringify([costing.map((name) => variables[name]), nullable.filter((name) => variables[name] === null)])}`;
  return {
    isWithin(key, operation, variables) {
      const told = telling.get(operation);
      return told !== undefined && within.get(nameOf(told, key, variables)) === true;
    },
    plugin: {
      async requestDidStart() {
        return {
          async didResolveOperation({ document, operation, request, queryHash }) {
            if (!operation) return;
            const told = telling.get(operation) ?? tellingIn(document, operation);
            telling.set(operation, told);
            const variables = request.variables ?? {};
            const name = nameOf(told, `${queryHash} ${operation.name?.value ?? ''}`, variables);
            if (within.get(name)) return;
            if (refuseExcess(schema, document, operation, variables)) within.set(name, true);
          },
        };
      },
    },
  };
}
