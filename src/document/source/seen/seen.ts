import type { Block } from '../blocks';

/** How words are printed: plain, raised above the line, withdrawn by a line through them, or as a note of their own. */
export type Manner = 'PLAIN' | 'RAISED' | 'WITHDRAWN' | 'NOTE';

/** A cell of a table and what a person sees in it. */
export interface SeenCell {
  readonly children: readonly Seen[];
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/**
 * What a person sees of a document, in reading order, whatever format it came in. What is hidden is not there. A doubt
 * says why a person may see another text where it stands.
 */
export type Seen =
  | { readonly kind: 'TEXT'; readonly text: string; readonly manner: Manner }
  | { readonly kind: 'BREAK' }
  | { readonly kind: 'DOUBT'; readonly doubt: string }
  | { readonly kind: 'PARAGRAPH'; readonly children: readonly Seen[]; readonly isHeading: boolean }
  | { readonly kind: 'TABLE'; readonly cells: readonly SeenCell[] }
  | { readonly kind: 'BLOCKS'; readonly blocks: readonly Block[] };

/** Returns the letters of what is seen, without breaks. */
export function lettersOf(seen: readonly Seen[]): string {
  return seen
    .map((one) => {
      if (one.kind === 'TEXT') return one.text;
      if (one.kind === 'PARAGRAPH') return lettersOf(one.children);
      if (one.kind === 'TABLE') return one.cells.map((cell) => lettersOf(cell.children)).join('');
      if (one.kind !== 'BLOCKS') return '';
      return one.blocks
        .map((block) => (block.kind === 'TEXT' ? block.text : block.cells.map(({ text }) => text).join('')))
        .join('');
    })
    .join('');
}
