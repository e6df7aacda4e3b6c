import { formatPercent } from '../src/figures/formatFigure';

test('a ratio in per cent is nothing or all only where it is so', () => {
  const texts = ['0', '0.0000063', '0.00049', '0.0005', '0.3333', '0.9994', '0.99951', '1', '1.5'].map(
    (ratio) => formatPercent(ratio, 'zh'),
  );
  expect(texts).toEqual(['0.0%', '<0.1%', '<0.1%', '0.1%', '33.3%', '99.9%', '>99.9%', '100.0%', '150.0%']);
});
