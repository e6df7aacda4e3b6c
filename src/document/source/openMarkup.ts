import type { Block, DocumentFormat } from './blocks';
import { openFlatOdt } from './odt/openOdt';
import { openHtml } from './openHtml';
import { UnreadableDocument } from './unreadableDocument';
import { type OpenChunk, openWord, openWordXml } from './word/openWord';
import { partsOfFlatXml } from './word/parts';

const TAGS = /<(?:!doctype|html|body|div|table|tr|td|p|span|h[1-6])[\s>/]/gi;
const looksLikeHtml = (text: string) => (text.slice(0, 200_000).match(TAGS)?.length ?? 0) >= 3;

/** The name of the first element of a text in XML, without its prefix; empty when it is no XML. */
const rootName = (text: string) =>
  /^\s*(?:<\?[^>]*>\s*|<!--[\s\S]*?-->\s*)*<(?:[\w.-]+:)?([\w.-]+)[\s>/]/.exec(text.slice(0, 5_000))?.[1] ??
  '';

/** Opens a text that is marked up: a Word document in one XML file, an OpenDocument in one, or a page; null for plain text. */
export async function openMarkup(
  text: string,
  openChunk: OpenChunk,
): Promise<{ format: DocumentFormat; blocks: Block[] } | null> {
  const root = rootName(text);
  if (root === 'UOF')
    throw new UnreadableDocument(
      'document.unknownFormat',
      '这是 UOF（标文通）文件，请另存为 .docx、.xlsx 或 OFD。',
      'This is a UOF file; save it as .docx, .xlsx or OFD.',
    );
  if (root === 'package') return { format: 'DOCX', blocks: await openWord(partsOfFlatXml(text), openChunk) };
  if (root === 'wordDocument') return { format: 'WORD_XML', blocks: openWordXml(text) };
  if (root === 'document' && /urn:oasis:names:tc:opendocument/.test(text.slice(0, 20_000)))
    return { format: 'ODT', blocks: openFlatOdt(text) };
  if (root === 'document' && /wordprocessingml/.test(text.slice(0, 20_000)))
    return { format: 'DOCX', blocks: openWordXml(text) };
  return looksLikeHtml(text) ? { format: 'HTML', blocks: openHtml(text) } : null;
}
