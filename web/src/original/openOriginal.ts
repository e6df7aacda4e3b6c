import { getDocument, type PDFDocumentProxy, PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import workerAddress from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url&no-inline';
import { PdfParts } from './pdfParts';
import { type Box, regionAround } from './region';

/** Where something is in a PDF. */
export interface PdfPlace {
  readonly page: number;
  /** By how many degrees clockwise the page must be turned, as it is shown, for its writing to be upright. */
  readonly turn: number | null;
  readonly box: Box;
}

/** A part of a page as it looks. */
export interface DrawnPlace {
  /** The picture as an address that holds it. */
  readonly picture: string;
  readonly width: number;
  readonly height: number;
  /** What is marked, in shares of the picture. */
  readonly mark: Box;
}

/** A PDF that parts are drawn of. */
export interface Original {
  /** Draws what is around a place, for so many pixels of the screen. Throws where that takes too long. */
  draw(place: PdfPlace, pixels: number): Promise<DrawnPlace>;
  /** Ends what reads it, whatever that is at. */
  close(): void;
}

/** How long it may take until a part of a PDF is drawn. */
const LONGEST_MS = 15_000;
/** The most pixels of a picture inside of a PDF, as of a scan that is read, and of one that is drawn. */
const LARGEST_PICTURE = 40_000_000;
const LARGEST_DRAWING = 4_000_000;
const MOST_PIXELS_OF_A_POINT = 6;

/** Returns what comes of work; when that takes too long, ends it and throws. */
async function inTime<T>(work: Promise<T>, end: () => void): Promise<T> {
  let timer: number | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = window.setTimeout(() => {
      end();
      reject(new Error('a PDF takes too long'));
    }, LONGEST_MS);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    window.clearTimeout(timer);
  }
}

async function drawOf(pdf: PDFDocumentProxy, { page: number, turn, box }: PdfPlace, pixels: number) {
  const page = await pdf.getPage(number);
  const rotation = (page.rotate + (turn ?? 0)) % 360;
  const region = regionAround(box, page.getViewport({ scale: 1, rotation }), pixels);
  const [width, height] = [region.right - region.left, region.bottom - region.top];
  const scale = Math.min(
    (pixels / width) * Math.min(window.devicePixelRatio, 2),
    MOST_PIXELS_OF_A_POINT,
    Math.sqrt(LARGEST_DRAWING / (width * height)),
  );
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const drawing = page.render({
    canvas,
    viewport: page.getViewport({
      scale,
      rotation,
      offsetX: -region.left * scale,
      offsetY: -region.top * scale,
    }),
  });
  try {
    await drawing.promise;
  } finally {
    page.cleanup();
  }
  const share = ({ left, top, right, bottom }: Box): Box => ({
    left: (left - region.left) / width,
    top: (top - region.top) / height,
    right: (right - region.left) / width,
    bottom: (bottom - region.top) / height,
  });
  return {
    picture: canvas.toDataURL(),
    width: canvas.width,
    height: canvas.height,
    mark: share(box),
  };
}

/**
 * Opens a PDF to draw parts of it. It is parsed in a worker, which the hub lets load nothing; what draws runs no code of the PDF, and gives
 * no font of it to the browser.
 */
export function openOriginal(bytes: ArrayBuffer): Original {
  const port = new Worker(workerAddress, { type: 'module' });
  const task = getDocument({
    data: new Uint8Array(bytes.slice(0)),
    worker: PDFWorker.create({ port }),
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    useWorkerFetch: false,
    BinaryDataFactory: PdfParts,
    cMapPacked: true,
    maxImageSize: LARGEST_PICTURE,
    verbosity: 0,
  });
  task.promise.catch(() => {});
  const close = () => {
    // A worker that hangs hears no request to end.
    port.terminate();
    void task.destroy().catch(() => {});
  };
  return {
    draw: (place, pixels) =>
      inTime(
        task.promise.then((pdf) => drawOf(pdf, place, pixels)),
        close,
      ),
    close,
  };
}
