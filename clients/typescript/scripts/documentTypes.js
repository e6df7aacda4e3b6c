const {
  buildSchema,
  isEnumType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  parse,
  typeFromAST,
  validate,
} = require('graphql');
const { scalarType } = require('./scalarTypes');

const indent = (text) => text.replaceAll('\n', '\n  ');

/** Returns a type of GraphQL in TypeScript; `leaf` writes what is below lists and null. */
function wrap(type, leaf) {
  if (isNonNullType(type)) return wrapNonNull(type.ofType, leaf);
  return `${wrapNonNull(type, leaf)} | null`;
}
function wrapNonNull(type, leaf) {
  if (isListType(type)) return `ReadonlyArray<${wrap(type.ofType, leaf)}>`;
  return leaf(type);
}

const enumType = (type) =>
  type
    .getValues()
    .map(({ name }) => `'${name}'`)
    .join(' | ');

/** Returns the type of a value that is sent. */
function inputType(type) {
  return wrap(type, (named) => {
    if (isScalarType(named)) return scalarType(named.name).input;
    if (isEnumType(named)) return enumType(named);
    const fields = Object.values(named.getFields()).map((field) => {
      const isNeeded = isNonNullType(field.type) && field.defaultValue === undefined;
      return `readonly ${field.name}${isNeeded ? '' : '?'}: ${inputType(field.type)};`;
    });
    return `{ ${fields.join(' ')} }`;
  });
}

/** Collects the fields of a selection by their names in the answer, those of fragments too. */
function collect(context, type, { selections }, fields = new Map(), isSure = true) {
  for (const selection of selections) {
    if (selection.kind === 'Field') {
      const name = (selection.alias ?? selection.name).value;
      const known = fields.get(name) ?? { name: selection.name.value, type, sets: [], isSure: false };
      if (selection.selectionSet) known.sets.push(selection.selectionSet);
      fields.set(name, { ...known, isSure: known.isSure || isSure });
      continue;
    }
    const fragment =
      selection.kind === 'FragmentSpread' ? context.fragments.get(selection.name.value) : selection;
    const condition = fragment.typeCondition
      ? context.schema.getType(fragment.typeCondition.name.value)
      : type;
    const always =
      condition === type || (isInterfaceType(condition) && context.schema.isSubType(condition, type));
    collect(context, always ? type : condition, fragment.selectionSet, fields, isSure && always);
  }
  return fields;
}

/** Returns the type of an answer to selections of a type. */
function answerType(context, type, sets) {
  const fields = new Map();
  for (const set of sets) collect(context, type, set, fields);
  const lines = [...fields].map(([name, { name: fieldName, type: owner, sets: inner, isSure }]) => {
    if (fieldName === '__typename')
      return `readonly ${name}: ${isObjectType(owner) ? `'${owner.name}'` : 'string'};`;
    const field = owner.getFields()[fieldName];
    const value = wrap(field.type, (named) => {
      if (isScalarType(named)) return scalarType(named.name).output;
      return isEnumType(named) ? enumType(named) : answerType(context, named, inner);
    });
    return `readonly ${name}${isSure ? '' : '?'}: ${value};`;
  });
  return `{\n  ${lines.map(indent).join('\n  ')}\n}`;
}

/** Returns the schema of a text. Whoever writes types of documents reads it here: graphql-js takes no schema that another copy of it has built. */
const readSchema = (text) => buildSchema(text);

/** Returns the types of the variables and answers of documents, each with what `writeDocument` returns for it. Throws where a document does not fit the schema. */
function documentParts(schema, documents, writeDocument) {
  for (const { id, text } of documents)
    for (const { message } of validate(schema, parse(text))) throw new Error(`${id}: ${message}`);
  return documents.flatMap(({ id, text }) => {
    const document = parse(text);
    const fragments = new Map(
      document.definitions
        .filter(({ kind }) => kind === 'FragmentDefinition')
        .map((fragment) => [fragment.name.value, fragment]),
    );
    const operation = document.definitions.find(({ kind }) => kind === 'OperationDefinition');
    const name = operation.name.value;
    const root = schema.getRootType(operation.operation);
    const answer = answerType({ schema, fragments }, root, [operation.selectionSet]);
    const variables = operation.variableDefinitions.map((definition) => {
      const type = typeFromAST(schema, definition.type);
      const isNeeded = isNonNullType(type) && !definition.defaultValue;
      return `  readonly ${definition.variable.name.value}${isNeeded ? '' : '?'}: ${inputType(type)};`;
    });
    const [comment] = text.match(/^# (.*)$/m) ?? [];
    const kind = `${operation.operation[0].toUpperCase()}${operation.operation.slice(1)}`;
    return [
      `\nexport interface ${name}Variables {\n${variables.join('\n')}\n}\n`.replace('{\n\n}', '{}'),
      `\nexport type ${name}${kind} = ${answer};\n`,
      `\n/** ${comment ? comment.slice(2) : name} The hub knows it as \`${id}\`. */\nexport const ${name} = ${writeDocument({ id, text, types: `<${name}${kind}, ${name}Variables>` })};\n`,
    ];
  });
}

/** Returns the file of the documents of the hub with the types of their variables and answers. */
function documentsFile(schema, documents) {
  const parts = documentParts(
    schema,
    documents,
    ({ text, types }) => `parse(${JSON.stringify(text)}) as TypedDocumentNode${types}`,
  );
  const names = documents.map(({ id, text }) => {
    const operation = parse(text).definitions.find(({ kind }) => kind === 'OperationDefinition');
    return `  ${operation.name.value}: '${id}',`;
  });
  return [
    "import type { TypedDocumentNode } from '@graphql-typed-document-node/core';\nimport { parse } from 'graphql';\n",
    ...parts,
    `\n/** The names by which the hub knows its documents, by the names of their operations: send one as \`documentId\`. */\nexport const documentIds = {\n${names.join('\n')}\n} as const;\n`,
  ].join('');
}

module.exports = { documentParts, documentsFile, readSchema };
