/** What stands for a table while an answer is written: in no text PostgreSQL stores. */
const PLACE = '\0';

/** The tables of the answer that is being written now. */
let written: string[] | null = null;

/** A table of a report in an answer, of which only its JSON is ever made. */
export class RawTableJson {
  constructor(readonly text: string) {}

  toJSON(): unknown {
    if (!written) return JSON.parse(this.text);
    written.push(this.text);
    return PLACE;
  }
}

/** The JSON of a value in which marks stand for its tables, and these as they are written. */
interface Written {
  readonly json: string;
  readonly tables: readonly string[];
}

function writeJson(value: unknown): Written {
  const tables: string[] = [];
  written = tables;
  try {
    return { json: JSON.stringify(value), tables };
  } finally {
    written = null;
  }
}

/** The parts of JSON between which its tables stand. */
function partsOf(value: unknown, { json, tables }: Written): { parts: string[]; tables: readonly string[] } {
  const parts = tables.length > 0 ? json.split(JSON.stringify(PLACE)) : [json];
  // Another text that is nothing but the mark: then nobody can tell where the tables belong.
  return parts.length === tables.length + 1
    ? { parts, tables }
    : { parts: [JSON.stringify(value)], tables: [] };
}

/** Returns a line of JSON. */
export function stringify(value: unknown): string {
  const { parts, tables } = partsOf(value, writeJson(value));
  return `${parts.reduce((text, part, at) => text + tables[at - 1] + part)}\n`;
}

/**
 * Returns a line of JSON as it is sent. Tables are letters of ASCII, which are written byte by byte; in one text with Chinese
 * they would take twice the room and several times as long.
 */
export function writeBytes(value: unknown): Buffer {
  const { parts, tables } = partsOf(value, writeJson(value));
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
