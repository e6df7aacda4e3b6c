import { moreFoundInWords } from '../src/place/moreFound';

const zh = (text: string) => text;

test('a search says how much more it found than it lists, and nothing where it lists all', () => {
  expect(moreFoundInWords(1212, 12, zh)).toBe('还有 1,200 个没有列出，请再输几个字');
  expect([moreFoundInWords(12, 12, zh), moreFoundInWords(0, 0, zh)]).toEqual([null, null]);
});
