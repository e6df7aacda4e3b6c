import type { Block } from '../blocks';
import { decodeText } from '../decodeText';
import { cutBlocks } from '../seen/cutBlocks';
import { damaged } from '../unreadableDocument';
import type { Parts } from '../word/parts';
import { elementsIn, parsePrefixedXml } from '../xml/prefixedXml';
import { OdtStyles } from './odtStyles';
import { OdtView } from './seeOdt';

function openXml(texts: readonly string[]): Block[] {
  const documents = texts.map((text) => parsePrefixedXml(text));
  const [body] = documents.flatMap((document) => elementsIn(document, 'office:text'));
  if (!body) throw damaged('ODT');
  const deletions = elementsIn(body, 'text:changed-region')
    .filter((region) => elementsIn(region, 'text:deletion').length > 0)
    .flatMap(({ attribs }) => [attribs['text:id'], attribs['xml:id']].filter((id) => id !== undefined));
  return cutBlocks(new OdtView(new OdtStyles(documents), new Set(deletions)).see(body));
}

/** Returns the blocks of an OpenDocument text from its parts, as a person sees them. */
export async function openOdt(parts: Parts): Promise<Block[]> {
  const [content, styles] = await Promise.all([parts.read('content.xml'), parts.read('styles.xml')]);
  if (!content) throw damaged('ODT');
  return openXml([...(styles ? [decodeText(styles)] : []), decodeText(content)]);
}

/** Returns the blocks of an OpenDocument text in one XML file. */
export const openFlatOdt = (text: string): Block[] => openXml([text]);
