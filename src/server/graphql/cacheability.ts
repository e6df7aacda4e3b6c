import {
  BREAK,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type Actor, Role } from '../../shared/request/permissions';

/** Arguments that ask for unpublished work. */
const PREVIEWS = ['basis'];
const INTROSPECTION = /^__(schema|type)$/;

/** Whether something in a document asks for the schema. */
export function asksForSchema(document: DocumentNode): boolean {
  let isThere = false;
  visit(document, {
    Field({ name }) {
      if (!INTROSPECTION.test(name.value)) return undefined;
      isThere = true;
      return BREAK;
    },
  });
  return isThere;
}

/**
 * Whether an operation asks only for what is published: a query without a field marked UNCACHEABLE, without previews
 * and without the schema. Everything in its document counts, used or not.
 */
export function isCacheable(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  if (operation.operation !== 'query') return false;
  const types = new TypeInfo(schema);
  let isPublic = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const field = types.getFieldDef();
        if (!field || field.extensions.uncacheable || INTROSPECTION.test(name.value)) isPublic = false;
      },
      Argument({ name }) {
        if (PREVIEWS.includes(name.value)) isPublic = false;
      },
    }),
  );
  return isPublic;
}

/** Whether somebody reads of what is published just what everyone does: the public, and who is an analyst only. */
export function sharesPublicCache(actor: Actor): boolean {
  return actor.kind !== 'KEY' && actor.grants.every(({ role }) => role === Role.ANALYST);
}
