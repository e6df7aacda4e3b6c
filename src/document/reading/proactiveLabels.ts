import { hanOnly } from '../../form/labels';
import { PROACTIVE_LINES, type ProactiveLine } from '../../form/lines';
import { memoizeText } from '../../form/memoizeText';
import type { Axes, NamedCell } from './axes';
import type { Piece, Row } from './rows';
import { isOtherYear } from './yearOfRows';

/** A line of section two by the two labels under which it is printed: of its row and of its column. */
interface Printed {
  readonly line: ProactiveLine;
  readonly row: string;
  readonly column: string;
}

const PRINTED: readonly Printed[] = PROACTIVE_LINES.map((line) => ({
  line,
  row: line.row.zh,
  column: line.column.zh,
}));

const ROWS = [...new Set(PRINTED.map(({ row }) => row))];

/** What the head of a column must say, by the second half of a line's code. */
const COLUMN_WORDS: Readonly<Record<string, RegExp>> = {
  issued: /制发|本年(?:度)?(?:制定|印发|发布)(?:件)?数/u,
  repealed: /废止|失效/u,
  inForce: /有效/u,
  newlyMade: /新?制作/u,
  newlyPublished: /新公开/u,
  publishedTotal: /公开总数/u,
  previousItems: /上一?年(?:度)?项目/u,
  change: /增减|变化/u,
  decisions: /处理决定|决定数量/u,
  amount: /金额|收费/u,
  items: /采购项目/u,
};

const suffixOf = (line: ProactiveLine) => line.code.split('.').at(-1) as string;

const EXTRA = /小计|合计|备注|说明|同比|环比|核对|校验|占比|比例|序号/u;

/** The column of section two that words name. */
const suffixNamed = (words: string): string | null => suffixIn(words).suffix;

const suffixIn = memoizeText((words) => {
  const core = hanOnly(words);
  return { suffix: Object.keys(COLUMN_WORDS).find((suffix) => COLUMN_WORDS[suffix].test(core)) ?? null };
});

/** The head of a column that the form does not have, such as 上年现行有效件数. */
export const EXTRA_HEAD = 'EXTRA';

const isExtraHead = (text: string, year: number | null) =>
  EXTRA.test(hanOnly(text)) || (isOtherYear(text, year) === true && !/项目/u.test(text));

const LONGEST_HEAD = 24;

/** The columns a header row names, in order. 采购总金额 and 收费金额 are both amounts: the row decides which. */
export function columnsOf(row: Row, year: number | null): { suffix: string; piece: Piece }[] {
  const heads = row.pieces.flatMap((piece) => {
    if (piece.value !== null || hanOnly(piece.text).length > LONGEST_HEAD) return [];
    if (isExtraHead(piece.text, year)) return [{ suffix: EXTRA_HEAD, piece }];
    const suffix = suffixNamed(piece.text);
    return suffix ? [{ suffix, piece }] : [];
  });
  return heads.some(({ suffix }) => suffix !== EXTRA_HEAD) ? heads : [];
}

/** Several heads in one line of text without cells, such as 信息内容 本年制发件数 本年废止件数 现行有效件数. */
export function columnsOfLine(text: string, year: number | null = null): string[] {
  const words = text.trim().split(/\s+/);
  const inWords = words.flatMap((word) =>
    isExtraHead(word, year) ? [EXTRA_HEAD] : (suffixNamed(word) ?? []),
  );
  const core = hanOnly(text);
  const inText = Object.entries(COLUMN_WORDS)
    .map(([suffix, pattern]) => ({ suffix, at: core.search(pattern) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at)
    .map(({ suffix }) => suffix);
  return inText.length > 0 && inWords.length > inText.length ? inWords : inText;
}

const LONGEST_LABEL = 16;

/** The row a label names: 行政许可 and the like; 规范性文件 is 行政规范性文件 too. */
export function rowNamed(labels: readonly string[]): string | null {
  const label = labels.findLast((text) => rowIn(text).row !== null);
  return label === undefined ? null : rowIn(label).row;
}

const rowIn = memoizeText((label): { readonly row: string | null } => {
  const core = hanOnly(label);
  if (core === '' || core.length > LONGEST_LABEL || columnsOfLine(label).length > 1) return { row: null };
  const [row] = ROWS.filter((name) => core.endsWith(name) || core.startsWith(name)).sort(
    (one, other) => other.length - one.length,
  );
  if (row) return { row };
  if (/^其[他它]对外管理服务/u.test(core)) return { row: '其他对外管理服务事项' };
  if (/^行政(?:性)?收费|事业性收费/u.test(core)) return { row: '行政事业性收费' };
  return { row: /集中采购/u.test(core) ? '政府集中采购' : null };
});

/** The lines of a row that a header's columns can mean; 规范性文件 of one edition is printed as 行政规范性文件 in the other. */
export function linesOf(row: string, suffixes: readonly string[]): (ProactiveLine | null)[] {
  const same = (name: string) => name === row || (name.endsWith('规范性文件') && row.endsWith('规范性文件'));
  return suffixes.map(
    (suffix) =>
      PRINTED.find((printed) => same(printed.row) && suffixOf(printed.line) === suffix)?.line ?? null,
  );
}

const NO_PLACE = '表格没有这一列 the form has no such column';

/** Returns which cell of section two the words around a figure name, whichever axis holds the columns. */
export function nameProactive({ left, above }: Axes, year: number | null): NamedCell {
  const nearest = [left[0], above[0]].filter((text) => text !== undefined);
  if (nearest.some((text) => isExtraHead(text, year))) return { extra: NO_PLACE };
  for (const [rows, columns] of [
    [left, above],
    [above, left],
  ]) {
    const row = rows.map((text) => rowNamed([text])).find((name) => name !== null);
    const suffix = columns.map(suffixNamed).find((name) => name !== null);
    const line = row && suffix ? linesOf(row, [suffix])[0] : null;
    if (line) return { code: line.code };
  }
  return null;
}

/** The columns a row must have when no header says, by how many figures it has. */
export function customaryColumns(row: string, count: number): readonly string[] | null {
  if (row === '规章' || row.endsWith('规范性文件'))
    return count === 3 ? ['issued', 'repealed', 'inForce'] : null;
  if (row === '行政事业性收费')
    return count === 1 ? ['amount'] : count === 2 ? ['previousItems', 'change'] : null;
  if (row === '政府集中采购') return count === 2 ? ['items', 'amount'] : null;
  if (row === '其他对外管理服务事项') return count === 3 ? ['previousItems', 'change', 'decisions'] : null;
  return count === 1 ? ['decisions'] : count === 3 ? ['previousItems', 'change', 'decisions'] : null;
}
