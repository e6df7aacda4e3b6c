import { canExtend } from '../../src/form/dueDays';
import {
  type BoardRow,
  daysInState,
  latenessInWords,
  MARKS,
  readView,
  shownRows,
} from '../src/desk/board/boardRows';
import { effectOfExtension, extensionInWords, whyNotExtend } from '../src/desk/board/extension';
import { workInWords } from '../src/report/reportStates';

const row = (code: string, more: Partial<BoardRow> = {}): BoardRow => ({
  agency: { code, name: `机关${code}`, nameEn: null, kind: 'DEPARTMENT', validTo: null },
  agencyInYear: { name: `机关${code}`, nameEn: null },
  state: null,
  returned: false,
  since: null,
  latestRevision: null,
  deadline: {
    dueOn: '2026-01-31',
    ruleDueOn: '2026-01-31',
    hasPassed: false,
    locks: false,
    openUntil: '2026-01-31',
    extensionReason: null,
    extensionGrantedBy: null,
    extensionGrantedOn: null,
  },
  published: false,
  withdrawnAt: null,
  daysLate: 0,
  timeliness: 'AWAITED',
  recorded: false,
  returns: 0,
  errorCount: 0,
  warningCount: 0,
  actions: [],
  managed: true,
  remindedAt: null,
  ...more,
});
const ROWS = [
  row('a', { state: 'PUBLISHED', published: true, daysLate: 3, since: '2026-02-03T00:00:00Z' }),
  row('b', { state: 'FILED', returns: 2, since: '2026-01-20T00:00:00Z' }),
  row('c', { daysLate: 9 }),
  row('d', { state: 'DRAFT', since: '2026-01-22T00:00:00Z', daysLate: 9, warningCount: 1 }),
  row('e', { daysLate: 1 }),
  row('g', { state: 'DRAFT', returned: true, returns: 1, since: '2026-01-21T00:00:00Z' }),
];
const codesOf = (address: string) =>
  shownRows(ROWS, readView(new URLSearchParams(address))).map(({ agency }) => agency.code);

test('the board lists whoever has not begun first, and what is published last', () => {
  expect(codesOf('')).toEqual(['c', 'e', 'd', 'g', 'b', 'a']);
});

test('its address says what is shown and in which order; what it does not understand counts for nothing', () => {
  expect(codesOf('order=late&desc=1')).toEqual(['c', 'd', 'a', 'e', 'g', 'b']);
  expect(codesOf('state=NOT_BEGUN')).toEqual(['c', 'e']);
  expect(codesOf('state=DRAFT')).toEqual(['d']);
  expect(codesOf('state=RETURNED')).toEqual(['g']);
  expect(codesOf('mark=overdue')).toEqual(['c', 'e', 'd']);
  expect(codesOf('mark=warnings')).toEqual(['d']);
  expect(codesOf('mark=late&order=name')).toEqual(['a', 'c', 'd', 'e']);
  expect(codesOf('name=%E5%85%B3B')).toEqual(['b']);
  expect(codesOf('kind=TOWNSHIP_OR_STREET')).toEqual([]);
  expect(codesOf('state=x&mark=toString&order=constructor')).toEqual(codesOf(''));
});

test('a correction of what is published is called so, and is not overdue; what came back is no plain draft', () => {
  const zh = (text: string) => text;
  const correction = row('f', { state: 'DRAFT', published: true, daysLate: 3 });
  expect([MARKS.overdue(correction), MARKS.late(correction)]).toEqual([false, true]);
  const words = (
    state: 'DRAFT' | 'SECTION_REVIEW' | 'FILED' | 'PUBLISHED',
    published: boolean,
    returned = false,
    withdrawnAt: string | null = null,
    recorded = false,
  ) => workInWords({ state, published, returned, withdrawnAt, recorded }, zh);
  expect(words('DRAFT', true)).toBe('已公布，更正中');
  expect(words('FILED', true)).toBe('已公布，更正已报送');
  expect(words('SECTION_REVIEW', true)).toBe('已公布，更正正在科室审核');
  expect(words('SECTION_REVIEW', false)).toBe('科室审核');
  expect(words('PUBLISHED', true)).toBe('已公布');
  expect(words('DRAFT', false)).toBe('草稿');
  expect(words('DRAFT', false, true)).toBe('退回待改');
  expect(words('DRAFT', true, true)).toBe('已公布，更正退回待改');
  const withdrawnAt = '2026-02-03T00:00:00Z';
  expect(words('DRAFT', false, false, withdrawnAt)).toBe('已撤回公布，更正中');
  expect(words('DRAFT', false, true, withdrawnAt)).toBe('已撤回公布，更正退回待改');
  expect(words('SECTION_REVIEW', false, false, withdrawnAt)).toBe('已撤回公布，更正正在科室审核');
  // What was recorded stays so while it is corrected.
  expect(words('DRAFT', true, false, null, true)).toBe('已公布（补录），更正中');
  expect(words('DRAFT', false, false, withdrawnAt, true)).toBe('已撤回公布（原为补录），更正中');
});

test('what was withdrawn is counted, found and ordered as withdrawn however far its correction is', () => {
  const withdrawnAt = '2026-02-03T00:00:00Z';
  const all = [
    ...ROWS,
    row('v', { state: 'DRAFT', withdrawnAt }),
    row('w', { state: 'WITHDRAWN', withdrawnAt }),
    row('x', { state: 'FILED', withdrawnAt }),
  ];
  const shown = (address: string) =>
    shownRows(all, readView(new URLSearchParams(address))).map(({ agency }) => agency.code);
  expect(shown('state=WITHDRAWN')).toEqual(['v', 'w', 'x']);
  expect(shown('state=DRAFT')).toEqual(['d']);
  expect(shown('')).toEqual(['c', 'e', 'd', 'g', 'b', 'v', 'w', 'x', 'a']);
});

test('the days late of a row are days, or say why there is none', () => {
  const zh = (text: string) => text;
  const words = (more: Partial<BoardRow>) => latenessInWords(row('z', more), zh);
  expect(words({ daysLate: 3, timeliness: 'LATE' })).toBe('3 天');
  expect(words({ timeliness: 'IN_TIME' })).toBe('按时');
  expect(words({ timeliness: 'AWAITED' })).toBe('未到期');
  expect(words({ timeliness: 'RECORDED' })).toBe('补录（时间不详）');
});

test('how long a report has been where it is counts whole days', () => {
  const now = new Date('2026-01-22T23:00:00Z');
  expect(ROWS.slice(0, 4).map((one) => daysInState(one, now))).toEqual([null, 2, null, 0]);
  const withdrawnAt = '2026-01-19T00:00:00Z';
  const withdrawn = row('w', { state: 'WITHDRAWN', since: withdrawnAt, withdrawnAt, daysLate: 3 });
  expect(daysInState(withdrawn, now)).toBe(3);
  // It is late as its publication was, and not one that was never filed.
  expect([MARKS.late(withdrawn), MARKS.overdue(withdrawn)]).toEqual([true, false]);
});

const passed = (code: string, locks: boolean) =>
  row(code, { daysLate: 9, deadline: { ...row(code).deadline, hasPassed: true, locks } });

test('an extension gives time to who is not published and not late; it unlocks for others, who stay late', () => {
  expect(effectOfExtension(ROWS, '2026-03-01')).toEqual({ gaining: 5, unlocked: 0, unchanged: 1 });
  expect(effectOfExtension(ROWS, '2026-01-31')).toEqual({ gaining: 0, unlocked: 0, unchanged: 6 });
  expect(effectOfExtension([passed('x', true), passed('y', false)], '2026-03-01')).toEqual({
    gaining: 0,
    unlocked: 1,
    unchanged: 1,
  });
});

test('where nobody can be given time it is said why', () => {
  const why = (rows: readonly BoardRow[], year = 2025) => whyNotExtend(rows, year, '2026-02-03')?.[0] ?? null;
  expect(why(ROWS)).toBeNull();
  expect(why([passed('x', true)])).toBeNull();
  const settled = row('z', { state: 'PUBLISHED', published: true });
  expect(why([settled, row('v', { state: 'DRAFT', withdrawnAt: '2026-02-03T00:00:00Z' })])).toBe(
    '已公布或撤回的不必延期',
  );
  expect(why([passed('y', false)])).toBe(
    '未公布的截止日已过，此后批准的延期不使逾期变为按时；填报没有锁定，不延期也可以报送，未报送的请用催报',
  );
  expect(why([passed('y', false), settled])).toMatch(
    /^已公布或撤回的不必延期；未公布的截止日已过.+请用催报$/,
  );
  expect(why([row('w', { managed: false })])).toBe('这些机关不由您管理');
  expect(why(ROWS, 2023)).toBe('2023 年度的期限最晚延至 2025-12-31，已过');
});

test('an extension that was granted too late is told apart from one that counts', () => {
  const granted = { extensionReason: '机构改革', extensionGrantedBy: '某', extensionGrantedOn: '2026-02-03' };
  const { deadline } = row('a');
  expect(extensionInWords({ ...deadline, ...granted, dueOn: '2026-02-15', openUntil: '2026-02-15' })[0]).toBe(
    '原 2026-01-31；理由：机构改革；批准：某，2026-02-03',
  );
  expect(extensionInWords({ ...deadline, ...granted, openUntil: '2026-02-15' })[0]).toBe(
    '截止日过后批准，只开放填报至 2026-02-15，仍是逾期；理由：机构改革；批准：某，2026-02-03',
  );
});

test('deadlines of a year are extended until two years after it', () => {
  expect(canExtend(2024, '2026-12-31')).toBe(true);
  expect(canExtend(2024, '2027-01-01')).toBe(false);
});
