import { editionInForce } from '../../src/form/cells';
import { checkEntries } from '../src/desk/entry/entries';

test.each([
  [2020, false],
  [2021, true],
] as const)('what is typed is checked by the rules of its year: %i', (year, mustStateFees) => {
  const edition = editionInForce(year);
  const form = { year, editions: { 2: edition, 3: edition, 4: edition } };
  const { findings } = checkEntries({ problems: '培训不足。', otherMatters: '无。' }, form, null);
  expect(findings.some(({ code }) => code === 'narrative.fees')).toBe(mustStateFees);
});
