import { breakLines } from '../../charts/fitName';
import type { Drawing } from '../chartOf';
import { axisOf, namedAxis, pointOf, WITHIN } from './axis';
import { fitting, type Pointed, sayValue } from './names';

/** How wide the names of bars are at most, in pixels. */
const LABEL_WIDTH = 170;
/** And where they are of several dimensions: such a chart has the width of the page. */
const LONG_LABEL_WIDTH = 420;
/** On a narrow screen, up to so many pixels wide, names leave room for their bars. */
const NARROW = 560;
const NARROW_LABEL_WIDTH = 190;

/** Returns a bar for each group. */
export function barsOf({ choice: { shown }, drawn, names, dimensions }: Drawing) {
  const labels = (width: number) => ({ axisLabel: { formatter: fitting(names, width) } });
  return {
    height: 80 + shown.length * 20,
    option: {
      grid: { left: 8, right: 32, top: 8, bottom: 8, ...WITHIN },
      tooltip: {
        formatter: ([pointed]: readonly Pointed[]) =>
          [...breakLines(pointed.name), sayValue(drawn, pointed)].join('\n'),
      },
      xAxis: axisOf(drawn),
      yAxis: {
        type: 'category',
        inverse: true,
        ...namedAxis(dimensions.join(' / ')),
        ...labels(shown[0].rows[0].keys.length > 1 ? LONG_LABEL_WIDTH : LABEL_WIDTH),
        data: names.map(({ full }) => full),
      },
      media: [{ query: { maxWidth: NARROW }, option: { yAxis: labels(NARROW_LABEL_WIDTH) } }],
      series: [{ type: 'bar', data: shown.map(({ rows: [row] }) => pointOf(drawn, row, 'right')) }],
    },
  };
}
