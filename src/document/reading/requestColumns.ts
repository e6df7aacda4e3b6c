import { hanOnly, normalize } from '../../form/labels';
import { REQUEST_COLUMNS } from '../../form/lines';
import type { TableBlock } from '../source/blocks';
import { takeApart } from './placedFigures';
import { matchLabel, OTHER, TOTAL } from './requestLabels';
import type { Piece, Row } from './rows';
import { type HeadedColumn, type HeaderWords, headerWords } from './tableHeader';
import { isOtherYear } from './yearOfRows';

/** A column of a table of section three: the code of an applicant, or null for one that the form does not have. */
export type RequestColumn = string | null;

/** The columns of a table of section three as its header names them. */
export interface RequestColumns {
  /** By position; empty where the positions of the header cannot be trusted. */
  readonly headed: readonly HeadedColumn<RequestColumn>[];
  /** In order; the columns of the form where the header names none. */
  readonly inOrder: readonly RequestColumn[];
  /** Whether the order was read from a header. */
  readonly isNamed: boolean;
}

const CODES = REQUEST_COLUMNS.map(({ code }) => code);
const APPLICANTS = CODES.filter((code) => code !== 'total');

/** The columns of a table without a header. */
export const STATUTORY: RequestColumns = { headed: [], inOrder: CODES, isNamed: false };

const ORGANISATIONS = /^.*?法人(?:和|或|及|与)?(?:者)?其[他它]组织/u;
const EXTRA = /小计|备注|说明|同比|环比|增[减长]|变化|核对|校验|占比|比例/u;
const COUNT_OF_ALL = /^(?:(?:申请)?(?:数量|件数|数)|申请数量)$/u;

const NAMES = REQUEST_COLUMNS.map(({ code, zh, alsoPrinted }) => ({
  code,
  names: [zh, ...(alsoPrinted ?? [])].map(hanOnly),
}));

/** 其他 and 企业 also end other words. */
const LONG_ENOUGH_TO_END = 3;

/** The applicant that the words of one head name; EXTRA for a head that the form does not have, null for other words. */
export function applicantNamed(text: string, year: number | null): string | 'EXTRA' | null {
  if (isOtherYear(text, year) === true) return 'EXTRA';
  const core = hanOnly(normalize(text).replace(/20\d\d年?度?/gu, '')).replace(/本年度?|今年|当年/gu, '');
  if (EXTRA.test(core)) return 'EXTRA';
  const bare = core.replace(/^申请人情况/u, '').replace(ORGANISATIONS, '');
  const isNamed = (name: string) =>
    bare === name || (name.length >= LONG_ENOUGH_TO_END && bare.endsWith(name));
  return NAMES.find(({ names }) => names.some(isNamed))?.code ?? null;
}

/** The header rows of a table: those above the first row with figures or with the label of a row of the form. */
function headerRows(rows: readonly Row[]): Row[] {
  const header: Row[] = [];
  for (const row of rows) {
    const figured = takeApart(row);
    const named = matchLabel(figured, null)?.row;
    // 其他 and 总计 are heads of columns as well as rows.
    if (figured.isWritten || (named && named !== OTHER && named !== TOTAL)) break;
    header.push(row);
  }
  return header;
}

/** What the words above one column say. */
function columnNamed({ words }: HeaderWords, year: number | null): string | 'EXTRA' | 'MIXED' | null {
  const found = words.map((text) => applicantNamed(text, year));
  if (found.includes('EXTRA')) return 'EXTRA';
  const named = new Set(found.filter((one) => one !== null));
  // The cells above a column may each hold a part of its name: 商业 over 企业.
  if (named.size === 0) return applicantNamed(words.join(''), year);
  if (named.size > 1) return 'MIXED';
  const [code] = named;
  const isUnderGroup = words.some((text) => ORGANISATIONS.test(hanOnly(text)));
  return code === 'total' && isUnderGroup ? 'SUBTOTAL' : code;
}

/** The columns by position. Empty where one column has the names of two: then the header is out of line with itself. */
function headedColumnsOf(header: ReadonlyMap<number, HeaderWords>, year: number | null) {
  const found: { code: string; leaf: Piece; first: number; last: number }[] = [];
  for (const [column, words] of [...header].sort(([one], [other]) => one - other)) {
    const code = columnNamed(words, year);
    if (code === 'MIXED') return [];
    const before = found.at(-1);
    if (code === null) {
      if (found.length > 0) found.push({ code: 'EXTRA', leaf: words.leaf, first: column, last: column });
    } else if (before && before.leaf === words.leaf && before.last === column - 1) before.last = column;
    else found.push({ code, leaf: words.leaf, first: column, last: column });
  }
  const hasTotal = found.some(({ code }) => code === 'total');
  const columns = found.map(
    ({ code, first, last }): HeadedColumn<RequestColumn> => ({
      item:
        code === 'EXTRA' || (code === 'SUBTOTAL' && hasTotal) ? null : code === 'SUBTOTAL' ? 'total' : code,
      first,
      last,
    }),
  );
  return columns.some(({ item }) => item !== null) ? columns : onlyColumn(header);
}

/** A table with one column of figures has the totals there, whatever its head says: 数量, 件数. */
function onlyColumn(header: ReadonlyMap<number, HeaderWords>): HeadedColumn<RequestColumn>[] {
  const named = [...header].filter(([, { words }]) => words.some((text) => COUNT_OF_ALL.test(hanOnly(text))));
  return named.length === 1 ? [{ item: 'total', first: named[0][0], last: named[0][0] }] : [];
}

const isOrganisation = (code: string | null) => code !== null && APPLICANTS.indexOf(code) > 0;

/** 合计 may be printed at both ends; the last one counts. */
const withOneTotal = (columns: readonly RequestColumn[]): RequestColumn[] =>
  columns.map((code, at) => (code === 'total' && columns.lastIndexOf('total') > at ? null : code));

/** The columns in order, from heads of which those below 法人或其他组织 follow in a row of their own; null when not all are there. */
export function orderOfHeads(heads: readonly string[], year: number | null): RequestColumn[] | null {
  const tokens = heads.flatMap((text) => {
    const core = hanOnly(text);
    const isGroup = ORGANISATIONS.test(core) && core.replace(ORGANISATIONS, '') === '';
    const code = isGroup ? 'GROUP' : applicantNamed(text, year);
    return code === null ? [] : [{ code, isGrouped: /小计|合计/u.test(core) }];
  });
  const first = tokens.findIndex(({ code }) => isOrganisation(code));
  if (first < 0) return null;
  let end = first;
  const hasTotalElsewhere = (at: number) =>
    tokens.some(({ code }, other) => other !== at && code === 'total');
  while (
    end < tokens.length &&
    (isOrganisation(tokens[end].code) || (tokens[end].isGrouped && hasTotalElsewhere(end)))
  )
    end += 1;
  const codes = (part: typeof tokens) =>
    part.map(({ code, isGrouped }) =>
      code === 'EXTRA' || (isGrouped && code === 'total' && part !== above) ? null : code,
    );
  const above = tokens.slice(0, first);
  const inside = codes(tokens.slice(first, end));
  const group = above.findIndex(({ code }) => code === 'GROUP');
  const outer = codes(above);
  const order =
    group < 0 ? [...outer, ...inside] : [...outer.slice(0, group), ...inside, ...outer.slice(group + 1)];
  const rest = tokens
    .slice(end)
    .filter(({ code }) => code !== 'GROUP')
    .map(({ code }) => (code === 'EXTRA' ? null : code));
  const columns = withOneTotal([...order, ...rest]);
  const named = columns.filter((code) => code !== null);
  const isComplete = APPLICANTS.every((code) => named.includes(code)) && new Set(named).size === named.length;
  return isComplete ? columns : null;
}

/**
 * The columns in order, from the lines of a header without positions; null when they do not say it. Where 法人或其他组织 is in a line above
 * 自然人, as in a page whose heads are centred, nobody knows from the lines which of them is first.
 */
export function orderOfLines(
  lines: readonly (readonly string[])[],
  year: number | null,
): RequestColumn[] | null {
  const codes = lines.map((words) => words.map((text) => applicantNamed(text, year)));
  const group = lines.findIndex(
    (words, at) =>
      words.some((text) => ORGANISATIONS.test(hanOnly(text))) && codes[at].every((code) => code === null),
  );
  const organisations = codes.findIndex((line) => line.filter(isOrganisation).length > 1);
  const between = group < 0 ? [] : codes.slice(group + 1, Math.max(group + 1, organisations));
  if (between.some((line) => line.includes('naturalPerson'))) return null;
  return orderOfHeads(lines.flat(), year);
}

/** The columns of a table as its header names them; those of the form where it names none. */
export function columnsOf(table: TableBlock, rows: readonly Row[], year: number | null): RequestColumns {
  const header = headerRows(rows.filter((row) => row.table === table));
  const headed = table.hasGeometry ? headedColumnsOf(headerWords(header), year) : [];
  const heads = header.flatMap((row) =>
    row.pieces.filter(({ value, isCarried }) => value === null && !isCarried).map(({ text }) => text),
  );
  const inOrder = orderOfHeads(heads, year);
  if (headed.length > 0) return { headed, inOrder: headed.map(({ item }) => item), isNamed: true };
  return inOrder ? { headed, inOrder, isNamed: true } : STATUTORY;
}
