import { checkEntries } from '../src/desk/entry/entries';
import {
  fieldOfFinding,
  indicatorFields,
  isSameIndicator,
  partsOf,
  sentIndicators,
} from '../src/desk/entry/indicatorEntries';
import { mergeTyped } from '../src/desk/entry/mergeTyped';
import { changedSections, editionsOf } from '../src/desk/entry/storedReport';
import { indicatorsToStore } from '../src/desk/reading/indicatorsRead';

const TICKETS = 'indicators.hotlineTickets';
const POSTS = 'indicators.posts';
const SENTENCES = { [TICKETS]: '全年办理12345热线工单1,481件，比上年多9件。' };
const NOTHING_BESIDE = { notes: {}, sentences: {} };

const stated = (code: string, value: string, retired = false) => ({
  indicator: { code, name: code, nameEn: code, unitZh: '件', unitEn: 'tickets', retired },
  value,
  qualifier: 'AT_LEAST' as const,
  sentences: [],
});

test('what is typed of an indicator is its figure with the sign of its qualifier; a sign alone is blank', () => {
  expect(partsOf('≥1,200')).toEqual({ sign: '≥', figure: '1,200' });
  expect(partsOf('≥≈7')).toEqual({ sign: '≈', figure: '7' });
  expect(isSameIndicator('≥1,200', '≥1200.0')).toBe(true);
  expect(isSameIndicator('１２', '12')).toBe(true);
  expect(isSameIndicator('≥12', '12')).toBe(false);
  expect(isSameIndicator('≥', '')).toBe(true);
  expect(isSameIndicator('0', '')).toBe(false);
});

test('where an indicator differs all are sent, and none where none differs; the empty list drops the last one', () => {
  const stored = { [TICKETS]: '481', [POSTS]: '≈90' };
  const sent = (typed: object) =>
    changedSections({ ...stored, ...typed }, stored, NOTHING_BESIDE, editionsOf(null, 2025));
  expect(sent({ [TICKETS]: ' 481 ' })).toEqual({});
  expect(sent({ [TICKETS]: '≥500' })).toEqual({
    indicators: [
      { indicator: 'hotlineTickets', value: '500', qualifier: 'AT_LEAST', sentence: null },
      { indicator: 'posts', value: '90', qualifier: 'APPROXIMATE', sentence: null },
    ],
  });
  expect(sent({ [TICKETS]: '', [POSTS]: '≈' })).toEqual({ indicators: [] });
});

test('a sentence goes with a figure that is as it was or that it states, and with no other', () => {
  const sentenceOf = (text: string) =>
    sentIndicators({ [TICKETS]: text }, { [TICKETS]: '148' }, SENTENCES)[0].sentence;
  expect(['148', '1,481', '≥1481'].map(sentenceOf)).toEqual(Array(3).fill(SENTENCES[TICKETS]));
  expect(['500', '148.5', '234', '48'].map(sentenceOf)).toEqual(Array(4).fill(null));
});

test('indicators of the catalogue that are retired are not typed', () => {
  const indicators = [stated('hotlineTickets', '500'), stated('posts', '3', true)];
  expect(indicatorFields({ indicators } as never)).toEqual({ [TICKETS]: '≥500' });
});

test('a colleague who states the same indicator otherwise is met like one who fills the same cell', () => {
  const over = { revision: 1, fields: { [TICKETS]: '481' } };
  const merged = mergeTyped(
    { typed: { [TICKETS]: '≥500', [POSTS]: '3' }, over },
    { revision: 2, fields: { [TICKETS]: '490', [POSTS]: '3.0' } },
  );
  expect(merged.conflicts).toEqual([{ field: TICKETS, before: '481', mine: '≥500', theirs: '490' }]);
  expect(merged.settled).toEqual({ [POSTS]: '3' });
});

test('what is no figure is said at its line, and so is what the hub refuses', () => {
  const fields = { [TICKETS]: '5', [POSTS]: '-3', 'indicators.fees': '' };
  const { wrong, findings } = checkEntries(fields, { year: 2025, editions: editionsOf(null, 2025) }, null);
  expect([...wrong]).toEqual([POSTS]);
  expect(findings[0]).toMatchObject({ code: 'indicator.value', path: POSTS });
  expect(fieldOfFinding({ path: 'input.indicators.1.indicator' }, fields)).toBe(POSTS);
  expect(fieldOfFinding({ path: 'requests.received.total' }, fields)).toBeNull();
});

test('of the indicators in a text those of the catalogue are taken over, each as it is stated first', () => {
  const read = (code: string, value: string) => ({
    code,
    value,
    unit: '件',
    qualifier: 'EXACT',
    sentence: '',
  });
  const reading = [read('posts', '1'), read('other', '2'), read('posts', '3'), read('old', '4')] as never;
  const catalogue = [{ code: 'old', retired: true }, { code: 'posts' }, { code: 'fees' }] as never;
  expect(indicatorsToStore(reading, catalogue).map((one) => one.read.value)).toEqual(['1']);
});

test('who types a word that says how exact a figure is learns of the list beside it; other wrong texts have nothing of it', () => {
  const FORM = { year: 2025, editions: editionsOf(null, 2025) };
  const said = (text: string) => {
    const { findings } = checkEntries({ [TICKETS]: text }, FORM, null);
    const found = findings.find(({ code }) => code === 'indicator.value');
    return [found?.messageZh, found?.messageEn];
  };
  const [zh, en] = said('近100');
  expect(zh).toContain('限定词请在旁边选择：至少（余、多）、至多（近、不足）、约。');
  expect(en).toContain('in the list beside it: at least (over), at most (nearly, under)');
  for (const text of ['nearly 100', '不足100', '约1,200'])
    expect(said(text)).toEqual([expect.stringContaining('限定词'), expect.stringContaining('list beside')]);
  for (const text of ['-5', 'abc'])
    expect(said(text)).toEqual([expect.not.stringContaining('限定词'), expect.not.stringContaining('list')]);
});
