import { Parser } from 'htmlparser2';
import { UnreadableDocument } from './unreadableDocument';

/** An element of an XML part. Names of elements and attributes are without their prefixes. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/** The most elements of one part, and the deepest nesting. */
const MOST_ELEMENTS = 1_500_000;
const DEEPEST = 200;

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

const excessive = () =>
  new UnreadableDocument(
    'document.tooLarge',
    '文件中的元素过多或嵌套过深，请只保留报告后另存。',
    'The file has too many elements, or they are nested too deeply; save it again with the report alone.',
  );

interface OpenElement {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: (XmlElement | string)[];
}

/**
 * Returns the root of an XML text, a root without children where there is none. Entities that the text declares are not
 * followed. An element for which `isDropped` holds is left out when it ends, so that what is empty costs no memory.
 */
export function parseXml(xml: string, isDropped: (element: XmlElement) => boolean = () => false): XmlElement {
  const root: OpenElement = { name: '', attributes: {}, children: [] };
  const open: OpenElement[] = [root];
  let elements = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        elements += 1;
        if (elements > MOST_ELEMENTS || open.length > DEEPEST) throw excessive();
        const own: Record<string, string> = {};
        for (const [key, value] of Object.entries(attributes)) own[localName(key)] = value;
        open.push({ name: localName(name), attributes: own, children: [] });
      },
      ontext(text) {
        open[open.length - 1].children.push(text);
      },
      onclosetag() {
        // A broken text may end more elements than it begins.
        const element = open.length > 1 ? open.pop() : undefined;
        if (element && !isDropped(element)) open[open.length - 1].children.push(element);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return elementsIn(root)[0] ?? root;
}

/** Returns the elements directly inside of another, of a name or all. */
export const elementsIn = (element: XmlElement, name?: string): XmlElement[] =>
  element.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );

/** Returns the first element of a name directly inside of another. */
export const elementIn = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child): child is XmlElement => typeof child !== 'string' && child.name === name);

/** Returns all elements of a name inside of another, in their order. */
export const allElements = (element: XmlElement, name: string): XmlElement[] =>
  elementsIn(element).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...allElements(child, name),
  ]);

/** Returns the letters inside of an element. */
export const textIn = (element: XmlElement | undefined): string =>
  element?.children.map((child) => (typeof child === 'string' ? child : textIn(child))).join('') ?? '';

/** Returns whether an attribute of XML says yes. */
export const isTrue = (value: string | undefined): boolean =>
  value !== undefined && !/^(?:0|false|off|none)$/i.test(value);
