import type { Element } from 'domhandler';
import { colourOf, isPale, looksAlike } from '../seen/colours';
import type { Shift } from '../seen/seen';
import { childOf, childrenOf, elementsIn } from '../xml/prefixedXml';
import { colourOfRun, groundOf } from './wordColours';
import { wordValue } from './wordValue';

/** What properties of runs say, where they say it. Sizes are in half points. */
export interface RunLook {
  readonly isHidden?: boolean;
  readonly isWithdrawn?: boolean;
  readonly shift?: Shift;
  readonly size?: number;
  readonly lift?: number;
  readonly colour?: string;
  readonly background?: string;
  /** Whether its letters are set over one another. */
  readonly isCrowded?: boolean;
  /** Whether its ground is that of a marker, on which letters of the automatic colour stay black. */
  readonly isMarked?: boolean;
}

/** What a style says of paragraphs and runs; `based` is the style it is based on. */
interface Style {
  readonly based: string | null;
  readonly run: RunLook;
  readonly name: string;
  readonly outline: number | null;
  readonly numbering: Element | null;
  readonly isShaded: boolean;
}

const SMALLEST = 2;
const FEWEST_LIFTED = 4;
/** Letters that are scaled to so few percent of their width are lines. */
const NARROWEST = 10;
/** In twentieths of a point: letters that are nearer by half of the width of a digit. */
const CROWDED = -50;
const DARK = '#000000';
const SHIFTS: Readonly<Record<string, Shift>> = { superscript: 'RAISED', subscript: 'LOWERED' };

/** Whether a switch such as w:strike is on: it is unless it says otherwise. */
function isOn(properties: Element | null, name: string): boolean | undefined {
  const found = childOf(properties, name);
  return found ? !/^(?:0|false|off|none)$/i.test(wordValue(found) ?? '1') : undefined;
}

/** Returns what the properties of a run say; tracked changes of properties are what they were before. */
export function runLookOf(properties: Element | null): RunLook {
  if (!properties) return {};
  const align = wordValue(childOf(properties, 'w:vertAlign'));
  const size = wordValue(childOf(properties, 'w:sz'));
  const lift = wordValue(childOf(properties, 'w:position'));
  const colour = colourOfRun(properties);
  const highlight = wordValue(childOf(properties, 'w:highlight'));
  const width = Number.parseFloat(wordValue(childOf(properties, 'w:w')) ?? '100');
  const isNothing = colour === 'transparent' || width <= NARROWEST || undefined;
  const isHidden = isNothing ?? isOn(properties, 'w:vanish');
  const spacing = wordValue(childOf(properties, 'w:spacing'));
  const strikes = [isOn(properties, 'w:strike'), isOn(properties, 'w:dstrike')];
  const isWithdrawn = strikes.includes(true) ? true : strikes.find((strike) => strike !== undefined);
  const ground =
    (highlight && highlight !== 'none' ? colourOf(highlight) : undefined) ?? groundOf(properties);
  return {
    ...(isHidden === undefined ? {} : { isHidden }),
    ...(isWithdrawn === undefined ? {} : { isWithdrawn }),
    ...(align ? { shift: SHIFTS[align] ?? 'PLAIN' } : {}),
    ...(size && Number.isFinite(Number.parseFloat(size)) ? { size: Number.parseFloat(size) } : {}),
    ...(lift ? { lift: Number.parseFloat(lift) || 0 } : {}),
    ...(colour ? { colour } : {}),
    ...(spacing ? { isCrowded: Number.parseFloat(spacing) <= CROWDED } : {}),
    ...(ground ? { background: ground, isMarked: highlight !== null && highlight !== 'none' } : {}),
  };
}

/** Returns whether a run cannot be seen on its ground. */
export function isUnseen({ isHidden, size, colour, background = '#ffffff' }: RunLook): boolean {
  if (isHidden || (size !== undefined && size <= SMALLEST)) return true;
  return colour !== undefined && colour !== 'auto' && looksAlike(colour, background);
}

/** Returns whether a run is seen on its ground only by who looks closely. */
export const isFaint = ({ colour = 'auto', background = '#ffffff', isMarked }: RunLook): boolean =>
  colour === 'auto' ? isMarked === true && isPale(background, DARK) : isPale(colour, background);

/** Returns whether a run stands above its line, or below it, as the mark of a note does. */
export function shiftOf({ shift = 'PLAIN', lift = 0 }: RunLook): Shift {
  if (shift !== 'PLAIN' || Math.abs(lift) < FEWEST_LIFTED) return shift;
  return lift > 0 ? 'RAISED' : 'LOWERED';
}

/** The styles of a Word document. */
export class WordStyles {
  private readonly styles = new Map<string, Style>();
  private defaultParagraph: string | null = null;
  private defaults: RunLook = {};

  constructor(root: Element | null) {
    if (!root) return;
    const defaults = childOf(childOf(root, 'w:docDefaults'), 'w:rPrDefault');
    this.defaults = runLookOf(childOf(defaults, 'w:rPr'));
    for (const style of childrenOf(root, 'w:style')) {
      const id = style.attribs['w:styleId'] ?? '';
      const paragraph = childOf(style, 'w:pPr');
      const outline = Number.parseInt(wordValue(childOf(paragraph, 'w:outlineLvl')) ?? '', 10);
      this.styles.set(id, {
        based: wordValue(childOf(style, 'w:basedOn')),
        run: runLookOf(childOf(style, 'w:rPr')),
        name: (wordValue(childOf(style, 'w:name')) ?? id).toLowerCase(),
        outline: Number.isNaN(outline) ? null : outline,
        numbering: childOf(paragraph, 'w:numPr'),
        isShaded: elementsIn(style, 'w:shd').some(
          (shade) => !/^auto$/i.test(shade.attribs['w:fill'] ?? 'auto'),
        ),
      });
      if (style.attribs['w:type'] === 'paragraph' && /^(?:1|true|on)$/.test(style.attribs['w:default'] ?? ''))
        this.defaultParagraph = id;
    }
  }

  /** A style and those it is based on, the most basic first. */
  private chainOf(id: string | null): Style[] {
    const chain: Style[] = [];
    const seen = new Set<string>();
    for (let at = id; at !== null && !seen.has(at); ) {
      seen.add(at);
      const style = this.styles.get(at);
      if (!style) break;
      chain.unshift(style);
      at = style.based;
    }
    return chain;
  }

  /** Returns how runs of a paragraph look before they say it themselves, in a table that gives them a look. */
  lookOfParagraph(properties: Element | null, table: RunLook = {}): RunLook {
    const id = wordValue(childOf(properties, 'w:pStyle')) ?? this.defaultParagraph;
    const ground = groundOf(properties);
    const chain = this.chainOf(id).map(({ run }) => run);
    return Object.assign({}, this.defaults, table, ...chain, ground ? { background: ground } : {});
  }

  /** Returns how a run looks, by its paragraph, its style and itself. */
  lookOfRun(properties: Element | null, paragraph: RunLook): RunLook {
    if (!properties) return paragraph;
    const chain = this.chainOf(wordValue(childOf(properties, 'w:rStyle'))).map(({ run }) => run);
    const style: RunLook = Object.assign({}, ...chain);
    // A style of letters in a paragraph of a style that says the same takes it back.
    const isShown = (paragraph.isHidden && style.isHidden) || undefined;
    return Object.assign({}, paragraph, style, isShown && { isHidden: false }, runLookOf(properties));
  }

  /** Returns how runs in a table look before their paragraphs say it. */
  lookInTable(properties: Element | null): RunLook {
    const chain = this.chainOf(wordValue(childOf(properties, 'w:tblStyle'))).map(({ run }) => run);
    return Object.assign({}, ...chain);
  }

  /** Returns whether a paragraph is a heading, by its style or its level in the outline. */
  isHeading(properties: Element | null): boolean {
    const own = wordValue(childOf(properties, 'w:outlineLvl'));
    if (own !== null) return Number.parseInt(own, 10) < 9;
    return this.chainOf(wordValue(childOf(properties, 'w:pStyle'))).some(
      ({ name, outline }) =>
        (outline !== null && outline < 9) || /^(?:heading|标题)\s*\d$|^title$|^标题$/.test(name),
    );
  }

  /** Returns the numbering that a paragraph takes from its style. */
  numberingOf(properties: Element | null): Element | null {
    const chain = this.chainOf(wordValue(childOf(properties, 'w:pStyle')) ?? this.defaultParagraph);
    return chain.findLast(({ numbering }) => numbering !== null)?.numbering ?? null;
  }

  /** Returns whether a table has a style that may give its cells another ground. */
  isShaded(properties: Element | null): boolean {
    return this.chainOf(wordValue(childOf(properties, 'w:tblStyle'))).some(({ isShaded }) => isShaded);
  }
}
