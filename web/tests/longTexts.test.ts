import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCES = join(__dirname, '../src');

test('no field cuts what is typed or pasted into it', () => {
  const cutting = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.tsx') && /maxLength=/u.test(readFileSync(join(SOURCES, path), 'utf8')),
  );
  expect(cutting).toEqual([]);
});
