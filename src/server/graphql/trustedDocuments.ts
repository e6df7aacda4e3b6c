import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GraphQLError, type GraphQLSchema, parse, validate } from 'graphql';
import { BadOperation, readManifest } from './documentManifests';

/** Documents known to the server, and whether it answers any others. */
export interface TrustedDocuments {
  /** The text of a document by its identifier: the sha256 of its text, the name of its file, or its identifier in a manifest. */
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

/** The hash by which a text is known. */
export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The refusal of an operation that is not registered. */
export const notTrusted = () =>
  new GraphQLError(
    '本服务器只接受已登记的查询，此查询未登记。 This server answers registered operations only, and this is none of them.',
    { extensions: { code: 'OPERATION_NOT_REGISTERED' } },
  );

/** A document of a folder, with what names it beside the sha256 of its text. */
interface NamedDocument {
  readonly name: string;
  readonly text: string;
  readonly identifiers: readonly string[];
}

/** Reads every .graphql file and every manifest (.json) of the folders and checks them against the schema. Throws BadOperation. */
export function readTrustedDocuments(
  schema: GraphQLSchema,
  folders: readonly string[],
  isOnly: boolean,
): TrustedDocuments {
  const texts = new Map<string, string>();
  const names = new Map<string, string>();
  const list: { name: string; text: string }[] = [];
  for (const folder of folders)
    for (const file of readdirSync(folder).filter((name) => /\.(graphql|json)$/.test(name)))
      for (const { name, text, identifiers } of readFile(join(folder, file))) {
        const faults = faultsOf(schema, text);
        if (faults.length > 0)
          throw new BadOperation(`${join(folder, file)}: ${[name, ...faults].join('; ')}`);
        for (const identifier of [sha256(text), ...identifiers]) texts.set(identifier, text);
        names.set(text, name);
        list.push({ name, text });
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

/** Returns the documents of a file: one of a .graphql file, known by its name; those of a manifest by their identifiers there. */
function readFile(path: string): readonly NamedDocument[] {
  const text = readFileSync(path, 'utf8');
  if (path.endsWith('.json')) return readManifest(path, text);
  const name = basename(path, '.graphql');
  return [{ name, text, identifiers: [name] }];
}

function faultsOf(schema: GraphQLSchema, text: string): string[] {
  try {
    return validate(schema, parse(text)).map(({ message }) => message);
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message];
    throw error;
  }
}
