import { lettersOnly } from '../../src/form/labels';
import { similarity } from '../../src/form/similarity';

test('two texts are alike by the share of their pairs of letters', () => {
  expect(similarity('公开意识不强', '公开意识不强')).toBe(1);
  expect(similarity('公开意识不强', '平台建设滞后')).toBe(0);
  expect(similarity('公开意识不强', '公开意识薄弱')).toBeCloseTo(0.6);
});

test('a pair counts as often as it occurs: a text repeated is not like the text', () => {
  expect(similarity('公开公开公开', '公开')).toBeCloseTo(2 / 6);
  expect(similarity('公开', '公开公开公开')).toBe(similarity('公开公开公开', '公开'));
});

test('two empty texts are alike, and so is one letter with itself', () => {
  expect([similarity('', ''), similarity('县', '县'), similarity('县', '区')]).toEqual([0, 1, 0]);
});

test('prose and names are compared without spaces, punctuation, symbols, width and case', () => {
  expect(lettersOnly('公开意识　不强。（ＯＧＩ＋）')).toBe(lettersOnly('公开 意识不强 ogi'));
});
