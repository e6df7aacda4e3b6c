import type { Drawn } from '../groups';

/** Returns the axis of what is drawn. */
export const axisOf = ({ say }: Drawn) => ({
  type: 'value',
  axisLabel: { formatter: say, hideOverlap: true },
});
