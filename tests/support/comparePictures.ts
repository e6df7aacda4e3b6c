import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Where the pictures of the pages as they should look are. */
const FOLDER = join(__dirname, '../pages/pictures');
/** Pixels of the stored pictures that are compared as one: fonts and smoothing differ between machines, the layout does not. */
const BLOCK = 8;
/** How far the mean of a colour of a block may be away, of 255. */
const FARTHEST = 24;

type Compared = { readonly size: string; readonly share: number };

/** Compares two pictures block by block in a browser: what share of the blocks differs, 1 where their sizes do. */
function compareIn(page: Page, expected: Buffer, found: Buffer): Promise<Compared> {
  const sources = [expected, found].map((bytes) => `data:image/jpeg;base64,${bytes.toString('base64')}`);
  return page.evaluate(
    `(async () => {
      const pictures = await Promise.all(${JSON.stringify(sources)}.map(async (source) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const [width, height] = [Math.ceil(image.width / ${BLOCK}), Math.ceil(image.height / ${BLOCK})];
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [image.width, image.height];
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        const { data } = context.getImageData(0, 0, image.width, image.height);
        const sums = new Float64Array(width * height * 4);
        for (let y = 0; y < image.height; y += 1)
          for (let x = 0; x < image.width; x += 1) {
            const block = (Math.floor(y / ${BLOCK}) * width + Math.floor(x / ${BLOCK})) * 4;
            for (let part = 0; part < 3; part += 1) sums[block + part] += data[(y * image.width + x) * 4 + part];
            sums[block + 3] += 1;
          }
        return { size: image.width + ' x ' + image.height, sums };
      }));
      const [one, other] = pictures;
      if (one.size !== other.size) return { size: other.size, share: 1 };
      let different = 0;
      for (let block = 0; block < one.sums.length; block += 4) {
        const mean = ({ sums }, part) => sums[block + part] / sums[block + 3];
        if ([0, 1, 2].some((part) => Math.abs(mean(one, part) - mean(other, part)) > ${FARTHEST})) different += 1;
      }
      return { size: other.size, share: different / (one.sums.length / 4) };
    })()`,
  );
}

/**
 * Returns what share of a page looks otherwise than its stored picture. With UPDATE_PICTURES=1 it stores the page as it looks now. A
 * page that differs is written beside the temporary files, and the name of the file is part of the answer.
 */
export async function compareWithPicture(
  page: Page,
  blank: Page,
  name: string,
): Promise<Compared & { readonly seen: string }> {
  const path = join(FOLDER, `${name}.jpg`);
  const found = await page.screenshot({ type: 'jpeg', quality: 60, animations: 'disabled', caret: 'hide' });
  if (process.env.UPDATE_PICTURES === '1') {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(path, found);
  }
  if (!existsSync(path))
    throw new Error(
      `There is no picture ${path}. UPDATE_PICTURES=1 npm run test:pages -- pictures makes it; look at it.`,
    );
  const compared = await compareIn(blank, readFileSync(path), found);
  const seen = join(tmpdir(), `ogi-hub-${name}.jpg`);
  if (compared.share > 0) writeFileSync(seen, found);
  return { ...compared, seen };
}
