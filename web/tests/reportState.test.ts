import { listedPublication, reportStateInWords } from '../src/report/publicationInWords';

const zh = (text: string) => text;

/** A report that was published once, as who works on it sees it. */
const report = {
  state: 'PUBLISHED',
  returned: false,
  publication: 1,
  publishedAt: '2024-01-22T02:00:00Z',
  supersededAt: null,
  timeliness: 'IN_TIME',
  origin: 'FILED',
  recorded: false,
  deadline: { dueOn: '2024-01-31', ruleDueOn: '2024-01-31' },
} as const;
const withdrawn = { ...report, supersededAt: '2026-11-30T02:00:00Z' };
const withdrawals = [{ withdrawnAt: '2026-11-30T02:00:00Z' }];
const stateInWords = (changed: Partial<Parameters<typeof reportStateInWords>[0]>, all = withdrawals) =>
  reportStateInWords({ ...report, ...changed }, all, zh, 'zh');

test('a published report stands since its publication; a correction of it is said beside what is shown', () => {
  expect(stateInWords({}, [])).toBe('已公布 2024-01-22 10:00（北京时间）；首次公布');
  expect(stateInWords({ timeliness: 'LATE' }, [])).toBe(
    '已公布 2024-01-22 10:00（北京时间），逾期（截止日 2024-01-31）；首次公布',
  );
  const deadline = { dueOn: '2024-02-15', ruleDueOn: '2024-01-31' };
  expect(stateInWords({ deadline }, [])).toBe(
    '已公布 2024-01-22 10:00（北京时间），按时（截止日 2024-02-15，由 2024-01-31 延期）；首次公布',
  );
  expect(stateInWords({ state: 'SECTION_REVIEW' }, [])).toBe(
    '已公布，更正正在科室审核；所示为 2024-01-22 10:00（北京时间） 公布的（首次公布）',
  );
});

test('a withdrawn report is withdrawn since its withdrawal, not since its publication', () => {
  expect(stateInWords({ ...withdrawn, state: 'WITHDRAWN' })).toBe(
    '已撤回公布 2026-11-30 10:00（北京时间）；所示为 2024-01-22 10:00（北京时间） 公布的（首次公布）',
  );
  expect(stateInWords({ ...withdrawn, state: 'DRAFT' })).toBe(
    '已撤回公布，更正中；所示为 2024-01-22 10:00（北京时间） 公布的（首次公布），2026-11-30 10:00（北京时间） 撤回',
  );
});

test('what was never published says its state, and when what was published before was withdrawn', () => {
  const draft = { publishedAt: null, publication: null, timeliness: null };
  expect(stateInWords({ ...draft, state: 'DRAFT', returned: true }, [])).toBe('退回待改');
  expect(stateInWords({ ...draft, state: 'OFFICE_REVIEW' }, [])).toBe('办公室审核');
  expect(stateInWords({ ...draft, state: 'WITHDRAWN' })).toBe(
    '已撤回公布 2026-11-30 10:00（北京时间）；所示为没有公布过的更正稿',
  );
  expect(stateInWords({ ...draft, state: 'DRAFT' })).toBe(
    '已撤回公布，更正中；2026-11-30 10:00（北京时间） 撤回',
  );
});

test('what was recorded had its first publication elsewhere, and a correction is never late itself', () => {
  const at = '2024-01-22 10:00（北京时间）';
  const recorded = { origin: 'RECORDED' } as const;
  expect(stateInWords({ ...recorded, timeliness: 'RECORDED' }, [])).toBe(
    `已公布 ${at}，补录（原已在别处公布，时间不详）`,
  );
  expect(stateInWords({ ...recorded, timeliness: 'IN_TIME' }, [])).toBe(
    `已公布 ${at}（补录）；原已在别处公布`,
  );
  const second = { publication: 2 };
  expect(stateInWords(second, [])).toBe(`已公布 ${at}；第 1 次更正`);
  expect(stateInWords({ ...second, timeliness: 'LATE' }, [])).toBe(
    `已公布 ${at}；第 1 次更正，首次公布逾期（截止日 2024-01-31）`,
  );
  expect(stateInWords({ ...second, ...recorded, timeliness: 'RECORDED' }, [])).toBe(
    `已公布 ${at}；第 1 次更正（补录），首次为补录（原已在别处公布，时间不详）`,
  );
  expect(stateInWords({ ...second, timeliness: 'RECORDED' }, [])).toBe(
    `已公布 ${at}；第 1 次更正，首次为补录（原已在别处公布，时间不详）`,
  );
  expect(stateInWords({ ...recorded, timeliness: 'RECORDED', state: 'DRAFT' }, [])).toBe(
    `已公布，更正中；所示为 ${at} 补录的（原已在别处公布，时间不详）`,
  );
  expect(stateInWords({ ...withdrawn, ...recorded, timeliness: 'RECORDED', state: 'WITHDRAWN' })).toBe(
    `已撤回公布 2026-11-30 10:00（北京时间）；所示为 ${at} 补录的（原已在别处公布，时间不详）`,
  );
});

test('a list says of a correction that it was recorded itself, or that what it corrects was', () => {
  const listed = (publication: number | null, origin: string, recorded: boolean) =>
    listedPublication({ publication, origin, recorded }, zh);
  expect(listed(null, 'FILED', false)).toBeNull();
  expect(listed(1, 'FILED', false)).toBe('首次公布');
  expect(listed(1, 'RECORDED', true)).toBe('补录');
  expect(listed(2, 'RECORDED', true)).toBe('第 1 次更正（补录）');
  expect(listed(3, 'FILED', true)).toBe('第 2 次更正（首次为补录）');
  expect(listed(2, 'FILED', false)).toBe('第 1 次更正');
});
