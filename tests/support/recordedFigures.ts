import { join } from 'node:path';
import { REAL_REPORTS } from '../../seeds/realFigures';
import type { Extraction, ReadCell } from '../../src/document/reading/extraction';

/** The folder of real documents, which are never in the project: REAL_REPORTS_DIR, or beside it. */
export const REAL_FOLDER = process.env.REAL_REPORTS_DIR ?? join(__dirname, '../../../shared/reports');

/** Real documents with the report their figures were recorded of, and the organ as their title prints it. */
export const REAL_DOCUMENTS = [
  ['00-xigong-approval-bureau-2025.txt', '410303-001', 2025, '西工区行政审批和政务信息管理局'],
  ['02-shanghai-general-office-2019.html', '310000-001', 2019, '上海市人民政府办公厅'],
  ['03-hongze-district-2023.txt', '320813-000', 2023, '洪泽区人民政府'],
  ['03-hongze-district-2023.pdf', '320813-000', 2023, '洪泽区人民政府'],
  ['05-shuyang-county-2025.md', '321322-000', 2025, '沐阳县人民政府'],
  ['07-shanghai-general-office-2025.md', '310000-001', 2025, '上海市人民政府办公厅'],
  ['08-suqian-city-2023.md', '321300-000', 2023, '宿迁市'],
] as const;

/** Cells that were read and differ from what was recorded from the publication; totals left out there may be computed. */
export function wrongCells(reading: Extraction, agency: string, year: number): string[] {
  const recorded = REAL_REPORTS.find((report) => report.agency === agency && report.year === year);
  const expected = (code: string) => {
    const path = code.split('.');
    if (/^requests\.otherHandling\.\w+$/.test(code)) path.splice(2, 0, 'subtotal');
    const input = path.reduce<unknown>(
      (value, key) => (value as Record<string, unknown> | undefined)?.[key],
      recorded,
    );
    return (
      (typeof input === 'object' && input !== null ? (input as { value: unknown }).value : input) ?? null
    );
  };
  const isRight = (code: string, { value, computed }: ReadCell) =>
    computed || expected(code) === null
      ? computed || value === null
      : String(value) === String(expected(code));
  return Object.entries(reading.cells)
    .filter(([code, cell]) => cell.status !== 'MISSING' && !isRight(code, cell))
    .map(([code, { value }]) => `${code}: read ${value}, recorded ${expected(code)}`);
}
