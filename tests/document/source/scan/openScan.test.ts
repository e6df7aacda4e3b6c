import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openReaderPool } from '../../../../src/document/reader/readerPool';
import type { Extraction, ReadCell } from '../../../../src/document/reading/extraction';
import { ADD_PACKAGES, findPackages } from '../../../../src/document/source/scan/packages';
import { pdfOf, picture } from '../../../support/pdf';

/** A page of section three, printed, rotated by half a degree, blurred, in four shades. */
const SCAN = readFileSync(join(__dirname, 'requests.png'));
/** What its first row says. */
const RECEIVED = [2828, 2849, 2870, 2891, 2912, 2933, 17283];
const PDF = pdfOf([{ content: picture(0, 0, 595, 842) }]);
const JPEG = Buffer.from('ffd8ffe000104a464946', 'hex');

// They are no dependencies: the tests try what there is.
const isInstalled = findPackages() !== null;
const log: string[] = [];
const reader = openReaderPool({ workers: 1, logError: (error) => log.push(String(error)) });
afterAll(() => reader.close());
const read = (bytes: Buffer) => reader.read(bytes, 'tests');
const refusal = async (bytes: Buffer) => read(bytes).catch((error) => error);

const figuresOf = ({ cells }: Extraction): ReadCell[] =>
  Object.keys(cells)
    .filter((code) => code.startsWith('requests.'))
    .map((code) => cells[code]);

if (isInstalled) {
  test('a scan is recognised; the sums of rows and columns confirm its figures', async () => {
    const reading = await read(SCAN);
    const cells = figuresOf(reading);
    expect(reading.format).toBe('IMAGE');
    expect(cells.slice(0, 7).map(({ value }) => value)).toEqual(RECEIVED);
    expect(cells.filter(({ confidence }) => confidence >= 0.8).length).toBeGreaterThan(140);
    for (const { confidence, reasonZh } of cells) {
      expect(confidence).toBeLessThan(0.9);
      expect(reasonZh).toContain('扫描识别');
    }
    const { where, picture: shown } = reading.cells['requests.received.total'];
    expect(where).toMatchObject({ page: 1, table: 1, box: { left: expect.any(Number) } });
    const png = Buffer.from(shown ?? '', 'base64');
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect(png.length).toBeLessThan(1_500);
  });

  test('a damaged picture is refused', async () => {
    expect(await refusal(SCAN.subarray(0, 20_000))).toMatchObject({ code: 'document.image' });
    expect(await refusal(JPEG)).toMatchObject({ code: 'document.image' });
  });
} else {
  test('nothing that recognises scans is installed: its refusals are tested', () => {});

  test.each([
    ['a PNG', SCAN, 'document.image'],
    ['a JPEG', JPEG, 'document.image'],
    ['a PDF of pictures', PDF, 'document.scan'],
  ])(
    '%s is refused with what who files can do; the command that adds what recognises text is in the log, once',
    async (_, bytes, code) => {
      const { messageZh, messageEn, ...refused } = await refusal(bytes);
      expect(refused.code).toBe(code);
      expect(messageZh).toContain('请本系统的管理员启用文字识别');
      expect(messageEn).toMatch(/ask whoever operates the hub for text recognition\.$/);
      for (const text of [messageZh, messageEn]) expect(text).not.toMatch(/npm|\n/);
      expect(log.filter((text) => text.includes(ADD_PACKAGES))).toHaveLength(1);
    },
  );
}
