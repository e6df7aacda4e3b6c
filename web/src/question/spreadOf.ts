import { counted, formatCount } from '../figures/formatFigure';
import { textOfValue } from '../figures/shownValue';
import type { Language } from '../language/language';
import type { ResultChart } from './chartOf';
import type { Spread } from './Distribution';
import { namedAxis } from './draw/axis';
import { withUnit } from './groups';

/** The margins of the charts of a distribution, which stand below each other over one axis. */
const SIDES = { left: 76, right: 24 };

/** Returns a box plot over a histogram of the same values. */
export function spreadOf(spread: Spread, language: Language): ResultChart {
  const { bins, code } = spread;
  const said = (value: number | null) => textOfValue({ code, value }, language) ?? '';
  const name = language === 'zh' ? spread.labelZh : spread.labelEn;
  const [least, most] = [bins[0].from, bins[bins.length - 1].to];
  const outside = spread.lowOutliers + spread.highOutliers;
  const unit = language === 'zh' ? spread.unitZh : spread.unitEn;
  const outliers = (spread.outliers ?? []).map(({ values: [{ value }] }) => [Number(value), 0]);
  const [all, drawn] = [formatCount(outside), formatCount(outliers.length)];
  const isPart = outliers.length < outside;
  const drawnInWords =
    language === 'zh'
      ? `离群的 ${all} 组，${isPart ? `只画出最远的 ${drawn} 组` : `画出 ${drawn} 组`}`
      : `${counted(outside, 'group')} outside${isPart ? `, of which the farthest ${drawn} are drawn` : ''}`;
  return {
    height: 376,
    sentence:
      language === 'zh'
        ? `${name}：一半的组在 ${said(spread.lowerQuartile)} 至 ${said(spread.upperQuartile)} 之间，中位数 ${said(spread.median)}。${drawnInWords}。`
        : `${name}: half of the groups lie between ${said(spread.lowerQuartile)} and ${said(spread.upperQuartile)}; the median is ${said(spread.median)}. ${drawnInWords}.`,
    option: {
      tooltip: { trigger: 'item', renderMode: 'richText' },
      grid: [
        { ...SIDES, top: 8, height: 48 },
        { ...SIDES, top: 72, height: 240 },
      ],
      xAxis: [
        { gridIndex: 0, type: 'value', min: least, max: most, show: false },
        {
          gridIndex: 1,
          type: 'category',
          data: bins.map(({ from }) => said(from)),
          ...namedAxis(`${withUnit(name, unit, language)}${language === 'zh' ? '，自此数起' : ', from'}`),
          nameGap: 32,
        },
      ],
      yAxis: [
        { gridIndex: 0, type: 'category', data: [''], axisTick: { show: false }, axisLine: { show: false } },
        {
          gridIndex: 1,
          type: 'value',
          minInterval: 1,
          ...namedAxis(language === 'zh' ? '组数' : 'Groups'),
          nameGap: 44,
        },
      ],
      series: [
        {
          type: 'boxplot',
          name,
          itemStyle: { color: 'transparent' },
          data: [
            [
              spread.lowerWhisker,
              spread.lowerQuartile,
              spread.median,
              spread.upperQuartile,
              spread.upperWhisker,
            ],
          ],
        },
        { type: 'scatter', name, symbolSize: 6, data: outliers },
        {
          type: 'bar',
          name,
          xAxisIndex: 1,
          yAxisIndex: 1,
          barCategoryGap: '4%',
          data: bins.map(({ count }) => count),
        },
      ],
    },
  };
}
