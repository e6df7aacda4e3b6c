import type { WebReportEvidenceQuery } from '../api/generated/documents';
import type { Translate } from '../language/language';

type Reading = NonNullable<NonNullable<WebReportEvidenceQuery['report']>['reading']>;
/** Where a cell stands in the document that its report was read from, and how sure that is. */
export type Evidence = NonNullable<Reading['cells']>[number];

/** Below this confidence somebody should look. */
const SURE = 0.8;

/** Whether a cell was read with less confidence than one relies on. */
export const isUnsure = (evidence: Evidence | undefined): boolean =>
  evidence !== undefined && evidence.confidence < SURE;

/** Returns where something stands in a document, in words; empty where the document does not say. */
export function placeInWords(where: Evidence['where'], t: Translate): string {
  if (!where) return '';
  const { sheet, page, table, row, column, line } = where;
  const parts = [
    sheet && t(`工作表“${sheet}”`, `sheet "${sheet}"`),
    page && t(`第 ${page} 页`, `page ${page}`),
    table && t(`表 ${table}`, `table ${table}`),
    row && t(`第 ${row} 行`, `row ${row}`),
    column && t(`第 ${column} 列`, `column ${column}`),
    line && t(`第 ${line} 段`, `paragraph ${line}`),
  ];
  return parts.filter(Boolean).join(t('，', ', '));
}
