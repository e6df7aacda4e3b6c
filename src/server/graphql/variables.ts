import { type GraphQLSchema, getVariableValues, type OperationDefinitionNode } from 'graphql';

/** The values of an operation's variables as its resolvers get them: of the right types, with defaults. */
export type CoercedVariables = { readonly [name: string]: unknown };

/**
 * Returns the values an operation would run with, or null where some do not fit. graphql-js is the only judge: it refuses to run
 * the operation then, in its own words. What is measured and what a kept answer is found by are these values too.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): CoercedVariables | null {
  return getVariableValues(schema, variableDefinitions, variables, { maxErrors: 1 }).coerced ?? null;
}

/** Returns a text that is the same for the same values, in whatever order they are written, and for no others. */
export function canonical(value: unknown): string {
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (value instanceof Date) return `@${value.getTime()}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`).join()}}`;
}
