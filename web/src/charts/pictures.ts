import { TitleComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import './drawing';

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
/** The room for what is written above and below a chart, in pixels. */
const ABOVE = 44;
const BELOW = 32;
const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

type Box = Readonly<Record<string, unknown>>;

/** Moves what has a place of its own down by the room above. */
const moved = (box: unknown) =>
  box ? { ...(box as Box), top: Number((box as Box).top ?? 0) + ABOVE } : undefined;
const movedGrid = (grid: Box) => ({
  ...(moved(grid) as Box),
  bottom: grid.height === undefined ? Number(grid.bottom ?? 0) + BELOW : undefined,
});

/** Returns a chart as an option with its sentence above and its source below. */
const withWords = ({ option, sentence, source }: PicturedChart): EChartsCoreOption => {
  const { grid, legend, visualMap } = option as {
    grid: Box | readonly Box[];
    legend?: Box;
    visualMap?: Box;
  };
  return {
    backgroundColor: '#ffffff',
    animation: false,
    textStyle: { fontFamily: FONT },
    ...option,
    ...(legend && { legend: moved(legend) }),
    ...(visualMap && { visualMap: moved(visualMap) }),
    grid: Array.isArray(grid) ? grid.map(movedGrid) : movedGrid(grid as Box),
    title: [
      {
        text: sentence,
        left: 8,
        top: 8,
        textStyle: { fontSize: 15, width: WIDTH - 16, overflow: 'truncate' },
      },
      {
        text: source,
        left: 8,
        bottom: 4,
        textStyle: { fontSize: 11, fontWeight: 'normal', color: '#5a5f66' },
      },
    ],
  };
};

/** Returns a chart as a picture with its sentence and its source. It is drawn beside the page, in which nothing is written. */
export async function pictureOf(kind: 'png' | 'svg', pictured: PicturedChart): Promise<Blob> {
  const size = { width: WIDTH, height: pictured.height + ABOVE + BELOW };
  const chart =
    kind === 'svg'
      ? init(null, null, { renderer: 'svg', ssr: true, ...size })
      : init(document.createElement('div'), null, { renderer: 'canvas', ...size });
  try {
    chart.setOption(withWords(pictured));
    if (kind === 'svg') return new Blob([chart.renderToSVGString()], { type: 'image/svg+xml' });
    const canvas = chart.renderToCanvas({ pixelRatio: 2, backgroundColor: '#ffffff' });
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
    );
  } finally {
    chart.dispose();
  }
}
