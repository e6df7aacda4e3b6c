import type { Context } from '../../shared/request/context';
import { asMaterialized } from '../materialized/materialized';
import { materializedGroups } from '../materialized/materializedSums';
import { GroupDimension, type MemberDimension } from '../request/dimensions';
import type { SumProjection } from '../request/projection';
import type { Selection } from '../request/selection';
import { addSums, type GroupSum } from '../request/sum';
import { scanGroups, sumYears } from '../scanned/sums';

/** Returns the sums of all groups of some dimensions: those that are materialized, or else added from the reports. One statement. */
export async function readGroupSums(
  context: Context,
  selection: Selection,
  dimensions: readonly MemberDimension[],
  projection: SumProjection,
): Promise<readonly GroupSum[]> {
  if (dimensions.every((dimension) => dimension === GroupDimension.YEAR)) {
    const sums = await sumYears(context, selection, projection);
    if (dimensions.length === 0) return [{ codes: [], sum: addSums(sums, '') }];
    return selection.years.map(String).map((year) => ({
      codes: [year],
      sum: addSums(
        sums.filter(({ key }) => key === year),
        year,
      ),
    }));
  }
  const own = asMaterialized(selection, dimensions);
  const materialized = own && (await materializedGroups(context, selection, own, projection));
  return materialized ?? scanGroups(context, selection, dimensions, projection);
}
