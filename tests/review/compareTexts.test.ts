import fc from 'fast-check';
import { compareTexts } from '../../src/review/compareTexts';

const marked = (before: string, after: string) =>
  compareTexts(before, after)
    .map(({ kind, text }) => (kind === 'SAME' ? text : `${kind === 'ADDED' ? '+' : '-'}[${text}]`))
    .join('');

test('texts differ by words: no number and no word is cut', () => {
  expect(marked('全年收到申请1234件，全部办结。', '全年收到申请1243件，全部办结。')).toBe(
    '全年收到申请-[1234]+[1243]件，全部办结。',
  );
  expect(marked('主动公开信息12.5万条。', '主动公开信息12.8万条。')).toBe('主动公开信息-[12.5]+[12.8]万条。');
  expect(marked('建立健全制度。', '建立健全制度。加强培训。')).toBe('建立健全制度。+[加强培训。]');
});

test('changes that only a letter or a mark parts are drawn together, so that a sentence is read as it was written', () => {
  expect(marked('办公室组织培训三次。', '办公厅召开会议五次。').match(/\[/g)).toHaveLength(2);
  expect(compareTexts('第一、整改；第二、培训。', '首先，督查；其次，考核。').length).toBeLessThanOrEqual(7);
});

test.each([
  ['sentences', '全年受理政府信息公开申请39件。', '全年受理政府信息公开申请93件。'],
  ['letters without any mark', '公', '开'],
  ['nothing but marks', '。', '；'],
  ['letters of two units', '😀', '😁'],
])('the longest texts that a report may have are compared too: %s', (_, letters, changed) => {
  const before = letters.repeat(200_000 / letters.length);
  const after = before.slice(0, 100_000) + changed + before.slice(100_000);
  const parts = compareTexts(before, after);
  expect(
    parts
      .filter(({ kind }) => kind !== 'ADDED')
      .map(({ text }) => text)
      .join(''),
  ).toBe(before);
  expect(
    parts
      .filter(({ kind }) => kind !== 'REMOVED')
      .map(({ text }) => text)
      .join(''),
  ).toBe(after);
});

test('law: the parts that are not added are the text before, those that are not removed the text after, and none is empty', () => {
  const text = fc.stringMatching(/^[公开信息申请一二三12.,，。；\n a-c]{0,40}$/);
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = compareTexts(before, after);
      const without = (kind: string) => parts.filter((part) => part.kind !== kind).map((part) => part.text);
      expect(without('ADDED').join('')).toBe(before);
      expect(without('REMOVED').join('')).toBe(after);
      expect(parts.every((part) => part.text !== '')).toBe(true);
    }),
    { seed: 10, numRuns: 200 },
  );
});
