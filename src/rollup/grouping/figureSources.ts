import { indicatorsOfFormula } from '../../form/formula';
import type { Context } from '../../shared/request/context';
import type { SumProjection } from '../request/projection';
import { sumYears } from '../scanned/sums';
import { UNCUT } from './cuts';
import type { FigureSources } from './figures';
import { readIndicators } from './indicatorSums';
import { type GroupQuestion, withYearsBefore } from './question';
import type { Value } from './value';

/** What is to be formed of the groups of a question. */
export interface FigureNeeds {
  readonly values: readonly Value[];
  /** Whether shares of the total are formed. */
  readonly withShare: boolean;
  /** Whether values of the year before are read. */
  readonly withBase: boolean;
  readonly projection: SumProjection;
  /** The agencies of the groups; null for all groups. */
  readonly agencyKeys: readonly number[] | null;
}

/** Reads what the values of groups are formed of beside their sums: at most one statement each for totals, indicators and their totals. */
export async function readFigureSources(
  context: Context,
  { selection, members }: GroupQuestion,
  { values, withShare, withBase, projection, agencyKeys }: FigureNeeds,
): Promise<FigureSources> {
  const withIndicators = values.some((value) => indicatorsOfFormula(value.formulaOf(UNCUT)).length > 0);
  const read = withBase ? withYearsBefore(selection) : selection;
  const [totals, indicators, totalIndicators] = await Promise.all([
    withShare ? sumYears(context, selection, projection) : [],
    withIndicators ? readIndicators(context, read, members, agencyKeys, false) : [],
    withIndicators && withShare ? readIndicators(context, selection, [], null, false) : [],
  ]);
  return { totals, indicators, totalIndicators };
}
