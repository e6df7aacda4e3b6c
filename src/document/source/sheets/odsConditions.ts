import { allElements, elementsIn, isTrue, type XmlElement } from '../parseXml';
import { positionOf, type Range } from './xlsxConditions';

/** A condition by which a cell is printed in another style, or its letters in another colour. */
export interface OdsCondition {
  /** Whether it holds for a value; null where that takes more than the value. */
  readonly holds: (value: number | null) => boolean | null;
  readonly style?: string;
  readonly colour?: string;
  /** True where a picture stands in place of the figure. */
  readonly isPicture?: boolean;
}

const NUMBER = '-?\\d+(?:\\.\\d+)?';
const COMPARED = new RegExp(`^(?:cell-content\\(\\)|value\\(\\))?\\s*(=|!=|<>|<=|>=|<|>)\\s*(${NUMBER})$`);
const BETWEEN = new RegExp(
  `^(?:cell-content-is-)?(not-)?between\\(\\s*(${NUMBER})\\s*,\\s*(${NUMBER})\\s*\\)$`,
);

const COMPARE: Readonly<Record<string, (one: number, other: number) => boolean>> = {
  '=': (one, other) => one === other,
  '!=': (one, other) => one !== other,
  '<>': (one, other) => one !== other,
  '<': (one, other) => one < other,
  '<=': (one, other) => one <= other,
  '>': (one, other) => one > other,
  '>=': (one, other) => one >= other,
};

/** Returns how a condition is decided by the value of a cell. */
export function conditionHolds(condition: string): OdsCondition['holds'] {
  const text = condition.trim();
  const [, sign, number] = COMPARED.exec(text) ?? [];
  if (sign) return (value) => (value === null ? null : COMPARE[sign](value, Number(number)));
  const [all, not, first, last] = BETWEEN.exec(text) ?? [];
  if (!all) return () => null;
  return (value) =>
    value === null ? null : (value >= Number(first) && value <= Number(last)) === (not === undefined);
}

/** Ranges of cells such as 年报.B2:年报.H9; the name of the sheet may be in quotes. */
function rangesOf(addresses: string): Range[] {
  const places = addresses.replace(/'(?:[^']|'')*'/g, '').split(/\s+/);
  return places.flatMap((address) => {
    const [from, to = from] = address.split(':').map((one) => positionOf(one.split('.').at(-1)));
    return from && to ? [{ top: from.row, left: from.column, bottom: to.row, right: to.column }] : [];
  });
}

const PICTURES = ['data-bar', 'icon-set'];

/** Returns the conditions of the cells of a sheet, as LibreOffice writes them beside its rows. */
export function conditionsOfSheet(
  table: XmlElement,
): (place: { row: number; column: number }) => readonly OdsCondition[] {
  const formats = allElements(table, 'conditional-format').map((format) => ({
    ranges: rangesOf(format.attributes['target-range-address'] ?? ''),
    conditions: elementsIn(format).flatMap(({ name, attributes }): OdsCondition[] => {
      if (name === 'condition')
        return [{ holds: conditionHolds(attributes.value ?? ''), style: attributes['apply-style-name'] }];
      const shown = attributes['show-value'];
      const isPicture = PICTURES.includes(name) && shown !== undefined && !isTrue(shown);
      return isPicture ? [{ holds: () => true, isPicture }] : [];
    }),
  }));
  return ({ row, column }) =>
    formats.flatMap(({ ranges, conditions }) =>
      ranges.some(
        ({ top, left, bottom, right }) => row >= top && row <= bottom && column >= left && column <= right,
      )
        ? conditions
        : [],
    );
}
