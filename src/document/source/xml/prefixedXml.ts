import type { AnyNode, Document, Element } from 'domhandler';
import { parseDocument } from 'htmlparser2';

/** The prefix by which each vocabulary is read here, whatever prefix a program wrote for it. */
const PREFIXES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.microsoft.com/office/word/2003/wordml': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/relationships': 'r',
  'http://purl.oclc.org/ooxml/officeDocument/relationships': 'r',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
  'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing': 'wp',
  'http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing': 'wp',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.microsoft.com/office/word/2010/wordml': 'w14',
  'http://schemas.microsoft.com/office/2006/xmlPackage': 'pkg',
  'http://schemas.microsoft.com/aml/2001/core': 'aml',
  'http://schemas.openxmlformats.org/package/2006/relationships': '',
  'urn:schemas-microsoft-com:vml': 'v',
  'urn:oasis:names:tc:opendocument:xmlns:office:1.0': 'office',
  'urn:oasis:names:tc:opendocument:xmlns:text:1.0': 'text',
  'urn:oasis:names:tc:opendocument:xmlns:table:1.0': 'table',
  'urn:oasis:names:tc:opendocument:xmlns:style:1.0': 'style',
  'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0': 'draw',
  'urn:oasis:names:tc:opendocument:xmlns:form:1.0': 'form',
  'urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0': 'fo',
};

type Scope = ReadonlyMap<string, string>;

const isElementNode = (node: AnyNode): node is Element =>
  node.type === 'tag' || node.type === 'script' || node.type === 'style';

function rename(name: string, scope: Scope, isAttribute: boolean): string {
  const colon = name.indexOf(':');
  if (colon < 0 && isAttribute) return name;
  const prefix = scope.get(colon < 0 ? '' : name.slice(0, colon));
  if (prefix === undefined) return name;
  const local = name.slice(colon + 1);
  return prefix === '' ? local : `${prefix}:${local}`;
}

/** The prefixes that an element declares, added to those around it. */
function scopeOf(element: Element, around: Scope): Scope {
  let scope: Map<string, string> | null = null;
  for (const [name, value] of Object.entries(element.attribs)) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue;
    scope ??= new Map(around);
    const own = name.slice(6);
    const prefix = PREFIXES[value];
    if (prefix === undefined) scope.delete(own);
    else scope.set(own, prefix);
  }
  return scope ?? around;
}

function unifyPrefixes(root: Document): void {
  const open: { node: AnyNode; scope: Scope }[] = [{ node: root, scope: new Map() }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node } = next;
    let { scope } = next;
    if (isElementNode(node)) {
      scope = scopeOf(node, scope);
      node.name = rename(node.name, scope, false);
      const renamed: Record<string, string> = {};
      for (const [name, value] of Object.entries(node.attribs)) renamed[rename(name, scope, true)] = value;
      node.attribs = renamed;
    }
    if ('children' in node) for (const child of node.children) open.push({ node: child, scope });
  }
}

const DECLARED = /xmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']/g;

/** Returns an XML document whose names have the prefixes used here. Entities of its own are not replaced. */
export function parsePrefixedXml(text: string): Document {
  const document = parseDocument(text, { xmlMode: true });
  const isUnified = [...text.matchAll(DECLARED)].every(([, own = '', uri]) => (PREFIXES[uri] ?? own) === own);
  if (!isUnified) unifyPrefixes(document);
  return document;
}

/** Returns the elements right below a node, of one name or all. */
export function childrenOf(node: AnyNode, name?: string): Element[] {
  if (!('children' in node)) return [];
  return node.children.filter(
    (child): child is Element => isElementNode(child) && (!name || child.name === name),
  );
}

/** Returns the first element of a name right below a node. */
export function childOf(node: AnyNode | null | undefined, name: string): Element | null {
  return (node && childrenOf(node, name)[0]) ?? null;
}

/** Returns every element of a name below a node, in order. */
export function elementsIn(node: AnyNode, name: string): Element[] {
  const found: Element[] = [];
  const open: AnyNode[] = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (isElementNode(next) && next.name === name) found.push(next);
    if ('children' in next)
      for (let at = next.children.length - 1; at >= 0; at -= 1) open.push(next.children[at]);
  }
  return found;
}

/** Returns the text right within an element. */
export function textOf(element: Element): string {
  return element.children
    .map((child) =>
      'data' in child
        ? child.data
        : 'children' in child
          ? child.children.map((inner) => ('data' in inner ? inner.data : '')).join('')
          : '',
    )
    .join('');
}
