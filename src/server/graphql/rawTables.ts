import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLInterfaceType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isObjectType,
  locatedError,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Path } from 'graphql/jsutils/Path';
import { isTableName } from '../../form/sections';
import { type TableSelection, type Tables, tableWriter } from '../../form/tables';
import type { ReportShaped } from '../../report/model/reportShape';
import { RawTableJson } from './rawJson';

const SHAPED = 'ReportShaped';

const hasShape = (schema: GraphQLSchema, typeName: string) => {
  const type = schema.getType(typeName);
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === SHAPED);
};

type Keys = readonly (string | number)[];
const keysOf = (path: Path | undefined): Keys => (path ? [...keysOf(path.prev), path.key] : []);

/** Reads what an operation selects of a table: fragments are written out, and directives decided by its variables. */
class SelectionReader {
  /** Whether there was a directive, so that other variables may select something else. */
  hasDirectives = false;

  constructor(private readonly info: Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>) {}

  read(type: GraphQLObjectType, nodes: readonly FieldNode[], path: Keys): TableSelection {
    const fields = new Map<string, FieldNode[]>();
    try {
      for (const { selectionSet } of nodes) this.collect(selectionSet, fields, new Set());
    } catch (error) {
      throw locatedError(error, nodes, path);
    }
    return [...fields].map(([name, fieldNodes]) => {
      const field = fieldNodes[0].name.value;
      if (field === '__typename') return { name, field: { text: type.name }, selection: [] };
      const inner = getNamedType(type.getFields()[field].type);
      return {
        name,
        field,
        selection: isObjectType(inner) ? this.read(inner, fieldNodes, [...path, name]) : [],
      };
    });
  }

  private collect(
    set: SelectionSetNode | undefined,
    fields: Map<string, FieldNode[]>,
    entered: Set<string>,
  ): void {
    for (const selection of set?.selections ?? []) {
      if (!this.isIncluded(selection)) continue;
      if (selection.kind === 'Field') {
        const name = (selection.alias ?? selection.name).value;
        fields.set(name, [...(fields.get(name) ?? []), selection]);
      } else if (selection.kind === 'InlineFragment') this.collect(selection.selectionSet, fields, entered);
      else if (!entered.has(selection.name.value)) {
        entered.add(selection.name.value);
        this.collect(this.info.fragments[selection.name.value].selectionSet, fields, entered);
      }
    }
  }

  private isIncluded(selection: SelectionNode): boolean {
    if (!selection.directives?.length) return true;
    this.hasDirectives = true;
    const { variableValues } = this.info;
    return (
      getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.if !== true &&
      getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.if !== false
    );
  }
}

type WriteTable = ReturnType<typeof tableWriter>;

/** What is written of a table is a value of this kind, of which only its text is used. */
const Raw = new GraphQLScalarType({ name: 'RawTableJson', serialize: (value) => value });

/**
 * Returns a schema in which every table of a report or a roll-up is one value, written as JSON by what the operation selects of it. An operation
 * validated against the schema itself has the same answer over both. Introspection would show the difference, and goes to the schema itself.
 */
export function withRawTables(schema: GraphQLSchema): GraphQLSchema {
  const shape = schema.getType(SHAPED) as GraphQLInterfaceType;
  const typeOf = (table: string) => getNamedType(shape.getFields()[table].type) as GraphQLObjectType;
  // Of one selection without directives for all operations; the nodes collected are one object within one operation.
  const writers = new WeakMap<object, WriteTable>();
  const writerOf = (info: GraphQLResolveInfo): WriteTable => {
    const { fieldName, fieldNodes, path } = info;
    const found = (fieldNodes.length === 1 && writers.get(fieldNodes[0])) || writers.get(fieldNodes);
    if (found) return found;
    const reader = new SelectionReader(info);
    const selection = reader.read(typeOf(fieldName), fieldNodes, keysOf(path));
    const write = tableWriter(fieldName as keyof Tables, selection);
    writers.set(fieldNodes.length === 1 && !reader.hasDirectives ? fieldNodes[0] : fieldNodes, write);
    return write;
  };
  const resolve = (source: ReportShaped, _: unknown, __: unknown, info: GraphQLResolveInfo) =>
    new RawTableJson(writerOf(info)(source.figures, source.hidden));
  const type = new GraphQLNonNull(Raw);
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field, name, typeName) =>
      isTableName(name) && hasShape(schema, typeName) ? { ...field, type, resolve } : undefined,
    [MapperKind.INTERFACE_FIELD]: (field, name, typeName) =>
      isTableName(name) && typeName === SHAPED ? { ...field, type } : undefined,
  });
}
