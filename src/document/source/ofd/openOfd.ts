import { posix } from 'node:path';
import JSZip from 'jszip';
import type { Block } from '../blocks';
import type { Drawing } from '../pages/drawn';
import { isScan } from '../pages/isScan';
import { boxOf } from '../pages/matrix';
import { openPages } from '../pages/openPages';
import type { Page } from '../pages/page';
import { rotatePage } from '../pages/rotatePage';
import { visibleLetters } from '../pages/visibleLetters';
import { allElements, elementIn, parseXml, textIn, type XmlElement } from '../parseXml';
import { damaged, UnreadableDocument } from '../unreadableDocument';
import { drawOfdContent, POINTS } from './drawOfdPage';

const MOST_PAGES = 200;
/** A4, in millimetres. */
const USUAL_SIZE = [0, 0, 210, 297];

type ReadPart = (path: string) => Promise<XmlElement | null>;

/** The path of a part that another part names. */
const pathFrom = (part: string, location: string) =>
  location.startsWith('/') ? location.slice(1) : posix.join(posix.dirname(part), location.trim());

/** The size of a page: its own, or that of the document. */
function areaOf(page: XmlElement, common: XmlElement | undefined): number[] {
  const area = elementIn(page, 'Area') ?? elementIn(common, 'PageArea');
  const numbers = textIn(elementIn(area, 'PhysicalBox')).trim().split(/\s+/).map(Number);
  return numbers.length === 4 && numbers.every(Number.isFinite) ? numbers : USUAL_SIZE;
}

/** Returns a page as it is seen; the templates that it names lie below or above it. */
function seePage(
  page: XmlElement,
  number: number,
  common: XmlElement | undefined,
  templates: ReadonlyMap<string, XmlElement>,
): Page {
  const [left, top, width, height] = areaOf(page, common);
  const box = boxOf([POINTS, 0, 0, POINTS, 0, 0], left, top, left + width, top + height);
  const drawing: Drawing = { letters: [], areas: [], rulings: [] };
  const named = allElements(page, 'Template').map(({ attributes }) => ({
    content: elementIn(templates.get(attributes.TemplateID ?? ''), 'Content'),
    isAbove: attributes.ZOrder === 'Foreground',
  }));
  const draw = (content: XmlElement | undefined) => content && drawOfdContent(drawing, content, box);
  for (const { content, isAbove } of named) if (!isAbove) draw(content);
  draw(elementIn(page, 'Content'));
  for (const { content, isAbove } of named) if (isAbove) draw(content);
  const rotated = rotatePage({ drawing, width: width * POINTS, height: height * POINTS });
  return {
    number,
    width: rotated.width,
    height: rotated.height,
    turn: rotated.turn,
    letters: visibleLetters(rotated),
    rulings: rotated.drawing.rulings,
  };
}

async function readTemplates(
  common: XmlElement | undefined,
  root: string,
  read: ReadPart,
): Promise<Map<string, XmlElement>> {
  const templates = new Map<string, XmlElement>();
  for (const { attributes } of common ? allElements(common, 'TemplatePage') : []) {
    const template = await read(pathFrom(root, attributes.BaseLoc ?? ''));
    if (template && attributes.ID) templates.set(attributes.ID, template);
  }
  return templates;
}

/** Opens an OFD (GB/T 33190) by its texts and lines. Its first document is read; seals and attachments are not. */
export async function openOfd(bytes: Buffer): Promise<Block[]> {
  const zip = await JSZip.loadAsync(bytes);
  const read: ReadPart = async (path) => {
    const xml = await zip.file(path)?.async('string');
    return xml === undefined ? null : parseXml(xml);
  };
  const start = await read('OFD.xml');
  const root = pathFrom('OFD.xml', textIn(start ? allElements(start, 'DocRoot')[0] : undefined));
  const document = await read(root);
  if (!document) throw damaged('OFD');
  const common = elementIn(document, 'CommonData');
  const templates = await readTemplates(common, root, read);
  const places = allElements(document, 'Page').map(({ attributes }) =>
    pathFrom(root, attributes.BaseLoc ?? ''),
  );
  if (places.length > MOST_PAGES)
    throw new UnreadableDocument(
      'document.tooLarge',
      `OFD 超过 ${MOST_PAGES} 页；请只提交年度报告的各页。`,
      `The OFD has more than ${MOST_PAGES} pages; send those of the annual report alone.`,
    );
  const pages: Page[] = [];
  for (const place of places) {
    const page = await read(place);
    if (page) pages.push(seePage(page, pages.length + 1, common, templates));
  }
  if (isScan(pages))
    throw new UnreadableDocument(
      'document.scan',
      'OFD 没有文字层（可能是扫描件），无法读取。请提交 Word、网页或由 Word 导出的 OFD；扫描件请存为 PDF。',
      'The OFD has no text layer (it may be a scan) and cannot be read; send the Word file, the page, or an OFD exported from Word; save a scan as PDF.',
    );
  return openPages(pages);
}
