import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  GraphQLNonNull,
  type GraphQLObjectType,
  GraphQLScalarType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { TableSelection } from '../../form/tables';
import type { Context } from '../../shared/request/context';
import { compileOnce } from './selectionReader';

/** Objects of which a page has hundreds, and whose fields are nothing but leaves. */
const PLAIN = new Set(['GroupKey', 'GroupValue']);

type Item = Readonly<Record<string, unknown>>;

/** Returns how a selected field of plain objects is read. Throws where it is more than a property of theirs. */
function readerOf(type: GraphQLObjectType, { field }: TableSelection[number]): (item: Item) => unknown {
  if (typeof field === 'object') return () => field.text;
  const { type: declared, resolve = defaultFieldResolver, args } = type.getFields()[field];
  const leaf = getNullableType(declared);
  if (!isLeafType(leaf) || args.length > 0 || resolve !== defaultFieldResolver)
    throw new Error(`${type}.${field} is not a property that is a leaf: ${type} is not plain`);
  return (item) => {
    const value = item[field] ?? null;
    if (value !== null) return leaf.serialize(value);
    if (isNonNullType(declared))
      throw new Error(`Cannot return null for non-nullable field ${type}.${field}.`);
    return null;
  };
}

/** Returns what reads of plain objects what is selected of them. */
function itemReader(type: GraphQLObjectType, selection: TableSelection): (item: Item) => Item {
  const fields = selection.map((one) => [one.name, readerOf(type, one)] as const);
  return (item) => {
    const read: Record<string, unknown> = {};
    for (const [name, readField] of fields) read[name] = readField(item);
    return read;
  };
}

const isPromise = (value: unknown): value is Promise<readonly Item[] | null> =>
  typeof (value as Promise<unknown> | null)?.then === 'function';

/** What is selected of a list of plain objects is a value of this kind. */
const PlainList = new GraphQLScalarType({ name: 'PlainList', serialize: (value) => value });

/**
 * Returns a schema in which every list of plain objects is one value, with what the operation selects of each. graphql-js would resolve every field of every
 * object by itself. An operation validated against the schema itself has the same answer over both.
 */
export const withPlainLists = (schema: GraphQLSchema): GraphQLSchema =>
  mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field) => {
      const type = getNamedType(field.type);
      if (!isObjectType(type) || !PLAIN.has(type.name) || !isListType(getNullableType(field.type))) return;
      const readItems = compileOnce(() => type, itemReader);
      const { resolve = defaultFieldResolver } = field;
      return {
        ...field,
        type: isNonNullType(field.type) ? new GraphQLNonNull(PlainList) : PlainList,
        resolve(source: unknown, args: Record<string, unknown>, context: Context, info) {
          const read = (items: readonly Item[] | null) => items?.map(readItems(info)) ?? null;
          const found: unknown = resolve(source, args, context, info);
          return isPromise(found) ? found.then(read) : read(found as readonly Item[] | null);
        },
      };
    },
  });
