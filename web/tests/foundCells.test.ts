import { marksOf } from '../src/report/foundCells';

const TOTAL = 'requests.received.total';
const PARTS = ['requests.received.naturalPerson', 'requests.received.legalPerson'];

test('of what does not add up the total stands out, and its parts are marked as parts', () => {
  const balance = { path: TOTAL, cells: [TOTAL, ...PARTS] };
  expect([...marksOf([balance])]).toEqual([
    [TOTAL, 'found-figure'],
    [PARTS[0], 'found-part'],
    [PARTS[1], 'found-part'],
  ]);
  // What is wrong by itself stays so, whatever it is a part of.
  const own = { path: PARTS[0], cells: [PARTS[0]] };
  for (const order of [
    [balance, own],
    [own, balance],
  ])
    expect(marksOf(order).get(PARTS[0])).toBe('found-figure');
});

test('a finding that is at none of its cells is about all of them', () => {
  expect([...marksOf([{ path: 'overview', cells: PARTS }, { path: 'problems' }]).values()]).toEqual([
    'found-figure',
    'found-figure',
  ]);
});
