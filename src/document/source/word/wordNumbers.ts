import type { Element } from 'domhandler';
import { inHan, inLetters, inRoman } from '../seen/listNumerals';
import { childOf, childrenOf, elementsIn } from '../xml/prefixedXml';
import { wordValue } from './wordValue';

interface Level {
  readonly start: number;
  readonly format: string;
  readonly text: string;
}

const numberOf = (element: Element | null, otherwise: number) => {
  const number = Number.parseInt(wordValue(element) ?? '', 10);
  return Number.isNaN(number) ? otherwise : number;
};

function inFormat(number: number, format: string): string {
  if (
    /^(?:chineseCounting|chineseCountingThousand|chineseLegalSimplified|ideographDigital|japaneseCounting|taiwaneseCounting|taiwaneseCountingThousand|koreanCounting)$/i.test(
      format,
    )
  )
    return inHan(number);
  if (format === 'lowerLetter') return inLetters(number).toLowerCase();
  if (format === 'upperLetter') return inLetters(number);
  if (format === 'lowerRoman') return inRoman(number).toLowerCase();
  if (format === 'upperRoman') return inRoman(number);
  if (format === 'ideographTraditional') return '甲乙丙丁戊己庚辛壬癸'[number - 1] ?? String(number);
  if (format === 'ideographEnclosedCircle' || format.startsWith('decimalEnclosedCircle'))
    return number <= 20 ? String.fromCodePoint(0x245f + number) : String(number);
  if (format === 'decimalEnclosedParen') return number <= 20 ? `(${number})` : String(number);
  if (format === 'decimalZero') return String(number).padStart(2, '0');
  return String(number);
}

function levelOf(element: Element): Level {
  return {
    start: numberOf(childOf(element, 'w:start'), 1),
    format: wordValue(childOf(element, 'w:numFmt')) ?? 'decimal',
    text: wordValue(childOf(element, 'w:lvlText')) ?? '',
  };
}

/** The automatic numbers of a Word document, counted as its paragraphs go by. */
export class WordNumbers {
  private readonly lists = new Map<string, { abstract: string; starts: ReadonlyMap<number, number> }>();
  private readonly levels = new Map<string, ReadonlyMap<number, Level>>();
  private readonly counters = new Map<string, number[]>();
  private readonly begun = new Set<string>();

  constructor(root: Element | null) {
    if (!root) return;
    for (const abstract of childrenOf(root, 'w:abstractNum'))
      this.levels.set(
        abstract.attribs['w:abstractNumId'] ?? '',
        new Map(
          childrenOf(abstract, 'w:lvl').map((level) => [Number(level.attribs['w:ilvl']), levelOf(level)]),
        ),
      );
    for (const list of childrenOf(root, 'w:num')) {
      const starts = new Map<number, number>();
      for (const override of childrenOf(list, 'w:lvlOverride')) {
        const start = elementsIn(override, 'w:startOverride')[0];
        if (start) starts.set(Number(override.attribs['w:ilvl']), numberOf(start, 1));
      }
      this.lists.set(list.attribs['w:numId'] ?? '', {
        abstract: wordValue(childOf(list, 'w:abstractNumId')) ?? '',
        starts,
      });
    }
  }

  /** Returns the number printed before a paragraph, such as 一、 or 3. ; empty when it has none. */
  next(numbering: Element | null): string {
    const id = wordValue(childOf(numbering, 'w:numId'));
    const list = id === null || id === '0' ? undefined : this.lists.get(id);
    const levels = list && this.levels.get(list.abstract);
    if (!list || !levels || id === null) return '';
    const at = Math.min(8, Math.max(0, numberOf(childOf(numbering, 'w:ilvl'), 0)));
    const own = levels.get(at);
    if (!own) return '';
    const counters = this.counters.get(list.abstract) ?? [];
    this.counters.set(list.abstract, counters);
    const override = list.starts.get(at);
    if (override !== undefined && !this.begun.has(`${id} ${at}`)) counters[at] = override - 1;
    this.begun.add(`${id} ${at}`);
    counters[at] = (counters[at] ?? own.start - 1) + 1;
    counters.length = at + 1;
    if (own.format === 'bullet' || own.format === 'none') return '';
    return own.text.replace(/%(\d)/g, (_, digit) => {
      const level = Number(digit) - 1;
      const shown = levels.get(level);
      return shown ? inFormat(counters[level] ?? shown.start, shown.format) : '';
    });
  }
}

/** The number that Word 2003 stored with a paragraph. */
export function printedNumber(properties: Element | null): string | null {
  const stored = childOf(childOf(properties, 'w:listPr'), 'wx:t');
  return stored?.attribs['wx:val'] ?? null;
}

/** Returns the numbering of a paragraph: it may say its level and leave the list to its style, or the other way. */
export function completeNumbering(own: Element | null, inStyle: Element | null): Element | null {
  return own && !childOf(own, 'w:numId') && inStyle ? inStyle : own;
}
