import { groupBy } from '../../../../src/shared/groupBy';
import type { Drawing } from '../chartOf';
import { keyLabel, namingRow } from '../groups';
import { axisOf, pointOf, WITHIN } from './axis';
import { namedLines } from './names';

/** How many lines each small chart has: those whose figures are the largest in all of them together. */
const MOST_LINES = 6;
/** A screen narrower than this has one small chart beside no other. */
const NARROW = 600;
/** The height of a small chart with its name, and what stands above all of them, in pixels. */
const PANEL = 190;
const ABOVE = 48;

/** Returns a round number from a figure on, for the end of an axis. */
function roundUp(figure: number): number | undefined {
  if (figure <= 0) return undefined;
  const step = 10 ** Math.floor(Math.log10(figure)) / 2;
  return Math.ceil(figure / step) * step;
}

/** Returns a small chart for each group, over one scale, with lines for the keys of another dimension in the same colours. */
export function panelsOf({
  choice: { shown },
  drawn,
  names,
  yearAt,
  years,
  secondAt,
  isCut,
  language,
}: Drawing) {
  const { read } = drawn;
  const kinds = [
    ...groupBy(
      shown.flatMap(({ rows }) => rows),
      ({ keys }) => keys[secondAt].code,
    ),
  ]
    .map(([code, rows]) => ({ code, rows, sum: rows.reduce((all, row) => all + (read(row) ?? 0), 0) }))
    .toSorted((one, other) => other.sum - one.sum);
  const lines = kinds.slice(0, MOST_LINES);
  const lineNames = lines.map(({ rows }) => keyLabel(namingRow(rows).keys[secondAt], language));
  const labels = lineNames.map((full) => ({ full, parts: [full] }));
  const largest = Math.max(0, ...lines.flatMap(({ rows }) => rows.map((row) => read(row) ?? 0)));
  const columns = globalThis.innerWidth < NARROW ? 1 : 2;
  const place = (at: number) => ({
    left: `${(at % columns) * (100 / columns) + 1}%`,
    width: `${100 / columns - 3}%`,
    top: ABOVE + Math.floor(at / columns) * PANEL + 24,
    height: PANEL - 44,
    ...WITHIN,
  });
  const part = `${lines.length}/${kinds.length}`;
  return {
    more:
      language === 'zh'
        ? `，各画${isCut ? '' : '最多的'} ${part} 条线`
        : `, each with ${isCut ? '' : 'the largest '}${part} lines`,
    height: ABOVE + Math.ceil(shown.length / columns) * PANEL + 8,
    option: {
      ...namedLines(labels, drawn),
      grid: shown.map((_, at) => place(at)),
      xAxis: shown.map((_, gridIndex) => ({ type: 'category', gridIndex, data: years })),
      // The name of a small chart is that of its axis.
      yAxis: shown.map((_, gridIndex) => ({
        ...axisOf(drawn),
        gridIndex,
        max: roundUp(largest),
        name: drawn.withUnit(names[gridIndex].full),
        nameLocation: 'end',
        nameTextStyle: { align: 'left', fontWeight: 'bold' },
        nameTruncate: { maxWidth: 300 },
      })),
      series: shown.flatMap(({ rows }, at) =>
        lines.map(({ code }, line) => ({
          type: 'line',
          xAxisIndex: at,
          yAxisIndex: at,
          name: lineNames[line],
          data: years.map((year) =>
            pointOf(
              drawn,
              rows.find(({ keys }) => keys[secondAt].code === code && keys[yearAt].code === year),
              'top',
            ),
          ),
        })),
      ),
    },
  };
}
