import { REQUEST_COLUMNS } from '../../src/form/lines';
import { drawnTable, filled, text } from './pdf';

const SIZE = 9;
const ROW = 30;
const LEFT = 30;
const [LABELS, COLUMN] = [200, 45];
const TITLE = '演示县水务局2024年政府信息公开工作年度报告';
const HEAD = '三、收到和处理政府信息公开申请情况';
const LABEL = '一、本年新收政府信息公开申请数量';

/** The figures of the row of received requests, as they are printed. */
export const FIGURES = ['12', '3', '450', '1', '0', '7', '473'];

/** Where something is printed, in points from the top left corner of the page held upright. */
export interface PrintedBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Writes the first row of section three below its heading, on paper of a height, and says where the digits of its figures are. */
export function requestsPage({
  height,
  isRuled = true,
  figures = FIGURES,
  ground = '',
}: {
  readonly height: number;
  readonly isRuled?: boolean;
  readonly figures?: readonly string[];
  /** The colour below the first figure, as PDF has it. */
  readonly ground?: string;
}) {
  const top = height - 90;
  const begin = (at: number) => LEFT + LABELS + at * COLUMN;
  const base = top - ROW - SIZE - 2;
  const table = isRuled
    ? drawnTable({
        x: LEFT,
        y: top,
        widths: [LABELS, ...figures.map(() => COLUMN)],
        rowHeight: ROW,
        size: SIZE,
        rows: [
          [{ text: '' }, ...REQUEST_COLUMNS.map(({ zh }) => ({ text: zh.slice(0, 4) }))],
          [{ text: LABEL }, ...figures.map((figure) => ({ text: figure }))],
        ],
      })
    : text(LABEL, LEFT + 3, base, SIZE) +
      figures.map((figure, at) => text(figure, begin(at) + 3, base, SIZE)).join('');
  const below = ground && filled(begin(0), top - 2 * ROW, COLUMN, ROW, ground);
  return {
    content: text(TITLE, 60, height - 40) + text(HEAD, 60, height - 70) + below + table,
    /** Around the digits of each figure; they are half as wide as the font is high. */
    digits: figures.map(
      (figure, at): PrintedBox => ({
        left: begin(at) + 3,
        right: begin(at) + 3 + (figure.length * SIZE) / 2,
        top: height - base - SIZE * 0.6,
        bottom: height - base,
      }),
    ),
  };
}
