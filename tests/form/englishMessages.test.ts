import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { CELLS, cellOf, cellsOfEdition } from '../../src/form/cells';
import { EQUATIONS } from '../../src/form/checks';
import { evaluateChecks } from '../../src/form/evaluate';
import { emptyFigures, type Figures, setFigure } from '../../src/form/figures';
import { readCell } from '../../src/form/readCell';
import { RULES } from '../../src/form/rules';

/** The words of a text that are no names of the form in brackets, and nothing that is quoted. */
const ownWords = (text: string) => text.replace(/"[^"]*"|“[^”]*”|`[^`]*`|\([^()]*\)|（[^（）]*）/gu, '');

/** What in a message is a code of the form: sentences for people have its label. */
const codesIn = (message: string): string[] =>
  /\b(?:requests|proactive|disputes|measures|indicators)\.\w/u.test(message)
    ? [`has a code: ${message}`]
    : [];

/** What is wrong with an English message: it begins as a sentence does, and its own words are English. */
const faultsOf = (message: string): string[] => [
  ...(/^\\?[\p{Lu}\d"“`]/u.test(message) ? [] : [`begins in lower case: ${message}`]),
  ...(/\p{Script=Han}/u.test(ownWords(message)) ? [`has Chinese words: ${message}`] : []),
  ...codesIn(message),
];

test('a message of every rule and equation begins with a capital and is in English', () => {
  const messages = [...Object.values(RULES), ...EQUATIONS].map(({ en }) => en);
  expect(messages.length).toBeGreaterThan(60);
  expect(messages.flatMap(faultsOf)).toEqual([]);
});

/** Figures of any size in all cells of an edition, some of them blank. */
const anyFigures = fc
  .array(fc.option(fc.integer({ min: 0, max: 5000 }), { freq: 4 }), { minLength: 20, maxLength: 40 })
  .map((values): Figures => {
    const figures = emptyFigures();
    for (const [at, cell] of cellsOfEdition(2021).entries()) {
      const value = values[at % values.length];
      setFigure(figures, cell, cell.kind === 'AMOUNT' && value !== null ? String(value) : value);
    }
    return figures;
  });

test('whatever the checks find is said in English, as a sentence', () => {
  const codes = new Set<string>();
  fc.assert(
    fc.property(anyFigures, anyFigures, fc.boolean(), (figures, before, isOld) => {
      const edition = isOld ? 2019 : 2021;
      const found = evaluateChecks(
        {
          year: 2025,
          figures,
          editions: { 2: edition, 3: edition, 4: edition },
          computed: ['requests.received.total'],
          unknown: isOld ? ['disputes.reconsideration.total'] : [],
          notes: {},
          problems: isOld ? null : '培训不足。',
          otherMatters: '本年度未收取信息处理费。',
          handlingFees: '20',
        },
        { previous: { figures: before, problems: '培训不足。' }, mayMakeRules: false },
      );
      for (const { code } of found) codes.add(code);
      expect(found.flatMap(({ messageEn }) => faultsOf(messageEn))).toEqual([]);
      expect(found.flatMap(({ messageZh }) => codesIn(messageZh))).toEqual([]);
    }),
    { seed: 5, numRuns: 60 },
  );
  expect(codes.size).toBeGreaterThan(10);
});

test('whatever is wrong with a figure that is sent is said in English, and so is a unit that was converted', () => {
  const sent = ['x', -1, 1.5, 1e15, '1.1234567', '83000元', '1.2万件', '3人次', '-2', Number.NaN, {}];
  const messages = CELLS.flatMap((cell) =>
    sent.flatMap((value) => {
      const { finding, conversion } = readCell(cell, value);
      return [finding, conversion].flatMap((one) =>
        one ? [one.messageEn.replaceAll(String(value), '')] : [],
      );
    }),
  );
  expect(messages.length).toBeGreaterThan(CELLS.length);
  expect([...new Set(messages)].flatMap(faultsOf)).toEqual([]);
  expect(readCell(cellOf('proactive.fees.amount'), '83000元').conversion?.messageEn).toMatch(
    /counts as 8\.3 \(unit: 10,000 yuan\)$/,
  );
});

const SOURCES = join(__dirname, '../../src');
const LITERAL = String.raw`(?:'((?:[^'\\\n]|\\.)*)'|\x60((?:[^\x60\\]|\\.)*)\x60)`;
const PAIRS = new RegExp(`${LITERAL}\\s*,\\s*(?:en:\\s*|messageEn:\\s*)?${LITERAL}`, 'gu');

test('of every message that the hub has in both languages the English begins as one, and is in English', () => {
  let count = 0;
  const faults = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    if (!/\.tsx?$/.test(name)) return [];
    const text = readFileSync(join(SOURCES, name), 'utf8').replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/gu, '0');
    return [...text.matchAll(PAIRS)].flatMap(([, quoted, written, quotedEn, writtenEn]) => {
      const [zh, en] = [quoted ?? written ?? '', quotedEn ?? writtenEn ?? ''];
      if (!/\p{Script=Han}.*。$/su.test(zh) || !/[a-z]{2}/i.test(en)) return [];
      count += 1;
      return faultsOf(en.trimStart()).map((fault) => `${name}: ${fault}`);
    });
  });
  expect(count).toBeGreaterThan(250);
  expect(faults).toEqual([]);
});
