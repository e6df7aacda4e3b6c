import { format } from 'numfmt';

/** What a cell shows of its value, and what goes beside it. */
export interface Shown {
  readonly text: string;
  readonly notes: readonly string[];
  readonly doubts: readonly string[];
}

/** Formats that workbooks name by a number only, as Excel of China shows them. */
export const BUILT_IN_FORMATS: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  31: 'yyyy"年"m"月"d"日"',
  37: '#,##0_);(#,##0)',
  38: '#,##0_);(#,##0)',
  39: '#,##0.00_);(#,##0.00)',
  40: '#,##0.00_);(#,##0.00)',
  41: '_(* #,##0_);_(* (#,##0);_(* "-"_);_(@_)',
  43: '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_);_(@_)',
  48: '##0.0E+0',
  49: '@',
};

const HIDDEN = '数字格式不显示该值 the format of the cell does not show its value';

const SCALED = '数字格式显示的数与单元格的值不同 the format of the cell shows another figure than its value';

function apply(pattern: string, value: number | string): string {
  try {
    return format(pattern, value).trim();
  } catch {
    return String(value);
  }
}

/** Amounts have so many decimals; what a number has beyond them is an error of binary fractions. */
const DECIMALS = 6;

/** What a number is without a format. */
function plainNumber(value: number): string {
  if (Number.isInteger(value)) return String(value);
  return String(Number(value.toFixed(DECIMALS)) || Number(value.toPrecision(15)));
}

const IN_WHITE = /\[(?:white|白色?|color ?2|颜色 ?2)\]/i;
/** Whether a format prints a number in white: each of its parts has a colour, and a condition of its own says which one counts. */
function isInWhite(pattern: string, value: number): boolean {
  const parts = pattern.split(';');
  if (/\[[<>=]/.test(pattern)) return IN_WHITE.test(pattern);
  const own = value < 0 && parts.length > 1 ? 1 : value === 0 && parts.length > 2 ? 2 : 0;
  return IN_WHITE.test(parts[own]);
}

const NUMERALS = /[零〇一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]/u;

/** Returns what a number shows in its format. The value goes beside it where the format shows another figure, or none. */
export function shownNumber(value: number, pattern: string): Shown {
  if (pattern === 'General' || pattern === '@') return { text: plainNumber(value), notes: [], doubts: [] };
  const text = apply(pattern, value);
  const own = plainNumber(value);
  // A format for accounts prints zero as a dash.
  if (value === 0 && /^[-–—]$/u.test(text)) return { text: '0', notes: [], doubts: [] };
  if (text === '') return { text, notes: [`值为 ${own}`], doubts: value === 0 ? [] : [HIDDEN] };
  if (isInWhite(pattern, value)) return { text, notes: [`值为 ${own}`], doubts: [HIDDEN] };
  // A format for losses may print them in red alone.
  if (value < 0 && /\d/u.test(text) && !/[-−－(（]/u.test(text))
    return { text, notes: [`值为 ${own}`], doubts: [SCALED] };
  if (value !== 0 && !/\d/u.test(text) && !NUMERALS.test(text))
    return { text, notes: [`值为 ${own}`], doubts: [HIDDEN] };
  const digits = text.replace(/[,\s]/gu, '').match(/-?\d+(?:\.\d+)?/u)?.[0];
  const isSame = digits !== undefined && Math.abs(Number(digits)) === Math.abs(value);
  if (isSame || /[年月日/:]/u.test(text)) return { text, notes: [], doubts: [] };
  const isOther = Math.abs(Math.abs(Number(digits)) - Math.abs(value)) >= 1;
  return { text, notes: [`值为 ${own}`], doubts: isOther ? [SCALED] : [] };
}

/** Returns what a text shows in its format. */
export function shownText(text: string, pattern: string): Shown {
  if (pattern === 'General' || pattern === '@') return { text, notes: [], doubts: [] };
  const shown = apply(pattern, text);
  return { text: shown, notes: [], doubts: shown === '' && text.trim() !== '' ? [HIDDEN] : [] };
}

/** Returns why a cell without its result is doubtful. */
export const noResult =
  '公式没有结果，请在办公软件中打开后重新保存 the formula has no result; open the file and save it again';

/** Returns why a cell with an error is doubtful. */
export const errorDoubt = (error: string): string =>
  `公式出错（${error}） the formula has an error (${error})`;
