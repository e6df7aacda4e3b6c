import JSZip from 'jszip';
import { decodeText } from '../decodeText';
import { elementsIn, parsePrefixedXml } from '../xml/prefixedXml';
import { brokenZip } from '../zipLimits';

/** The parts of a Word document by name, without a slash before it. */
export interface Parts {
  readonly names: readonly string[];
  /** Returns the bytes of a part; null when there is none. */
  read(name: string): Promise<Buffer | null>;
}

/** Returns the parts of a ZIP container. Throws UnreadableDocument when its directory contradicts itself. */
export async function partsOfZip(bytes: Buffer): Promise<Parts> {
  const zip = await JSZip.loadAsync(bytes).catch(() => {
    throw brokenZip();
  });
  return {
    names: Object.keys(zip.files),
    read: async (name) => (await zip.file(name)?.async('nodebuffer')) ?? null,
  };
}

const PART = /<(?:\w+:)?part\b([^>]*)>/g;
const END_OF_PART = /<\/(?:\w+:)?part>/g;
const BINARY = /<(?:\w+:)?binaryData>\s*([^<]*)</;

/** Returns the parts of a document in one XML file (flat OPC). Its parts are cut out as text, so that each is parsed once. */
export function partsOfFlatXml(text: string): Parts {
  const parts = new Map<string, string>();
  for (let at = 0; ; ) {
    PART.lastIndex = at;
    const start = PART.exec(text);
    END_OF_PART.lastIndex = PART.lastIndex;
    const end = start && END_OF_PART.exec(text);
    if (!start || !end) break;
    at = END_OF_PART.lastIndex;
    const name = /(?:\w+:)?name\s*=\s*["']\/?([^"']*)["']/.exec(start[1])?.[1];
    if (name) parts.set(name, text.slice(start.index + start[0].length, end.index));
  }
  return {
    names: [...parts.keys()],
    read: async (name) => {
      const body = parts.get(name);
      if (body === undefined) return null;
      const binary = BINARY.exec(body)?.[1];
      if (binary !== undefined) return Buffer.from(binary, 'base64');
      return Buffer.from(body.replace(/^\s*<(?:\w+:)?xmlData[^>]*>|<\/(?:\w+:)?xmlData>\s*$/g, ''));
    },
  };
}

/** A part that another one names. */
export interface Relation {
  readonly id: string;
  /** The last word of its type, such as styles or footnotes. */
  readonly type: string;
  readonly target: string;
  readonly isExternal: boolean;
}

const folderOf = (name: string) => name.replace(/[^/]*$/, '');

function resolve(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : folder + target;
  const steps: string[] = [];
  for (const step of path.split('/'))
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  return steps.join('/');
}

/** Returns what a part refers to; of the package itself when its name is empty. */
export async function relationsOf(parts: Parts, name: string): Promise<Relation[]> {
  const folder = folderOf(name);
  const bytes = await parts.read(`${folder}_rels/${name.slice(folder.length)}.rels`);
  if (!bytes) return [];
  return elementsIn(parsePrefixedXml(decodeText(bytes)), 'Relationship').map(({ attribs }) => ({
    id: attribs.Id ?? '',
    type: (attribs.Type ?? '').replace(/^.*\//, ''),
    target:
      attribs.TargetMode === 'External' ? (attribs.Target ?? '') : resolve(folder, attribs.Target ?? ''),
    isExternal: attribs.TargetMode === 'External',
  }));
}
