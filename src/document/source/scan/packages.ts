import { dirname, join } from 'node:path';
import { UnreadableDocument } from '../unreadableDocument';

/** The packages that read scans, with their versions. They are no dependencies: who reads no scans needs none of their 70 MB. */
const PACKAGES = ['tesseract.js@7.0.0', '@tesseract.js-data/chi_sim@1.0.0', 'pngjs@7.0.0'];
/** Adds what reads scans. `npm ci` takes it away again. */
export const ADD_PACKAGES = `npm install --no-save ${PACKAGES.join(' ')}`;

/** A box of tesseract.js, in pixels. */
export interface TesseractBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}
interface TesseractText {
  readonly text: string;
  readonly bbox: TesseractBox;
}
/** A line of tesseract.js. */
export interface TesseractLine {
  readonly words: readonly (TesseractText & { readonly symbols: readonly TesseractText[] })[];
  readonly bbox: TesseractBox;
}
interface TesseractPage {
  readonly blocks:
    | readonly { readonly paragraphs: readonly { readonly lines: readonly TesseractLine[] }[] }[]
    | null;
}

/** The thread in which tesseract.js recognises. */
interface TesseractWorker {
  setParameters(parameters: Readonly<Record<string, string>>): Promise<unknown>;
  recognize(picture: Buffer, options: object, output: object): Promise<{ readonly data: TesseractPage }>;
  terminate(): Promise<unknown>;
}
interface Tesseract {
  createWorker(
    language: string,
    engine: number,
    options: Readonly<Record<string, unknown>>,
    settings: Readonly<Record<string, string>>,
  ): Promise<TesseractWorker>;
}
/** The part of pngjs that is used. */
interface PngPackage {
  readonly PNG: {
    readonly sync: {
      read(bytes: Buffer): { readonly width: number; readonly height: number; readonly data: Buffer };
      write(
        picture: { readonly width: number; readonly height: number; readonly data: Uint8Array },
        options: Readonly<Record<string, unknown>>,
      ): Buffer;
    };
  };
}

/** What reads scans. */
export interface ScanPackages {
  readonly tesseract: Tesseract;
  readonly png: PngPackage['PNG']['sync'];
  /** The folder with the letters of simplified Chinese. */
  readonly letters: string;
}

/** Returns the packages that read scans; null where they are not installed. */
export function findPackages(): ScanPackages | null {
  try {
    const folder = dirname(require.resolve('@tesseract.js-data/chi_sim/package.json'));
    return {
      tesseract: require('tesseract.js') as Tesseract,
      png: (require('pngjs') as PngPackage).PNG.sync,
      letters: join(folder, '4.0.0_best_int'),
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/** Returns the packages that read scans. Throws where they are not installed, with the command that adds them as the hint for the log. */
export function requirePackages(
  code: 'document.image' | 'document.scan',
  zh: string,
  en: string,
): ScanPackages {
  const packages = findPackages();
  if (packages) return packages;
  throw new UnreadableDocument(
    code,
    `${zh}请提交 Word、网页或由 Word 导出的 PDF，或请本系统的管理员启用文字识别。`,
    `${en} Send the Word file, the page, or a PDF exported from Word; or ask whoever operates the hub for text recognition.`,
    `A scan was refused: what recognises text is not installed. Add it with ${ADD_PACKAGES}`,
  );
}
