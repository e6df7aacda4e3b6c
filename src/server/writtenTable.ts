import type { Figures } from '../form/figures';

/** Writes what an operation asks of a table of a report as JSON. */
export type TableText = (figures: Figures, hidden?: ReadonlySet<string>) => string;

/** What stands for a table while an answer is written: in no text PostgreSQL stores. */
const PLACE = '\0';

/** The tables of the answer that is being written now. */
let written: string[] | null = null;

/** A table of a report in an answer, of which only its text is ever made. */
export class WrittenTable {
  constructor(
    private readonly write: TableText,
    private readonly source: { readonly figures: Figures; readonly hidden?: ReadonlySet<string> },
  ) {}

  toJSON(): unknown {
    const text = this.write(this.source.figures, this.source.hidden);
    if (!written) return JSON.parse(text);
    written.push(text);
    return PLACE;
  }
}

/** The JSON of a value in parts, between which its tables stand as they are written. */
function writeParts(value: unknown): { parts: string[]; tables: string[] } {
  const tables: string[] = [];
  let json: string;
  written = tables;
  try {
    json = JSON.stringify(value);
  } finally {
    written = null;
  }
  const parts = tables.length > 0 ? json.split(JSON.stringify(PLACE)) : [json];
  // Another text that is nothing but the mark: then nobody can tell where the tables belong.
  return parts.length === tables.length + 1
    ? { parts, tables }
    : { parts: [JSON.stringify(value)], tables: [] };
}

/** A line of JSON. */
export function stringify(value: unknown): string {
  const { parts, tables } = writeParts(value);
  return `${parts.reduce((whole, part, at) => whole + tables[at - 1] + part)}\n`;
}

/**
 * A line of JSON as it is sent. Tables are letters of ASCII, which are stored as they stand; in one text with Chinese they would
 * take twice the room and several times as long.
 */
export function writeBytes(value: unknown): Buffer {
  const { parts, tables } = writeParts(value);
  parts[parts.length - 1] += '\n';
  const size =
    parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0) +
    tables.reduce((sum, { length }) => sum + length, 0);
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const [place, part] of parts.entries()) {
    if (place > 0) at += bytes.write(tables[place - 1], at, 'latin1');
    at += bytes.write(part, at);
  }
  return bytes;
}
