import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** A call that sends a statement written by hand, with the beginning of what it sends. */
const CALL = /(?:\bqueryRows(?:<[^(]*?>)?\(\s*[^,()]+,|\.query(?:<[^(]*?>)?\()\s*(.)/g;

/** The function through which rows are read sends none of its own. */
const WRAPPER = /export function queryRows[^}]*\}/;

const calls = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file) =>
    [
      ...readFileSync(join(ROOT, 'src', file), 'utf8')
        .replace(WRAPPER, '')
        .matchAll(CALL),
    ].map(([text, first]) => ({
      file,
      room: file.split('/')[0],
      text,
      first,
    })),
  );

/** What docs/development.md says of statements by hand. */
const section = readFileSync(join(ROOT, 'docs/development.md'), 'utf8')
  .split('\n## Statements by hand\n')[1]
  .split('\n## ')[0];

/** The rows of the table of statements in docs/development.md: the room, how many statements of each class, and all of them. */
const table = section
  .split('\n')
  .filter((line) => /^\| `\w+`/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test('the table of statements by hand says how many each room has', () => {
  const counts = new Map<string, number>();
  for (const { room } of calls) counts.set(room, (counts.get(room) ?? 0) + 1);
  expect(
    Object.fromEntries(table.map(([room, ...cells]) => [room.slice(1, -1), Number(cells.at(-1))])),
  ).toEqual(Object.fromEntries(counts));
});

test('what is said of all statements is what the table adds up to', () => {
  const sum = (column: (row: string[]) => string | undefined) =>
    table.reduce((total, row) => total + Number(column(row)), 0);
  const [all, byServer] = [sum((row) => row.at(-1)), sum((row) => row.at(-2))];
  expect(section).toContain(
    `${all} calls send one, ${all - byServer} of them\nfor the domain and ${byServer} for the server`,
  );
});

test('the classes of each room add up to its statements', () => {
  for (const [room, ...cells] of table) {
    const numbers = cells.map(Number);
    expect([room, numbers.slice(0, -1).reduce((sum, count) => sum + count, 0)]).toEqual([
      room,
      numbers.at(-1),
    ]);
  }
});

test('every statement by hand has a name', () => {
  expect(
    calls.filter(({ first }) => '\'"`'.includes(first)).map(({ file, text }) => `${file}: ${text}`),
  ).toEqual([]);
});
