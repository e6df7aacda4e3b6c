import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  type ASTNode,
  BREAK,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLFloat,
  GraphQLID,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  type GraphQLSchema,
  GraphQLString,
  getArgumentValues,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  type NamedTypeNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
  visit,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { TABLES, type TableSelection, type Tables, tableWriter } from '../form/tables';
import type { ReportShaped } from '../report/reportTypes';
import type { Context } from '../shared/context';
import { type TableText, WrittenTable } from './writtenTable';

/**
 * What stands in place of scalars: of those whose values are what is sent already, read from columns of that kind, one of
 * GraphQL's own, whose values compiled code sends as they are; of identifiers, some of which are numbers, one that makes them text.
 */
const STAND_INS: Readonly<Record<string, GraphQLOutputType>> = {
  SafeInt: GraphQLFloat,
  Decimal: GraphQLString,
  ID: new GraphQLScalarType({ ...GraphQLID.toConfig(), name: 'Identifier' }),
};

/** The type with the scalar in place of its own, lists and non-null kept. */
function typeToCompile(type: GraphQLOutputType): GraphQLOutputType {
  if (isNonNullType(type)) return new GraphQLNonNull(typeToCompile(type.ofType) as typeof type.ofType);
  if (isListType(type)) return new GraphQLList(typeToCompile(type.ofType));
  return STAND_INS[type.name] ?? type;
}

/** Whether there is a node of a kind in a part of a document. */
function has(part: ASTNode, kind: 'Variable' | 'Directive'): boolean {
  let isThere = false;
  visit(part, {
    [kind]() {
      isThere = true;
      return BREAK;
    },
  });
  return isThere;
}

/** Reads the arguments of a field, from the values of the variables. */
type ReadArguments = (variables: Record<string, unknown>) => Record<string, unknown>;

/** What goes with every call of a resolver of compiled code beside what graphql-js gives. */
interface Enriched {
  readonly readArguments?: ReadArguments;
  readonly tableText?: TableText;
}
type Info = GraphQLResolveInfo & Enriched;

/**
 * The schema from which code is made. Its fields of plain values are of scalars that compiled code sends as they are: a page of reports
 * has ten thousand, and each would go through the function of its scalar. None has arguments: what a document gives them, graphql-js
 * reads (`argumentsReader`). Written into code they would be read otherwise than by graphql-js in some cases, and a text that graphql-jit
 * takes for a mark of its own would be run as code.
 */
function plainSchema(schema: GraphQLSchema): GraphQLSchema {
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field) => {
      const { resolve } = field;
      const readAndResolve: typeof resolve = (root, none, context, info: Info) => {
        try {
          return resolve?.(root, info.readArguments?.(info.variableValues) ?? none, context, info);
        } catch (error) {
          return Promise.reject(error);
        }
      };
      const hasArguments = resolve && Object.keys(field.args ?? {}).length > 0;
      return {
        ...field,
        type: typeToCompile(field.type),
        ...(hasArguments ? { args: {}, resolve: readAndResolve } : {}),
      };
    },
    [MapperKind.INTERFACE_FIELD]: (field) => ({ ...field, type: typeToCompile(field.type), args: {} }),
  });
}

/** A value that nobody can change, with all in it. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

/** How the arguments of a field are read: by graphql-js, and once where no variable is in them. */
function argumentsReader(
  schema: GraphQLSchema,
  {
    parentType,
    fieldName,
    fieldNodes: [node],
  }: Pick<GraphQLResolveInfo, 'parentType' | 'fieldName' | 'fieldNodes'>,
): ReadArguments | undefined {
  const type = schema.getType(parentType.name);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field || field.args.length === 0) return undefined;
  if (node.arguments?.some((argument) => has(argument, 'Variable')))
    return (variables) => getArgumentValues(field, node, variables);
  const given = freeze(getArgumentValues(field, node));
  return () => given;
}

const SHAPED = 'ReportShaped';

type Fragments = { readonly [name: string]: FragmentDefinitionNode };

/** What the selections of one field ask of its table, those of one name together. */
function selectionOf(
  type: GraphQLObjectType,
  sets: readonly (SelectionSetNode | undefined)[],
  fragments: Fragments,
): TableSelection {
  const asked = new Map<string, FieldNode[]>();
  const gather = (set: SelectionSetNode | undefined) => {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === 'Field') {
        const name = (selection.alias ?? selection.name).value;
        asked.set(name, [...(asked.get(name) ?? []), selection]);
      } else
        gather(
          selection.kind === 'InlineFragment'
            ? selection.selectionSet
            : fragments[selection.name.value].selectionSet,
        );
    }
  };
  sets.forEach(gather);
  return [...asked].map(([name, nodes]) => {
    const field = nodes[0].name.value;
    if (field === '__typename') return { name, field: { text: type.name }, selection: [] };
    const inner = getNamedType(type.getFields()[field].type);
    const below = nodes.map(({ selectionSet }) => selectionSet);
    return { name, field, selection: isObjectType(inner) ? selectionOf(inner, below, fragments) : [] };
  });
}

/** Requests that share the sums they read write the same table one after the other: it is made for the first of them. */
function rememberLast(write: TableText): TableText {
  let figures: Parameters<TableText>[0] | null = null;
  let hidden: Parameters<TableText>[1];
  let text = '';
  return (ofFigures, withoutHidden) => {
    if (ofFigures !== figures || withoutHidden !== hidden) {
      text = write(ofFigures, withoutHidden);
      figures = ofFigures;
      hidden = withoutHidden;
    }
    return text;
  };
}

/** How a table of a report is written, where a field is one: found when the operation is compiled. */
const tableText =
  (schema: GraphQLSchema) =>
  ({
    parentType,
    fieldName,
    fieldNodes,
    fragments,
  }: Pick<GraphQLResolveInfo, 'parentType' | 'fieldName' | 'fieldNodes' | 'fragments'>): Enriched => {
    if (!TABLES.includes(fieldName) || !hasShape(schema, parentType.name)) return {};
    const table = fieldName as keyof Tables;
    const type = getNamedType((schema.getType(SHAPED) as GraphQLObjectType).getFields()[table].type);
    const sets = fieldNodes.map(({ selectionSet }) => selectionSet);
    const write = tableWriter(table, selectionOf(type as GraphQLObjectType, sets, fragments));
    return { tableText: rememberLast(write) };
  };

const hasShape = (schema: GraphQLSchema, typeName: string) => {
  const type = schema.getType(typeName);
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === SHAPED);
};

/** The schema in which the tables of reports are values that are written as a whole. */
function writingSchema(schema: GraphQLSchema): GraphQLSchema {
  const resolve = (source: ReportShaped, _: unknown, __: unknown, info: GraphQLResolveInfo) =>
    new WrittenTable((info as Info).tableText as TableText, source);
  const type = new GraphQLNonNull(GraphQLFloat);
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, name, typeName) =>
      TABLES.includes(name) && hasShape(schema, typeName) ? { ...field, type, resolve } : undefined,
    [MapperKind.INTERFACE_FIELD]: (field, name, typeName) =>
      TABLES.includes(name) && typeName === SHAPED ? { ...field, type } : undefined,
  });
}

/** Names like those of fields. graphql-jit calls a list item idx0, idx1 and so on. */
const LIKE_A_FIELD = /^(?!idx\d)[a-z][A-Za-z0-9]*$/;

/**
 * Whether a document uses a name that might not mean in code what it means in GraphQL. graphql-jit names what it knows of a place of an answer by its path,
 * keys, types and list items with "_" between them, and would take one place for another whose path is written alike; and "__proto__" is no
 * key of an object.
 */
function hasOddNames(document: DocumentNode): boolean {
  let isOdd = false;
  visit(document, {
    Field({ alias }) {
      if (alias && !LIKE_A_FIELD.test(alias.value)) isOdd = true;
    },
    Variable({ name }) {
      if (name.value === '__proto__') isOdd = true;
    },
  });
  return isOdd;
}

/** The code of an operation. Where its variables do not fit, there is no data, and nothing has run. */
export type Code = (
  context: Context,
  variables: Record<string, unknown>,
) => Promise<ExecutionResult> | ExecutionResult;

/** Makes code of an operation; null where there can be none. */
export type Compile = (document: DocumentNode, operation: OperationDefinitionNode) => Code | null;

/** Whether a default of a variable is of a type of our own, of which compiled code would write the value as JSON. */
const hasOwnDefault = (schema: GraphQLSchema, { variableDefinitions = [] }: OperationDefinitionNode) =>
  variableDefinitions.some(({ type, defaultValue }) => {
    const named = defaultValue && getNamedType(typeFromAST(schema, type as NamedTypeNode));
    return named && !isSpecifiedScalarType(named) && !isEnumType(named);
  });

/**
 * Makes code of operations (graphql-jit): of what they select, with tables of reports written straight from the figures; graphql-js reads
 * the arguments. Where directives decide with each request what is asked for there is no code: graphql-jit forgets for which of several uses
 * of a fragment they stand.
 */
export function createCompiler(schema: GraphQLSchema): Compile {
  const writing = writingSchema(plainSchema(schema));
  const textOf = tableText(schema);
  const resolverInfoEnricher = (info: Parameters<typeof textOf>[0]): Enriched => ({
    readArguments: argumentsReader(schema, info),
    ...textOf(info),
  });
  return (document, operation) => {
    if (has(document, 'Directive') || hasOwnDefault(schema, operation) || hasOddNames(document)) return null;
    const code = compileQuery(writing, document, operation.name?.value, {
      disableLeafSerialization: true,
      resolverInfoEnricher,
    });
    return isCompiledQuery(code) ? (context, variables) => code.query(undefined, context, variables) : null;
  };
}
