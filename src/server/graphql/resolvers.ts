import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { type ClassType, getMetadataStorage } from 'type-graphql';
import { UNCACHEABLE } from '../../shared/graphql/uncacheable';
import { groupBy } from '../../shared/groupBy';
import { type Access, isWithoutRole } from '../../shared/request/access';
import type { Context } from '../../shared/request/context';
import type { Operation } from '../../shared/request/permissions';
import { type ReadReferences, referencesOf } from './references';

type Storage = ReturnType<typeof getMetadataStorage>;
/** A method that resolves a field, as type-graphql knows it. */
type Described =
  | Storage['queries'][number]
  | Storage['mutations'][number]
  | Storage['fieldResolvers'][number];
type Parameter = NonNullable<Described['params']>[number];
type Resolve = GraphQLFieldResolver<unknown, Context, Record<string, unknown>>;

/**
 * The only file that uses the metadata inside type-graphql, checked with this version. Throws at the start when another one is installed:
 * look through its metadata and through `createHandlerResolver`, run the tests, and name it here. What it brings: docs/speed.md.
 */
const CHECKED_VERSION = '2.0.0-rc.4';

function checkVersion(): void {
  const file = join(dirname(require.resolve('type-graphql')), '../../package.json');
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  if (version !== CHECKED_VERSION)
    throw new Error(`type-graphql ${version} is installed; resolvers.ts was checked with ${CHECKED_VERSION}`);
}

const unknown = ({ target, methodName }: Pick<Described, 'target' | 'methodName'>, what: string) =>
  new Error(`${target.name}.${methodName} has ${what}, which is not called directly`);

/** Where the value of a parameter of a method comes from. */
function sourceOf(parameter: Parameter): Resolve {
  if ('propertyName' in parameter && parameter.propertyName)
    throw unknown(parameter, 'a part of a parameter');
  if (parameter.kind === 'root') return (root) => root;
  if (parameter.kind === 'arg') return (_, { [parameter.name]: value }) => value;
  if (parameter.kind === 'args') return (_, args) => args;
  if (parameter.kind === 'context') return (_, __, context) => context;
  if (parameter.kind === 'info') return (_, __, ___, info) => info;
  throw unknown(parameter, `a parameter of kind ${parameter.kind}`);
}

/** Throws for whom an operation is not, wherever it is to be done. */
export type Guard = (context: Context, access: Access) => void;

/** Who may call a method by its marks; null where it has none. */
function accessOf({ roles, extensions }: Pick<Described, 'roles' | 'extensions'>): Access | null {
  if (roles) return roles as Operation[];
  const access = extensions?.access;
  return isWithoutRole(access) ? access : null;
}

function resolverOf(
  described: Described,
  self: object,
  guard: Guard,
  readReferences: ReadReferences | null,
): Resolve {
  const { methodName, params = [], middlewares = [] } = described;
  const access = accessOf(described);
  if (middlewares.length > 0) throw unknown(described, 'middleware');
  const method: unknown = Reflect.get(self, methodName);
  if (typeof method !== 'function') throw unknown(described, 'no method');
  const sources = params.toSorted((one, other) => one.index - other.index).map(sourceOf);
  return (root, args, context, info) => {
    const call = (read: Record<string, unknown>) =>
      method.apply(
        self,
        sources.map((source) => source(root, read, context, info)),
      );
    try {
      if (access) guard(context, access);
      const read = readReferences ? readReferences(args, context) : args;
      return read instanceof Promise ? read.then(call) : call(read);
    } catch (error) {
      // A refusal at once and one later look alike.
      return Promise.reject(error);
    }
  };
}

/**
 * Lets nobody call an operation but those it is marked for, and keeps what is not public out of the cache. Throws when an operation
 * has no mark: one that was forgotten would be open to everyone.
 */
export function guardOperations(schema: GraphQLSchema, guard: Guard): void {
  const { queries, mutations, subscriptions } = getMetadataStorage();
  const roots = [
    [schema.getQueryType(), queries],
    [schema.getMutationType(), mutations],
    [schema.getSubscriptionType(), subscriptions],
  ] as const;
  for (const [type, all] of roots)
    for (const described of all) {
      const field = type?.getFields()[described.schemaName];
      if (!field) continue;
      const access = accessOf(described);
      if (!access)
        throw new Error(
          `${type}.${field.name} says neither in @Authorized nor by PUBLIC or SIGNED_IN who may call it`,
        );
      if (access !== 'PUBLIC') field.extensions = { ...field.extensions, ...UNCACHEABLE };
      const { subscribe } = field;
      if (subscribe)
        field.subscribe = (root, args, context, info) => {
          guard(context, access);
          return subscribe(root, args, context, info);
        };
    }
}

/** A class and those it extends, from the last to the class itself. */
function classesOf(target: Described['target']): Described['target'][] {
  const above: unknown = Object.getPrototypeOf(target);
  return typeof above === 'function' && above !== Function.prototype
    ? [...classesOf(above), target]
    : [target];
}

/**
 * Has the methods of resolvers called with what the executor read of the request, as it is. type-graphql would make every argument an instance of
 * its class, check it and wait for it in a promise of its own, whether there is something to check or not: the arguments here are plain data. Subscriptions
 * and methods of object types stay with it.
 */
export function callResolvers(schema: GraphQLSchema, guard: Guard): void {
  checkVersion();
  const { queries, mutations, fieldResolvers, objectTypes } = getMetadataStorage();
  const selves = new Map<Described['target'], object>();
  const selfOf = (target: Described['target']) => {
    const self = selves.get(target) ?? (Reflect.construct(target, []) as object);
    selves.set(target, self);
    return self;
  };
  const replace = (type: unknown, described: Described) => {
    const field = isObjectType(type) ? type.getFields()[described.schemaName] : undefined;
    if (field?.resolve)
      field.resolve = resolverOf(
        described,
        selfOf(described.target),
        guard,
        referencesOf(String(type), field),
      );
  };
  for (const query of queries) replace(schema.getQueryType(), query);
  for (const mutation of mutations) replace(schema.getMutationType(), mutation);
  const resolversByClass = groupBy(
    fieldResolvers.filter(({ kind }) => kind === 'external'),
    ({ getObjectType }) => getObjectType?.(),
  );
  // What is said of a class itself goes before what is said of those above it.
  for (const { name, target, interfaceClasses = [] } of objectTypes)
    for (const owner of [...interfaceClasses, ...classesOf(target)])
      for (const described of resolversByClass.get(owner as ClassType) ?? [])
        replace(schema.getType(name), described);
}
