import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  BREAK,
  type DocumentNode,
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
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { TABLES, type TableSelection, type Tables, tableWriter } from '../form/tables';
import type { ReportShaped } from '../report/reportTypes';
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

/**
 * The schema from which code is made: its fields of plain values are of scalars that compiled code sends as they are. A page of reports
 * has ten thousand, and each would go through the function of its scalar.
 */
function plainSchema(schema: GraphQLSchema): GraphQLSchema {
  const plain = <F extends { type: GraphQLOutputType }>(field: F): F => ({
    ...field,
    type: typeToCompile(field.type),
  });
  return mapSchema(schema, { [MapperKind.OBJECT_FIELD]: plain, [MapperKind.INTERFACE_FIELD]: plain });
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
  }: Pick<GraphQLResolveInfo, 'parentType' | 'fieldName' | 'fieldNodes' | 'fragments'>): {
    tableText?: TableText;
  } => {
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
    new WrittenTable((info as GraphQLResolveInfo & { tableText: TableText }).tableText, source);
  const type = new GraphQLNonNull(GraphQLFloat);
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, name, typeName) =>
      TABLES.includes(name) && hasShape(schema, typeName) ? { ...field, type, resolve } : undefined,
    [MapperKind.INTERFACE_FIELD]: (field, name, typeName) =>
      TABLES.includes(name) && typeName === SHAPED ? { ...field, type } : undefined,
  });
}

/** Whether directives decide with each request what is asked. */
function hasDirectives(document: DocumentNode): boolean {
  let has = false;
  visit(document, {
    Directive() {
      has = true;
      return BREAK;
    },
  });
  return has;
}

/**
 * Whether two places of an answer have the same name when their path is written with "_" between its keys, from the last to the first, as
 * graphql-jit names what it knows of each: it would take one for the other. Only aliases have "_" in them.
 */
function hasAmbiguousPaths(document: DocumentNode, operation: OperationDefinitionNode): boolean {
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node.selectionSet]] : [],
    ),
  );
  const paths = new Map<string, string>();
  const isAmbiguous = (set: SelectionSetNode | undefined, above: readonly string[]): boolean =>
    (set?.selections ?? []).some((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        return isAmbiguous(fragments.get(selection.name.value), above);
      if (selection.kind === Kind.INLINE_FRAGMENT) return isAmbiguous(selection.selectionSet, above);
      const path = [(selection.alias ?? selection.name).value, ...above];
      const name = path.join('_');
      const exact = path.join('.');
      const known = paths.get(name) ?? exact;
      paths.set(name, known);
      return known !== exact || isAmbiguous(selection.selectionSet, path);
    });
  return isAmbiguous(operation.selectionSet, []);
}

/**
 * The variables that a request may leave out and that are fields of an object written in the document. To GraphQL the field is then not there
 * and has its default; compiled code would take it for null.
 */
function variablesInObjects(document: DocumentNode, operation: OperationDefinitionNode): string[] {
  const names = new Set<string>();
  visit(document, {
    ObjectField({ value }) {
      if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return (operation.variableDefinitions ?? [])
    .filter(({ type, defaultValue }) => type.kind !== Kind.NON_NULL_TYPE && !defaultValue)
    .map(({ variable }) => variable.name.value)
    .filter((name) => names.has(name));
}

/** Code that runs only where all of these variables are given; without them it has no data, and graphql-js has to run the operation. */
function runWith(code: CompiledQuery, names: readonly string[]): CompiledQuery {
  if (names.length === 0) return code;
  const query: CompiledQuery['query'] = (root, context, variables) =>
    names.every((name) => variables?.[name] !== undefined) ? code.query(root, context, variables) : {};
  return { ...code, query };
}

/** Makes code of an operation; null where there can be none. */
export type Compile = (document: DocumentNode, operation: OperationDefinitionNode) => CompiledQuery | null;

/**
 * Makes code of operations (graphql-jit). Tables of reports are written straight from the figures, unless directives decide with each request what is
 * asked of them, in them or above.
 */
export function createCompiler(schema: GraphQLSchema): Compile {
  const plain = plainSchema(schema);
  const writing = writingSchema(plain);
  const resolverInfoEnricher = tableText(schema);
  return (document, operation) => {
    if (hasAmbiguousPaths(document, operation)) return null;
    const code = compileQuery(hasDirectives(document) ? plain : writing, document, operation.name?.value, {
      disableLeafSerialization: true,
      resolverInfoEnricher,
    });
    return isCompiledQuery(code) ? runWith(code, variablesInObjects(document, operation)) : null;
  };
}
