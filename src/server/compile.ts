import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
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
  type SelectionSetNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { type TableSelection, type Tables, tableWriter } from '../form/tables';
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
const TABLES: readonly string[] = ['proactive', 'requests', 'disputes'] satisfies (keyof Tables)[];

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
    return { tableText: tableWriter(table, selectionOf(type as GraphQLObjectType, sets, fragments)) };
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

/** The types of the tables and of their branches. */
function typesOfTables(schema: GraphQLSchema): ReadonlySet<unknown> {
  const types = new Set<unknown>();
  const gather = (type: unknown) => {
    if (!isObjectType(type) || types.has(type)) return;
    types.add(type);
    for (const field of Object.values(type.getFields())) gather(getNamedType(field.type));
  };
  const shaped = schema.getType(SHAPED) as GraphQLObjectType;
  for (const name of TABLES) gather(getNamedType(shaped.getFields()[name].type));
  return types;
}

/** Makes code of operations. */
export type Compile = (document: DocumentNode, operationName: string | undefined) => CompiledQuery | null;

/**
 * Makes code of operations (graphql-jit). Tables of reports are written straight from the figures, unless directives decide with each request what is
 * asked of them.
 */
export function createCompiler(schema: GraphQLSchema): Compile {
  const plain = plainSchema(schema);
  const writing = writingSchema(plain);
  const ofTables = typesOfTables(schema);
  const resolverInfoEnricher = tableText(schema);
  const decidesInTables = (document: DocumentNode) => {
    const types = new TypeInfo(schema);
    let decides = false;
    visit(
      document,
      visitWithTypeInfo(types, {
        Directive() {
          decides ||= ofTables.has(types.getParentType());
        },
      }),
    );
    return decides;
  };
  return (document, operationName) => {
    const code = compileQuery(decidesInTables(document) ? plain : writing, document, operationName, {
      disableLeafSerialization: true,
      resolverInfoEnricher,
    });
    return isCompiledQuery(code) ? code : null;
  };
}
