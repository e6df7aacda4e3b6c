import type { AnyNode, Element } from 'domhandler';
import type { Seen } from '../seen/seen';

const EMPTY_CONTROL =
  '输入框为空，网页可能没有保存填写的内容 an empty field; the page may not hold what was filled in';
const NOT_CHOSEN = '下拉框没有保存选项 the page does not say which option is chosen';
const NO_TEXT = /^(?:hidden|password|checkbox|radio|submit|reset|button|image|file|range|color)$/;

const isElement = (node: AnyNode): node is Element => node.type === 'tag';
const lettersIn = (node: AnyNode): string =>
  node.type === 'text' ? node.data : isElement(node) ? node.children.map(lettersIn).join('') : '';
const text = (value: string): Seen => ({ kind: 'TEXT', text: value, manner: 'PLAIN' });
const doubt = (reason: string): Seen => ({ kind: 'DOUBT', doubt: reason });

const optionsIn = (select: Element): Element[] =>
  select.children.flatMap((child) => {
    if (!isElement(child)) return [];
    return child.name === 'option' ? [child] : optionsIn(child);
  });

function seeSelect(select: Element): Seen[] {
  const options = optionsIn(select);
  const chosen = options.filter(({ attribs }) => 'selected' in attribs);
  // Of a list that drops down a browser shows the last option marked, or the first of all.
  const shown =
    'multiple' in select.attribs ? chosen : chosen.length > 0 ? chosen.slice(-1) : options.slice(0, 1);
  return [
    ...shown.map((option) => text(option.attribs.label ?? lettersIn(option).trim())),
    ...(chosen.length === 0 ? [doubt(NOT_CHOSEN)] : []),
  ];
}

/** Returns what a field of a form shows: its value, its chosen option, its text; null when the element is no field. */
export function seeControl(element: Element): Seen[] | null {
  if (element.name === 'select') return seeSelect(element);
  if (element.name === 'textarea') {
    const letters = lettersIn(element).trim();
    return letters === '' ? [doubt(EMPTY_CONTROL)] : [text(letters)];
  }
  if (element.name !== 'input') return null;
  const { type = 'text', value = '' } = element.attribs;
  if (NO_TEXT.test(type.toLowerCase())) return [];
  return value.trim() === '' ? [doubt(EMPTY_CONTROL)] : [text(value)];
}
