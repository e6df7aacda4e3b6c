import { outcomeInWords } from '../src/desk/actions';
import { findingsNow } from '../src/desk/findingsNow';

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

test('what is only about fields that hold nothing waits until somebody wants to submit', () => {
  const stored = [
    finding('a', 'x', ['x', 'y']),
    finding('narrative.problems', 'problems'),
    finding('b', 'z', ['z']),
  ];
  const typed = { findings: [], changed: [], filled: new Set(['y']) };
  expect(findingsNow(stored, typed, false).map(({ code }) => code)).toEqual(['a']);
  expect(findingsNow(stored, typed, true)).toEqual(stored);
});

test('what a step led to is said with whom the report waits for, and giving up with what stays', () => {
  expect(outcomeInWords('APPROVE', 'LEADER_REVIEW')?.[0]).toBe('已通过。等待分管领导审核。');
  expect(outcomeInWords('SUBMIT', 'OFFICE_REVIEW')?.[1]).toContain('reviewer of the office');
  expect(outcomeInWords('DISCARD', 'PUBLISHED')?.[0]).toContain('已公布的报告保持原样');
  expect(outcomeInWords('DISCARD', 'WITHDRAWN')?.[0]).toContain('仍为已撤回');
  expect(outcomeInWords('DISCARD', null)?.[0]).toContain('尚未开始');
  expect(outcomeInWords('SAVE', 'DRAFT')).toBeNull();
});
