import { dirname, join } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import type { Block } from '../blocks';
import { isScan } from '../pages/isScan';
import type { Matrix } from '../pages/matrix';
import { openPages } from '../pages/openPages';
import type { Page } from '../pages/page';
import { rotatePage } from '../pages/rotatePage';
import { visibleLetters } from '../pages/visibleLetters';
import { type BeginScan, openScan, refuseLongScan } from '../scan/openScan';
import { requirePackages } from '../scan/packages';
import { UnreadableDocument } from '../unreadableDocument';
import { drawPage, type Operations } from './drawPage';
import type { Font } from './graphicsState';
import { scannedPages } from './scannedPages';

const MOST_PAGES = 200;

/** Folder of the package's data: character maps of Chinese fonts, and standard fonts. */
const dataFolder = (name: string) => join(dirname(require.resolve('pdfjs-dist/package.json')), name, '/');

const damaged = () =>
  new UnreadableDocument(
    'document.damaged',
    'PDF 文件已损坏，无法打开；请重新导出或下载后再提交。',
    'The PDF is damaged and cannot be opened; export or download it again and send that.',
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
    turn: rotated.turn,
    letters: visibleLetters(rotated),
    rulings: rotated.drawing.rulings,
  };
}

/** Calls for a PDF and its library while it is open. */
async function withPdf<T>(
  bytes: Buffer,
  work: (pdf: PDFDocumentProxy, codes: Readonly<Record<string, number>>) => Promise<T>,
): Promise<T> {
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
    wasmUrl: dataFolder('wasm'),
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    const pdf = await task.promise;
    if (pdf.numPages > MOST_PAGES)
      throw new UnreadableDocument(
        'document.tooLarge',
        `PDF 超过 ${MOST_PAGES} 页；请只提交年度报告的各页。`,
        `The PDF has more than ${MOST_PAGES} pages; send those of the annual report alone.`,
      );
    return await work(pdf, OPS);
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw (error as Error).name === 'PasswordException'
      ? new UnreadableDocument(
          'document.locked',
          'PDF 设有密码，无法打开；请去除密码另存，或提交 Word 文件。',
          'The PDF is locked with a password and cannot be opened; save it without one, or send the Word file.',
        )
      : damaged();
  } finally {
    await task.destroy().catch(() => {});
  }
}

async function seePages(pdf: PDFDocumentProxy, codes: Readonly<Record<string, number>>): Promise<Page[]> {
  const layers = await pdf.getOptionalContentConfig();
  const pages: Page[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1)
    pages.push(await seePage(await pdf.getPage(number), number, codes, layers));
  return pages;
}

/** Opens a PDF by its text layer; one without text is a scan, and is recognised. */
export const openPdf = (bytes: Buffer, beginScan: BeginScan): Promise<Block[]> =>
  withPdf(bytes, async (pdf, codes) => {
    const pages = await seePages(pdf, codes);
    if (!isScan(pages)) return openPages(pages);
    const packages = requirePackages(
      'document.scan',
      'PDF 没有文字层（可能是扫描件），无法读取。',
      'The PDF has no text layer (it may be a scan) and cannot be read.',
    );
    refuseLongScan(pdf.numPages);
    beginScan();
    return openScan(scannedPages(pdf, codes), packages);
  });
