/**
 * What an operation answers: its document alone says what that is. A test that computes with an answer says what it reads of it, with
 * the parameter of `ask` or where it takes parts of the answer.
 */
// biome-ignore lint/suspicious/noExplicitAny: no type exists for what a document selects.
export type Answer = any;

/** A page of a list. */
export interface Page<T> {
  readonly totalCount?: number;
  readonly edges: readonly { readonly node: T }[];
}

/** The nodes of a page. */
export const nodesOf = <T>({ edges }: Page<T>): T[] => edges.map(({ node }) => node);
