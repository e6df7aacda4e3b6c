import {
  type GraphQLInputType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromASTUntyped,
} from 'graphql';

/** Values by the name of a variable or field, for the demonstration tree. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  agency: '910101-001',
  jurisdiction: '910101',
  place: '910101',
  year: 2025,
  years: [2024, 2025],
  base: 2024,
  first: 10,
  cells: ['requests.received.total'],
  codes: ['requests.received.total'],
};

const BY_TYPE: Readonly<Record<string, unknown>> = { Int: 1, Float: 1, Boolean: false };

/** Returns a value of a type that shows how one is written. Optional fields of inputs are left out. */
function exampleOf(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return exampleOf(type.ofType, name);
  if (Object.hasOwn(BY_NAME, name) && !isInputObjectType(type)) {
    const value = BY_NAME[name];
    return isListType(type) ? [value].flat() : [value].flat()[0];
  }
  if (isListType(type)) return [exampleOf(type.ofType, name)];
  if (isEnumType(type)) return type.getValues()[0].name;
  if (!isInputObjectType(type)) return BY_TYPE[type.name] ?? '';
  const fields = Object.values(type.getFields());
  const chosen = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
  return Object.fromEntries(chosen.map((field) => [field.name, exampleOf(field.type, field.name)]));
}

/** Returns values for the variables of an operation: their defaults, or examples by name and type. */
export function exampleVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): Record<string, unknown> {
  return Object.fromEntries(
    variableDefinitions.map(({ variable, type, defaultValue }) => {
      const name = variable.name.value;
      if (defaultValue) return [name, valueFromASTUntyped(defaultValue)];
      const inputType = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
      return [name, inputType ? exampleOf(inputType, name) : null];
    }),
  );
}
