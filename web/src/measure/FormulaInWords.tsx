import { Link } from 'wouter';
import { findCell } from '../../../src/form/cells';
import type { WebMeasuresQuery } from '../api/generated/documents';
import { type Labelled, useLabels, useLanguage, useNames } from '../language/language';
import { measureAddress } from '../place/addresses';
import { type PlaceAndYear, useStart } from '../place/usePlaceAndYear';
import { formulaParts, signsInWords } from './formulaParts';

/** A formula with the names of the values that it is formed of; measures lead to what they are. */
export function FormulaInWords({
  formula,
  measures,
  values,
  where: { place, year, asOf },
}: {
  readonly formula: string;
  readonly measures: NonNullable<WebMeasuresQuery['measures']>;
  /** The values as they were read, whose names the hub knows. */
  readonly values: readonly (Labelled & { readonly code: string })[];
  readonly where: PlaceAndYear;
}) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  const nameOf = useNames();
  const { data: start } = useStart();
  const nameOfCode = (code: string): string => {
    const value = values.find((one) => one.code === code);
    const cell = findCell(code);
    const measure = measures.find((one) => `measures.${one.code}` === code);
    const indicator = start?.indicators?.find((one) => `indicators.${one.code}` === code);
    if (value ?? measure) return labelOf((value ?? measure) as Labelled);
    if (indicator) return nameOf(indicator);
    return cell ? t(cell.zh, cell.en) : code;
  };
  return (
    <dd className="terms">
      {formulaParts(formula).map(({ text, isCode }, at) => {
        const name = isCode ? t(`“${nameOfCode(text)}”`, `"${nameOfCode(text)}"`) : signsInWords(text);
        return isCode && text.startsWith('measures.') ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is named by its place.
          <Link key={at} href={measureAddress(text, place, year, asOf)}>
            {name}
          </Link>
        ) : (
          name
        );
      })}
    </dd>
  );
}
