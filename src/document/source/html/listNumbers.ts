import type { Element } from 'domhandler';
import { inHan, inLetters, inRoman } from '../seen/listNumerals';
import type { Declarations } from './styleRules';

type Counter = (number: number) => string;

const decimal: Counter = (number) => `${number}. `;
const lowerLetters: Counter = (number) => `${inLetters(number).toLowerCase()}. `;
const upperLetters: Counter = (number) => `${inLetters(number)}. `;
const lowerRoman: Counter = (number) => `${inRoman(number).toLowerCase()}. `;
const upperRoman: Counter = (number) => `${inRoman(number)}. `;
const han: Counter = (number) => `${inHan(number)}、`;

const BY_STYLE: Readonly<Record<string, Counter>> = {
  decimal,
  'decimal-leading-zero': (number) => `${String(number).padStart(2, '0')}. `,
  'lower-alpha': lowerLetters,
  'lower-latin': lowerLetters,
  'upper-alpha': upperLetters,
  'upper-latin': upperLetters,
  'lower-roman': lowerRoman,
  'upper-roman': upperRoman,
  'cjk-ideographic': han,
  'simp-chinese-informal': han,
  'trad-chinese-informal': han,
};
const BY_TYPE: Readonly<Record<string, Counter>> = {
  1: decimal,
  a: lowerLetters,
  A: upperLetters,
  i: lowerRoman,
  I: upperRoman,
};

/** Returns how a style numbers; null for one without numbers, undefined where it does not say. */
function counterOf(declarations: Declarations): Counter | null | undefined {
  const words = `${declarations.get('list-style-type') ?? ''} ${declarations.get('list-style') ?? ''}`
    .split(/\s+/)
    .filter((word) => word !== '');
  const counter = words.map((word) => BY_STYLE[word]).find((found) => found !== undefined);
  if (counter) return counter;
  return words.length === 0 || words.every((word) => /^(?:inside|outside|inherit)$/.test(word))
    ? undefined
    : null;
}

const integerOf = (text: string | undefined) => (/^\s*-?\d{1,6}\s*$/.test(text ?? '') ? Number(text) : null);

/**
 * Returns the number that a browser prints before each item of a numbered list, such as "1. " or "一、"; items without one are left out.
 * Source: HTML, "ordinal value", and CSS Counter Styles.
 */
export function listNumbers(
  list: Element,
  declarationsOf: (element: Element) => Declarations,
): ReadonlyMap<Element, string> {
  const items = list.children.filter(
    (child): child is Element => child.type === 'tag' && child.name === 'li',
  );
  const isReversed = 'reversed' in list.attribs;
  const styled = counterOf(declarationsOf(list));
  const counterOfList = styled === undefined ? (BY_TYPE[list.attribs.type ?? '1'] ?? decimal) : styled;
  let number = integerOf(list.attribs.start) ?? (isReversed ? items.length : 1);
  const numbers = new Map<Element, string>();
  for (const item of items) {
    number = integerOf(item.attribs.value) ?? number;
    const own = declarationsOf(item);
    const counterOfItem = counterOf(own);
    const counter = counterOfItem === undefined ? counterOfList : counterOfItem;
    const isItem = /^(?:list-item)?$/.test(own.get('display') ?? '');
    if (counter && isItem && number > 0) numbers.set(item, counter(number));
    number += isReversed ? -1 : 1;
  }
  return numbers;
}
