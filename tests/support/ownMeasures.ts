import { CELLS, cellOf } from '../../src/form/cells';
import { cellOfMembers, type INDICATORS, indicatorOfMembers, isHiddenOver, type Member } from './organs';
import type { TestHub } from './testHub';

/** Says that a value cannot be formed, whatever else is reported. */
class Hindered extends Error {}

/** Reads what members report; null where none does. */
export interface Reads {
  cell(code: string): number | null;
  /** The sum of some cells, which counts cells of all editions. */
  heading(prefix: string): number | null;
  indicator(code: keyof typeof INDICATORS): number | null;
}

const plus = (...terms: readonly (number | null)[]) => {
  const reported = terms.filter((term) => term !== null);
  return reported.length === 0 ? null : reported.reduce((sum, term) => sum + term, 0);
};
const times = (one: number | null, other: number | null) =>
  one === null || other === null ? null : one * other;
const over = (one: number | null, other: number | null) => (one === null || !other ? null : one / other);
const less = (term: number | null) => times(term, -1);

interface OwnMeasure {
  readonly formula: string;
  readonly isAdded: boolean;
  /** The cells whose forms must be the same to compare years. */
  readonly cells: readonly string[];
  readonly value: (reads: Reads) => number | null;
}

/** Measures of the district, each with its value as a test computes it by itself. */
export const OWN_MEASURES: Readonly<Record<string, OwnMeasure>> = {
  ticketsPerRequest: {
    formula: 'indicators.summed / requests.received.total * 100',
    isAdded: false,
    cells: ['requests.received.total'],
    value: ({ cell, indicator }) => times(over(indicator('summed'), cell('requests.received.total')), 100),
  },
  linear: {
    formula: '２ × requests.received.total － requests.granted.total ÷ 4 + proactive.fees.amount',
    isAdded: true,
    cells: ['requests.received.total', 'requests.granted.total', 'proactive.fees.amount'],
    value: ({ cell }) =>
      plus(
        times(cell('requests.received.total'), 2),
        less(over(cell('requests.granted.total'), 4)),
        cell('proactive.fees.amount'),
      ),
  },
  mixed: {
    formula:
      '(indicators.single + requests.received.total) * 2 / (requests.concluded.total - 1) + requests.granted.total',
    isAdded: false,
    cells: ['requests.received.total', 'requests.concluded.total', 'requests.granted.total'],
    value({ cell, indicator }) {
      const above = plus(indicator('single'), cell('requests.received.total'));
      const concluded = cell('requests.concluded.total');
      const below = concluded === null ? null : concluded - 1;
      return plus(over(times(above, 2), below), cell('requests.granted.total'));
    },
  },
  stock: {
    formula: '1 + (proactive.rules.inForce - 2) + requests.received.total',
    isAdded: false,
    cells: ['proactive.rules.inForce', 'requests.received.total'],
    value({ cell }) {
      const sum = plus(cell('proactive.rules.inForce'), cell('requests.received.total'));
      return sum === null ? null : sum - 1;
    },
  },
  latestGap: {
    formula: 'indicators.latest - indicators.summed',
    isAdded: false,
    cells: [],
    value: ({ indicator }) => plus(indicator('latest'), less(indicator('summed'))),
  },
  denied: {
    formula: 'requests.denied.subtotal.total / requests.concluded.total',
    isAdded: false,
    cells: ['requests.concluded.total'],
    value: ({ cell, heading }) => over(heading('requests.denied.'), cell('requests.concluded.total')),
  },
};

/** The values of measures of the district over members: of all of their reports, or of a column of section three. */
export function ownMeasureOf(
  code: string,
  members: readonly Member[],
  years: readonly number[],
  column: string,
): number | null {
  const inColumn = (cell: string) => cell.replace(/\.total$/, `.${column}`);
  const sumOf = (cells: readonly string[]) =>
    plus(
      ...cells
        .map((cell) => cellOfMembers(members, cellOf(cell)))
        .map((text) => (text === null ? null : Number(text))),
    );
  try {
    return OWN_MEASURES[code].value({
      cell(name) {
        if (isHiddenOver(cellOf(inColumn(name)), years)) throw new Hindered();
        return sumOf([inColumn(name)]);
      },
      heading: (prefix) =>
        sumOf(
          CELLS.map((cell) => cell.code).filter(
            (one) => one.startsWith(prefix) && one.endsWith(`.${column}`),
          ),
        ),
      indicator(name) {
        const stated = indicatorOfMembers(members, name);
        if (stated?.value === null) throw new Hindered();
        return stated === undefined ? null : Number(stated.value);
      },
    });
  } catch (error) {
    if (error instanceof Hindered) return null;
    throw error;
  }
}

/** Saves these measures through GraphQL. */
export async function saveOwnMeasures(hub: TestHub): Promise<void> {
  for (const [code, { formula }] of Object.entries(OWN_MEASURES)) {
    const text = {
      labelZh: '演示',
      labelEn: code,
      unitZh: '件',
      unitEn: 'items',
      descriptionZh: '演示',
      descriptionEn: 'x',
    };
    const { saveMeasure } = await hub.ask(
      'mutation ($input: MeasureInput!) { saveMeasure(input: $input) { measure { code } findings { severity messageEn } } }',
      { input: { code, formula, ...text } },
    );
    if (!saveMeasure.measure) throw new Error(JSON.stringify(saveMeasure.findings));
  }
}
