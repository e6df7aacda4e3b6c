import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { EntityTarget } from 'typeorm';
import { AgencyEntity } from '../../agency/agencyEntities';
import { Jurisdiction } from '../../agency/agencyTypes';
import { Account } from '../../identity/identityTypes';
import { Indicator } from '../../report/model/indicatorTypes';
import type { Database } from '../../shared/database';
import { readGlobalId } from '../../shared/graphql/node';
import { badInput } from '../../shared/graphql/paging';
import type { Context } from '../../shared/request/context';

/** Returns, by key, the codes that clients name objects by. */
type FindCodes = (database: Database, keys: readonly string[]) => Promise<ReadonlyMap<string, string>>;

const codesIn =
  (entity: EntityTarget<object>, code = 'code'): FindCodes =>
  async (database, keys) => {
    const numbers = keys.filter((key) => /^\d{1,9}$/.test(key)).map(Number);
    const rows = await database
      .getRepository(entity)
      .createQueryBuilder('e')
      .select('e.id', 'key')
      .addSelect(`e.${code}`, 'code')
      .where('e.id = any(:numbers)', { numbers })
      .getRawMany<{ key: number; code: string }>();
    return new Map(rows.map(({ key, code }) => [String(key), code]));
  };

/** The types that inputs name by a code or by a global identifier, with what finds the code of a key. */
const NAMED = {
  Agency: codesIn(AgencyEntity),
  Jurisdiction: codesIn(Jurisdiction),
  Account: codesIn(Account, 'username'),
  Indicator: codesIn(Indicator),
  // The key of a document is its SHA-256.
  SourceDocument: async (_, keys) => new Map(keys.map((key) => [key, key])),
} satisfies Readonly<Record<string, FindCodes>>;

type NamedType = keyof typeof NAMED;

/** What inputs of the type ID name, by the name of an argument or field, or by `Input.field` where others of that name differ. */
const REFERENCES: Readonly<Record<string, NamedType>> = {
  agency: 'Agency',
  agencies: 'Agency',
  supervisingAgency: 'Agency',
  'MergeAgenciesInput.predecessors': 'Agency',
  'MergeAgenciesInput.successor': 'Agency',
  jurisdiction: 'Jurisdiction',
  viewJurisdiction: 'Jurisdiction',
  place: 'Jurisdiction',
  parent: 'Jurisdiction',
  children: 'Jurisdiction',
  'MergeJurisdictionsInput.predecessors': 'Jurisdiction',
  'MergeJurisdictionsInput.successor': 'Jurisdiction',
  account: 'Account',
  indicator: 'Indicator',
  document: 'SourceDocument',
};

/** Returns the type that an input names by its code or global identifier; null for any other input. */
export function namedBy(owner: string, input: { name: string; type: GraphQLInputType }): NamedType | null {
  if (getNamedType(input.type).name !== 'ID') return null;
  return REFERENCES[`${owner}.${input.name}`] ?? REFERENCES[input.name] ?? null;
}

/** A global identifier among arguments: what it should name, what it does, and where it is. */
interface Found {
  readonly type: NamedType;
  readonly id: string;
  readonly nodeType: string;
  readonly key: string;
  readonly path: string;
}
type Arguments = Record<string, unknown>;
/** Reads identifiers in a value: `visit` is told of each, and what it returns takes its place. */
type Reader = (value: unknown, path: string, visit: (found: Found) => string) => unknown;

const readersOf = (owner: string, inputs: readonly { name: string; type: GraphQLInputType }[]) =>
  new Map(
    inputs.flatMap((input) => {
      const reader = readerOf(input.type, namedBy(owner, input));
      return reader ? [[input.name, reader] as const] : [];
    }),
  );

/** Returns what reads the identifiers in values of a type; null when it has none. Input types do not contain themselves. */
function readerOf(type: GraphQLInputType, named: NamedType | null): Reader | null {
  if (isNonNullType(type)) return readerOf(type.ofType, named);
  if (isListType(type)) {
    const item = readerOf(type.ofType, named);
    return (
      item &&
      ((value, path, visit) =>
        Array.isArray(value) ? value.map((one, at) => item(one, `${path}.${at}`, visit)) : value)
    );
  }
  if (isInputObjectType(type)) {
    const fields = readersOf(type.name, Object.values(type.getFields()));
    return fields.size > 0 ? (value, path, visit) => readFields(fields, value, `${path}.`, visit) : null;
  }
  if (!named) return null;
  return (id, path, visit) => {
    // No code of a place, no username and hardly any code of an agency reads like an identifier.
    const found = typeof id === 'string' ? readGlobalId(id) : null;
    return found ? visit({ ...found, type: named, id: id as string, path }) : id;
  };
}

/** Reads the identifiers in the fields of an object; the object itself stays when there are none. */
function readFields(
  fields: ReadonlyMap<string, Reader>,
  value: unknown,
  before: string,
  visit: (found: Found) => string,
): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const values = value as Arguments;
  const read = Object.entries(values).map(([name, item]) => [
    name,
    fields.get(name)?.(item, `${before}${name}`, visit) ?? item,
  ]);
  return Object.assign(Object.create(Object.getPrototypeOf(values)), Object.fromEntries(read));
}

/** Returns the arguments of a field with codes where they had global identifiers. */
export type ReadReferences = (args: Arguments, context: Context) => Arguments | Promise<Arguments>;

/**
 * Returns what reads the references among the arguments of a field; null when it has none. Whatever names an agency, a place, an
 * account, an indicator or a document takes its code or its global identifier, and resolvers get the code. An identifier of another
 * type is refused; one of nothing stays as it is, so that it is unknown as a code would be. One statement for each type that is named.
 */
export function referencesOf(owner: string, field: GraphQLField<unknown, Context>): ReadReferences | null {
  const readers = readersOf(`${owner}.${field.name}`, field.args);
  if (readers.size === 0) return null;
  return (args, context) => {
    const found: Found[] = [];
    readFields(readers, args, '', (one) => {
      found.push(one);
      return one.id;
    });
    return found.length === 0 ? args : withCodes(readers, args, found, context);
  };
}

async function withCodes(
  readers: ReadonlyMap<string, Reader>,
  args: Arguments,
  found: readonly Found[],
  { database }: Context,
): Promise<Arguments> {
  const codes = new Map<string, string>();
  for (const type of Object.keys(NAMED) as NamedType[]) {
    const ids = found.filter((one) => one.type === type);
    if (ids.length === 0) continue;
    checkTypes(ids);
    const codesByKey = await NAMED[type](
      database,
      ids.map(({ key }) => key),
    );
    for (const { id, key } of ids) codes.set(id, codesByKey.get(key) ?? id);
  }
  return readFields(readers, args, '', ({ id }) => codes.get(id) ?? id) as Arguments;
}

/** Throws BAD_USER_INPUT for an identifier of another type than is to be named. */
function checkTypes(found: readonly Found[]): void {
  for (const { type, nodeType, path } of found)
    if (nodeType !== type)
      throw badInput(
        path,
        `${path} 应为 ${type} 的代码或标识，收到的是 ${nodeType} 的标识。`,
        `${path} names a node of type ${type} by its code or its id; this is the id of a node of type ${nodeType}.`,
      );
}

/** Has the resolvers of subscriptions get codes; those of other fields are told by callResolvers. */
export function readSubscriptionReferences(schema: GraphQLSchema): void {
  const type = schema.getSubscriptionType();
  for (const field of Object.values(type?.getFields() ?? {})) {
    const read = referencesOf('Subscription', field);
    const { subscribe, resolve } = field;
    if (!read || !subscribe || !resolve) continue;
    field.subscribe = async (root, args, context, info) =>
      subscribe(root, await read(args, context), context, info);
    field.resolve = async (root, args, context, info) =>
      resolve(root, await read(args, context), context, info);
  }
}

/** Tells in the descriptions of the schema what is named by a code or an identifier. */
export function describeReferences(schema: GraphQLSchema): void {
  const describe = (
    owner: string,
    input: { name: string; type: GraphQLInputType; description?: string | null },
  ) => {
    const named = namedBy(owner, input);
    if (named) input.description = `${input.description} ${HOW[named]}`;
  };
  for (const type of Object.values(schema.getTypeMap()))
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) describe(type.name, field);
    else if (isObjectType(type))
      for (const field of Object.values(type.getFields()))
        for (const argument of field.args) describe(`${type.name}.${field.name}`, argument);
}

const CODE_OR_ID = '填代码或全局标识。Its code or its global identifier.';
const HOW: Readonly<Record<NamedType, string>> = {
  Agency: CODE_OR_ID,
  Jurisdiction: '填 GB/T 2260 代码或全局标识。Its code of GB/T 2260 or its global identifier.',
  Account: '填用户名或全局标识。Its username or its global identifier.',
  Indicator: CODE_OR_ID,
  SourceDocument: '填 SHA-256 或全局标识。Its SHA-256 or its global identifier.',
};
