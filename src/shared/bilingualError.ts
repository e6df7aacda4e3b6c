import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import type { Fault } from './text';

/** Returns an error that says in both languages what is wrong. The message that a client gets is in its own (server/errors/formatError.ts). */
export function bilingualError(
  { zh, en }: Fault,
  extensions: { readonly code: string } & Record<string, unknown>,
  options: Omit<GraphQLErrorOptions, 'extensions'> = {},
): GraphQLError {
  return new GraphQLError(`${zh} ${en}`, {
    ...options,
    extensions: { ...extensions, messageZh: zh, messageEn: en },
  });
}
