import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildSchema,
  type DocumentNode,
  type GraphQLInputType,
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
  typeFromAST,
} from 'graphql';
import type { Page } from 'playwright-core';

const SCHEMA = join(__dirname, '../../schema');
const schema = buildSchema(readFileSync(join(SCHEMA, 'schema.graphql'), 'utf8'));

/** Returns where the value of a type has an empty text in the place of a code: the hub refuses it, even where the document does not use it. */
function emptyIn(type: GraphQLInputType, value: unknown, path: string): string[] {
  if (isNonNullType(type)) return emptyIn(type.ofType, value, path);
  if (value === null || value === undefined) return [];
  if (isListType(type))
    return [value].flat().flatMap((item, at) => emptyIn(type.ofType, item, `${path}.${at}`));
  if (isInputObjectType(type))
    return Object.entries(value).flatMap(([name, part]) => {
      const field = type.getFields()[name];
      return field ? emptyIn(field.type, part, `${path}.${name}`) : [];
    });
  return value === '' && getNamedType(type).name === 'ID' ? [path] : [];
}

/** Returns where the variables of a document have an empty text in the place of a code. */
export const emptyCodesIn = (document: DocumentNode, variables: Record<string, unknown>): string[] =>
  document.definitions.flatMap((definition) =>
    definition.kind === 'OperationDefinition'
      ? (definition.variableDefinitions ?? []).flatMap(({ type, variable: { name } }) => {
          const input = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
          return input ? emptyIn(input, variables[name.value], name.value) : [];
        })
      : [],
  );

/** Returns a document that the pages ask for by its name. */
export const webDocument = (name: string): DocumentNode =>
  parse(readFileSync(join(SCHEMA, 'operations/web', `${name}.graphql`), 'utf8'));

/** A request as a page puts it, by the name of its document or, where it is a subscription, by its text. */
interface Put {
  readonly documentId?: string;
  readonly query?: string;
  readonly variables?: Record<string, unknown>;
}

function emptyCodesOf({ documentId, query, variables = {} }: Put): string[] {
  if (!documentId && !query) return [];
  const document = documentId ? webDocument(documentId) : parse(query ?? '');
  return emptyCodesIn(document, variables).map((path) => `${documentId ?? query}: ${path} is an empty code`);
}

/** Tells of every empty code that a page puts to the hub, by requests and by its socket. */
export function watchCodes(page: Page, tell: (fault: string) => void): void {
  page.on('request', (request) => {
    if (request.method() !== 'POST' || !request.url().endsWith('/graphql')) return;
    for (const fault of emptyCodesOf(JSON.parse(request.postData() ?? '{}'))) tell(fault);
  });
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      const message: { payload?: Put } = JSON.parse(String(payload));
      for (const fault of emptyCodesOf(message.payload ?? {})) tell(fault);
    });
  });
}
