import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { GroupFigure } from '../request/groupFigure';
import type { RollUpRow } from './groupTypes';

/** A bin of a histogram. */
@ObjectType({
  simpleResolvers: true,
  description:
    '直方图的一组：含左端，不含右端；最后一组两端都含。A bin of a histogram: it holds its lower edge and not its upper one; the last bin holds both.',
})
export class HistogramBin {
  @Field(() => Float, { description: '左端（含）。Lower edge, included.' })
  from: number;
  @Field(() => Float, { description: '右端。Upper edge, included in the last bin only.' })
  to: number;
  @Field(() => Int, { description: '组内的分组个数。How many groups lie in it.' })
  count: number;
}

const QUARTILE = {
  zh: '线性插值（R-7，同 PostgreSQL percentile_cont）',
  en: 'by linear interpolation (R-7, percentile_cont of PostgreSQL and the default of numpy)',
};
const WHISKER = {
  zh: '四分位距 1.5 倍以内',
  en: 'within 1.5 interquartile ranges of the quartiles (Tukey)',
};

/** How a figure of the groups of a roll-up is spread. */
@ObjectType({
  description:
    '一个数值在各分组间的分布：四分位数、箱线图、离群值、直方图。How a value is spread over groups: what a box plot and a histogram need, without fetching the groups. Groups without a value, and those kept back, are in `blank` and in nothing else; statistics are null where no group has a value.',
})
export class Distribution {
  @Field(() => ID, { description: '数值代码。Code of the value.' })
  code: string;
  @Field({ description: '名称。Label in Chinese.' })
  labelZh: string;
  @Field({ description: '英文名称。Label in English.' })
  labelEn: string;
  @Field({ description: '计量单位。Unit of the figures in Chinese.' })
  unitZh: string;
  @Field({ description: '英文计量单位。Unit of the figures in English.' })
  unitEn: string;
  @Field(() => GroupFigure, {
    description: '取值、占比、增减量或增长率。What of the value: itself, its share, its change.',
  })
  figure: GroupFigure;
  @Field(() => Int, { description: '有数值的分组个数。How many groups have a figure.' })
  count: number;
  @Field(() => Int, {
    description: '没有数值的分组个数，不计为零。How many groups have none; they do not count as zero.',
  })
  blank: number;
  @Field(() => Float, { nullable: true, description: '最小值。The least.' })
  minimum: number | null;
  @Field(() => Float, {
    nullable: true,
    description: `下四分位数：${QUARTILE.zh}。Lower quartile, ${QUARTILE.en}.`,
  })
  lowerQuartile: number | null;
  @Field(() => Float, { nullable: true, description: `中位数：${QUARTILE.zh}。Median, ${QUARTILE.en}.` })
  median: number | null;
  @Field(() => Float, {
    nullable: true,
    description: `上四分位数：${QUARTILE.zh}。Upper quartile, ${QUARTILE.en}.`,
  })
  upperQuartile: number | null;
  @Field(() => Float, { nullable: true, description: '最大值。The greatest.' })
  maximum: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      '各分组的算术平均，不加权。Mean of the groups, each counting once: not the value of their total.',
  })
  mean: number | null;
  @Field(() => Float, {
    nullable: true,
    description:
      '总体标准差（除以 n）。Standard deviation of all groups (divided by n, not by n - 1: they are no sample).',
  })
  standardDeviation: number | null;
  @Field(() => Float, {
    nullable: true,
    description: '四分位距。Interquartile range: upper less lower quartile.',
  })
  interquartileRange: number | null;
  @Field(() => Float, {
    nullable: true,
    description: `箱线图下须：${WHISKER.zh}的最小值。Lower whisker: the least figure ${WHISKER.en}.`,
  })
  lowerWhisker: number | null;
  @Field(() => Float, {
    nullable: true,
    description: `箱线图上须：${WHISKER.zh}的最大值。Upper whisker: the greatest figure ${WHISKER.en}.`,
  })
  upperWhisker: number | null;
  @Field(() => Int, { description: '低于下须的分组个数。How many groups lie below the lower whisker.' })
  lowOutliers: number;
  @Field(() => Int, { description: '高于上须的分组个数。How many groups lie above the upper whisker.' })
  highOutliers: number;
  @Field(() => [HistogramBin], {
    description:
      '直方图，等宽，空组亦列出。Histogram with bins of equal width, empty ones too. The width is the least of 1, 2 or 5 times a power of ten with which no more than `bins` are needed, at least 1 where all figures are whole; edges are multiples of it. Where all figures are equal there is one bin, from that figure to itself.',
  })
  bins: readonly HistogramBin[];

  /** The outliers that were read, those farthest out first. */
  readonly outlierRows: readonly RollUpRow[];
}
