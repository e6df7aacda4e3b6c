import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { parseAmount } from '../../form/figures';
import { isFigureColumn, type TidyRow } from './printRows';

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
const INTEGER = { type: 'INT32' } as const;

/** The types of columns that are neither text nor a figure. */
const TYPES: Readonly<Record<string, Omit<SchemaElement, 'name'>>> = {
  year: INTEGER,
  revision: INTEGER,
  section: INTEGER,
  edition: INTEGER,
  computed: { type: 'BOOLEAN' },
  publishedAt: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
};

/** A figure is a decimal of 21 digits, six of them behind the point, so that every count, amount and indicator is exact. */
const FIGURE = {
  type: 'FIXED_LEN_BYTE_ARRAY',
  type_length: 9,
  converted_type: 'DECIMAL',
  precision: 21,
  scale: 6,
} as const;

const elementOf = (name: string): SchemaElement => ({
  name,
  repetition_type: 'OPTIONAL',
  ...(isFigureColumn(name) ? FIGURE : (TYPES[name] ?? TEXT)),
});

/** Returns a value as its column stores it. */
function storedValue(column: string, value: TidyRow[string]) {
  if (value === null) return null;
  if (isFigureColumn(column)) return parseAmount(String(value));
  return column === 'publishedAt' ? new Date(String(value)) : value;
}

/** Writes batches of rows as a Parquet file, one group of rows a batch, in chunks as they are ready. */
export async function* writeParquet(
  columns: readonly string[],
  batches: AsyncIterable<TidyRow[]>,
): AsyncGenerator<Buffer> {
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({
    writer: bytes,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.map(elementOf)],
    createdBy: 'ogi-hub',
  });
  /** Returns what was written since the last time. */
  const written = () => {
    const chunk = Buffer.from(bytes.getBytes());
    bytes.index = 0;
    return chunk;
  };
  for await (const rows of batches) {
    if (rows.length === 0) continue;
    const columnData = columns.map((name) => ({
      name,
      data: rows.map((row) => storedValue(name, row[name])),
    }));
    await writer.write({ columnData, rowGroupSize: rows.length });
    yield written();
  }
  writer.finish();
  yield written();
}
