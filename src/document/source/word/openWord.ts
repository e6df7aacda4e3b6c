import type { Element } from 'domhandler';
import type { Block } from '../blocks';
import { linesOfReport } from '../codeLine';
import { decodeText } from '../decodeText';
import { cutBlocks } from '../seen/cutBlocks';
import { damaged } from '../unreadableDocument';
import { childrenOf, elementsIn, parsePrefixedXml, textOf } from '../xml/prefixedXml';
import { type Parts, type Relation, relationsOf } from './parts';
import { WordView } from './seeWord';
import { WordStyles } from './wordLook';
import { WordNumbers } from './wordNumbers';

/** Opens a document that was put into another one. */
export type OpenChunk = (bytes: Buffer) => Promise<readonly Block[]>;

const MOST_CHUNKS = 20;
const MOST_FEET = 20;

/** Returns the name of the part that is the document itself. */
async function mainPart(parts: Parts): Promise<string> {
  const [main] = (await relationsOf(parts, '')).filter(({ type }) => type === 'officeDocument');
  return main?.target ?? 'word/document.xml';
}

async function rootOf(parts: Parts, relations: readonly Relation[], type: string): Promise<Element | null> {
  const relation = relations.find((one) => one.type === type && !one.isExternal);
  const bytes = await parts.read(relation?.target ?? `word/${type}.xml`);
  return bytes ? (childrenOf(parsePrefixedXml(decodeText(bytes)))[0] ?? null) : null;
}

/** Returns the text of footnotes and endnotes by kind and number, without the lines that part them from the page. */
async function notesOf(parts: Parts, relations: readonly Relation[]): Promise<Map<string, string>> {
  const notes = new Map<string, string>();
  for (const kind of ['footnote', 'endnote']) {
    const root = await rootOf(parts, relations, `${kind}s`);
    for (const note of root ? childrenOf(root, `w:${kind}`) : [])
      notes.set(`${kind} ${note.attribs['w:id']}`, elementsIn(note, 'w:t').map(textOf).join(''));
  }
  return notes;
}

/** Returns the feet of the pages. */
async function feetOf(parts: Parts, relations: readonly Relation[]): Promise<Element[]> {
  const targets = relations.filter(({ type, isExternal }) => type === 'footer' && !isExternal);
  const feet = await Promise.all(targets.slice(0, MOST_FEET).map(({ target }) => parts.read(target)));
  return feet.flatMap((bytes) => (bytes ? childrenOf(parsePrefixedXml(decodeText(bytes))).slice(0, 1) : []));
}

async function chunksOf(parts: Parts, relations: readonly Relation[], openChunk: OpenChunk) {
  const chunks = new Map<string, readonly Block[]>();
  for (const { id, type, target, isExternal } of relations) {
    if (type !== 'aFChunk' || isExternal || chunks.size >= MOST_CHUNKS) continue;
    const bytes = await parts.read(target);
    const blocks = bytes && (await openChunk(bytes).catch(() => null));
    if (blocks) chunks.set(id, blocks);
  }
  return chunks;
}

/** Returns the blocks of a Word document from its parts, as a person sees them. */
export async function openWord(parts: Parts, openChunk: OpenChunk): Promise<Block[]> {
  const main = await mainPart(parts);
  const bytes = await parts.read(main);
  if (!bytes) throw damaged('DOCX');
  const relations = await relationsOf(parts, main);
  const [body] = elementsIn(parsePrefixedXml(decodeText(bytes)), 'w:body');
  if (!body) throw damaged('DOCX');
  const view = new WordView({
    styles: new WordStyles(await rootOf(parts, relations, 'styles')),
    numbers: new WordNumbers(await rootOf(parts, relations, 'numbering')),
    notes: await notesOf(parts, relations),
    chunks: await chunksOf(parts, relations, openChunk),
  });
  const feet = (await feetOf(parts, relations)).flatMap((foot) => view.see(foot));
  return cutBlocks([...view.see(body), ...linesOfReport(feet).slice(0, 1)]);
}

/** Returns the blocks of a Word document in one XML file without parts, as Word 2003 writes it. */
export function openWordXml(text: string): Block[] {
  const document = parsePrefixedXml(text);
  const [body] = elementsIn(document, 'w:body');
  if (!body) throw damaged('Word XML');
  const [styles] = elementsIn(document, 'w:styles');
  const view = new WordView({
    styles: new WordStyles(styles ?? null),
    numbers: new WordNumbers(null),
    notes: new Map(),
    chunks: new Map(),
  });
  return cutBlocks(view.see(body));
}
