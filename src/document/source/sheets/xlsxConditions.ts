import { allElements, elementIn, elementsIn, isTrue, textIn, type XmlElement } from '../parseXml';
import { isPale } from '../seen/colours';
import { type Palette, sheetColour } from './xlsxColours';
import { fontLook, WHITE } from './xlsxStyles';

/** Cells of a sheet by their first and last rows and columns, from 0. */
export interface Range {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A rule by which cells are printed in another manner, so that their text may not be seen as it is. */
export interface Condition {
  readonly ranges: readonly Range[];
  /** Whether it holds for a value; null where that takes more than the value. */
  readonly holds: (value: number | null) => boolean | null;
  /** Whether letters have the colour of a ground under the rule, whatever that of the cell is. */
  readonly isFaintOn: (ground: string | null) => boolean;
}

/** Why a cell that a rule may print in another manner is doubtful. */
export const MAY_BE_HIDDEN =
  '条件格式可能使该格显示为空或其他内容 a conditional format may hide what the cell holds, or show something else';

const PLACE = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i;

/** Returns the row and column, from 0, of a reference such as C12; null where it is none. */
export function positionOf(reference: string | undefined): { row: number; column: number } | null {
  const [, letters, row] = PLACE.exec(reference ?? '') ?? [];
  if (!letters) return null;
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return { row: Number(row) - 1, column: column - 1 };
}

function rangesOf(references: string): Range[] {
  return references.split(/\s+/).flatMap((reference) => {
    const [from, to = from] = reference.split(':').map(positionOf);
    return from && to ? [{ top: from.row, left: from.column, bottom: to.row, right: to.column }] : [];
  });
}

const COMPARE: Readonly<Record<string, (one: number, other: number, last: number) => boolean>> = {
  equal: (one, other) => one === other,
  notEqual: (one, other) => one !== other,
  greaterThan: (one, other) => one > other,
  greaterThanOrEqual: (one, other) => one >= other,
  lessThan: (one, other) => one < other,
  lessThanOrEqual: (one, other) => one <= other,
  between: (one, other, last) => one >= other && one <= last,
  notBetween: (one, other, last) => one < other || one > last,
};
const OPERATORS: Readonly<Record<string, string>> = {
  '=': 'equal',
  '<>': 'notEqual',
  '>': 'greaterThan',
  '>=': 'greaterThanOrEqual',
  '<': 'lessThan',
  '<=': 'lessThanOrEqual',
};

/** Returns how the value of a cell decides a rule. Only comparisons with numbers are decided, and formulas that compare the first cell of their range. */
function decide(rule: XmlElement, [range]: readonly Range[]): Condition['holds'] {
  const { type, operator = '' } = rule.attributes;
  const formulas = elementsIn(rule)
    .filter(({ name }) => name === 'formula' || name === 'f')
    .map((one) => textIn(one).trim());
  const compare = (name: string, numbers: readonly string[]): Condition['holds'] => {
    const [first, last = first] = numbers.map(Number);
    const isComplete = COMPARE[name] !== undefined && Number.isFinite(first) && Number.isFinite(last);
    return (value) => (isComplete && value !== null ? COMPARE[name](value, first, last) : null);
  };
  if (type === 'cellIs') return compare(operator, formulas);
  if (type !== 'expression') return () => null;
  const [, reference, sign, number] =
    /^(\$?[A-Z]+\$?\d+)(=|<>|>=|<=|>|<)(-?\d+(?:\.\d+)?)$/i.exec(formulas[0] ?? '') ?? [];
  const place = positionOf(reference);
  // A dollar sign holds the reference at one cell, whatever cell is printed.
  const isOwn =
    place && range && place.row === range.top && place.column === range.left && !reference.includes('$');
  return isOwn ? compare(OPERATORS[sign], [number]) : () => null;
}

/** Returns the rules of a sheet that may hide a figure or print it as another: by a colour, a format, a line through it, or a picture in its place. */
export function conditionsOf(sheet: XmlElement, styles: XmlElement, palette: Palette): Condition[] {
  const looks = elementsIn(elementIn(styles, 'dxfs') ?? styles, 'dxf');
  const further = elementIn(sheet, 'extLst');
  const formats = [
    ...elementsIn(sheet, 'conditionalFormatting'),
    ...(further ? allElements(further, 'conditionalFormatting') : []),
  ];
  return formats.flatMap((format) => {
    const ranges = rangesOf(format.attributes.sqref ?? textIn(elementIn(format, 'sqref')));
    return elementsIn(format, 'cfRule').flatMap((rule): Condition[] => {
      const isPicture = ['dataBar', 'iconSet'].some((name) => {
        const shown = elementIn(rule, name)?.attributes.showValue;
        return shown !== undefined && !isTrue(shown);
      });
      const look = elementIn(rule, 'dxf') ?? looks[Number(rule.attributes.dxfId)];
      if (!look && !isPicture) return [];
      const { colour, manner } = fontLook(elementIn(look, 'font'), palette);
      const fill = elementIn(elementIn(look, 'fill'), 'patternFill');
      const ground = sheetColour(elementIn(fill, 'bgColor') ?? elementIn(fill, 'fgColor'), palette);
      const isOther = isPicture || manner === 'WITHDRAWN' || elementIn(look, 'numFmt') !== undefined;
      if (!isOther && colour === null && ground === null) return [];
      return [
        {
          ranges,
          holds: decide(rule, ranges),
          isFaintOn: (own) => isOther || isPale(colour ?? '#000000', ground ?? own ?? WHITE),
        },
      ];
    });
  });
}

/** Returns whether a rule prints a cell in another manner, or may do so. */
export const mayHide = (
  conditions: readonly Condition[],
  { row, column }: { row: number; column: number },
  value: number | null,
  ground: string | null,
): boolean =>
  conditions.some(
    ({ ranges, holds, isFaintOn }) =>
      ranges.some(
        ({ top, left, bottom, right }) => row >= top && row <= bottom && column >= left && column <= right,
      ) &&
      isFaintOn(ground) &&
      holds(value) !== false,
  );
