import { useQueries } from '@tanstack/react-query';
import { MEASURES } from '../../../src/form/measures';
import type { PresentName } from '../../../src/shared/otherName';
import { WebCompare, type WebCompareQuery, type WebCompareVariables } from '../api/generated/documents';
import { request } from '../api/request';
import type { Labelled, Named } from '../language/language';
import { endOfDay } from '../place/day';
import { measuresFor } from '../place/measuresFor';
import { useStart } from '../place/usePlaceAndYear';
import { type ColumnKey, type Comparison, columnsOf, type Subject } from './comparison';
import type { ColumnValues } from './lines';

/** The most measures or indicators that one document reads. */
const MOST_VALUES = 50;

type Group = NonNullable<NonNullable<WebCompareQuery['rollup']>['groups']>['nodes'][number];

/** A column with what it holds. */
export interface Column extends ColumnKey {
  readonly name: Named;
  /** What it is called now; undefined where the answer does not say. */
  readonly present: PresentName | undefined;
  /** Null where the subject was not there in the year. */
  readonly coverage: Group['coverage'] | null;
  readonly values: ColumnValues;
  readonly isDemonstration: boolean;
}

/** What the hub collects and forms, by the codes of the API. */
interface Catalogue {
  readonly measures: readonly {
    readonly code: string;
    readonly zh: string;
    readonly en: string;
    /** Whether it is one of the demonstration, which is not offered beside real figures. */
    readonly demonstration?: boolean;
  }[];
  readonly indicators: readonly { readonly code: string; readonly zh: string; readonly en: string }[];
}

/** Returns the measures and indicators in use, those of the form first; null while they are being read. */
export function useCatalogue(): Catalogue | null {
  const { data: start } = useStart();
  if (!start) return null;
  const own = measuresFor(start.measures, null);
  const asValue = ({
    code,
    labelZh,
    labelEn,
    demonstration,
  }: Labelled & { readonly code: string; readonly demonstration: boolean }) => ({
    code: `measures.${code}`,
    demonstration,
    zh: labelZh,
    en: labelEn ?? labelZh,
  });
  return {
    measures: [
      ...MEASURES.map(({ code, zh, en }) => ({ code: `measures.${code}`, zh, en })),
      ...own.map(asValue),
    ].slice(0, MOST_VALUES),
    indicators: (start.indicators ?? [])
      .filter(({ retired }) => !retired)
      .map(({ code, name, nameEn }) => ({ code: `indicators.${code}`, zh: name, en: nameEn ?? name }))
      .slice(0, MOST_VALUES),
  };
}

/** Returns what is asked: all agencies together, and each place by itself, each with all years; nothing that there is no room for. */
function questionsOf(
  columns: readonly ColumnKey[],
  asOf: string | null,
  catalogue: Catalogue,
): { subjects: Subject[]; variables: WebCompareVariables }[] {
  const subjects = [...new Set(columns.map(({ subject }) => subject))];
  const years = [...new Set(columns.map(({ year }) => year))];
  const shared = {
    years,
    asOf: asOf && endOfDay(asOf),
    measures: catalogue.measures.map(({ code }) => code),
    indicators: catalogue.indicators.map(({ code }) => code),
  };
  const agencies = subjects.filter(({ kind }) => kind === 'AGENCY');
  return [
    ...(agencies.length > 0
      ? [
          {
            subjects: agencies,
            variables: {
              ...shared,
              filter: { agencies: agencies.map(({ code }) => code), demonstration: 'INCLUDE' as const },
              by: ['AGENCY', 'YEAR'] as const,
              first: agencies.length * years.length,
              isPlace: false,
            },
          },
        ]
      : []),
    ...subjects
      .filter(({ kind }) => kind === 'PLACE')
      .map((subject) => ({
        subjects: [subject],
        variables: {
          ...shared,
          filter: { jurisdiction: subject.code, demonstration: 'INCLUDE' as const },
          by: ['YEAR'] as const,
          first: years.length,
          isPlace: true,
        },
      })),
  ];
}

const valuesOf = ({ cells, measures, indicators }: Group): ColumnValues =>
  new Map([...(cells ?? []), ...measures, ...indicators].map((value) => [value.code, value]));

/** Returns the columns of one answer. */
function readColumns(
  { subject, year }: ColumnKey,
  { rollup }: WebCompareQuery,
): Omit<Column, keyof ColumnKey> {
  const groups = rollup?.groups?.nodes ?? [];
  const own = groups.filter(({ keys }) => subject.kind === 'PLACE' || keys[0].code === subject.code);
  const group = own.find(({ keys }) => keys.at(-1)?.code === String(year));
  // Of a year in which it was not there an agency has the name of the last of the others.
  const [label] = (group ?? own.at(-1))?.keys ?? [];
  const name = rollup?.jurisdictionInYears?.find((one) => one.year === year) ?? {
    name: label?.labelZh ?? subject.code,
    nameEn: label?.labelEn ?? null,
  };
  const hasReport = (group?.coverage.included ?? 0) > 0;
  const subjectNow = rollup?.jurisdiction ?? own[0]?.agency;
  return {
    name,
    present: subjectNow ?? undefined,
    coverage: group?.coverage ?? null,
    isDemonstration: subjectNow?.demonstration ?? false,
    values: group && hasReport ? valuesOf(group) : new Map(),
  };
}

/** Reads what is compared. `columns` is null while some of it is being read. */
export function useColumns(comparison: Comparison, catalogue: Catalogue) {
  const keys = columnsOf(comparison);
  const questions = questionsOf(keys, comparison.asOf, catalogue);
  const results = useQueries({
    queries: questions.map(({ variables }) => ({
      queryKey: [WebCompare.id, variables],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => request(WebCompare, variables, signal),
    })),
  });
  const failed = results.find(({ error }) => error);
  const columns = keys.map((key): Column | null => {
    const at = questions.findIndex(({ subjects }) =>
      subjects.some(({ kind, code }) => kind === key.subject.kind && code === key.subject.code),
    );
    const answer = results[at]?.data;
    return answer ? { ...key, ...readColumns(key, answer) } : null;
  });
  return {
    error: failed?.error ?? null,
    retry: () => {
      for (const { error, refetch } of results) if (error) refetch();
    },
    columns: columns.every((column) => column !== null) ? (columns as Column[]) : null,
  };
}
