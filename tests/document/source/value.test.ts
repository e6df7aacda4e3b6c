import fc from 'fast-check';
import { readNumeral } from '../../../src/document/source/numerals';
import { readValue, readWord } from '../../../src/document/source/value';
import { writings } from '../../support/statedSentences';

describe('numbers as people write them', () => {
  test.each([
    ['1,507', '1507'],
    ['4万6千', '46000'],
    ['三万五', '35000'],
    ['三千五', '3500'],
    ['三千零五', '3005'],
    ['一万零五十', '10050'],
    ['1.18万', '11800'],
    ['2亿3千万', '230000000'],
    ['十五万三千', '153000'],
    ['二〇二五', '2025'],
    ['叁拾伍', '35'],
    ['廿五', '25'],
    ['7千5百', '7500'],
    ['0.25', '0.25'],
  ])('%s is %s', (text, number) => expect(readNumeral(text)).toBe(number));
  test.each([
    '1,18',
    '12,34,567',
    '1234,567',
    '三五',
    '十二三',
    '三四十',
    '3万5',
    '三百五千',
    '1.18万5千',
    '万',
  ])('%s is none that is certain', (text) => expect(readNumeral(text)).toBeNull());
});

describe('marks of notes are no digits', () => {
  test.each([
    ['35①', '35', '①'],
    ['35⑴', '35', '⑴'],
    ['35⒈', '35', '⒈'],
    ['35¹²', '35', '¹²'],
    ['35❶', '35', '❶'],
    ['35*', '35', '*'],
    ['＊35', '35', '＊'],
    ['35†', '35', '†'],
    ['35 ②', '35', '②'],
    ['35注1', '35', '注1'],
    ['35［2］', '35', '2'],
    ['1，204件③', '1204', '③'],
  ])('%s', (text, number, note) => expect(readValue(text)).toMatchObject({ number, note, doubt: null }));
  test.each(['①', '*', '※', '⑴⑵', '####'])('%s alone leaves the cell in doubt', (text) =>
    expect(readValue(text)).toMatchObject({ kind: 'BLANK', note: text, doubt: expect.any(String) }),
  );
  test.each(['1②3', '①属于国家秘密', '⒈属于国家秘密'])('%s is no figure', (text) =>
    expect(readValue(text)).toBeNull(),
  );
});

describe('figures in the manners of people', () => {
  test.each([
    ['１，２３４', '1234', null],
    ['1 234', '1234', null],
    ['十二', '12', null],
    ['三万五', '35000', null],
    ['一百零三件', '103', '件'],
    ['三件', '3', '件'],
    ['4万6千', '46000', null],
    ['1.18万件', '11800', '件'],
    ['12.5万元', '12.5', '万元'],
    ['0.00125亿元', '0.00125', '亿元'],
    ['88千元', '88', '千元'],
    ['4万6千元', '46000', '元'],
    ['¥125,000.00', '125000', '元'],
    ['减3', '-3', null],
    ['减少3', '-3', null],
    ['↓3', '-3', null],
    ['－3', '-3', null],
    ['增461', '461', null],
    ['35。', '35', null],
  ])('%s', (text, number, unit) => expect(readValue(text)).toMatchObject({ number, unit, doubt: null }));
  test.each([
    ['不超过5', '5'],
    ['5以下', '5'],
    ['35余件', '35'],
    ['近40', '40'],
    ['约1.2万', '12000'],
    ['100以上', '100'],
    ['≥7', '7'],
    ['35?', '35'],
    ['1,18', '118'],
    ['(3)', '-3'],
    ['（12）', '-12'],
    ['△3', '-3'],
  ])('%s is in doubt', (text, number) =>
    expect(readValue(text)).toMatchObject({ number, doubt: expect.any(String) }),
  );
  test.each(['3-5', '3～5', '14/2', '2025年', '2025-01-03', '12%', '3万5', '二', '1.', '1、', '第20条'])(
    '%s is no figure',
    (text) => expect(readValue(text)).toBeNull(),
  );
});

test.each(['/', '—', '无', '暂无', '不涉及', '未涉及', '无此项'])('%s marks what does not apply', (text) =>
  expect(readValue(text)).toMatchObject({ kind: 'NOT_APPLICABLE', number: null }),
);

test('a number in any writing, with any mark, is read as itself; one numeral alone may be the number of a line', () => {
  const written = fc
    .nat({ max: 99_999_999 })
    .chain((value) => fc.constantFrom(...writings(value)).map((text) => ({ value, text })));
  fc.assert(
    fc.property(
      written,
      fc.constantFrom('', '①', '⑵', '³', '*', '件', '件①', '（其中修订1件）', '注2'),
      ({ value, text }, tail) => {
        const read = readValue(`${text}${tail}`);
        if (read) expect({ text, number: read.number }).toEqual({ text, number: String(value) });
        else expect(text).toHaveLength(1);
      },
    ),
    { seed: 35, numRuns: 2000 },
  );
});

test('in a line a number in brackets counts what follows, and a mark of a note is no blank cell', () => {
  for (const word of ['(2)', '（12）', '①', '*']) expect(readWord(word)).toBeNull();
  expect(readWord('12')).toMatchObject({ number: '12' });
});
