import { toSimplified } from '../../../form/script';
import { isWritten, readWord } from '../value';

/** A line of a text, and why its figures may be others. */
export interface TextLine {
  readonly text: string;
  readonly doubt?: string;
}

/** A line longer than this may hold several; one longer than any report is none. */
const LONGEST_LINE = 60;
const LONGEST_REPORT = 100_000;
const LONGEST_TITLE = 60;

const TITLES = [
  '(?:政府信息公开)?(?:工作)?(?:总体|基本)(?:工作)?情况',
  '(?:行政机关)?主动公开(?:的)?政府信息(?:的)?(?:工作)?情况',
  '(?:收到|受理)(?:和|及|与)?(?:处理|办理|答复)?(?:的)?政府信息公开申请(?:的)?(?:办理|处理)?情况',
  '(?:因)?政府信息公开(?:工作)?(?:被)?(?:申请)?(?:引起|引发|产生)?(?:的)?(?:提起)?行政复议.{0,5}?行政诉讼(?:的)?情况',
  '(?:政府信息公开工作)?存在的?(?:主要)?(?:问题|不足)(?:(?:及|和|、)改进(?:情况|措施))?',
  '其[他它]需要(?:报告|说明)的?(?:事项|情况)',
];
const NUMERALS = '一二三四五六';
/** The titles of the six sections inside a line, each with its own numeral. */
const TITLE = new RegExp(
  TITLES.map((title, at) => {
    const numeral = NUMERALS[at];
    return `(?:${numeral}[、．.]|[（(]${numeral}[）)]|第${numeral}部分)\\s*${title}`;
  }).join('|'),
  'gu',
);
const TABLE_TITLE = /^[（(第]?[二三四]/u;
const REPORT_TITLE = new RegExp(`^\\s*(\\S[^。；]{0,${LONGEST_TITLE}}?年度报告)\\s+(?=\\S)`, 'u');

/** Words that stand in the tables of the form and in no sentence. */
const TABLE_WORDS =
  /第二十条第|信息内容|本年新收政府信息公开申请|上年结转政府信息公开申请|属于国家秘密|属于三类内部事务|结转下年度继续办理/gu;
const FEWEST_TABLE_WORDS = 2;

const PROACTIVE_ROWS =
  '规章|(?:行政)?规范性文件|行政许可|其他对外管理服务事项|行政处罚|行政强制|行政事业性收费|政府集中采购';
const PROACTIVE_ROW = new RegExp(`^(?:${PROACTIVE_ROWS})`, 'u');

/** Where a row of a table begins inside of a line. */
const ROW_STARTS = [
  /(?=第二十条第)/u,
  /(?=信息内容)/u,
  /(?=[一二三四]、(?:本年新收|上年结转|本年度?办理结果|结转下年度))/u,
  new RegExp(`\\s+(?=(?:${PROACTIVE_ROWS})\\s+\\S{1,12}(?:\\s|$))`, 'u'),
  new RegExp(`(?<!行政)(?=(?:${PROACTIVE_ROWS})\\d)`, 'u'),
  /(?<=\d)(?=[1-8][.．、]\p{Script=Han})/u,
  /(?<=\p{Script=Han}[）)”]?[\d\s]{0,40}\d)(?=[（(]?\p{Script=Han})/u,
];

const RUN_TOGETHER =
  '数字之间没有分隔，无法确定分栏 nothing parts the figures, so that their columns are not certain';
const FIGURES_AT_LABEL = /(?<=\p{Script=Han}[）)”]?)(?=(?<figures>\d[\d\s.,]{0,80}\p{Script=Han}{0,2})$)/u;
/** As many digits as section three has columns: one in each. */
const A_DIGIT_EACH = /\d{7}$/u;

/** Parts a label from the figures that stand right after it. */
function partLabel(text: string): TextLine {
  if (!FIGURES_AT_LABEL.test(text)) return { text };
  const parted = text.replace(FIGURES_AT_LABEL, ' ');
  const each = PROACTIVE_ROW.test(text)
    ? parted
    : parted.replace(A_DIGIT_EACH, (digits) => [...digits].join(' '));
  return { text: each, doubt: RUN_TOGETHER };
}

/** Cuts where words follow figures: there the next row begins. */
function splitAfterFigures(text: string): string[] {
  const rows: string[][] = [[]];
  let isAfterFigure = false;
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const value = readWord(word);
    const isFigure = value !== null && isWritten(value);
    if (isAfterFigure && !isFigure) rows.push([]);
    rows[rows.length - 1].push(word);
    isAfterFigure = isFigure;
  }
  return rows.map((words) => words.join(' '));
}

/** Cuts a table that stands in one line into its rows. */
function splitTable(text: string): TextLine[] {
  let parts = [text];
  for (const start of ROW_STARTS) parts = parts.flatMap((part) => part.split(start));
  return parts
    .flatMap(splitAfterFigures)
    .filter((part) => part !== '')
    .map(partLabel);
}

const isTable = (text: string) => (text.match(TABLE_WORDS)?.length ?? 0) >= FEWEST_TABLE_WORDS;

/**
 * Cuts a line at the titles of sections in it, and its tables into rows. A sentence stays what it is. Titles and rows are found in simplified
 * script, of which every letter has the place of the one that is printed.
 */
export function splitRunOn(line: string): TextLine[] {
  if (line.length > LONGEST_REPORT) return [{ text: line }];
  const plain = toSimplified(line);
  const titles = [...plain.matchAll(TITLE)];
  const isTitled = titles[0]?.index === 0 && /^\s+[^\s\d.…·-]/u.test(plain.slice(titles[0][0].length));
  if (line.length <= LONGEST_LINE && !isTitled) return [{ text: line }];
  if (titles.length === 0) return isTable(plain) ? splitTable(plain) : [{ text: line }];
  const before = plain.slice(0, titles[0].index);
  const heading = REPORT_TITLE.exec(before)?.[1];
  const end = heading ? before.indexOf(heading) + heading.length : 0;
  const preface = [line.slice(0, end), line.slice(end, titles[0].index)];
  const sections = titles.flatMap((title, at): TextLine[] => {
    const from = title.index + title[0].length;
    const to = titles[at + 1]?.index;
    const own = { text: line.slice(title.index, from) };
    const rest = plain.slice(from, to).trim();
    if (rest === '') return [own];
    if (TABLE_TITLE.test(title[0]) || isTable(rest)) return [own, ...splitTable(rest)];
    return [
      own,
      {
        text: line
          .slice(from, to)
          .trim()
          .replace(/^[：:]\s*/u, ''),
      },
    ];
  });
  return [...preface.map((text) => ({ text: text.trim() })), ...sections].filter(({ text }) => text !== '');
}
