import { type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { type ClassType, getMetadataStorage } from 'type-graphql';
import type { Context } from '../shared/context';
import { groupBy } from '../shared/groupBy';
import type { Operation } from '../shared/permissions';

type Storage = ReturnType<typeof getMetadataStorage>;
/** A method that resolves a field, as type-graphql knows it. */
type Described =
  | Storage['queries'][number]
  | Storage['mutations'][number]
  | Storage['fieldResolvers'][number];
type Parameter = NonNullable<Described['params']>[number];
type Resolve = GraphQLFieldResolver<unknown, Context, Record<string, unknown>>;

const unknown = ({ target, methodName }: Pick<Described, 'target' | 'methodName'>, what: string) =>
  new Error(`${target.name}.${methodName} has ${what}, which is not called directly`);

/** Where the value of a parameter of a method comes from. */
function sourceOf(parameter: Parameter): Resolve {
  if ('propertyName' in parameter && parameter.propertyName)
    throw unknown(parameter, 'a part of a parameter');
  if (parameter.kind === 'root') return (root) => root;
  if (parameter.kind === 'arg') return (_, { [parameter.name]: value }) => value;
  if (parameter.kind === 'context') return (_, __, context) => context;
  if (parameter.kind === 'info') return (_, __, ___, info) => info;
  throw unknown(parameter, `a parameter of kind ${parameter.kind}`);
}

/** Refuses who may do none of these operations anywhere. */
export type Guard = (context: Context, operations: readonly Operation[]) => void;

function resolverOf(described: Described, self: object, guard: Guard): Resolve {
  const { methodName, params = [], roles, middlewares = [] } = described;
  if (middlewares.length > 0) throw unknown(described, 'middleware');
  const method: unknown = Reflect.get(self, methodName);
  if (typeof method !== 'function') throw unknown(described, 'no method');
  const sources = params.toSorted((one, other) => one.index - other.index).map(sourceOf);
  return (root, given, context, info) => {
    try {
      if (roles) guard(context, roles);
      return method.apply(
        self,
        sources.map((source) => source(root, given, context, info)),
      );
    } catch (error) {
      // What refuses at once is told as what refuses later.
      return Promise.reject(error);
    }
  };
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
  const { queries, mutations, fieldResolvers, objectTypes } = getMetadataStorage();
  const selves = new Map<Described['target'], object>();
  const selfOf = (target: Described['target']) => {
    const self = selves.get(target) ?? (Reflect.construct(target, []) as object);
    selves.set(target, self);
    return self;
  };
  const replace = (type: unknown, described: Described) => {
    const field = isObjectType(type) ? type.getFields()[described.schemaName] : undefined;
    if (field?.resolve) field.resolve = resolverOf(described, selfOf(described.target), guard);
  };
  for (const query of queries) replace(schema.getQueryType(), query);
  for (const mutation of mutations) replace(schema.getMutationType(), mutation);
  const ofClass = groupBy(
    fieldResolvers.filter(({ kind }) => kind === 'external'),
    ({ getObjectType }) => getObjectType?.(),
  );
  // What is said of a class itself goes before what is said of those above it.
  for (const { name, target, interfaceClasses = [] } of objectTypes)
    for (const owner of [...interfaceClasses, ...classesOf(target)])
      for (const described of ofClass.get(owner as ClassType) ?? []) replace(schema.getType(name), described);
}
