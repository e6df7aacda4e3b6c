import { AgencyKind, JurisdictionLevel } from '../../src/agency/agencyTypes';
import { type Cell, cellOf } from '../../src/form/cells';
import { parseAmount } from '../../src/form/figures';
import { REQUEST_COLUMNS, REQUEST_ROWS } from '../../src/form/lines';
import {
  cellOfMembers,
  codeOfPlace,
  INDICATORS,
  indicatorOfMembers,
  isHiddenOver,
  LEVELS,
  type Member,
  measuresOfMembers,
  membersOfOrgans,
  type Organ,
  PLACES,
  type PlainSelection,
} from './organs';
import { OWN_MEASURES, ownMeasureOf } from './ownMeasures';

/** A question for rows, as the test understands it. */
export interface RowQuestion extends PlainSelection {
  readonly by: readonly string[];
  readonly values: readonly string[];
  readonly order: { readonly field: string; readonly figure: string; readonly isDescending: boolean } | null;
  readonly having: {
    readonly value: string;
    readonly figure: string;
    readonly min: number | null;
    readonly max: number | null;
  } | null;
}
/** A row as it is expected: its codes, and what of each value. */
export interface ExpectedRow {
  readonly codes: readonly string[];
  readonly rank: number | null;
  readonly expected: number;
  readonly included: number;
  readonly values: readonly Figures[];
}
type Figures = Readonly<Record<'value' | 'share' | 'base' | 'difference' | 'growth', number | null>>;
interface Part {
  readonly column: string;
  readonly rows: readonly string[];
  readonly codes: Readonly<Record<string, string>>;
}

const APPLICANTS = REQUEST_COLUMNS.map(({ code }) => code).filter((code) => code !== 'total');
const OTHER = /^otherHandling/;

/** The outcomes of years with their rows: where the forms of the years differ, all of （六） is one. */
function outcomesOver(years: readonly number[]): [string, string[]][] {
  const codes = REQUEST_ROWS.filter(({ role }) => role === 'OUTCOME').map(({ code }) => code);
  if (!years.includes(2020) || years.every((year) => year === 2020))
    return codes.map((code) => [code, [code]]);
  const others = codes.filter((code) => OTHER.test(code));
  return [
    ...codes.filter((code) => !OTHER.test(code)).map((code): [string, string[]] => [code, [code]]),
    ['otherHandling', others],
  ];
}

function partsOf({ by }: RowQuestion, years: readonly number[]): Part[] {
  const columns = by.includes('APPLICANT') ? APPLICANTS : ['total'];
  const outcomes = by.includes('OUTCOME') ? outcomesOver(years) : [['', []] as [string, string[]]];
  return columns.flatMap((column) =>
    outcomes.map(([outcome, rows]) => ({ column, rows, codes: { APPLICANT: column, OUTCOME: outcome } })),
  );
}

const number = (text: string | null) => (text === null ? null : Number(text));

/** The sum of cells over members, as a number; null where none is reported. */
function sumOf(members: readonly Member[], cells: readonly Cell[], years: readonly number[]): number | null {
  if (cells.length === 1 && isHiddenOver(cells[0], years)) return null;
  const sums = cells.flatMap((cell) => cellOfMembers(members, cell) ?? []);
  return sums.length === 0
    ? null
    : Number(sums.reduce((sum, text) => sum + parseAmount(text), 0n)) / 1_000_000;
}

/** The cells of the code of a value in a part of the table. */
function cellsOf(code: string, { by }: RowQuestion, { column, rows }: Part): Cell[] {
  if (by.includes('OUTCOME')) {
    const own = by.includes('APPLICANT') ? column : code.split('.')[1];
    return rows.map((row) => cellOf(`requests.${row}.${own}`));
  }
  return [cellOf(by.includes('APPLICANT') ? `${code}.${column}` : code)];
}

function valueIn(
  members: readonly Member[],
  code: string,
  question: RowQuestion,
  part: Part,
  years: readonly number[],
): number | null {
  const [table, name] = code.split('.');
  if (table === 'measures' && OWN_MEASURES[name]) return ownMeasureOf(name, members, years, part.column);
  if (table === 'measures') return measuresOfMembers(members)[name as 'disclosureRate'];
  if (table === 'indicators')
    return number(indicatorOfMembers(members, name as keyof typeof INDICATORS)?.value ?? null);
  return sumOf(members, cellsOf(code, question, part), years);
}

/** Whether the forms of a year and the year before have the cell of a value. */
function isComparable(code: string, question: RowQuestion, part: Part, year: number): boolean {
  const own = OWN_MEASURES[code.replace('measures.', '')];
  if (!own && /^(measures|indicators)/.test(code)) return true;
  const cells = own ? own.cells.map(cellOf) : cellsOf(code, question, part);
  const editions = [year - 1, year].map((own) => (own <= 2020 ? 2019 : 2021));
  return (
    (!own && cells.length > 1) ||
    cells.every(
      (cell) =>
        cell.aggregation !== 'NONE' &&
        editions.every((edition) => cell.editions.some((one) => one === edition)),
    )
  );
}

const isAdded = (code: string) =>
  OWN_MEASURES[code.replace('measures.', '')]?.isAdded ??
  !/^measures|\.change$|^indicators\.(latest|single)/.test(code);

/** The code of a member in each dimension. */
function codesOf({ agency, organ, year }: Member, { place }: RowQuestion): Record<string, string> {
  const above = place === null ? '' : PLACES[place];
  return {
    AGENCY: `agency-${agency}`,
    CHILD: PLACES[organ.place].slice(above.length).split('/')[0] || codeOfPlace(place as number),
    YEAR: String(year),
    LEVEL: LEVELS[organ.place],
    KIND: organ.kind,
  };
}

interface Candidate {
  readonly codes: readonly string[];
  readonly year: number | null;
  readonly members: readonly Member[];
  readonly part: Part;
  readonly values: Map<string, Figures>;
}

/** The groups of organs, found by loops, before any order. */
function candidatesOf(
  organs: readonly Organ[],
  question: RowQuestion,
  codes: readonly string[],
): Candidate[] {
  const years = [...new Set(question.years)].sort();
  const { by } = question;
  const own = by.filter((dimension) => !['APPLICANT', 'OUTCOME'].includes(dimension));
  const isOfYear = own.includes('YEAR') || years.length === 1;
  const keyOf = (member: Member) => own.map((dimension) => codesOf(member, question)[dimension]).join('/');
  const members = membersOfOrgans(organs, question);
  const keys = own.every((dimension) => dimension === 'YEAR')
    ? own.length === 0
      ? ['']
      : years.map(String)
    : [...new Set(members.map(keyOf))];
  const candidates = keys.flatMap((key) =>
    partsOf(question, years).flatMap((part): Candidate[] => {
      const inGroup = members.filter((member) => keyOf(member) === key);
      const parts = key.split('/');
      const codesByDimension = {
        ...part.codes,
        ...Object.fromEntries(own.map((name, at) => [name, parts[at]])),
      };
      const year = isOfYear ? Number(own.includes('YEAR') ? codesByDimension.YEAR : years[0]) : null;
      const isSingle =
        part.codes.OUTCOME === 'otherHandling' && part.rows.length === 1 && !years.includes(2020);
      const columns = by.includes('APPLICANT') ? [part.column] : REQUEST_COLUMNS.map(({ code }) => code);
      const has = columns.some(
        (column) =>
          sumOf(inGroup, [cellOf(`requests.${part.rows[0] ?? 'received'}.${column}`)], [2021]) !== null,
      );
      const isForeign =
        part.rows.length === 1 && OTHER.test(part.rows[0]) && part.rows[0] !== 'otherHandling';
      if ((isSingle || (isForeign && years.every((one) => one === 2020))) && !has) return [];
      return [
        {
          codes: by.map((dimension) => codesByDimension[dimension]),
          year,
          members: inGroup,
          part,
          values: new Map(),
        },
      ];
    }),
  );
  const haveShares = question.by.some((dimension) => dimension !== 'YEAR');
  for (const code of codes) {
    const yearsOf = ({ year }: Candidate) => (year === null ? years : [year]);
    const values = candidates.map((one) => valueIn(one.members, code, question, one.part, yearsOf(one)));
    for (const [at, one] of candidates.entries()) {
      const value = values[at];
      const parts = candidates.flatMap((other, position) =>
        other.year === one.year ? (values[position] ?? []) : [],
      );
      const total = parts.reduce((sum, part) => sum + part, 0);
      const base = one.year === null ? null : baseOf(organs, question, code, one, keyOf);
      const difference = value === null || base === null ? null : value - base;
      one.values.set(code, {
        value,
        share: value === null || !haveShares || !isAdded(code) || total <= 0 ? null : value / total,
        base,
        difference,
        growth: difference === null || base === 0 ? null : difference / Math.abs(base as number),
      });
    }
  }
  return candidates;
}

/** The value of a group in the year before. */
function baseOf(
  organs: readonly Organ[],
  question: RowQuestion,
  code: string,
  { year, members, part, codes }: Candidate,
  keyOf: (member: Member) => string,
): number | null {
  if (year === null || year - 1 < 2019 || !isComparable(code, question, part, year)) return null;
  const own = question.by.filter((dimension) => !['APPLICANT', 'OUTCOME'].includes(dimension));
  const withoutYear = (key: string) =>
    key
      .split('/')
      .filter((_, at) => own[at] !== 'YEAR')
      .join('/');
  const key = withoutYear(own.map((dimension) => codes[question.by.indexOf(dimension)]).join('/'));
  const before = membersOfOrgans(organs, { ...question, years: [year - 1] }).filter(
    (member) => withoutYear(keyOf(member)) === key,
  );
  return members === before ? null : valueIn(before, code, question, part, [year - 1]);
}

const FIXED: Readonly<Record<string, readonly string[]>> = {
  LEVEL: Object.values(JurisdictionLevel),
  KIND: Object.values(AgencyKind),
  APPLICANT: APPLICANTS,
  OUTCOME: REQUEST_ROWS.map(({ code }) => code),
};
const compareCodes = (by: readonly string[], one: readonly string[], other: readonly string[]): number => {
  for (const [at, dimension] of by.entries()) {
    const list = FIXED[dimension];
    const [a, b] = list ? [list.indexOf(one[at]), list.indexOf(other[at])] : [one[at], other[at]];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
};

/** The rows of organs in order, found by loops that know nothing of SQL. */
export function expectedRows(organs: readonly Organ[], question: RowQuestion): ExpectedRow[] {
  const { by, order, having, values } = question;
  const codes = [...new Set([...values, ...(order ? [order.field] : []), ...(having ? [having.value] : [])])];
  const figureOf = ({ values: own }: Candidate, code: string, figure: string) =>
    own.get(code)?.[figure.toLowerCase() as keyof Figures] ?? null;
  const listed = candidatesOf(organs, question, codes).filter((one) => {
    if (!having) return true;
    const value = figureOf(one, having.value, having.figure);
    return (
      value !== null &&
      (having.min === null || value >= having.min) &&
      (having.max === null || value <= having.max)
    );
  });
  const sign = order?.isDescending ? -1 : 1;
  const sortValueOf = (one: Candidate) => (order ? figureOf(one, order.field, order.figure) : null);
  const sorted = listed.toSorted((one, other) => {
    const [a, b] = [sortValueOf(one), sortValueOf(other)];
    if (a === b) return compareCodes(by, one.codes, other.codes);
    if (a === null || b === null) return a === null ? 1 : -1;
    return sign * (a - b);
  });
  const ranked = sorted.map(sortValueOf).filter((value) => value !== null);
  return sorted.map((one) => {
    const value = sortValueOf(one);
    return {
      codes: one.codes,
      rank: value === null ? null : 1 + ranked.filter((other) => sign * (other - value) < 0).length,
      expected: one.members.length,
      included: one.members.filter(({ report }) => report).length,
      values: values.map((code) => one.values.get(code) as Figures),
    };
  });
}
