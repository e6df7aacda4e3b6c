import { BarChart, BoxplotChart, HeatmapChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Brightness } from '../look/theme';

use([
  BarChart,
  BoxplotChart,
  LineChart,
  ScatterChart,
  HeatmapChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

/** Draws in an element, whose size the chart follows, and returns what ends it. Nothing is written as SVG or HTML: the pages allow no styles in it. */
export function draw(element: HTMLElement, brightness: Brightness, option: EChartsCoreOption): () => void {
  const chart = init(element, brightness === 'dark' ? 'dark' : null, { renderer: 'canvas' });
  chart.setOption({
    backgroundColor: 'transparent',
    animation: false,
    ...option,
    tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, ...(option.tooltip as object) },
  });
  const sizes = new ResizeObserver(() => chart.resize());
  sizes.observe(element);
  return () => {
    sizes.disconnect();
    chart.dispose();
  };
}
