import { cellsOfEdition } from '../../src/form/cells';
import { RULES } from '../../src/form/rules';
import { outcomeInWords } from '../src/desk/actions';
import { checkEntries } from '../src/desk/entry/entries';
import { missingInWords, missingParts } from '../src/desk/entry/missingParts';
import { editionsOf } from '../src/desk/entry/storedReport';
import { explanationPrompt, lacksNames } from '../src/desk/explanationPrompt';
import { explainedBefore, findingsNow } from '../src/desk/findingsNow';
import { correctedFindings } from '../src/desk/reading/correctedFindings';
import { counted } from '../src/figures/formatFigure';
import { findingCounts } from '../src/report/findingCounts';

const FORM = { year: 2025, editions: editionsOf(null, 2025) };

const finding = (code: string, path: string, cells: string[] = []) => ({
  code,
  path,
  cells,
  severity: 'WARNING' as const,
  messageZh: code,
  messageEn: code,
  citation: '',
});

test('what is stored has the findings of the hub; what is typed those of the page, and those of the hub that are about nothing that changed', () => {
  const stored = [
    { ...finding('a', 'x', ['x']), explanation: '因为' },
    finding('hub', 'y', ['y']),
    finding('hub', 'z', ['z']),
    finding('narrative.problems', 'problems'),
    finding('document.agency', 'document.agency'),
  ];
  const live = [finding('a', 'x', ['x']), finding('new', 'z', ['z'])];
  const filled = new Set(['x', 'y', 'z', 'problems']);
  expect(findingsNow(stored, { findings: live, changed: [], filled }, false)).toEqual(stored);
  const now = findingsNow(stored, { findings: live, changed: ['z', 'problems'], filled }, false);
  expect(now.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'a x',
    'new z',
    'hub y',
    'document.agency document.agency',
  ]);
  expect(now[0].explanation).toBe('因为');
  expect(findingsNow(null, { findings: live, changed: [], filled }, false)).toHaveLength(2);
});

test('what says something else now is not explained by what was said of other figures', () => {
  const counting = (actual: string, explanation: string | null = null) => ({
    ...finding('a', 'x', ['x']),
    expected: '5',
    actual,
    explanation,
  });
  const stored = [counting('7', '因为')];
  const now = (actual: string) =>
    findingsNow(stored, { findings: [counting(actual)], changed: ['x'], filled: new Set(['x']) }, false);
  expect(now('7').map(({ explanation }) => explanation)).toEqual(['因为']);
  expect(now('8').map(({ explanation }) => explanation)).toEqual([null]);
  expect([explainedBefore(stored, counting('7')), explainedBefore(stored, counting('8'))]).toEqual([
    null,
    '因为',
  ]);
});

test('what is only about fields that hold nothing waits until somebody wants to submit, or until the hub found it in what is stored', () => {
  const stored = [
    finding('a', 'x', ['x', 'y']),
    finding('narrative.problems', 'problems'),
    finding('b', 'z', ['z']),
  ];
  const typed = { findings: stored, changed: ['y'], filled: new Set(['y']) };
  const codesOf = (...question: Parameters<typeof findingsNow>) =>
    findingsNow(...question).map(({ code }) => code);
  expect(codesOf(null, typed, false)).toEqual(['a']);
  expect(codesOf(null, typed, true)).toEqual(['a', 'narrative.problems', 'b']);
  // Of one draft every page counts the same.
  expect(findingsNow(stored, { ...typed, findings: [], changed: [] }, false)).toEqual(stored);
  expect(codesOf([stored[2]], typed, false)).toEqual(['a', 'b']);
});

test('errors and warnings are counted in one wording, of one there is one in English', () => {
  expect(findingCounts(0, 1, (zh) => zh)).toBe('错误 0 个，警告 1 个');
  expect(findingCounts(2, 1, (_, en) => en)).toBe('2 errors, 1 warning');
  expect(counted(1, 'agency')).toBe('1 agency');
  expect(counted(1200, 'agency')).toBe('1,200 agencies');
  expect(counted(13, 'day')).toBe('13 days');
  expect(counted(2, 'API key')).toBe('2 API keys');
});

test('who explains a warning is asked about figures only where it is about figures', () => {
  const promptOf = (code: string, cells: string[] = []) => explanationPrompt({ code, cells })[0];
  expect(promptOf('figures.jump', ['proactive.licences.decisions'])).toContain('数字无误');
  expect(promptOf('text.againstTable', ['requests.received.total'])).toContain('数字无误');
  for (const { code } of [RULES.problems, RULES.fees, RULES.edition])
    expect(promptOf(code)).toContain('内容无误');
  const other = { code: RULES.textAgency.code, expected: '甲局', actual: '乙局' };
  expect(explanationPrompt(other)[0]).toContain('请同时写明“乙局”和“甲局”');
  expect(['确为甲局', '乙局', '封面误印乙局，确为 甲局'].map((text) => lacksNames(other, text))).toEqual([
    true,
    true,
    false,
  ]);
  expect(promptOf(RULES.allBlank.code, ['x'])).toContain('填“0”');
  expect(promptOf(RULES.doubtfulCell.code, ['x'])).toContain('原件');
});

test('what is not filled names every section, and what that means for submitting', () => {
  const { toFill, filled } = checkEntries(
    { 'requests.received.naturalPerson': '5', overview: '总体' },
    FORM,
    null,
  );
  const parts = missingParts({ toFill, filled });
  expect(parts.map(({ section, isAll }) => [section, isAll])).toEqual([
    [2, true],
    [3, false],
    [4, true],
    [5, true],
    [6, true],
  ]);
  const [zh, en] = missingInWords(parts) ?? [];
  expect(zh).toContain('第二部分（全部）、第三部分 ');
  expect(zh).toContain('不能提交');
  expect(en).toContain('section 4 (all)');
  expect(missingInWords([])).toBeNull();
});

test('what was found in a document follows its figures as they are corrected', () => {
  const code = 'proactive.licences.decisions';
  const cellsRead = (value: (code: string) => number | null) =>
    cellsOfEdition(2021).map((cell) => ({
      code: cell.code,
      value: value(cell.code),
      state: 'REPORTED',
    })) as never;
  const blank = { ...finding(RULES.blank.code, 'proactive', [code]), severity: 'INFO' as const };
  const text = finding('text.againstTable', 'requests.received.total');
  const found = [text, blank];
  const cells = cellsRead((one) => (one === code ? null : 0));
  expect(correctedFindings(found, cells, {}, 2025)).toBe(found);
  expect(correctedFindings(found, cells, { [code]: '7' }, 2025)).toEqual([text]);
  const misread = { ...finding(RULES.negative.code, code, [code]), severity: 'ERROR' as const };
  expect(correctedFindings([misread, text], cells, { [code]: '7' }, 2025)).toEqual([text]);
  expect(correctedFindings(found, cells, { [code]: '' }, 2025).map((one) => one.code)).toEqual([
    'text.againstTable',
    RULES.blank.code,
  ]);
});

test('what a step led to is said with whom the report waits for, and giving up with what stays', () => {
  expect(outcomeInWords('APPROVE', 'LEADER_REVIEW')?.[0]).toBe('已通过。等待分管领导审核。');
  expect(outcomeInWords('SUBMIT', 'OFFICE_REVIEW')?.[1]).toContain('reviewer of the office');
  expect(outcomeInWords('DISCARD', 'PUBLISHED')?.[0]).toContain('已公布的报告保持原样');
  expect(outcomeInWords('DISCARD', 'WITHDRAWN')?.[0]).toContain('仍为已撤回公布');
  expect(outcomeInWords('DISCARD', null)?.[0]).toContain('尚未开始');
  expect(outcomeInWords('SAVE', 'DRAFT')).toBeNull();
});
