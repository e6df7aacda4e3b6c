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

/** The JSON of a value, the tables in it put in as they are written. */
export function stringify(value: unknown): string {
  const tables: string[] = [];
  let json: string;
  written = tables;
  try {
    json = JSON.stringify(value);
  } finally {
    written = null;
  }
  if (tables.length === 0) return json;
  const parts = json.split(JSON.stringify(PLACE));
  // Another text that is nothing but the mark: then nobody can tell where the tables belong.
  if (parts.length !== tables.length + 1) return JSON.stringify(value);
  return parts.reduce((whole, part, at) => whole + tables[at - 1] + part);
}
