import type { AgencyKind, JurisdictionLevel } from '../../agency/agencyTypes';
import type { Label } from '../../form/lines';
import { KINDS, LEVELS } from '../../shared/dimensionWords';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import {
  type ColumnName,
  cellPath,
  headerOf,
  labelled,
  REQUIRED_COLUMNS,
  type SheetRow,
  UNKNOWN_FOUNDING,
} from './treeColumns';

/** A place as a row states it. */
export interface PlaceOfRow {
  readonly at: SheetRow;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly level: JurisdictionLevel;
  readonly parent: string | null;
  readonly validFrom: string | null;
  readonly effectiveOn: string | null;
}

/** An agency as a row states it. */
export interface AgencyOfRow {
  readonly at: SheetRow;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly kind: AgencyKind;
  readonly jurisdiction: string;
  readonly supervisingAgency: string | null;
  readonly validFrom: string;
  /** Undefined where the file does not have the column. */
  readonly foundingUnknown: boolean | undefined;
  readonly validTo: string | null;
  readonly effectiveOn: string | null;
}

const isDay = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

/** Reads days as 2024-01-31, 2024/1/31 and 2024年1月31日; other texts stay as they are. */
const readDay = (text: string) => {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/u.exec(text);
  return match ? `${match[1]}-${match[2].padStart(2, '0')}-${match[3].padStart(2, '0')}` : text;
};

const wrongValue = (at: SheetRow, column: ColumnName, expected: string): FindingType =>
  refusal(
    'tree.value',
    cellPath(at, column),
    `第 ${at.row} 行“${headerOf(column)}”的值“${at.values[column] ?? ''}”不对，应为：${expected}。`,
    `Row ${at.row}, ${column}: ${at.values[column] ?? ''} is not right; it should be: ${expected}.`,
    { actual: at.values[column] ?? '', expected },
  );

const DAY = '日期，如 2024-01-31 a day such as 2024-01-31';
const isEmpty = (at: SheetRow, column: ColumnName) => (at.values[column] ?? '') === '';
const optional = (at: SheetRow, column: ColumnName) => at.values[column] || null;
const dayOf = (at: SheetRow, column: ColumnName) =>
  isEmpty(at, column) ? null : readDay(at.values[column] ?? '');

const saysUnknown = (text: string) => [UNKNOWN_FOUNDING.zh, UNKNOWN_FOUNDING.en].includes(text.toLowerCase());

/** Returns what is wrong with the values of a row by themselves. */
function checkRow(at: SheetRow): FindingType[] {
  const required = REQUIRED_COLUMNS[at.sheet].filter((column) => column !== 'parent' && isEmpty(at, column));
  const findings = required.map((column) => wrongValue(at, column, '必填 a value'));
  for (const column of ['validFrom', 'validTo', 'effectiveOn'] as const) {
    const day = dayOf(at, column);
    if (day !== null && !isDay(day)) findings.push(wrongValue(at, column, DAY));
  }
  if (!isEmpty(at, 'foundingUnknown') && !saysUnknown(at.values.foundingUnknown ?? ''))
    findings.push(
      wrongValue(at, 'foundingUnknown', `${UNKNOWN_FOUNDING.zh} ${UNKNOWN_FOUNDING.en}；或不填 or nothing`),
    );
  const labels = at.sheet === 'PLACES' ? LEVELS : KINDS;
  const column = at.sheet === 'PLACES' ? 'level' : 'kind';
  if (!isEmpty(at, column) && labelled<string>(labels, at.values[column] ?? '') === null)
    findings.push(
      wrongValue(
        at,
        column,
        Object.values<Label>(labels)
          .map(({ zh }) => zh)
          .join('；'),
      ),
    );
  return findings;
}

/** Returns what is wrong with rows of one code: each is there once. */
function checkTwice(rows: readonly SheetRow[]): FindingType[] {
  const first = new Map<string, SheetRow>();
  return rows.flatMap((at) => {
    const key = `${at.sheet} ${at.values.code}`;
    const other = first.get(key);
    if (!other) {
      first.set(key, at);
      return [];
    }
    return refusal(
      'tree.twice',
      cellPath(at, 'code'),
      `代码 ${at.values.code} 在第 ${other.row} 行已有。`,
      `The code ${at.values.code} is in row ${other.row} already.`,
      { actual: at.values.code },
    );
  });
}

/** The rows of a file as places and agencies, or all that is wrong with them. */
export interface ParsedTree {
  readonly places: PlaceOfRow[];
  readonly agencies: AgencyOfRow[];
  readonly findings: FindingType[];
}

const placeOf = (at: SheetRow): PlaceOfRow => ({
  at,
  code: at.values.code ?? '',
  name: at.values.name ?? '',
  nameEn: optional(at, 'nameEn'),
  level: labelled(LEVELS, at.values.level ?? '') as JurisdictionLevel,
  parent: optional(at, 'parent'),
  validFrom: dayOf(at, 'validFrom'),
  effectiveOn: dayOf(at, 'effectiveOn'),
});

const agencyOf = (at: SheetRow): AgencyOfRow => ({
  at,
  code: at.values.code ?? '',
  name: at.values.name ?? '',
  nameEn: optional(at, 'nameEn'),
  kind: labelled(KINDS, at.values.kind ?? '') as AgencyKind,
  jurisdiction: at.values.jurisdiction ?? '',
  supervisingAgency: optional(at, 'supervisingAgency'),
  validFrom: dayOf(at, 'validFrom') ?? '',
  foundingUnknown: at.letters.foundingUnknown === undefined ? undefined : !isEmpty(at, 'foundingUnknown'),
  validTo: dayOf(at, 'validTo'),
  effectiveOn: dayOf(at, 'effectiveOn'),
});

/** Returns rows so that what others name stands before them; those that name each other in a circle come last. */
function parentsFirst<T extends { code: string }>(
  rows: readonly T[],
  aboveOf: (row: T) => string | null,
): T[] {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const ordered = new Set<T>();
  const visit = (row: T, trail: ReadonlySet<T>) => {
    const above = byCode.get(aboveOf(row) ?? '');
    if (above && !ordered.has(above) && !trail.has(above)) visit(above, new Set([...trail, row]));
    ordered.add(row);
  };
  for (const row of rows) visit(row, new Set());
  return [...ordered];
}

/** Reads rows as places and agencies, parents and supervising agencies first; everything wrong with them at once. */
export function parseTreeRows(rows: readonly SheetRow[]): ParsedTree {
  const findings = [...rows.flatMap(checkRow), ...checkTwice(rows)];
  if (findings.length > 0) return { places: [], agencies: [], findings };
  const rowsIn = (sheet: SheetRow['sheet']) => rows.filter((row) => row.sheet === sheet);
  return {
    places: parentsFirst(rowsIn('PLACES').map(placeOf), ({ parent }) => parent),
    agencies: parentsFirst(rowsIn('AGENCIES').map(agencyOf), ({ supervisingAgency }) => supervisingAgency),
    findings,
  };
}
