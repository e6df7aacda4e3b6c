import type { EChartsCoreOption } from 'echarts/core';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../language/language';
import { useBrightness } from '../look/theme';

type DrawingProgram = typeof import('./drawing');
/** The program that draws, once it is loaded. */
let loaded: DrawingProgram | null = null;

/**
 * A chart. The sentence says what it shows to who does not see it, and a table with the same figures stands beside it. The program that draws is
 * loaded when the first chart is shown.
 */
export function Chart({
  option,
  sentence,
  height = 260,
}: {
  readonly option: EChartsCoreOption;
  readonly sentence: string;
  readonly height?: number;
}) {
  const { t } = useLanguage();
  const { brightness } = useBrightness();
  const box = useRef<HTMLDivElement>(null);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let isOver = false;
    let close = () => {};
    const begin = (program: DrawingProgram) => {
      loaded = program;
      if (!isOver) close = program.draw(element, brightness, option);
    };
    // Once it is there, a chart is drawn at once: paper does not wait.
    if (loaded) begin(loaded);
    else import('./drawing').then(begin, () => setFailed(true));
    return () => {
      isOver = true;
      close();
    };
  }, [option, brightness]);
  return (
    <figure className="chart">
      <div ref={box} role="img" aria-label={sentence} style={{ height }} />
      <figcaption>
        {hasFailed ? t('图未能加载，见表。', 'The chart could not be loaded; see the table.') : sentence}
      </figcaption>
    </figure>
  );
}
