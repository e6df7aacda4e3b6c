import { WebTotals, type WebTotalsQuery, type WebTotalsVariables } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { endOfDay } from './day';

/** A value of the whole of a selection. */
export type TotalValue = NonNullable<NonNullable<WebTotalsQuery['rollup']>['total']>['values'][number];

/** Reads values of the whole of a selection in their order, as the hub forms them: figures of groups are never added here. Null until they are there, and while `selection` is null. */
export function useTotals(
  selection: {
    readonly place: string;
    readonly years: readonly number[];
    readonly asOf: string | null;
    readonly kinds?: WebTotalsVariables['kinds'];
    readonly levels?: WebTotalsVariables['levels'];
  } | null,
  values: readonly string[],
): readonly TotalValue[] | null {
  const { data, isPlaceholderData } = useAnswer(
    WebTotals,
    selection && {
      place: selection.place,
      years: selection.years,
      asOf: selection.asOf && endOfDay(selection.asOf),
      kinds: selection.kinds?.length ? selection.kinds : null,
      levels: selection.levels?.length ? selection.levels : null,
      values,
      isOfOneYear: selection.years.length === 1,
    },
  );
  if (isPlaceholderData) return null;
  return data?.rollup?.rows?.nodes[0]?.values ?? data?.rollup?.total?.values ?? null;
}
