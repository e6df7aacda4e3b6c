import { formatDay, formatInstant, formatMoment, formatPercent } from '../src/figures/formatFigure';

test('a ratio in per cent is nothing or all only where it is so', () => {
  const texts = ['0', '0.0000063', '0.00049', '0.0005', '0.3333', '0.9994', '0.99951', '1', '1.5'].map(
    (ratio) => formatPercent(ratio, 'zh'),
  );
  expect(texts).toEqual(['0.0%', '<0.1%', '<0.1%', '0.1%', '33.3%', '99.9%', '>99.9%', '100.0%', '150.0%']);
});

test('days and times are written alike in both languages, in Beijing, with the zone where none is above them', () => {
  const instant = '2026-02-28T23:04:05.678Z';
  expect([formatDay(instant), formatMoment(instant)]).toEqual(['2026-03-01', '2026-03-01 07:04:05']);
  expect([formatInstant(instant, 'zh'), formatInstant(instant, 'en')]).toEqual([
    '2026-03-01 07:04（北京时间）',
    '2026-03-01 07:04 (Beijing)',
  ]);
});
