import { openReaderPool } from '../../../../src/document/reader/readerPool';
import type { SourceLocation } from '../../../../src/document/source/sourceLocation';
import { REQUEST_COLUMNS } from '../../../../src/form/lines';
import { type PdfPage, pdfOf } from '../../../support/pdf';
import { FIGURES, type PrintedBox, requestsPage } from '../../../support/pdfReport';

// In a process of its own, because the library for PDF is an ES module, which jest does not load.
const reader = openReaderPool({ workers: 1 });
afterAll(() => reader.close());

const [WIDTH, HEIGHT] = [595, 842];

/** Returns where the figures of the row were found. */
async function placesIn(page: PdfPage): Promise<SourceLocation[]> {
  const { cells } = await reader.read(pdfOf([page]), 'tests');
  return REQUEST_COLUMNS.map(({ code }, at) => {
    const cell = cells[`requests.received.${code}`];
    expect([code, cell.value]).toEqual([code, Number(FIGURES[at])]);
    return cell.where as SourceLocation;
  });
}

/** Checks that each box holds the digits of its figure, and the digits of no other. */
function expectBoxes(
  places: readonly SourceLocation[],
  digits: readonly PrintedBox[],
  isOfLine = false,
): void {
  for (const [at, { box }] of places.entries()) {
    if (!box) throw new Error('a figure of a PDF has no place on its page');
    const inside = digits.filter(
      (one) =>
        one.left >= box.left - 0.1 &&
        one.right <= box.right + 0.1 &&
        one.top >= box.top - 0.1 &&
        one.bottom <= box.bottom + 0.1,
    );
    expect(inside).toEqual(isOfLine ? digits : [digits[at]]);
  }
}

/** Paper whose writing runs upwards, as a table across a portrait page. */
const UPWARDS = (content: string) => `q 0 1 -1 0 ${WIDTH} 0 cm\n${content}Q\n`;

describe('the box of a figure holds its digits on the page held upright', () => {
  test.each([0, 90, 180, 270])('shown turned by %i degrees', async (rotate) => {
    const { content, digits } = requestsPage({ height: HEIGHT });
    const places = await placesIn({ content, rotate });
    expectBoxes(places, digits);
    for (const { page, turn = 0 } of places) expect([page, (rotate + turn) % 360]).toEqual([1, 0]);
  });

  test.each([0, 90, 180, 270])(
    'with writing that runs upwards, shown turned by %i degrees',
    async (rotate) => {
      const { content, digits } = requestsPage({ height: WIDTH });
      const places = await placesIn({ content: UPWARDS(content), rotate });
      expectBoxes(places, digits);
      for (const { turn = 0 } of places) expect((rotate + turn) % 360).toBe(90);
    },
  );

  test('counted from the corner of what is shown of the page', async () => {
    const { content, digits } = requestsPage({ height: HEIGHT });
    const places = await placesIn({ content, cropBox: [20, 100, WIDTH, HEIGHT - 10] });
    expectBoxes(
      places,
      digits.map(({ left, right, top, bottom }) => ({
        left: left - 20,
        right: right - 20,
        top: top - 10,
        bottom: bottom - 10,
      })),
    );
  });

  test('a line without ruled lines is the place of all its figures', async () => {
    const { content, digits } = requestsPage({ height: HEIGHT, isRuled: false });
    expectBoxes(await placesIn({ content }), digits, true);
  });
});
