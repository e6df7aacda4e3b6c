import { groupBy } from '../../../../src/shared/groupBy';
import { breakLines } from '../../charts/fitName';
import type { Drawing } from '../chartOf';
import { keyLabel, namingRow } from '../groups';
import { namedAxis, pointOf, titleOf, WITHIN } from './axis';
import { fitting } from './names';

const ROW = 22;
const LABEL_WIDTH = 170;
/** The room below for the names of columns, which stand upright, in pixels. */
const BELOW = 150;

/** Returns a matrix: a line for each group, a column for each key of another dimension, the darker the larger. */
export function matrixOf({
  choice: { shown },
  drawn,
  names,
  secondAt,
  dimensions,
  secondName,
  language,
}: Drawing) {
  const columns = groupBy(
    shown.flatMap(({ rows }) => rows),
    ({ keys }) => keys[secondAt].code,
  );
  const codes = [...columns.keys()];
  const labels = [...columns.values()].map((rows) => keyLabel(namingRow(rows).keys[secondAt], language));
  const cells = shown.flatMap(({ rows }, y) =>
    rows.flatMap((row) => {
      const at = codes.indexOf(row.keys[secondAt].code);
      const point = pointOf(drawn, row, 'inside', (value) => [at, y, value]);
      return point === null ? [] : [point];
    }),
  );
  const values = shown.flatMap(({ rows }) => rows.flatMap((row) => drawn.read(row) ?? []));
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values) || 1;
  return {
    height: 40 + shown.length * ROW + BELOW,
    option: {
      tooltip: {
        trigger: 'item',
        formatter: ({
          value: [x, y, value],
          data,
        }: {
          readonly value: readonly [number, number, number];
          readonly data: { readonly sign?: string };
        }) =>
          [
            ...breakLines(names[y].full),
            ...breakLines(labels[x]),
            [data.sign, drawn.say(value)].filter(Boolean).join(' '),
          ].join('\n'),
      },
      grid: { left: 8, right: 16, top: 40, bottom: 8, ...WITHIN },
      xAxis: {
        type: 'category',
        data: labels,
        ...namedAxis(secondName),
        axisLabel: { hideOverlap: true, rotate: 60, width: BELOW - 20, overflow: 'truncate' },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names.map(({ full }) => full),
        ...namedAxis(dimensions.join(' / ')),
        axisLabel: { formatter: fitting(names, LABEL_WIDTH) },
      },
      visualMap: {
        min: least,
        max: most,
        orient: 'horizontal',
        top: 0,
        right: 16,
        itemHeight: 160,
        itemWidth: 12,
        formatter: drawn.say,
        text: [`${drawn.say(most)}　${titleOf(drawn)}`, drawn.say(least)],
        // Below the bar nothing is drawn, so that it is seen on the ground of the page as the cells are.
        outOfRange: { color: 'transparent' },
        inRange: { color: ['rgba(31, 95, 168, 0.06)', 'rgba(31, 95, 168, 0.95)'] },
      },
      series: [{ type: 'heatmap', data: cells }],
    },
  };
}
