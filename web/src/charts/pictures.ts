import { TitleComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import './drawing';
import { breakLines, widthOf } from './fitName';

use([TitleComponent, SVGRenderer]);

/** A chart as a picture shows it. */
export interface PicturedChart {
  readonly option: EChartsCoreOption;
  readonly height: number;
  /** What it shows, above it. */
  readonly sentence: string;
  /** Where it comes from, below it. */
  readonly source: string;
}

const WIDTH = 960;
/** The room at each side of what is written, in pixels. */
const SIDE = 8;
/** What is written above and below a chart: how large its letters and how high its lines are, in pixels. */
const TITLE = { size: 15, line: 21 };
const SOURCE = { size: 11, line: 16 };
/** The size in which charts write names, at which the widths of letters are known, and how much wider they may be in the letters that are at hand. */
const NAME_SIZE = 12;
const WIDER = 1.1;
/** The names of lines: how high a line of them is, and what each has beside its letters. */
const LEGEND = { line: 24, beside: 44 };
const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

type Box = Readonly<Record<string, unknown>>;

/** Returns a text in lines that a picture has room for. */
const written = (text: string, { size }: typeof TITLE) =>
  breakLines(text, ((WIDTH - 2 * SIDE) * NAME_SIZE) / size / WIDER);

/** Returns how many lines the names of a legend need, each in full. */
function linesOfLegend(names: readonly string[]): number {
  let lines = 1;
  let filled = 0;
  for (const width of names.map((name) => widthOf(name) * WIDER + LEGEND.beside)) {
    if (filled > 0 && filled + width > WIDTH) {
      lines += 1;
      filled = 0;
    }
    filled += width;
  }
  return lines;
}

/** Returns a chart as an option with its sentence above and its source below, in lines as many as they need, and with all names of its lines. */
function withWords({ option, height, sentence, source }: PicturedChart) {
  const { grid, legend, visualMap, series } = option as {
    grid: Box | readonly Box[];
    legend?: Box;
    visualMap?: Box;
    series: readonly { readonly name?: string }[];
  };
  const title = written(sentence, TITLE);
  const from = written(source, SOURCE);
  const names = [...new Set(series.flatMap(({ name }) => name ?? []))];
  const above = title.length * TITLE.line + 2 * SIDE;
  const below = from.length * SOURCE.line + 2 * SIDE;
  const more = legend ? (linesOfLegend(names) - 1) * LEGEND.line : 0;
  const moved = (box: Box, by: number) => ({ ...box, top: Number(box.top ?? 0) + by });
  const movedGrid = (box: Box) => ({
    ...moved(box, above + more),
    bottom: box.height === undefined ? Number(box.bottom ?? 0) + below : undefined,
  });
  return {
    height: height + above + more + below,
    option: {
      backgroundColor: '#ffffff',
      animation: false,
      textStyle: { fontFamily: FONT },
      ...option,
      ...(legend && { legend: { ...moved(legend, above), type: 'plain', formatter: undefined, left: SIDE } }),
      ...(visualMap && { visualMap: moved(visualMap, above) }),
      grid: Array.isArray(grid) ? grid.map(movedGrid) : movedGrid(grid as Box),
      title: [
        {
          text: title.join('\n'),
          left: SIDE,
          top: SIDE,
          padding: 0,
          textStyle: { fontSize: TITLE.size, lineHeight: TITLE.line },
        },
        {
          text: from.join('\n'),
          left: SIDE,
          bottom: SIDE,
          padding: 0,
          textStyle: {
            fontSize: SOURCE.size,
            lineHeight: SOURCE.line,
            fontWeight: 'normal',
            color: '#5a5f66',
          },
        },
      ],
    } satisfies EChartsCoreOption,
  };
}

/** Returns a chart as a picture with its sentence and its source. It is drawn beside the page, in which nothing is written. */
export async function pictureOf(kind: 'png' | 'svg', pictured: PicturedChart): Promise<Blob> {
  const { option, height } = withWords(pictured);
  const size = { width: WIDTH, height };
  const chart =
    kind === 'svg'
      ? init(null, null, { renderer: 'svg', ssr: true, ...size })
      : init(document.createElement('div'), null, { renderer: 'canvas', ...size });
  try {
    chart.setOption(option);
    if (kind === 'svg') return new Blob([chart.renderToSVGString()], { type: 'image/svg+xml' });
    const canvas = chart.renderToCanvas({ pixelRatio: 2, backgroundColor: '#ffffff' });
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
    );
  } finally {
    chart.dispose();
  }
}
