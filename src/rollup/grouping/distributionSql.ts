import { type AgencyPage, nextParameter, PARAMETERS, rankedSql, rowsOfPageSql } from './agencySql';
import { FENCE, STEPS } from './distribution';

/** SQL: each width that bins may have, as what its multiples are multiplied with and divided by. */
const STEPS_SQL = `(select digit * power(10::float8, greatest(power, 0)) as factor, power(10::float8, greatest(-power, 0)) as divisor, power, digit
    from unnest('{${STEPS.digits}}'::float8[]) digit, generate_series(${STEPS.least}, ${STEPS.most}) power) s`;
/** SQL: how far a figure lies beyond the fences; null for one that is no outlier. */
const BEYOND_SQL = 'case when f0 < low then low - f0 when f0 > high then f0 - high end';

/** Returns the SQL of how the figures are spread that groups of agencies are sorted by, as `spreadOf` says it, in each row of the outliers, those farthest out first; in one row where there are none. */
export function distributionSql(page: AgencyPage): string {
  const most = `$${nextParameter(page)}::int`;
  const sorted = ['beyond desc', ...page.question.by.map((_, at) => `k${at}`)].join(', ');
  return `with ${rankedSql(page)},
  figures as (select count(*)::int as groups, count(f0)::int as count, min(f0) as minimum, max(f0) as maximum, avg(f0) as mean, stddev_pop(f0) as "standardDeviation",
      percentile_cont('{0.25,0.5,0.75}'::float8[]) within group (order by f0) as quartiles, bool_and(f0 = floor(f0)) as are_integers from ranked),
  fences as (select quartiles[1] - ${FENCE}::float8 * (quartiles[3] - quartiles[1]) as low, quartiles[3] + ${FENCE}::float8 * (quartiles[3] - quartiles[1]) as high from figures),
  whiskers as (select min(f0) filter (where f0 >= low) as "lowerWhisker", max(f0) filter (where f0 <= high) as "upperWhisker",
      (count(*) filter (where f0 < low))::int as "lowOutliers", (count(*) filter (where f0 > high))::int as "highOutliers" from ranked, fences),
  step as (select factor, divisor, first_edge, last_edge from figures, ${STEPS_SQL},
      lateral (select floor(minimum * divisor / factor) as low, ceil(maximum * divisor / factor) as high) about,
      lateral (select low - (low * factor / divisor > minimum)::int as first_edge, high + (high * factor / divisor < maximum)::int as last_edge) edge
    where minimum < maximum and (power >= 0 or not are_integers) and last_edge - first_edge <= ${most} order by power, digit limit 1),
  edge_list as (select coalesce((select array_agg((first_edge + at) * factor / divisor order by at) from step, generate_series(0, (last_edge - first_edge)::int) at), array[minimum, maximum]) as edges from figures),
  binned as (select least(greatest(width_bucket(f0, edges), 1), cardinality(edges) - 1) as bin, count(*)::int as count from ranked, edge_list where f0 is not null group by 1),
  histogram as (select coalesce(json_agg(json_build_object('from', edges[bin], 'to', edges[bin + 1], 'count', coalesce(b.count, 0)) order by bin), '[]') as bins
    from figures f, edge_list, generate_series(1, cardinality(edges) - 1) bin left join binned b using (bin) where f.count > 0),
  summary as (select groups, json_build_object('count', count, 'minimum', minimum, 'lowerQuartile', quartiles[1], 'median', quartiles[2], 'upperQuartile', quartiles[3], 'maximum', maximum,
      'mean', mean, 'standardDeviation', "standardDeviation", 'lowerWhisker', "lowerWhisker", 'upperWhisker', "upperWhisker", 'lowOutliers', "lowOutliers", 'highOutliers', "highOutliers",
      'bins', bins) as spread from figures, whiskers, histogram),
  page as (select ranked.*, ${BEYOND_SQL} as beyond from ranked, fences where ${BEYOND_SQL} is not null order by ${sorted} limit $${PARAMETERS.limit})
  ${rowsOfPageSql(page, sorted, 'summary')}`;
}
