import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  type GraphQLInterfaceType,
  GraphQLNonNull,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  GraphQLScalarType,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
} from 'graphql';
import { isTableName } from '../../form/sections';
import { type Tables, tableWriter } from '../../form/tables';
import type { ReportShaped } from '../../report/model/reportShape';
import { RawTableJson } from './rawJson';
import { compileOnce } from './selectionReader';

const SHAPED = 'ReportShaped';

const hasShape = (schema: GraphQLSchema, typeName: string) => {
  const type = schema.getType(typeName);
  return isObjectType(type) && type.getInterfaces().some(({ name }) => name === SHAPED);
};

/** What is written of a table is a value of this kind, of which only its text is used. */
const Raw = new GraphQLScalarType({ name: 'RawTableJson', serialize: (value) => value });

/**
 * Returns a schema in which every table of a report or a roll-up is one value, written as JSON by what the operation selects of it. An operation
 * validated against the schema itself has the same answer over both. Introspection would show the difference, and goes to the schema itself.
 */
export function withRawTables(schema: GraphQLSchema): GraphQLSchema {
  const shape = schema.getType(SHAPED) as GraphQLInterfaceType;
  const typeOf = (table: string) => getNamedType(shape.getFields()[table].type) as GraphQLObjectType;
  const writerOf = compileOnce(
    ({ fieldName }) => typeOf(fieldName),
    (_, selection, { fieldName }) => tableWriter(fieldName as keyof Tables, selection),
  );
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
