const {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} = require('graphql');
const { scalarType } = require('./scalarTypes');

const BUILT_IN = ['ID', 'String', 'Boolean', 'Int', 'Float'];
const ROOTS = ['Query', 'Mutation', 'Subscription'];
const PAGING = ['first', 'last', 'after', 'before'];

const objectTypes = (schema) =>
  Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .sort((one, other) => (one.name < other.name ? -1 : 1));

/** Whether objects of a type are known by an id of their own. */
const hasId = (type) => type.getInterfaces().some(({ name }) => name === 'Node');
const isConnection = (type) => /Connection$/.test(type.name);
const isList = (type) => isListType(isNonNullType(type) ? type.ofType : type);
/** Groups of a roll-up have an id that clients need not select: in one answer to one question they have one place. */
const isPlaced = (type) => !hasId(type) || type.name === 'RollUpGroup';
const isEmbedded = (type) =>
  isObjectType(type) && isPlaced(type) && !isConnection(type) && !/Edge$/.test(type.name);

/** Returns the fields of object types that a condition is true of, by type. */
function fieldsBy(schema, isOne, read) {
  const found = {};
  for (const type of objectTypes(schema)) {
    const fields = Object.values(type.getFields()).filter(isOne);
    if (fields.length > 0)
      found[type.name] = read
        ? Object.fromEntries(fields.map((field) => [field.name, read(field)]))
        : fields.map(({ name }) => name);
  }
  return found;
}

const write = (name, description, value) =>
  `\n/** ${description} */\nexport const ${name} = ${JSON.stringify(value, null, 2)} as const;\n`;

/** Returns the file of what caches of clients have to know of the schema. */
function cacheFile(schema) {
  const abstract = Object.values(schema.getTypeMap()).filter(
    (type) => isAbstractType(type) && !type.name.startsWith('__'),
  );
  const possibleTypes = Object.fromEntries(
    abstract.map((type) => [
      type.name,
      schema
        .getPossibleTypes(type)
        .map(({ name }) => name)
        .sort(),
    ]),
  );
  const keyless = objectTypes(schema).filter((type) => !hasId(type) && !ROOTS.includes(type.name));
  return [
    write('possibleTypes', 'The object types of each interface.', possibleTypes),
    write(
      'keylessTypes',
      'Object types without an id of their own: they belong to what they are read of.',
      keyless.map(({ name }) => name),
    ),
    write(
      'connections',
      'Fields that are lists with cursors, with the arguments beside those of the page: they say which list it is.',
      fieldsBy(
        schema,
        ({ type }) => isConnection(getNamedType(type)),
        ({ args }) => args.map(({ name }) => name).filter((name) => !PAGING.includes(name)),
      ),
    ),
    write(
      'embeddedLists',
      'Fields that are lists of objects that are read by their place: two answers to the same question have the same items in the same places.',
      fieldsBy(schema, ({ type }) => isList(type) && isEmbedded(getNamedType(type))),
    ),
    write(
      'lookups',
      'Root fields that find one object by its id, whatever its type.',
      Object.values(schema.getQueryType().getFields())
        .filter(
          ({ type, args }) => isInterfaceType(getNamedType(type)) && args.some(({ name }) => name === 'id'),
        )
        .map(({ name }) => name),
    ),
  ].join('');
}

/** Returns the file of the types of scalars, for GraphQL Code Generator and gql.tada. */
function scalarsFile(schema) {
  const names = Object.values(schema.getTypeMap())
    .filter((type) => isScalarType(type) && !BUILT_IN.includes(type.name))
    .map(({ name }) => name)
    .sort();
  const lines = (key) => names.map((name) => `  ${name}: ${scalarType(name)[key]};`).join('\n');
  const config = Object.fromEntries(names.map((name) => [name, scalarType(name)]));
  return [
    `\n/** Scalars as they come in answers: \`initGraphQLTada<{ scalars: ScalarOutputs }>()\`. */\nexport interface ScalarOutputs {\n${lines('output')}\n}\n`,
    `\n/** Scalars as they are sent. */\nexport interface ScalarInputs {\n${lines('input')}\n}\n`,
    write('scalars', 'The option `scalars` of GraphQL Code Generator.', config),
  ].join('');
}

module.exports = { cacheFile, scalarsFile };
