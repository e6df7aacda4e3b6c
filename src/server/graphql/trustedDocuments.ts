import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { StartRefused } from '../../shared/startRefused';

/** Documents known to the server, and whether it answers any others. */
export interface TrustedDocuments {
  /** The text of a document by its identifier: the sha256 of its text, or the name of its file. */
  find(identifier: string): string | null;
  /** The name of the file with exactly this text; null for others. */
  nameOf(text: string): string | null;
  /** Throws unless the text may be asked. */
  authorise(text: string): void;
  /** All of them, by the names of their files. */
  readonly list: readonly { readonly name: string; readonly text: string }[];
  /** Whether texts that are not registered are refused. */
  readonly isOnly: boolean;
}

/** A document that the schema refuses; the server does not start with one. */
export class BadOperation extends StartRefused {}

/** The hash by which a text is known. */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The refusal of an operation that is not registered. */
export const notTrusted = () =>
  new GraphQLError(
    '本服务器只接受已登记的查询，此查询未登记。 This server answers registered operations only, and this is none of them.',
    { extensions: { code: 'OPERATION_NOT_REGISTERED' } },
  );

/** Reads every .graphql file of the folders and checks it against the schema. Throws BadOperation. */
export function readTrustedDocuments(
  schema: GraphQLSchema,
  folders: readonly string[],
  isOnly: boolean,
): TrustedDocuments {
  const texts = new Map<string, string>();
  const names = new Map<string, string>();
  const list: { name: string; text: string }[] = [];
  for (const folder of folders)
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.graphql'))) {
      const text = readFileSync(join(folder, file), 'utf8');
      const faults = faultsOf(schema, text);
      if (faults.length > 0) throw new BadOperation(`${join(folder, file)}: ${faults.join('; ')}`);
      texts.set(sha256(text), text);
      texts.set(basename(file, '.graphql'), text);
      names.set(text, basename(file, '.graphql'));
      list.push({ name: basename(file, '.graphql'), text });
    }
  return {
    find: (identifier) => texts.get(identifier.replace(/^sha256:/, '')) ?? null,
    nameOf: (text) => names.get(text) ?? null,
    authorise(text) {
      if (isOnly && !texts.has(sha256(text))) throw notTrusted();
    },
    list,
    isOnly,
  };
}

function faultsOf(schema: GraphQLSchema, text: string): string[] {
  try {
    return validate(schema, parse(text)).map(({ message }) => message);
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message];
    throw error;
  }
}
