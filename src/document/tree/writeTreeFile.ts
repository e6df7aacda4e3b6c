import { stringify } from 'csv-stringify/sync';
import ExcelJS from 'exceljs';
import { AgencyEntity, AgencyVersion } from '../../agency/agencyEntities';
import { Jurisdiction } from '../../agency/agencyTypes';
import { subtreeOf } from '../../agency/jurisdictions';
import { versionNow } from '../../agency/treeSql';
import type { Database } from '../../shared/database';
import { KINDS, LEVELS } from '../../shared/dimensionWords';
import {
  type ColumnName,
  CSV_COLUMNS,
  headerOf,
  SHEET_COLUMNS,
  SHEET_NAMES,
  type TreeSheet,
  UNKNOWN_FOUNDING,
} from './treeColumns';

type Row = Partial<Record<ColumnName, string | null>>;
/** The rows of both tables. */
export type TreeRows = Readonly<Record<TreeSheet, Row[]>>;

/** SQL: whether a place (j) is there now, and in a range of paths unless that is null. */
const IS_THERE =
  'j.validTo is null and j.removedAt is null and (:from::text is null or (j.path >= :from and j.path < :to))';

/** Which paths; null for all. */
interface PathRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** Returns the rows of places, parents first. */
const listPlaces = (database: Database, range: PathRange): Promise<Row[]> =>
  database
    .getRepository(Jurisdiction)
    .createQueryBuilder('j')
    .leftJoin('j.parent', 'p')
    .select('j.code', 'code')
    .addSelect('j.name', 'name')
    .addSelect('j.nameEn', 'nameEn')
    .addSelect('j.level', 'level')
    .addSelect('p.code', 'parent')
    .addSelect('cast(j.validFrom as text)', 'validFrom')
    .where(IS_THERE, range)
    .orderBy('j.path')
    .getRawMany<Row>();

/** The row of an agency, and whether it is not known when it was founded. */
type AgencyRow = Row & { readonly isFoundingUnknown: boolean };

/** Returns the rows of the agencies in these places, as they are now. */
const listAgencies = (database: Database, range: PathRange): Promise<AgencyRow[]> =>
  database
    .getRepository(AgencyEntity)
    .createQueryBuilder('a')
    .innerJoin(AgencyVersion, 'v', `v.id = ${versionNow('a.id')}`)
    .innerJoin('v.jurisdiction', 'j')
    .leftJoin('v.supervisingAgency', 's')
    .select('a.code', 'code')
    .addSelect('v.name', 'name')
    .addSelect('v.nameEn', 'nameEn')
    .addSelect('v.kind', 'kind')
    .addSelect('j.code', 'jurisdiction')
    .addSelect('s.code', 'supervisingAgency')
    .addSelect('(select min(f.valid_from)::text from agency_version f where f.agency_id = a.id)', 'validFrom')
    .addSelect(
      '(select l.valid_to::text from agency_version l where l.agency_id = a.id order by l.valid_from desc limit 1)',
      'validTo',
    )
    .addSelect('a.foundingUnknown', 'isFoundingUnknown')
    .where(IS_THERE, range)
    .orderBy({ 'j.path': 'ASC', 'a.code': 'ASC' })
    .getRawMany<AgencyRow>();

/** Returns the places and agencies of a subtree as they are now, or of all. Two statements. */
export async function loadTree(database: Database, path: string | null): Promise<TreeRows> {
  const [from, to] = path === null ? [null, null] : subtreeOf(path);
  const places = await listPlaces(database, { from, to });
  const agencies = await listAgencies(database, { from, to });
  return {
    PLACES: places.map((row) => ({ ...row, level: LEVELS[row.level as keyof typeof LEVELS].zh })),
    AGENCIES: agencies.map(({ isFoundingUnknown, ...row }) => ({
      ...row,
      kind: KINDS[row.kind as keyof typeof KINDS].zh,
      foundingUnknown: isFoundingUnknown ? UNKNOWN_FOUNDING.zh : null,
    })),
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
