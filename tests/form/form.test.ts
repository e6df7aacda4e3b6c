import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { CELLS, COUNT_CELLS, cellsOfEdition } from '../../src/form/cells';
import { emptyFigures, formatAmount, parseAmount, setFigure } from '../../src/form/figures';
import { evaluateMeasure, MEASURES } from '../../src/form/measures';
import { PROACTIVE_COLUMNS, proactiveBlocks } from '../../src/form/proactiveBlocks';
import { nestFigures, type TableSelection, type Tables, tableWriter } from '../../src/form/tables';

fc.configureGlobal({ seed: 19 });

describe('the form', () => {
  test('edition 2021 has 200 cells: 10, 175 and 15', () => {
    expect(cellsOfEdition(2021)).toHaveLength(200);
    expect([2, 3, 4].map((section) => cellsOfEdition(2021, section as 2 | 3 | 4).length)).toEqual([
      10, 175, 15,
    ]);
  });

  test('codes are unique and every cell is labelled in both languages', () => {
    expect(new Set(CELLS.map((cell) => cell.code)).size).toBe(CELLS.length);
    for (const cell of CELLS) {
      expect(cell.zh).toMatch(/\p{Script=Han}/u);
      expect(cell.en).toMatch(/^[\x20-\x7e]+$/);
      expect(cell.citation).not.toBe('');
    }
  });

  test('the blocks of section two hold each of its cells once, with rows and columns in both languages', () => {
    for (const edition of [2019, 2021] as const) {
      const blocks = proactiveBlocks(edition);
      expect(blocks.flatMap(({ rows }) => rows.flatMap(({ codes }) => codes)).sort()).toEqual(
        cellsOfEdition(edition, 2)
          .map(({ code }) => code)
          .sort(),
      );
      const labels = blocks.flatMap(({ item, columns, rows }) => [
        item,
        ...[...columns, ...rows].map(({ label }) => label),
      ]);
      for (const { zh, en } of labels) {
        expect(zh).toMatch(/\p{Script=Han}/u);
        expect(en).toMatch(/^[\x20-\x7e]+$/);
      }
      for (const { columns } of blocks)
        expect(columns.reduce((sum, { span }) => sum + span, 0)).toBe(PROACTIVE_COLUMNS);
    }
  });

  test('stored positions never change', () => {
    const places = CELLS.map(
      (cell) => `${cell.code}=${cell.kind === 'AMOUNT' ? 'a' : 'c'}${cell.position}`,
    ).join('\n');
    expect(createHash('sha256').update(places).digest('hex')).toMatchInlineSnapshot(
      `"748766717176fd9296c2e023e74ab8c931a1e548848686e47f0182557ac9d689"`,
    );
  });

  test('amounts keep every digit', () => {
    fc.assert(fc.property(fc.bigInt(), (value) => parseAmount(formatAmount(value)) === value));
    expect(formatAmount(parseAmount('59237.2449'))).toBe('59237.2449');
    expect(() => parseAmount('1.2345678')).toThrow();
  });

  test('row six of edition 2019 is the subtotal of other handling', () => {
    const figures = emptyFigures();
    for (const cell of CELLS) if (cell.code === 'requests.otherHandling.total') setFigure(figures, cell, 7);
    expect(nestFigures(figures)).toMatchObject({ requests: { otherHandling: { subtotal: { total: 7 } } } });
  });

  test('a measure without a denominator is null', () => {
    expect(MEASURES.map((measure) => evaluateMeasure(emptyFigures(), measure))).toEqual(
      MEASURES.map(() => null),
    );
  });
});

test('the text of a table is that of the same part of its object', () => {
  type Tree = { [key: string]: Tree | number | string | null };
  const select = (tree: Tree, isSelected: () => boolean): TableSelection =>
    Object.entries(tree)
      .filter(isSelected)
      .map(([field, value]) => ({
        name: isSelected() ? field : `${field}Alias`,
        field,
        selection: value !== null && typeof value === 'object' ? select(value, isSelected) : [],
      }));
  const pick = (tree: Tree, selection: TableSelection): Tree =>
    Object.fromEntries(
      selection.map(({ name, field, selection: inner }) => {
        const value = tree[field as string];
        return [name, value !== null && typeof value === 'object' ? pick(value, inner) : value];
      }),
    );
  const value = fc.option(fc.integer({ min: -5, max: 1_000_000 }));
  fc.assert(
    fc.property(
      fc.record({
        counts: fc.array(value, { minLength: COUNT_CELLS.length, maxLength: COUNT_CELLS.length }),
        amounts: fc.array(fc.option(fc.constantFrom('0', '12.5', '-0.000001')), {
          minLength: 2,
          maxLength: 2,
        }),
        hidden: fc.uniqueArray(fc.constantFrom(...CELLS.map(({ code }) => code)), { maxLength: 5 }),
        table: fc.constantFrom<keyof Tables>('proactive', 'requests', 'disputes'),
        asked: fc.infiniteStream(fc.boolean()),
      }),
      ({ hidden, table, asked: requested, ...figures }) => {
        const complete = nestFigures(figures, new Set(hidden))[table] as Tree;
        const selection = select(complete, () => requested.next().value as boolean);
        const text = tableWriter(table, selection)(figures, new Set(hidden));
        expect(text).toBe(JSON.stringify(pick(complete, selection)));
      },
    ),
  );
});

test('of figures stored before the form had more places, the missing ones are written as null', () => {
  const writeTable = tableWriter('disputes', [
    { name: 'a', field: 'litigationDirect', selection: [{ name: 'total', field: 'total', selection: [] }] },
  ]);
  expect(writeTable({ counts: [], amounts: [] })).toBe('{"a":{"total":null}}');
});
