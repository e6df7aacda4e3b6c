import { GraphQLError, getOperationAST, parse } from 'graphql';
import { StartRefused } from '../../shared/startRefused';

/** A document that the schema refuses, or a manifest that cannot be read; the server does not start with one. */
export class BadOperation extends StartRefused {}

/** A document of a manifest. */
export interface ManifestDocument {
  readonly name: string;
  readonly text: string;
  readonly identifiers: readonly string[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const APOLLO = 'apollo-persisted-query-manifest';

/** Returns the name of the only operation of a text; its identifier where it has none. */
function nameOf(text: string, identifier: string): string {
  try {
    return getOperationAST(parse(text))?.name?.value ?? identifier;
  } catch (error) {
    // It is refused with the reason when it is checked against the schema.
    if (error instanceof GraphQLError) return identifier;
    throw error;
  }
}

/** Returns the texts of a manifest by their identifiers; null for one of no known form. */
function textsIn(manifest: unknown): [string, unknown][] | null {
  if (!isRecord(manifest)) return null;
  // Relay and GraphQL Code Generator write an object of texts by their hash.
  if (manifest.format === undefined) return Object.entries(manifest);
  if (manifest.format !== APOLLO || manifest.version !== 1 || !Array.isArray(manifest.operations))
    return null;
  return manifest.operations.map((operation) => [String(operation?.id), operation?.body]);
}

/** Reads a manifest of persisted documents as Relay, Apollo and GraphQL Code Generator write it. Throws BadOperation. */
export function readManifest(path: string, json: string): ManifestDocument[] {
  const bad = () =>
    new BadOperation(
      `${path}: 不是 Relay、Apollo 或 GraphQL Code Generator 的查询清单。 Not a manifest of Relay, Apollo or GraphQL Code Generator: expected texts by their hash, or the format ${APOLLO}, version 1.`,
    );
  let manifest: unknown;
  try {
    manifest = JSON.parse(json);
  } catch {
    throw bad();
  }
  const texts = textsIn(manifest);
  if (texts === null) throw bad();
  return texts.map(([identifier, text]) => {
    if (typeof text !== 'string') throw bad();
    return { name: nameOf(text, identifier), text, identifiers: [identifier] };
  });
}
