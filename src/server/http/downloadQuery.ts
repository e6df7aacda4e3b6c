import { lastEndedYear, whyNotEnded } from '../../form/reportingYears';
import { checkYears } from '../../rollup/readSelection';
import { badInput } from '../../shared/graphql/paging';
import { Refused } from '../errors/refusals';

/** The parameters of an address. */
export type DownloadQuery = Readonly<Record<string, string | string[] | undefined>>;

/** Reads an instant; null when there is none. Throws BAD_USER_INPUT. */
export function readInstant(query: DownloadQuery, name: string): Date | null {
  const text = query[name];
  if (text === undefined) return null;
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
  if (text === undefined) return otherwise;
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
export const readTexts = (query: DownloadQuery, name: string): string[] => [query[name] ?? []].flat();

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

const named = (extensions: readonly string[]) => extensions.map((extension) => `.${extension}`);

/** The refusal of a file by a name that no file has: it says how files are named. */
export const noSuchFile = (example: string, extensions: readonly string[]) =>
  new Refused({
    code: 'NOT_FOUND',
    messageZh: `没有这样的文件。文件名写作 ${example}，格式为 ${named(extensions).join('、')}。`,
    messageEn: `There is no such file. A file is named ${example}; its format is ${named(extensions).join(', ')}.`,
  });

/** How files of years are named. */
export interface FileNames {
  readonly extensions: readonly string[];
  /** A file is of one year. */
  readonly isYearly?: true;
  /** The format may be left to the Accept header. */
  readonly isNegotiated?: true;
}

/** What the name of a file says: its years, each once and in order, and its format, null where the Accept header chooses it. */
export interface FileName {
  readonly years: readonly number[];
  readonly extension: string | null;
}

/** Refuses a year that has not ended: nothing of it can have been published, and a file without figures looks as if nobody had. */
function checkEnded(year: number): void {
  const why = whyNotEnded(year);
  if (why)
    throw badInput(
      'years',
      `没有可下载的内容：${why[0]}。最近的年度是 ${lastEndedYear()}。`,
      `There is nothing to download: ${why[1]}. The last year is ${lastEndedYear()}.`,
    );
}

/** Reads "2025.html", "2021-2025.csv" and "2025". Throws NOT_FOUND for other names, and BAD_USER_INPUT for years that are no range of years with a form that have ended. */
export function readFileName(file: string, { extensions, isYearly, isNegotiated }: FileNames): FileName {
  const [, first = '', last = first, extension = null] =
    /^(\d{4})(?:-(\d{4}))?(?:\.([^.]+))?$/.exec(file) ?? [];
  const isFormat = extension === null ? isNegotiated : extensions.includes(extension);
  if (first === '' || !isFormat || (isYearly && last !== first))
    throw noSuchFile(`2025.${extensions[0]}${isYearly ? '' : `、2021-2025.${extensions[0]}`}`, extensions);
  const count = Number(last) - Number(first) + 1;
  if (count < 1)
    throw badInput(
      'years',
      `年度 ${first}-${last} 应先小后大。`,
      `The years ${first}-${last} go from the first to the last.`,
    );
  const years = checkYears(Array.from({ length: count }, (_, at) => Number(first) + at));
  checkEnded(Number(last));
  return { years, extension };
}
