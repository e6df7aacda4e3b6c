import { stringify } from 'csv-stringify/browser/esm/sync';
import type { ResultRow } from './Result';

/** Has the browser save rows as a CSV file for spreadsheets, in UTF-8 with its mark: keys by code and name, then the values; blank cells where there is none. */
export function saveAsCsv(rows: readonly ResultRow[], name: string): void {
  const [first] = rows;
  const heads = [
    ...first.keys.flatMap(({ dimension }) => [dimension, `${dimension}_NAME`]),
    ...first.values.map(({ code }) => code),
    'EXPECTED',
    'INCLUDED',
  ];
  const lines = rows.map(({ keys, values, coverage }) => [
    ...keys.flatMap(({ code, labelZh }) => [code, labelZh]),
    ...values.map(({ value }) => value),
    coverage.expected,
    coverage.included,
  ]);
  const text = stringify([heads, ...lines], {
    bom: true,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
