import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrustedDocuments } from '../../graphql/trustedDocuments';

/** A registered document as the explorer lists it. */
export interface ExampleDocument {
  readonly name: string;
  /** The comment at its head. */
  readonly description: string;
  readonly query: string;
  /** JSON of variables that show how it is used; empty when it needs none. */
  readonly variables: string;
}

const headOf = (text: string) =>
  (/^(?:#.*\n)*/.exec(text)?.[0] ?? '').replaceAll(/^# ?/gm, '').replaceAll('\n', ' ').trim();

/** Returns the registered documents, with the variables that stand beside one in `NAME.variables.json`. */
export const listExampleDocuments = (
  { list }: Pick<TrustedDocuments, 'list'>,
  folders: readonly string[],
): ExampleDocument[] =>
  list.map(({ name, text }) => {
    const path = folders.map((folder) => join(folder, `${name}.variables.json`)).find(existsSync);
    const variables = path ? readFileSync(path, 'utf8').trim() : '';
    return { name, description: headOf(text), query: text, variables };
  });
