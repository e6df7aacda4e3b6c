import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sure } from '../../support/tableTexts';

const CASES = join(__dirname, '../../../../shared/cases/reading');
const describeCases = existsSync(CASES) ? describe : () => {};
describeCases('documents that were read wrongly', () => {
  test.each([
    ['one-blank-flattened.md', 'requests.received', [40, 3, 2, 1, '', 5, 51]],
    ['disputes-transposed.html', 'disputes', [7, 2, 3, 1, 13, 1, 0, 2, 4, 7, 0, 1, 2, 0, 3]],
    ['last-years-table-first.html', 'requests.received', [14, 2, 0, 0, 1, 0, 17]],
    ['one-figure-three-columns.txt', 'proactive', []],
    ['edition2019-cells-on-lines.txt', 'proactive.normativeDocuments', [4, 5, 31]],
    ['edition2019-token-lines.txt', 'proactive.penalties', [17, 40, -2]],
    ['bar-before-line-break.txt', 'proactive', [7, 8, 9]],
    ['total-alone-then-bars.txt', 'requests', []],
    ['legal-subtotal-column.html', 'requests.received', [9, 3, 1, 0, 2, 1, 16]],
    ['requests-total-only.html', 'requests', [17, 3]],
    ['two-figures-slash.html', 'requests.received', []],
    ['whole-on-one-line.txt', 'requests.received', [5, 1, 0, 0, 0, 0, 6]],
    ['line-per-section.txt', 'disputes', [1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['commas.csv', 'requests.received', [5, 1, 0, 0, 0, 0, 6]],
  ])('%s', async (name, under, expected) => {
    const document = readFileSync(join(CASES, name), 'utf8');
    expect((await sure(document, under)).sure).toEqual(expected);
  });
});
