import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { statusOfCode } from '../src/server/errors/errorMapping';

const ROOT = join(__dirname, '..');
const SOURCES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(ROOT, 'src', file), 'utf8'));

/** The forms in which the code of an error is written; findings have codes too, but are no errors. */
const FORMS = [
  /extensions(?:: \{\s*|, )code: '([\w.]+)'/g,
  /new Refused\(\s*\{\s*code: '([\w.]+)'/g,
  /\bcode: '([A-Z][A-Z_]+)',\s+(?:message|status|argument|requestId)/g,
  /withCode\([\w.[\]]+, '([A-Z_]+)'/g,
  // The table of statuses.
  /^ {2}'?([A-Z_]+|document\.\w+)'?: [45]\d\d,$/gm,
];
/** Codes of graphql-js and Apollo that a client can meet, with no word of them in the sources. */
const BY_APOLLO: string[] = Object.values(ApolloServerErrorCode).filter(
  // The hub stores persisted queries.
  (code) => code !== ApolloServerErrorCode.PERSISTED_QUERY_NOT_SUPPORTED,
);

/** The codes and statuses of the table of docs/errors.md. */
const documented = new Map(
  [...readFileSync(join(ROOT, 'docs/errors.md'), 'utf8').matchAll(/^\| `([\w.]+)` +\| ([^|]+?) +\|/gm)].map(
    ([, code, statuses]) => [code, statuses] as const,
  ),
);

test('docs/errors.md has every code of an error that the sources have', () => {
  const written = SOURCES.flatMap((text) =>
    FORMS.flatMap((form) => [...text.matchAll(form)].map(([, code]) => code)),
  );
  const codes = new Set([...written, ...BY_APOLLO]);
  expect(codes.size).toBeGreaterThan(30);
  expect([...codes].filter((code) => !documented.has(code)).sort()).toEqual([]);
});

test('docs/errors.md says the status that is sent', () => {
  for (const [code, statuses] of documented) {
    const status = statusOfCode(code)?.status;
    if (status !== undefined)
      expect([code, statuses]).toEqual([code, expect.stringContaining(String(status))]);
  }
});

test('every code of docs/errors.md is in the sources, or in Apollo', () => {
  const all = SOURCES.join('\n');
  const gone = [...documented.keys()].filter(
    (code) => !all.includes(`'${code}'`) && !BY_APOLLO.includes(code) && !new RegExp(`\\b${code}:`).test(all),
  );
  expect(gone).toEqual([]);
});
