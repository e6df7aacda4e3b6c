import fc from 'fast-check';
import { readIndicators } from '../../../src/document/reading/readIndicators';
import { sentencesOf } from '../../../src/document/reading/sentences';
import { findStatements } from '../../../src/document/reading/statements';
import { inNumerals, saidFigures } from '../../support/statedSentences';

const REPORT = { agency: '青禾县水利局', year: 2025 };

/** How many texts are read, and the least share of those with a true figure that must not be missed. */
const RUNS = 2000;
const LEAST_FOUND = 0.75;

test('a figure said in any manner is read rightly, or not at all', () => {
  let said = 0;
  let found = 0;
  fc.assert(
    fc.property(saidFigures, ({ text, code, truth }) => {
      const statements = findStatements(sentencesOf([{ text, where: { section: 1 } }]), REPORT);
      const read = readIndicators(statements).certain.find((indicator) => indicator.code === code);
      if (truth) said += 1;
      if (!read) return;
      found += 1;
      expect({ value: read.value, qualifier: read.qualifier }).toEqual(truth);
    }),
    { seed: 7303, numRuns: RUNS },
  );
  expect(found / said).toBeGreaterThan(LEAST_FOUND);
});

test('numerals of the sentences are those that people write', () => {
  for (const [value, text] of [
    [12, '十二'],
    [103, '一百零三'],
    [10_005, '一万零五'],
    [35_000, '三万五千'],
    [12_030, '一万二千零三十'],
  ] as const)
    expect(inNumerals(value)).toBe(text);
});
