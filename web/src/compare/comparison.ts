import { readDay } from '../place/day';
import { readYears } from '../place/readYears';

/** An agency or a place that is compared. */
export interface Subject {
  readonly kind: 'AGENCY' | 'PLACE';
  readonly code: string;
}

/** What is compared, as the address of the page holds it. */
export interface Comparison {
  readonly subjects: readonly Subject[];
  /** Whether nobody chose subjects, so that it is the place of the page. */
  readonly isUsual: boolean;
  /** Oldest first. */
  readonly years: readonly number[];
  /** The day whose state is compared; null for the present one. */
  readonly asOf: string | null;
  /** Only lines that differ from the first column. */
  readonly isOnlyDifferent: boolean;
  /** Section three by kind of applicant, and not only its totals. */
  readonly isByApplicant: boolean;
  /** The names of the parts that are closed. */
  readonly closed: readonly string[];
}

/** One column: a subject in a year. */
export interface ColumnKey {
  readonly subject: Subject;
  readonly year: number;
}

/** The most columns side by side. */
export const MOST_COLUMNS = 6;

const PLACE = 'place:';
const list = (text: string | null) => [...new Set((text ?? '').split(',').filter(Boolean))];

/** Returns a subject as an address says it. */
export const subjectName = ({ kind, code }: Subject): string => (kind === 'PLACE' ? PLACE + code : code);

/** Whether a text names a subject: the code of an agency, or that of a place behind its mark. */
export const isSubjectName = (name: string): boolean => /^(?:place:)?[0-9A-Za-z-]+$/.test(name);

/** Returns the subject that an address names. */
export const readSubject = (name: string): Subject =>
  name.startsWith(PLACE) ? { kind: 'PLACE', code: name.slice(PLACE.length) } : { kind: 'AGENCY', code: name };

/** Reads what is compared from an address; what names no subject is left out. Without subjects it is the place; a single subject without years is beside its year before. */
export function readComparison(
  state: URLSearchParams,
  where: { readonly place: string; readonly year: number; readonly years: readonly number[] },
): Comparison {
  const named = list(state.get('items')).filter(isSubjectName).map(readSubject);
  const subjects = named.length > 0 ? named : [{ kind: 'PLACE' as const, code: where.place }];
  const usual = where.years.filter(
    (year) => year === where.year || (subjects.length === 1 && year === where.year - 1),
  );
  const years = readYears(state.get('years'), where.years);
  return {
    subjects: subjects.slice(0, MOST_COLUMNS),
    isUsual: named.length === 0,
    years: years.length > 0 ? years : usual,
    asOf: readDay(state.get('asOf')),
    isOnlyDifferent: state.get('only') === 'different',
    isByApplicant: state.get('by') === 'applicant',
    closed: list(state.get('closed')),
  };
}

/** Returns the parts of an address that hold what is compared. */
export const writeComparison = (comparison: Comparison): Record<string, string | null> => ({
  items: comparison.isUsual ? null : comparison.subjects.map(subjectName).join(',') || null,
  years: comparison.years.join(','),
  asOf: comparison.asOf,
  only: comparison.isOnlyDifferent ? 'different' : null,
  by: comparison.isByApplicant ? 'applicant' : null,
  closed: comparison.closed.join(',') || null,
});

/** Returns a comparison with the subjects that somebody chose: the first who is added takes the place of the one that nobody chose. */
export const chooseSubjects = (comparison: Comparison, subjects: readonly Subject[]): Comparison => ({
  ...comparison,
  isUsual: subjects.length === 0,
  subjects: comparison.isUsual ? subjects.slice(comparison.subjects.length) : subjects,
});

/** Returns a comparison in which the code of a subject is that of the other kind: of a place and not of an agency, or the reverse. */
export const asOtherKind = (comparison: Comparison, { kind, code }: Subject): Comparison => ({
  ...comparison,
  isUsual: false,
  subjects: comparison.subjects.map((one) =>
    one.kind === kind && one.code === code ? { kind: kind === 'AGENCY' ? 'PLACE' : 'AGENCY', code } : one,
  ),
});

/** Returns the address at which subjects are compared in some years; without years, in the last. */
export const compareAddress = (
  subjects: readonly Subject[],
  years: readonly number[] = [],
  asOf: string | null = null,
): string =>
  `/compare?items=${subjects.map((one) => encodeURIComponent(subjectName(one))).join(',')}${
    years.length > 0 ? `&years=${years.join(',')}` : ''
  }${asOf ? `&asOf=${asOf}` : ''}`;

/** Returns the columns: each subject with its years, as many as there is room for. */
export const columnsOf = ({ subjects, years }: Comparison): ColumnKey[] =>
  subjects.flatMap((subject) => years.map((year) => ({ subject, year }))).slice(0, MOST_COLUMNS);

/** Whether there is room for so many subjects in so many years. */
export const hasRoom = (subjects: number, years: number): boolean => subjects * years <= MOST_COLUMNS;
