import type { Document } from 'domhandler';
import { pixelsOf } from '../html/lengths';
import { colourOf, isPale, looksAlike } from '../seen/colours';
import type { Shift } from '../seen/seen';
import { childrenOf, elementsIn } from '../xml/prefixedXml';

/** What a style of OpenDocument says of text, rows and columns, by what it says itself. */
export interface OdtLook {
  readonly isHidden?: boolean;
  readonly isWithdrawn?: boolean;
  readonly shift?: Shift;
  /** In pixels. */
  readonly size?: number;
  readonly colour?: string;
  readonly background?: string;
  readonly isCollapsed?: boolean;
  readonly isHeading?: boolean;
}

interface Style {
  readonly parent: string | null;
  readonly look: OdtLook;
}

const SMALLEST = 1.4;

/** Returns whether text of a look cannot be seen on its ground. */
export function isUnseen({ isHidden, size, colour, background = '#ffffff' }: OdtLook): boolean {
  return (
    isHidden === true ||
    (size !== undefined && size <= SMALLEST) ||
    (colour !== undefined && looksAlike(colour, background))
  );
}

/** Returns whether text is seen on its ground only by who looks closely. */
export const isFaint = ({ colour, background = '#ffffff' }: OdtLook): boolean =>
  colour !== undefined && isPale(colour, background);

const shiftOf = (position: string): Shift =>
  /^(?:super|[1-9])/.test(position) ? 'RAISED' : /^(?:sub|-[1-9])/.test(position) ? 'LOWERED' : 'PLAIN';

function lookOf(all: Readonly<Record<string, string>>): OdtLook {
  const size = pixelsOf(all['fo:font-size'], 16);
  const position = all['style:text-position'];
  const line = all['style:text-line-through-style'] ?? all['style:text-line-through-type'];
  const background = all['fo:background-color'];
  const visibility = all['table:visibility'] ?? all['table:display'];
  return {
    ...(all['text:display'] ? { isHidden: all['text:display'] === 'none' } : {}),
    ...(line ? { isWithdrawn: line !== 'none' } : {}),
    ...(position ? { shift: shiftOf(position) } : {}),
    ...(size === null || all['fo:font-size']?.endsWith('%') ? {} : { size }),
    ...(all['fo:color'] && all['style:use-window-font-color'] !== 'true'
      ? { colour: colourOf(all['fo:color']) }
      : {}),
    ...(background && background !== 'transparent' ? { background: colourOf(background) } : {}),
    ...(visibility ? { isCollapsed: /^(?:collapse|filter|false)$/.test(visibility) } : {}),
  };
}

/** The styles of an OpenDocument text, by family and name. */
export class OdtStyles {
  private readonly styles = new Map<string, Style>();

  constructor(documents: readonly Document[]) {
    for (const document of documents)
      for (const style of elementsIn(document, 'style:style')) {
        const all = Object.assign({}, ...childrenOf(style).map(({ attribs }) => attribs)) as Record<
          string,
          string
        >;
        const { 'style:family': family = '', 'style:name': name = '' } = style.attribs;
        const isHeading = /^(?:heading|title)/i.test(style.attribs['style:display-name'] ?? name);
        this.styles.set(`${family} ${name}`, {
          parent: style.attribs['style:parent-style-name'] ?? null,
          look: { ...lookOf(all), ...(isHeading ? { isHeading } : {}) },
        });
      }
  }

  /** Returns the look that a style gives to what is in `around`. */
  lookIn(family: string, name: string | undefined, around: OdtLook): OdtLook {
    const chain: OdtLook[] = [];
    const seen = new Set<string>();
    for (let at = name ?? null; at !== null && !seen.has(at); ) {
      seen.add(at);
      const style = this.styles.get(`${family} ${at}`);
      if (!style) break;
      chain.unshift(style.look);
      at = style.parent;
    }
    return chain.length === 0 ? around : Object.assign({}, around, ...chain);
  }
}
