import * as vega from 'vega';
import { compile } from 'vega-lite';
import { NAMES } from './contenders.js';

const TITLES = {
  'R2-nation': 'R2 complete request table of the nation',
  'R3-nation': 'R3 trend of the nation',
  'R4-nation': 'R4 league of the provinces',
  page: 'page of 50 reports',
};

/** Draws latency over the number of reports, a panel for each question, both axes logarithmic. Returns SVG. */
export function drawGrowth(points) {
  const values = points.map(({ agencies, years, code, id, milliseconds }) => ({
    reports: agencies * years,
    question: TITLES[code] ?? code,
    contender: NAMES[id],
    milliseconds,
  }));
  const { spec } = compile({
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    background: 'white',
    data: { values },
    facet: { field: 'question', columns: 2, header: { title: null, labelFontSize: 12 } },
    spec: {
      width: 300,
      height: 180,
      mark: { type: 'line', point: true },
      encoding: {
        x: {
          field: 'reports',
          type: 'quantitative',
          scale: { type: 'log' },
          axis: {
            title: 'expected reports',
            values: [...new Set(values.map(({ reports }) => reports))],
            format: ',',
          },
        },
        y: {
          field: 'milliseconds',
          type: 'quantitative',
          scale: { type: 'log' },
          axis: { title: 'ms, one reader', format: '~g' },
        },
        color: { field: 'contender', type: 'nominal', legend: { title: null, orient: 'bottom' } },
      },
    },
    resolve: { scale: { y: 'shared' } },
  });
  return new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG();
}
