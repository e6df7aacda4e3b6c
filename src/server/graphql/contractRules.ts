import { type GraphQLSchema, getNullableType, isInputObjectType } from 'graphql';

/** Makes every root field nullable: where one part of an operation fails, the others are answered. */
export function makeRootFieldsNullable(schema: GraphQLSchema): void {
  for (const type of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()])
    for (const field of Object.values(type?.getFields() ?? {})) field.type = getNullableType(field.type);
}

/** Marks the input types with ONE_OF as `@oneOf`, which type-graphql does not know. */
export function markOneOfInputs(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap()))
    if (isInputObjectType(type) && type.extensions.oneOf) type.isOneOf = true;
}
