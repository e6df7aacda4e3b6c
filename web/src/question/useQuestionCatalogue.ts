import { useMemo } from 'react';
import { measuresFor } from '../place/measuresFor';
import { usePlace } from '../place/PlacePicker';
import { useStart } from '../place/usePlaceAndYear';
import type { Catalogue } from './valueOptions';

/** Returns what questions about a place can be of beside the form; null while it is being read. */
export function useQuestionCatalogue(place: string | null): Catalogue | null {
  const { data: start } = useStart();
  const isDemonstration = usePlace(place).data?.jurisdiction?.demonstration ?? null;
  return useMemo(
    () =>
      start
        ? {
            indicators: (start.indicators ?? []).filter(({ retired }) => !retired),
            ownMeasures: measuresFor(start.measures, isDemonstration),
            otherMeasures: (start.measures ?? []).filter(
              ({ demonstration }) => demonstration && isDemonstration === false,
            ),
          }
        : null,
    [start, isDemonstration],
  );
}
