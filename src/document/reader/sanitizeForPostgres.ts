import { isStorable, replaceUnstorable } from '../../shared/text';

/** The same value with every character that PostgreSQL refuses replaced by U+FFFD, in texts and in keys. */
export function sanitizeForPostgres<T>(value: T): T {
  if (typeof value === 'string') return replaceUnstorable(value) as T;
  if (Array.isArray(value)) return value.map(sanitizeForPostgres) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [sanitizeForPostgres(key), sanitizeForPostgres(item)]),
  ) as T;
}

/** How JSON escapes what PostgreSQL refuses. */
const ESCAPED = /\\u(?:0000|d[89a-f])/i;

/** Parses JSON as a value that PostgreSQL takes. Most texts need no change. */
export function parseForPostgres<T>(json: string): T {
  const value: T = JSON.parse(json);
  return ESCAPED.test(json) || !isStorable(json) ? sanitizeForPostgres(value) : value;
}
