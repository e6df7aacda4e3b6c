import {
  endInWords,
  namesThroughTime,
  peerPlaces,
  rankAmongPeers,
  successionInWords,
} from '../src/agency/peers';

test('a percentile is the share of those with less and half of those with the same', () => {
  // Of 1 2 2 3 4, for 2.
  expect(rankAmongPeers({ count: 5, atLeast: 4, atMost: 3 })).toEqual({ rank: 3, percentile: 40 });
  // The highest of ten, and the lowest.
  expect(rankAmongPeers({ count: 10, atLeast: 1, atMost: 10 })).toEqual({ rank: 1, percentile: 95 });
  expect(rankAmongPeers({ count: 10, atLeast: 10, atMost: 1 })).toEqual({ rank: 10, percentile: 5 });
  // All have the same.
  expect(rankAmongPeers({ count: 6, atLeast: 6, atMost: 6 })).toEqual({ rank: 1, percentile: 50 });
});

test('too few peers, and an agency that is none of them, have no percentile', () => {
  expect(rankAmongPeers({ count: 4, atLeast: 1, atMost: 4 })).toBeNull();
  expect(rankAmongPeers({ count: 8, atLeast: 3, atMost: 5 })).toBeNull();
});

test('peers are looked for from the place itself upwards; of governments and townships from the place above', () => {
  const named = (code: string) => ({ code, name: code, nameEn: null });
  const place = { ...named('c'), parent: { ...named('b'), parent: { ...named('a'), parent: null } } };
  const codesOf = (kind: string) => peerPlaces(kind, place).map(({ code }) => code);
  expect(codesOf('DEPARTMENT')).toEqual(['c', 'b', 'a']);
  expect(codesOf('GOVERNMENT')).toEqual(['b', 'a']);
  expect(codesOf('TOWNSHIP_OR_STREET')).toEqual(['b', 'a']);
  expect(peerPlaces('GOVERNMENT', named('a')).map(({ code }) => code)).toEqual(['a']);
});

test('names follow each other without a gap, the newest first', () => {
  const agency = {
    name: 'now',
    validFrom: '2000-01-01',
    validTo: null,
    formerNames: [
      { name: 'before', validFrom: '2010-01-01', validTo: '2020-01-01' },
      { name: 'first', validFrom: '2000-01-01', validTo: '2010-01-01' },
    ],
    comingNames: [
      { name: 'next', validFrom: '2030-01-01' },
      { name: 'last', validFrom: '2040-01-01' },
    ],
  };
  const names = namesThroughTime(agency, '2026-11-30');
  expect(names.map(({ name, from, to, state }) => [name, from, to, state])).toEqual([
    ['last', '2040-01-01', null, 'COMING'],
    ['next', '2030-01-01', '2039-12-31', 'COMING'],
    ['now', '2020-01-01', '2029-12-31', 'PRESENT'],
    ['before', '2010-01-01', '2019-12-31', 'FORMER'],
    ['first', '2000-01-01', '2009-12-31', 'FORMER'],
  ]);
});

test('the name of an agency that has ended is that which it had then, not a present one', () => {
  const agency = {
    name: 'once',
    validFrom: '2000-01-01',
    validTo: '2025-06-01',
    formerNames: [],
    comingNames: [],
  };
  const stateOn = (day: string) => namesThroughTime(agency, day)[0].state;
  expect(stateOn('2025-05-31')).toBe('PRESENT');
  expect(stateOn('2025-06-01')).toBe('LAST');
});

test('of an agency that has ended it is said when, and into which it went', () => {
  const zh = (text: string, _: string) => text;
  const en = (_: string, text: string) => text;
  const nameOf = ({ name }: { readonly name: string }) => name;
  const validTo = '2025-06-01';
  const follower = (name: string, kind: 'MERGE' | 'SPLIT') => ({
    kind,
    effectiveOn: validTo,
    agency: { name, nameEn: null },
  });
  const say = (successors: ReturnType<typeof follower>[], t = zh, today = '2026-01-01') =>
    endInWords({ validTo, successors }, today, nameOf, t);
  expect(say([])).toBe('已于 2025-06-01 终止');
  expect(say([follower('甲局', 'MERGE')])).toBe('已于 2025-06-01 并入甲局');
  expect(say([follower('甲局', 'SPLIT'), follower('乙局', 'SPLIT')])).toBe(
    '已于 2025-06-01 分立为甲局、乙局',
  );
  expect(say([follower('甲局', 'MERGE')], en)).toBe('merged 2025-06-01 into 甲局');
  expect(say([], zh, '2025-05-31')).toBeNull();
  expect(endInWords({ validTo: null, successors: [] }, '2026-01-01', nameOf, zh)).toBeNull();
});

test('a succession of a coming day is said as coming, one of a past day as done', () => {
  const succession = { kind: 'MERGE' as const, effectiveOn: '2026-12-31', isBefore: false };
  expect(successionInWords(succession, '2026-11-30')[0]).toBe('将于 2026-12-31 并入');
  expect(successionInWords({ ...succession, isBefore: true }, '2026-11-30')[0]).toBe(
    '将于 2026-12-31 并入本机关',
  );
  expect(successionInWords({ ...succession, kind: 'SPLIT' }, '2026-11-30')[1]).toContain('to be split');
  expect(successionInWords(succession, '2026-12-31')[0]).toBe('合并 2026-12-31');
});
