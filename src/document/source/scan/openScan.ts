import type { Block } from '../blocks';
import { SCAN_PAGES, SCAN_PIXELS } from '../limits';
import { openPages } from '../pages/openPages';
import type { Page } from '../pages/page';
import { UnreadableDocument } from '../unreadableDocument';
import type { ScanPackages } from './packages';
import { openRecogniser } from './recogniser';
import { type ScannedPage, seeScan } from './seeScan';

/** Called before a scan is recognised, which takes longer than reading. */
export type BeginScan = () => void;

/** Throws when a scan has more pages than are read. */
export function refuseLongScan(pages: number): void {
  if (pages > SCAN_PAGES)
    throw new UnreadableDocument(
      'document.tooLarge',
      `扫描件超过 ${SCAN_PAGES} 页；请只提交年度报告的各页。`,
      `The scan has more than ${SCAN_PAGES} pages; send those of the annual report alone.`,
    );
}

/** Throws when a page of a scan has more pixels than are read. */
export function refuseLargePage(width: number, height: number): void {
  if (width * height > SCAN_PIXELS)
    throw new UnreadableDocument(
      'document.tooLarge',
      `扫描件每页不得超过 ${SCAN_PIXELS / 1_000_000} 百万像素；请以 300 dpi 扫描。`,
      `A page of a scan has at most ${SCAN_PIXELS / 1_000_000} million pixels; scan it with 300 dots per inch.`,
    );
}

/** Recognises the pages of a scan one after the other and returns their text and tables; all of it is doubtful. */
export async function openScan(
  pages: AsyncIterable<ScannedPage> | Iterable<ScannedPage>,
  packages: ScanPackages,
): Promise<Block[]> {
  const recogniser = await openRecogniser(packages);
  try {
    const seen: Page[] = [];
    for await (const page of pages) seen.push(await seeScan(page, seen.length + 1, recogniser));
    return openPages(seen);
  } finally {
    await recogniser.close();
  }
}
