import { readDocument } from '../../src/document/reader/readDocument';

/** From this confidence on a cell counts as certain. */
export const SURE = 0.8;
/** The title of a report. */
export const TITLE = '青禾县审计局2024年政府信息公开工作年度报告';
export const TWO = '二、主动公开政府信息情况';
export const THREE = '三、收到和处理政府信息公开申请情况';
export const FOUR = '四、政府信息公开行政复议、行政诉讼情况';
export const APPLICANTS = '自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计';
export const RECEIVED = '一、本年新收政府信息公开申请数量';
export const CARRIED_IN = '二、上年结转政府信息公开申请数量';

/** A table of a page, from rows whose cells are parted by spaces; "_" is blank, "a+b" spans, as "3:其他". */
export const tableOf = (...rows: string[]) =>
  `<table>${rows
    .map((row) => {
      const cells = row.split(' ').map((cell) => {
        const [, span, text] = /^(?:(\d+):)?(.*)$/su.exec(cell) as RegExpExecArray;
        return `<td${span ? ` colspan="${span}"` : ''}>${text === '_' ? '' : text}</td>`;
      });
      return `<tr>${cells.join('')}</tr>`;
    })
    .join('')}</table>`;
/** A page with a title and these paragraphs and tables. */
export const page = (...parts: string[]) =>
  `<html><body>${[TITLE, ...parts].map((part) => (part.startsWith('<') ? part : `<p>${part}</p>`)).join('')}</body></html>`;
/** A text with a title and these lines. */
export const text = (...lines: string[]) => [TITLE, ...lines].join('\n');

/** The cells under a code that are read surely, by the rest of their code; a blank is "". */
export async function sure(document: string | Buffer, under: string) {
  const { cells, unplaced } = await readDocument(Buffer.from(document));
  const own = Object.entries(cells).filter(
    ([code, { status }]) => `${code}.`.startsWith(`${under}.`) && status !== 'MISSING',
  );
  return {
    sure: own.filter(([, { confidence }]) => confidence >= SURE).map(([, { value }]) => value ?? ''),
    doubtful: own
      .filter(([, { confidence }]) => confidence < SURE)
      .map(([code, { printed }]) => `${code.split('.').at(-1)} ${printed}`),
    unplaced: unplaced.map((one) => one.text.replace(/\s+/g, ' ')),
  };
}
