import { FIRST_YEAR } from '../../form/reportingYears';
import { badInput } from '../../shared/graphql/paging';

/** The parameters of an address. */
export type DownloadQuery = Readonly<Record<string, string | string[] | undefined>>;

/** Reads an instant; null when there is none. Throws BAD_USER_INPUT. */
export function readInstant(query: DownloadQuery, name: string): Date | null {
  const text = query[name];
  if (text === undefined || text === '') return null;
  const isInstant = typeof text === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(text);
  const at = new Date(isInstant ? text : Number.NaN);
  if (Number.isNaN(at.getTime()))
    throw badInput(
      name,
      `${name} 应为 ISO 8601 时刻，如 2026-03-01T00:00:00Z。`,
      `${name} is an ISO 8601 instant such as 2026-03-01T00:00:00Z.`,
    );
  return at;
}

/** Reads one value of an enumeration, or returns the default when there is none. Throws BAD_USER_INPUT. */
export function readChoice<T extends string>(
  query: DownloadQuery,
  name: string,
  choices: readonly T[],
  otherwise: T | null,
): T | null {
  const text = query[name];
  if (text === undefined || text === '') return otherwise;
  const choice = choices.find((candidate) => candidate === text);
  if (!choice)
    throw badInput(
      name,
      `${name} 应为 ${choices.join('、')} 之一。`,
      `${name} is one of ${choices.join(', ')}.`,
    );
  return choice;
}

/** Reads some texts; none when there are none. */
export const readTexts = (query: DownloadQuery, name: string): string[] =>
  [query[name] ?? []].flat().filter((text) => text !== '');

/** Reads some values of an enumeration, each once or more; null when there is none. Throws BAD_USER_INPUT. */
export function readChoices<T extends string>(
  query: DownloadQuery,
  name: string,
  choices: readonly T[],
): T[] | null {
  const values = [query[name] ?? []].flat();
  const chosen = values.flatMap((value) => readChoice({ [name]: value }, name, choices, null) ?? []);
  return chosen.length > 0 ? chosen : null;
}

/** Reads "2025.html" as a year and a format, and "2025" without a format, which the Accept header names then; null for all else. */
export function readFileName(file: string): { years: number[]; extension: string | null } | null {
  const match = /^(\d{4})(?:-(\d{4}))?(?:\.([a-z]+))?$/.exec(file);
  if (!match) return null;
  const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
  if (first < FIRST_YEAR || last < first) return null;
  return {
    years: Array.from({ length: last - first + 1 }, (_, at) => first + at),
    extension: match[3] ?? null,
  };
}
