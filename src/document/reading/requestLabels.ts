import { enumeratorOf, hanOnly, matchName, namesOf, normalize } from '../../form/labels';
import { REQUEST_COLUMNS, REQUEST_ROWS, type RequestRow } from '../../form/lines';
import { requestRow, SINGLE_OTHER_HANDLING } from '../../form/requestRows';
import type { TableBlock } from '../source/blocks';
import { type Figured, takeApart } from './placedFigures';
import type { Row } from './rows';
import { type HeadedColumn, headedColumns, headerWords } from './tableHeader';

export const SINGLE = SINGLE_OTHER_HANDLING;

export const OTHER = requestRow('otherHandling.other');

const TOTAL = requestRow('concluded');

/** The label of a row without the groups printed before it. */
export const ownLabel = (row: RequestRow) => row.zh.split(/\s+/).at(-1) as string;

const NAMES = namesOf(
  REQUEST_ROWS.filter((row) => row !== OTHER && row !== TOTAL),
  (row) => [ownLabel(row), ...(row.alsoPrinted ?? [])],
);

/** Which applicant the words above a column name. 其他 is also the end of 法人或其他组织: it must come after the others. */
function recogniseColumn(text: string, before: readonly HeadedColumn<string>[]): string | null {
  if (text === '') return null;
  const bare = text.replace(/^.*申请人情况/u, '').replace(/^法人(?:和|或|及)?其[他它]组织/u, '') || text;
  for (const column of REQUEST_COLUMNS) {
    const names = [column.zh, ...(column.alsoPrinted ?? [])].map(hanOnly);
    if (
      column.code === 'other'
        ? names.includes(bare) && before.length > 1
        : names.some((name) => bare.endsWith(name))
    )
      return column.code;
  }
  return null;
}

const LEAST_COLUMNS = 5;

/** The applicants a table's header names, by column; empty when it names fewer than five. */
export function columnsOf(table: TableBlock, rows: readonly Row[]): HeadedColumn<string>[] {
  const header: Row[] = [];
  for (const row of rows) {
    if (row.table !== table) continue;
    const figured = takeApart(row);
    const named = matchLabel(figured, null)?.row;
    // 其他 and 总计 are heads of columns as well as rows.
    if (figured.isWritten || (named && named !== OTHER && named !== TOTAL)) break;
    header.push(row);
  }
  const columns = headedColumns(headerWords(header, table), recogniseColumn);
  return columns.length >= LEAST_COLUMNS ? columns : [];
}

export interface Match {
  readonly row: RequestRow;
  readonly score: number;
}

/** The row of the form that labels name, knowing the row before. */
export function matchLabel({ labels }: Pick<Figured, 'labels'>, before: RequestRow | null): Match | null {
  if (labels.length === 0) return null;
  const own = labels[labels.length - 1];
  const core = hanOnly(own);
  if (/^(?:[总合]计)$/u.test(core)) return { row: TOTAL, score: 1 };
  if (/^其[他它]$/u.test(core)) {
    const isGroup = /^\(?六/u.test(enumeratorOf(own));
    return {
      row: isGroup ? SINGLE : OTHER,
      score: isGroup || before?.code.startsWith('otherHandling') ? 1 : 0.9,
    };
  }
  if (/七[)）、.]?[总合]计$/u.test(normalize(own))) return { row: TOTAL, score: 0.95 };
  const direct = matchName(own, NAMES);
  if (direct) return { row: direct.item, score: direct.score };
  const joined = labels.length > 1 ? matchName(labels.join(''), NAMES) : null;
  return joined && { row: joined.item, score: joined.score * 0.95 };
}
