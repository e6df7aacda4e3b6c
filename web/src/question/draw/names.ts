import { breakLines, fitNames } from '../../charts/fitName';
import type { ChartName, Drawn } from '../groups';

/** How wide a name in a legend is at most, in pixels. */
const LEGEND_WIDTH = 260;

/** Returns what writes names within a width. The chart knows them in full, and its tooltip says them so. */
export function fitting(names: readonly ChartName[], width: number): (full: string) => string {
  const fitted = fitNames(
    names.map(({ parts }) => parts),
    width,
  );
  const texts = new Map(names.map(({ full }, at) => [full, fitted[at]]));
  return (full) => texts.get(full) ?? full;
}

/** Something that a tooltip says: the name of a bar or year, and a value with the name and the mark of its line. */
export interface Pointed {
  readonly name: string;
  readonly seriesName: string;
  readonly marker: string;
  readonly value: number | null;
  /** What was drawn: with its sign where it is not exact. */
  readonly data?: { readonly sign?: string } | number | null;
}

/** Returns a value as a tooltip says it. */
export function sayValue({ say }: Drawn, { value, data }: Pick<Pointed, 'value' | 'data'>): string {
  if (typeof value !== 'number') return '—';
  const sign = typeof data === 'object' ? data?.sign : undefined;
  return sign ? `${sign} ${say(value)}` : say(value);
}

/** Returns the legend of lines with these names, and what is said of a year and of a name that is pointed at. */
export const namedLines = (names: readonly ChartName[], drawn: Drawn) => ({
  legend: { type: 'scroll', top: 0, formatter: fitting(names, LEGEND_WIDTH), tooltip: { show: true } },
  tooltip: {
    formatter: (pointed: Pointed | readonly Pointed[]) =>
      // The legend says only what it has shortened.
      'name' in pointed
        ? breakLines(pointed.name).join('\n')
        : [
            pointed[0].name,
            ...pointed.flatMap((one) =>
              breakLines(`${one.seriesName} ${sayValue(drawn, one)}`).map((line, at) =>
                at === 0 ? one.marker + line : line,
              ),
            ),
          ].join('\n'),
  },
});
