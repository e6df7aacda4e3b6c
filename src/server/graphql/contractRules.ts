import { type GraphQLSchema, getNullableType, isInputObjectType } from 'graphql';

const ROOT_DESCRIPTIONS: Readonly<Record<string, string>> = {
  Query:
    '查询：机关、区划、报告、汇总、表格，以及账户、审计和回调。Queries of agencies, places, reports, sums and the form, and of accounts, audit and webhooks.',
  Mutation:
    '操作：报送、审核、导入、机构沿革、账户和设置。被拒绝的原因在 findings 中。Filing, review, imports, the tree of agencies, accounts and settings. Why something is refused is in `findings`.',
  Subscription:
    '订阅：经 WebSocket 或 server-sent events。Subscriptions, over WebSocket or server-sent events.',
};

/** Describes the root types, which type-graphql does not. */
export function describeRoots(schema: GraphQLSchema): void {
  for (const [name, description] of Object.entries(ROOT_DESCRIPTIONS)) {
    const type = schema.getType(name);
    if (type) type.description = description;
  }
}

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
