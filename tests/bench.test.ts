import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COUNT_CELLS } from '../src/form/cells';
import { createTestDatabase } from './support/testDatabase';

const ROOT = join(__dirname, '..');
const names = JSON.parse(readFileSync(join(ROOT, 'bench/names.json'), 'utf8')) as {
  tables: { sums: string; expected: string };
  cellPosition: string;
  modules: Record<string, string>;
};

describe('the benchmark', () => {
  test.each(Object.entries(names.modules))('finds %s in %s', async (name, path) => {
    expect(await import(join(ROOT, path))).toHaveProperty(name);
  });

  test('knows where a cell says its position', () => {
    expect(COUNT_CELLS[0]).toHaveProperty(names.cellPosition, 1);
  });

  test('reads tables and columns that the hub has', async () => {
    const { owner, drop } = await createTestDatabase();
    await owner.query(
      `select jurisdiction_id, year, kind, counts, included, unexpected from ${names.tables.sums} limit 0`,
    );
    await owner.query(`select jurisdiction_id, year, kind, change from ${names.tables.expected} limit 0`);
    await drop();
  });
});
