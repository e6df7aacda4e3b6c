import { useMemo } from 'react';
import { WebPlaceInYear } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { type Named, useLanguage } from '../language/language';
import { endOfDay } from './day';
import { otherNameInWords } from './otherNameInWords';

/** A place as a page of a year names it. */
export interface PlaceInYear extends Named {
  /** What is said beside its name: the present one, in brackets, where that is another. */
  readonly other: string;
  /** It and the places above it by their names in the year, by code. */
  readonly names: ReadonlyMap<string, Named>;
  /** All names that it has or had, in both languages: those of agencies in it may begin with any. */
  readonly allNames: readonly string[];
}

/** A place that lies below others. */
interface Below {
  readonly code: string;
  readonly inYear: Named;
  readonly parent?: Below | null;
}

function namesOf(place: Below): ReadonlyMap<string, Named> {
  const names = new Map<string, Named>();
  for (let next: Below | null | undefined = place; next; next = next.parent)
    names.set(next.code, next.inYear);
  return names;
}

/** Returns a place by the name that it bears in a year, as recorded on a day or now; null until it is read. Of several years it is asked by the last. */
export function usePlaceInYear(place: string | null, year: number, asOf: string | null): PlaceInYear | null {
  const { t } = useLanguage();
  const { data } = useAnswer(WebPlaceInYear, place ? { place, year, asOf: asOf && endOfDay(asOf) } : null);
  const found = data?.rollup?.jurisdiction;
  const allNames = useMemo(
    () =>
      found
        ? [found, ...found.formerNames].flatMap(({ name, nameEn }) => (nameEn ? [name, nameEn] : [name]))
        : [],
    [found],
  );
  if (!found) return null;
  return {
    ...found.inYear,
    other: otherNameInWords(found, found.inYear, t),
    names: namesOf(found),
    allNames,
  };
}
