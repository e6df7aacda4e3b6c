import type { Drawing } from '../chartOf';
import { axisOf, namedAxis, pointOf, WITHIN } from './axis';
import { namedLines } from './names';

/** Returns a line over years for each group. */
export const linesOf = ({ choice, drawn, names, yearAt, years, yearName }: Drawing) => ({
  height: 420,
  option: {
    grid: { left: 8, right: 16, top: 40, bottom: 8, ...WITHIN },
    ...namedLines(names, drawn),
    xAxis: { type: 'category', data: years, ...namedAxis(yearName) },
    yAxis: axisOf(drawn),
    series: choice.shown.map(({ rows }, at) => ({
      type: 'line',
      name: names[at].full,
      data: years.map((year) =>
        pointOf(
          drawn,
          rows.find(({ keys }) => keys[yearAt].code === year),
          'top',
        ),
      ),
    })),
  },
});
