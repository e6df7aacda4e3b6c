import { stringify } from 'csv-stringify/sync';
import ExcelJS from 'exceljs';
import { subtreeOf } from '../../agency/jurisdictions';
import { type Queryable, queryRows } from '../../shared/database';
import { KINDS, LEVELS } from '../../shared/dimensionWords';
import {
  type ColumnName,
  CSV_COLUMNS,
  headerOf,
  SHEET_COLUMNS,
  SHEET_NAMES,
  type TreeSheet,
} from './treeColumns';

type Row = Partial<Record<ColumnName, string | null>>;
/** The rows of both tables. */
export type TreeRows = Readonly<Record<TreeSheet, Row[]>>;

/** The places there are in a range of paths ($1, $2; null for all), parents first. */
const PLACES = `
  select j.code, j.name, j.name_en as "nameEn", j.level, p.code as parent, j.valid_from::text as "validFrom"
    from jurisdiction j left join jurisdiction p on p.id = j.parent_id
   where j.valid_to is null and j.removed_at is null and ($1::text is null or (j.path >= $1 and j.path < $2)) order by j.path`;

/** The agencies in these places, as they are now. */
const AGENCIES = `
  select a.code, v.name, v.name_en as "nameEn", v.kind, j.code as jurisdiction, s.code as "supervisingAgency",
         (select min(f.valid_from)::text from agency_version f where f.agency_id = a.id) as "validFrom",
         (select l.valid_to::text from agency_version l where l.agency_id = a.id order by l.valid_from desc limit 1) as "validTo"
    from agency a cross join lateral agency_now(a.id) v join jurisdiction j on j.id = v.jurisdiction_id
    left join agency s on s.id = v.supervising_agency_id
   where j.valid_to is null and j.removed_at is null and ($1::text is null or (j.path >= $1 and j.path < $2)) order by j.path, a.code`;

/** Returns the places and agencies of a subtree as they are now, or of all. Two statements. */
export async function loadTree(database: Queryable, path: string | null): Promise<TreeRows> {
  const range = path === null ? [null, null] : subtreeOf(path);
  const places = await queryRows<Row>(database, PLACES, range);
  const agencies = await queryRows<Row>(database, AGENCIES, range);
  return {
    PLACES: places.map((row) => ({ ...row, level: LEVELS[row.level as keyof typeof LEVELS].zh })),
    AGENCIES: agencies.map((row) => ({ ...row, kind: KINDS[row.kind as keyof typeof KINDS].zh })),
  };
}

const WIDTHS: Partial<Record<ColumnName, number>> = { name: 36, nameEn: 30 };

/** Writes a tree as a workbook: a sheet of places and one of agencies, all cells as text. */
export async function writeTreeWorkbook(tree: TreeRows): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'OGI Hub';
  for (const sheet of ['PLACES', 'AGENCIES'] as const) {
    const table = workbook.addWorksheet(SHEET_NAMES[sheet], { views: [{ state: 'frozen', ySplit: 1 }] });
    // Codes and days stay text: a number would lose zeros, a day its form.
    table.columns = SHEET_COLUMNS[sheet].map((name) => ({
      header: headerOf(name),
      key: name,
      width: WIDTHS[name] ?? 20,
      style: { numFmt: '@' },
    }));
    table.getRow(1).font = { bold: true };
    for (const row of tree[sheet]) table.addRow(row);
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** Writes a tree as CSV: both tables in one, with a byte-order mark for Excel. */
export function writeTreeCsv(tree: TreeRows): Buffer {
  const records = (['PLACES', 'AGENCIES'] as const).flatMap((sheet) =>
    tree[sheet].map((row) =>
      CSV_COLUMNS.map((name) => (name === 'sheet' ? SHEET_NAMES[sheet] : (row[name] ?? ''))),
    ),
  );
  return Buffer.from(
    stringify([CSV_COLUMNS.map(headerOf), ...records], {
      bom: true,
      escape_formulas: true,
      record_delimiter: '\r\n',
    }),
  );
}
