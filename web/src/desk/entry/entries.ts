import { cellOf, editionInForce } from '../../../../src/form/cells';
import { evaluateChecks } from '../../../../src/form/evaluate';
import { emptyFigures, type Figures, getFigure, setFigure } from '../../../../src/form/figures';
import type { Finding } from '../../../../src/form/finding';
import { readCell } from '../../../../src/form/readCell';
import { computeTotals } from '../../../../src/form/totals';

/** What is typed into the form: figures by the codes of their cells, "" for blank. */
export type Entries = Readonly<Record<string, string>>;

/** The three sections of prose. */
export interface Texts {
  readonly overview: string;
  readonly problems: string;
  readonly otherMatters: string;
}

/** What is sent of a cell: null for blank, a number of a count, text of an amount and of marks. */
export function sentValue(code: string, text: string): number | string | null {
  const trimmed = text.normalize('NFKC').replaceAll(',', '').trim();
  if (trimmed === '') return null;
  return cellOf(code).kind !== 'AMOUNT' && /^-?\d+$/.test(trimmed) ? Number(trimmed) : trimmed;
}

/** What the rules of the form find in what is typed, and what they add to it. */
export interface Checked {
  readonly findings: readonly Finding[];
  /** Totals that were left out and that their parts determine, by code. */
  readonly totals: ReadonlyMap<string, string>;
  /** The cells that hold no figure. */
  readonly wrong: ReadonlySet<string>;
}

/** Returns the figures of cells as they are published, for the rules that compare with the year before. */
export function figuresOf(
  cells: readonly { readonly code: string; readonly value: number | string | null }[],
): Figures {
  const figures = emptyFigures();
  for (const { code, value } of cells) if (value !== null) setFigure(figures, cellOf(code), value);
  return figures;
}

/** Checks what is typed by the rules of the form. What only the hub knows, such as who may make rules, it checks itself when it is sent. */
export function checkEntries(
  entries: Entries,
  texts: Texts,
  year: number,
  previous: Figures | null,
): Checked {
  const figures = emptyFigures();
  const refused: Finding[] = [];
  for (const [code, text] of Object.entries(entries)) {
    const { value, finding } = readCell(cellOf(code), sentValue(code, text));
    if (finding) refused.push(finding);
    else if (value !== null) setFigure(figures, cellOf(code), value);
  }
  const wrong = new Set(refused.map(({ path }) => path));
  const computed = computeTotals(figures, (code) => wrong.has(code));
  const edition = editionInForce(year);
  const content = {
    year,
    figures,
    editions: { 2: edition, 3: edition, 4: edition },
    computed,
    notes: {},
    ...texts,
  };
  const context = { previous: previous && { figures: previous, problems: null }, mayMakeRules: true };
  return {
    findings: [...refused, ...evaluateChecks(content, context)],
    totals: new Map(computed.map((code) => [code, String(getFigure(figures, cellOf(code)))])),
    wrong,
  };
}

/** Returns the table of a section as it is sent, nested by the codes of its cells. */
export function tableOf(entries: Entries, codes: readonly string[]): object {
  const table: Record<string, unknown> = {};
  for (const code of codes) {
    const [, ...path] = code.split('.');
    let place = table;
    for (const part of path.slice(0, -1)) {
      place[part] ??= {};
      place = place[part] as Record<string, unknown>;
    }
    place[path.at(-1) as string] = sentValue(code, entries[code] ?? '');
  }
  return table;
}
