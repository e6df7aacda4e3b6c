import { REQUEST_COLUMNS } from '../../../src/form/lines';

const HEADER = ['申请人情况', ...REQUEST_COLUMNS.map(({ zh }) => zh)];
const FIGURES = ['21', '4', '0', '3', '1', '5', '34'];
const TITLE = '演示县林业局2024年政府信息公开工作年度报告';

/** How a page is written, where it differs from the plainest. */
export interface PageVariant {
  /** What is in the head of the page. */
  readonly head?: string;
  /** The content of the cell of received.businessEnterprise, or the cell with its tags. */
  readonly cell?: string;
  /** What stands before the first row of figures: rows with their tags. */
  readonly rows?: string;
  /** What stands before all rows. */
  readonly columns?: string;
  /** Text of section one. */
  readonly text?: string;
}

const row = (cells: readonly string[]) =>
  `<tr>${cells.map((cell) => (/^<td/.test(cell) ? cell : `<td>${cell}</td>`)).join('')}</tr>`;

/** A page with a row of received requests, 21/4/0/3/1/5/34, one of whose cells is written in its own way. */
export function pageWith({
  head = '',
  cell = '4',
  rows = '',
  columns = '',
  text = '无。',
}: PageVariant): string {
  const figures = FIGURES.map((figure, at) => (at === 1 ? cell : figure));
  return `<!doctype html><html><head><meta charset="utf-8"><title>${TITLE}</title>${head}</head><body><h1>${TITLE}</h1>
<p>一、总体情况</p><p>${text}</p><p>三、收到和处理政府信息公开申请情况</p>
<table>${columns}${row(HEADER)}${rows}${row(['一、本年新收政府信息公开申请数量', ...figures])}</table>
<p>六、其他需要报告的事项</p><p>未收取信息处理费。</p></body></html>`;
}

/** The codes of the row and its figures as they are printed. */
export const RECEIVED = Object.fromEntries(
  REQUEST_COLUMNS.map(({ code }, at) => [`requests.received.${code}`, Number(FIGURES[at])]),
);
