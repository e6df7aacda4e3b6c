import type { Block } from '../blocks';
import type { WordStyles } from './wordLook';
import type { WordNumbers } from './wordNumbers';

/** What a Word document has beside its body. */
export interface WordSurroundings {
  readonly styles: WordStyles;
  readonly numbers: WordNumbers;
  /** The text of footnotes and endnotes, by kind and number. */
  readonly notes: ReadonlyMap<string, string>;
  /** Documents put into this one, by the id of their part. */
  readonly chunks: ReadonlyMap<string, readonly Block[]>;
}
