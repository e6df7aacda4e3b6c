import { breakLines } from '../../charts/fitName';
import type { Drawn } from '../groups';
import type { ResultRow } from '../Result';

/** A grid keeps the names of its axes within its bounds, as it does their labels. */
export const WITHIN = { outerBoundsMode: 'same', outerBoundsContain: 'all' } as const;

/** How wide the name of an axis is at most, in pixels: longer ones are in lines. */
const NAME_WIDTH = 360;

/** Returns the name of an axis, in its middle. */
export const namedAxis = (name: string) => ({
  name: breakLines(name, NAME_WIDTH).join('\n'),
  nameLocation: 'middle' as const,
});

/** Returns what an axis of values is called: what is drawn, with its unit. */
export const titleOf = ({ name, withUnit }: Drawn): string => withUnit(name);

/** Returns the axis of what is drawn. */
export const axisOf = (drawn: Drawn) => ({
  type: 'value',
  axisLabel: { formatter: drawn.say, hideOverlap: true },
  ...namedAxis(titleOf(drawn)),
});

/** A figure of a chart; one that is not exact has its sign beside it. */
export type Point =
  | number
  | null
  | { readonly value: number | readonly number[]; readonly sign: string; readonly label: object };

/** Returns the figure of a row as a chart draws it; `asValue` says what a series takes as its value. */
export function pointOf(
  drawn: Drawn,
  row: ResultRow | undefined,
  position: 'top' | 'right' | 'inside',
  asValue: (figure: number) => number | readonly number[] = (figure) => figure,
): Point | readonly number[] {
  const figure = drawn.read(row);
  if (figure === null) return null;
  const sign = drawn.signOf(row);
  if (!sign) return asValue(figure) as number;
  return { value: asValue(figure), sign, label: { show: true, position, formatter: sign } };
}
