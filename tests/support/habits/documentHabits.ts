import fc from 'fast-check';
import { Converter } from 'opencc-js/cn2t';
import { AGENCY, type Part, partsOf, YEAR } from '../habitDocuments';
import { type SaidFigure, saidFigures } from '../statedSentences';
import type { Table } from '../statutoryTables';
import { randomFrom, type TableHabits, type Truth, tableHabits } from '../tableHabits';
import { figureWriting } from './figureHabits';
import { canHideRows, KINDS, type KindName } from './kinds';
import { dressed, type Look, plainIn } from './looks';

/** How a document is written: its tables, what stands around them, and its sentences. */
export interface DocumentHabits {
  readonly kind: KindName;
  readonly tables: TableHabits;
  /** One figure in so many has something beside it, or is written in another manner; 0 for none. */
  readonly dressRate: number;
  readonly title: number;
  readonly around: number;
  readonly headings: number;
  readonly hasHiddenRows: boolean;
  readonly script: 'SIMPLIFIED' | 'TRADITIONAL';
  readonly sayings: readonly SaidFigure[];
  /** What the writer of the kind varies by: encodings, separators, rulings, tags. */
  readonly variant: number;
}

/** What a document says: its cells, and what its sentences state by the code of the indicator. */
export interface SaidDocument {
  readonly parts: readonly Part[];
  readonly truth: Truth;
  /** The cells as a person sees them, where that is not their figure alone. */
  readonly written: ReadonlyMap<string, string>;
  readonly stated: ReadonlyMap<string, SaidFigure['truth']>;
  readonly habits: DocumentHabits;
}

const layoutOf = (kind: KindName, tables: TableHabits): TableHabits => {
  const layouts: readonly TableHabits['format'][] = KINDS[kind].layouts;
  return { ...tables, format: layouts[tables.seed % layouts.length] };
};

/** Documents of a kind with any combination of habits, the plain ones more often. */
export const documentHabits = (kind: KindName): fc.Arbitrary<DocumentHabits> =>
  fc.record({
    kind: fc.constant(kind),
    tables: tableHabits.map((tables) => layoutOf(kind, tables)),
    dressRate: fc.constantFrom(0, 0, 60, 20, 6),
    title: fc.nat(20),
    around: fc.nat(20),
    headings: fc.nat(10),
    hasHiddenRows: fc.constantFrom(false, false, true),
    script: fc.constantFrom('SIMPLIFIED', 'SIMPLIFIED', 'SIMPLIFIED', 'SIMPLIFIED', 'TRADITIONAL'),
    sayings: fc.uniqueArray(saidFigures, { maxLength: 3, selector: ({ code }) => code }),
    variant: fc.nat(1_000_000),
  });

const NAME = `${YEAR}年政府信息公开工作年度报告`;
/** Titles in their lines. */
const TITLES: readonly (readonly string[])[] = [
  [`${AGENCY}${NAME}`],
  [AGENCY, NAME],
  [`${YEAR}年${AGENCY}政府信息公开工作年度报告`],
  [`${AGENCY}`, `${YEAR}年度政府信息公开工作年度报告`],
  [`${AGENCY}政府信息公开工作${YEAR}年年度报告`],
  [`${AGENCY}政府信息公开年报（${YEAR}年）`],
  [`关于印发《${AGENCY}${NAME}》的通知`, `${AGENCY}${NAME}`],
  [`${AGENCY} ${YEAR} 年政府信息公开工作年度报告`],
  [`${AGENCY}政府信息公开工作年度报告`, '2026年1月12日'],
];
const BEFORE: readonly (readonly string[])[] = [
  [],
  ['首页 > 政务公开 > 政府信息公开年报'],
  ['发布日期：2026-01-15 来源：县水利局 浏览次数：1024'],
  ['青禾县人民政府门户网站', '今天是2026年3月1日 星期日'],
  ['索引号：11330000/2026-00012', '发文机关：青禾县水利局', '成文日期：2026年1月12日'],
];
const AFTER: readonly (readonly string[])[] = [
  [],
  [AGENCY, '2026年1月12日'],
  [`上一篇：${YEAR - 1}年政府信息公开工作年度报告`, '下一篇：没有了'],
  ['主办：青禾县人民政府办公室 ICP备案：豫ICP备05012345号', '网站标识码：4103030001'],
  ['附件：1. 明细表.xlsx', '扫一扫在手机打开当前页'],
];

/** Headings of the six sections, numbered in other manners. */
const HEADINGS: readonly ((line: string) => string)[] = [
  (line) => line,
  (line) => line,
  (line) => line.replace('、', '．'),
  (line) => line.replace(/^[一二三四五六]、/u, (mark) => `（${mark[0]}）`),
  (line) => line.replace(/^[一二三四五六]、/u, (mark) => `第${mark[0]}部分 `),
  (line) => line.replace('政府信息公开', ''),
  (line) => `${line}：`,
];

const HEADING = /^[一二三四五六]、/u;

/** Rows below which nothing is spanned; a row can be put there. */
function openRows(table: Table): number[] {
  let end = 0;
  return table.flatMap((row, at) => {
    end = Math.max(end, ...row.map(({ down = 1 }) => at + down));
    return end === at + 1 && row.length > 4 ? [at] : [];
  });
}

/** A table with a row of other figures below one of its rows, which nobody sees. */
function withHiddenRow(table: Table, seed: number): Table {
  const random = randomFrom(seed);
  const rows = openRows(table);
  if (rows.length === 0) return table;
  const at = random.pick(rows);
  const hidden = table[at].map(({ text, right }, column) => ({
    text: dressed('HIDDEN', column === 0 ? text || '旧' : String(random.below(500))),
    right,
  }));
  return [...table.slice(0, at + 1), hidden, ...table.slice(at + 1)];
}

const convert = Converter({ from: 'cn', to: 'tw' });
const inTraditionalScript = (part: Part): Part =>
  'line' in part
    ? { line: convert(part.line) }
    : { table: part.table.map((row) => row.map((cell) => ({ ...cell, text: convert(cell.text) }))) };

/** Returns a document with habits, and what it says. */
export function sayDocument(habits: DocumentHabits): SaidDocument {
  const looks: readonly Look[] = KINDS[habits.kind].looks;
  const { parts, truth, written } = partsOf(habits.tables, figureWriting(habits.dressRate, looks));
  const stated = new Map(habits.sayings.map(({ code, truth: said }) => [code, said]));
  if (!stated.has('handlingFees')) stated.set('handlingFees', { value: '0', qualifier: 'EXACT' });
  const heading = HEADINGS[habits.headings % HEADINGS.length];
  const said = parts.slice(1).flatMap((part): Part[] => {
    if ('table' in part) {
      const canHide = habits.hasHiddenRows && canHideRows(habits.kind);
      return [canHide ? { table: withHiddenRow(part.table, habits.variant) } : part];
    }
    if (part.line === '本机关按时办理各项公开工作。')
      return [part, ...habits.sayings.map(({ text }) => ({ line: text }))];
    if (part.line.includes('未收取信息处理费') && habits.sayings.some(({ code }) => code === 'handlingFees'))
      return [{ line: '无其他需要报告的事项。' }];
    return HEADING.test(part.line) ? [{ line: heading(part.line) }] : [part];
  });
  const lines = (texts: readonly string[]): Part[] => texts.map((line) => ({ line }));
  const all = [
    ...lines(BEFORE[habits.around % BEFORE.length]),
    ...lines(TITLES[habits.title % TITLES.length]),
    ...said,
    ...lines(AFTER[(habits.around + habits.title) % AFTER.length]),
  ];
  const parted = habits.script === 'SIMPLIFIED' ? all : all.map(inTraditionalScript);
  const seen = new Map([...written].map(([code, text]) => [code, plainIn(text)]));
  return { parts: parted, truth, written: seen, stated, habits };
}
