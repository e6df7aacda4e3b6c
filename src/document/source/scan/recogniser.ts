import type { ScanPackages, TesseractBox, TesseractLine } from './packages';
import { layOn, type Picture, type PixelBox, whitePicture } from './picture';

/** How the writing in a picture is laid out. The numbers are those of Tesseract. */
export type Layout = 'BLOCK' | 'LINE';
const MODES: Readonly<Record<Layout, string>> = { BLOCK: '6', LINE: '7' };

/** What is in the cell of a figure. */
const FIGURE_LETTERS = '0123456789.,/-';
const LSTM_ONLY = 1;
/** White around the writing, in pixels: letters at the edge are read badly. */
const MARGIN = 12;

/** A letter or word that was recognised, in pixels of its picture. */
export interface Found extends PixelBox {
  readonly text: string;
}
/** A line that was recognised. */
export interface FoundLine extends PixelBox {
  readonly words: readonly Found[];
  readonly letters: readonly Found[];
}

const boxWithin = ({ x0, y0, x1, y1 }: TesseractBox): PixelBox => ({
  left: x0 - MARGIN,
  top: y0 - MARGIN,
  right: x1 - MARGIN,
  bottom: y1 - MARGIN,
});

const withoutMargin = ({ bbox, words }: TesseractLine): FoundLine => ({
  ...boxWithin(bbox),
  words: words.map((word) => ({ text: word.text, ...boxWithin(word.bbox) })),
  letters: words.flatMap(({ symbols }) => symbols.map((one) => ({ text: one.text, ...boxWithin(one.bbox) }))),
});

/** Recognises writing. It runs in a thread of its own and fetches nothing. */
export interface Recogniser {
  /** Recognises text. */
  recogniseText(picture: Picture, layout: Layout): Promise<FoundLine[]>;
  /** Recognises one line that holds nothing but figures. */
  recogniseFigures(picture: Picture): Promise<FoundLine[]>;
  /** Returns a picture as PNG. */
  drawPng(picture: Picture): Buffer;
  close(): Promise<void>;
}

/** How hard a PNG is packed: what is only handed over is not. */
const FASTEST = 1;
const SMALLEST = 9;

const asPng = ({ png }: ScanPackages, { width, height, grey }: Picture, level: number): Buffer =>
  png.write(
    { width, height, data: grey },
    { colorType: 0, inputColorType: 0, inputHasAlpha: false, deflateLevel: level, filterType: 0 },
  );

function withMargin(picture: Picture): Picture {
  const paper = whitePicture(picture.width + 2 * MARGIN, picture.height + 2 * MARGIN);
  layOn(paper, picture, MARGIN, MARGIN);
  return paper;
}

/** Starts to recognise. The letters are read from their folder and cached nowhere; without a folder the library would fetch them. */
export async function openRecogniser(packages: ScanPackages): Promise<Recogniser> {
  const worker = await packages.tesseract.createWorker(
    'chi_sim',
    LSTM_ONLY,
    { langPath: packages.letters, gzip: true, cacheMethod: 'none', errorHandler: () => {} },
    { debug_file: '/dev/null' },
  );
  let set = '';
  const recognise = async (picture: Picture, mode: string, letters: string) => {
    if (set !== mode + letters) {
      await worker.setParameters({
        tessedit_pageseg_mode: mode,
        tessedit_char_whitelist: letters,
        user_defined_dpi: '300',
      });
      set = mode + letters;
    }
    const { data } = await worker.recognize(
      asPng(packages, withMargin(picture), FASTEST),
      {},
      { text: false, blocks: true },
    );
    return (data.blocks ?? [])
      .flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines))
      .map(withoutMargin);
  };
  return {
    recogniseText: (picture, layout) => recognise(picture, MODES[layout], ''),
    recogniseFigures: (picture) => recognise(picture, MODES.LINE, FIGURE_LETTERS),
    drawPng: (picture) => asPng(packages, picture, SMALLEST),
    close: async () => {
      await worker.terminate();
    },
  };
}
