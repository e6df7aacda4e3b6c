import type { Block } from '../blocks';

/** How words are printed: plain, raised above the line, lowered below it, withdrawn by a line through them, or as a note of their own. */
export type Manner = Shift | 'WITHDRAWN' | 'NOTE';

/** Whether letters stand on their line, above or below it. */
export type Shift = 'PLAIN' | 'RAISED' | 'LOWERED';

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
 * says why a person may see another text where it stands. The size of letters is only compared with that of others in the same document.
 */
export type Seen =
  | { readonly kind: 'TEXT'; readonly text: string; readonly manner: Manner; readonly size?: number }
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
