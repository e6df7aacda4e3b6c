import { dirname, join } from 'node:path';
import type { PDFPageProxy } from 'pdfjs-dist';
import type { Block } from '../blocks';
import type { Matrix } from '../pages/matrix';
import { openPages } from '../pages/openPages';
import type { Page } from '../pages/page';
import { refuseScan } from '../pages/refuseScan';
import { rotatePage } from '../pages/rotatePage';
import { visibleLetters } from '../pages/visibleLetters';
import { UnreadableDocument } from '../unreadableDocument';
import { drawPage, type Operations } from './drawPage';
import type { Font } from './graphicsState';

const MOST_PAGES = 200;

/** Folder of the package's data: character maps of Chinese fonts, and standard fonts. */
const dataFolder = (name: string) => join(dirname(require.resolve('pdfjs-dist/package.json')), name, '/');

const damaged = () =>
  new UnreadableDocument(
    'document.damaged',
    'PDF 文件已损坏，请重新导出。',
    'The PDF is damaged; export it again.',
  );

/** Whether a layer is shown, by the settings that the document opens with. */
type LayerSettings = Awaited<ReturnType<import('pdfjs-dist').PDFDocumentProxy['getOptionalContentConfig']>>;

/** Returns a page as it is seen: rotated as it is shown, cut at its edges. */
async function seePage(
  page: PDFPageProxy,
  number: number,
  codes: Readonly<Record<string, number>>,
  layers: LayerSettings,
): Promise<Page> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const operations = (await page.getOperatorList()) as Operations;
  const drawing = drawPage(
    operations,
    codes,
    transform as unknown as Matrix,
    { left: 0, top: 0, right: width, bottom: height },
    {
      fontNamed: (name) => page.commonObjs.get(name) as Font,
      isShown: (layer) => layers.isVisible(layer),
    },
  );
  page.cleanup();
  const rotated = rotatePage({ drawing, width, height });
  return {
    number,
    width: rotated.width,
    height: rotated.height,
    letters: visibleLetters(rotated),
    rulings: rotated.drawing.rulings,
  };
}

async function seePages(bytes: Buffer): Promise<Page[]> {
  const { getDocument, OPS, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    fontExtraProperties: true,
    cMapUrl: dataFolder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: dataFolder('standard_fonts'),
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const pdf = await task.promise;
    if (pdf.numPages > MOST_PAGES)
      throw new UnreadableDocument(
        'document.tooLarge',
        `PDF 超过 ${MOST_PAGES} 页。`,
        `The PDF has more than ${MOST_PAGES} pages.`,
      );
    const layers = await pdf.getOptionalContentConfig();
    const pages: Page[] = [];
    for (let number = 1; number <= pdf.numPages; number += 1)
      pages.push(await seePage(await pdf.getPage(number), number, OPS, layers));
    return pages;
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw (error as Error).name === 'PasswordException'
      ? new UnreadableDocument(
          'document.locked',
          'PDF 设有密码，请提交未加密的文件。',
          'The PDF is locked with a password; send one that is not.',
        )
      : damaged();
  } finally {
    await task.destroy().catch(() => {});
  }
}

/** Opens a PDF with a text layer. A scan without text is refused. */
export async function openPdf(bytes: Buffer): Promise<Block[]> {
  const pages = await seePages(bytes);
  refuseScan(pages, 'PDF');
  return openPages(pages);
}
