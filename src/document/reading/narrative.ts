import { enumeratorOf, hanOnly, normalize } from '../../form/labels';
import { CUT_OFF } from '../source/seen/doubts';
import type { FoundReport, FoundSection } from './findSections';
import { takeApart } from './placedFigures';
import { type Row, splitLine } from './rows';

/** Lines below a report on its page: links, owners of the site, buttons. */
const FOOT =
  /^(?:第\d+次修订|(?:(?:首次公布|第\d+次更正)[，,])?公布时间\d|补录时间\d|草稿[，,]未公布|本报告已于.{0,40}撤回公布|机关代码|补充指标[(]不属法定表格[)]|上一[篇条]|下一[篇条]|打印|关闭|分享|扫一扫|相关(?:链接|文档|附件|信息|文章)|附件(?:下载)?[:：]?$|版权所有|主办单位|承办单位|网站地图|网站标识码|.{0,12}ICP备|返回顶部|责任编辑|来源[:：]|【?(?:打印|字体))/u;
const PAGE_NUMBER = /^(?:[-—–~]?\s*\d{1,3}\s*[-—–~]?|第\s*\d+\s*页.*)$/u;
const ENDS_SENTENCE = /[。！？；：.!?;:”」』）)]$/u;
const FEWEST_LETTERS_OF_WRAPPED_LINE = 15;

const isFigures = (row: Row) => {
  if (row.table) {
    const filled = row.pieces.filter((piece) => piece.text.trim() !== '' && !piece.isCarried);
    return filled.length > 1 || filled.some(({ value }) => value?.kind === 'NUMBER');
  }
  const { isWritten, labels, values } = takeApart(splitLine(row));
  return isWritten && (values.length > 1 || labels.length === 0) && !/[。！？]/u.test(row.text);
};

/** Where the page goes on below the report, or after its last row. */
function endOfText(rows: readonly Row[]): number {
  const foot = rows.findIndex((row) => FOOT.test(normalize(row.text)));
  return foot < 0 ? rows.length : foot;
}

/** Returns the rows of a section of prose that are no part of its text: tables, lines of figures, and what stands below the report. */
export function rowsOutsideText(rows: readonly Row[]): Row[] {
  const end = endOfText(rows);
  return rows.filter((row, at) => at >= end || isFigures(row)).map(splitLine);
}

/** The text of a row as a paragraph has it. */
const textOfRow = ({ text }: Row) =>
  text
    .normalize('NFC')
    .replace(/[ \t\u3000]+/gu, ' ')
    .trim();

/** Returns the lines that the edge of their page cuts off, as paragraphs have them. */
export const linesCutOff = (rows: readonly Row[]): string[] =>
  rows.filter(({ pieces }) => pieces.some(({ doubt }) => doubt === CUT_OFF)).map(textOfRow);

/** The paragraphs of a narrative; lines of a text that was broken by its width are joined again. */
export function paragraphsOf(rows: readonly Row[]): string[] {
  const paragraphs: string[] = [];
  let isOpen = false;
  for (const row of rows.slice(0, endOfText(rows))) {
    if (isFigures(row)) continue;
    const text = textOfRow(row);
    if (text === '' || PAGE_NUMBER.test(text)) continue;
    const before = paragraphs.at(-1);
    if (before !== undefined && isOpen && enumeratorOf(text) === '' && !row.isHeading)
      paragraphs[paragraphs.length - 1] =
        /[a-z\d]$/iu.test(before) && /^[a-z\d]/iu.test(text) ? `${before} ${text}` : before + text;
    else paragraphs.push(text);
    isOpen =
      row.isWrappable &&
      !row.isHeading &&
      !ENDS_SENTENCE.test(text) &&
      normalize(text).length >= FEWEST_LETTERS_OF_WRAPPED_LINE;
  }
  return paragraphs;
}

/** Section five when its title is missing: what follows the tables of section four and speaks of problems. */
export function findUntitledProblems(report: FoundReport): FoundReport {
  if (report.sections.some(({ number }) => number === 5)) return report;
  const four = report.sections.find(({ number }) => number === 4);
  if (!four) return report;
  const start = four.rows.findLastIndex(isFigures) + 1;
  const rest = four.rows.slice(start).filter((row) => !/^注[:：]/u.test(normalize(row.text)));
  if (!rest.some((row) => /问题|不足|改进/u.test(normalize(row.text)))) return report;
  const five: FoundSection = { number: 5, title: null, rows: rest };
  return {
    ...report,
    sections: report.sections.flatMap((section) =>
      section === four ? [{ ...four, rows: four.rows.slice(0, start) }, five] : [section],
    ),
  };
}

const HEADS: readonly RegExp[] = [
  /^(?:政府信息)?主动公开/u,
  /依申请公开|申请公开/u,
  /政府信息管理|信息管理|规范性文件管理/u,
  /平台建设/u,
  /监督保障|保障监督|监督/u,
];

/** Section one by its customary heads （一） to （五）; empty when it has none. */
export function headsOf(paragraphs: readonly string[]): { title: string; text: string }[] {
  const heads: { title: string; text: string }[] = [];
  let at = -1;
  for (const paragraph of paragraphs) {
    const [title, rest] = splitHead(paragraph);
    const index =
      title === null ? -1 : HEADS.findIndex((head, candidate) => candidate > at && head.test(hanOnly(title)));
    if (title !== null && index >= 0) {
      at = index;
      heads.push({ title, text: rest });
    } else if (heads.length > 0) {
      const last = heads[heads.length - 1];
      heads[heads.length - 1] = {
        ...last,
        text: last.text === '' ? paragraph : `${last.text}\n${paragraph}`,
      };
    }
  }
  return heads;
}

const LONGEST_HEAD = 30;

/** The head a paragraph begins with, such as （一）主动公开：, and what follows. */
function splitHead(paragraph: string): [string | null, string] {
  const enumerator = enumeratorOf(paragraph);
  if (!/^(?:[(]?[一二三四五六七八九十]+[)、]|\d)/u.test(enumerator)) return [null, paragraph];
  const end = paragraph.search(/[：:。\n]/u);
  const title = end < 0 ? paragraph : paragraph.slice(0, end);
  return normalize(title).length <= LONGEST_HEAD
    ? [title.trim(), end < 0 ? '' : paragraph.slice(end + 1).trim()]
    : [null, paragraph];
}
