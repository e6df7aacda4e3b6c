import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** Something of the schema that has a name and a description. */
export interface SchemaEntry {
  /** Such as `Query.report`, or the name of a type. */
  readonly path: string;
  readonly name: string;
  readonly description: string;
  /** The type whose page shows it. */
  readonly typeName: string;
}

const MOST_FOUND = 100;

/** Returns the fields and values of a type, each with what its page shows. */
function membersOf(type: GraphQLNamedType): SchemaEntry[] {
  const entry = (name: string, description: string | null | undefined): SchemaEntry => ({
    path: `${type.name}.${name}`,
    name,
    description: description ?? '',
    typeName: type.name,
  });
  if (isEnumType(type)) return type.getValues().map(({ name, description }) => entry(name, description));
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map(({ name, description }) => entry(name, description));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap(({ name, description, args }) => [
    entry(name, description),
    ...args.map((argument) => ({
      ...entry(argument.name, argument.description),
      path: `${type.name}.${name}(${argument.name})`,
    })),
  ]);
}

/** Returns everything of a schema that has a description, but for introspection. */
export function listEntries(schema: GraphQLSchema): SchemaEntry[] {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => [
      { path: type.name, name: type.name, description: type.description ?? '', typeName: type.name },
      ...membersOf(type),
    ]);
}

/** How well an entry answers a word: 0 not at all, higher for names than for descriptions. */
function scoreOf({ path, name, description }: SchemaEntry, word: string): number {
  const plainName = name.toLowerCase();
  if (plainName === word) return 8;
  if (plainName.startsWith(word)) return 6;
  if (plainName.includes(word)) return 4;
  if (path.toLowerCase().includes(word)) return 3;
  const at = description.toLowerCase().indexOf(word);
  return at < 0 ? 0 : 1 + 1 / (1 + at);
}

/** Returns the entries that have every word in a name or description, best first. Fields of Query come before others alike. */
export function searchEntries(entries: readonly SchemaEntry[], text: string): SchemaEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  return entries
    .map((entry) => {
      const scores = words.map((word) => scoreOf(entry, word));
      const isRoot = /^(?:Query|Mutation|Subscription)\./.test(entry.path);
      return {
        entry,
        score: scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score) + (isRoot ? 0.5 : 0),
      };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_FOUND)
    .map(({ entry }) => entry);
}
