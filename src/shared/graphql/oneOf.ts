/** The extension of an input type of which exactly one field is to be stated (server/graphql/contractRules.ts). */
export const ONE_OF = { oneOf: true };
