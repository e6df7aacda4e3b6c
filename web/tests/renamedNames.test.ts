import { changedName } from '../src/tree/renamedNames';

const nameOf = ({ name }: { readonly name: string }) => name;
const THRICE = {
  name: '丙局',
  nameEn: null,
  formerNames: [
    { name: '乙局', validTo: '2024-07-01' },
    { name: '甲局', validTo: '2020-01-01' },
  ],
};

test.each([
  ['2024-07-01', '乙局 → 丙局'],
  ['2020-01-01', '甲局 → 乙局'],
  ['2023-01-01', '丙局'],
  [null, '丙局'],
])('a change of %s says the names that it changed: %s', (effectiveOn, names) => {
  expect(changedName(THRICE, effectiveOn, nameOf)).toBe(names);
});
