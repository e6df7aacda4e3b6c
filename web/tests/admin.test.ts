import { changedFields, deedInWords, fieldInWords, valueInWords } from '../src/admin/auditChanges';
import { failureInWords } from '../src/admin/events';
import { type System, todoOf } from '../src/admin/systemTodo';
import type { Grant } from '../src/api/viewer';
import { STEP_NAMES } from '../src/desk/actions';
import { formatInstant } from '../src/figures/formatFigure';
import { roomsOf } from '../src/layout/rooms';

const NOW = new Date('2026-03-01T00:00:00Z');
const verified = (subject: 'AUDIT' | 'SUMS', verifiedAt: string, faultCount = 0) => ({
  subject,
  verifiedAt,
  faultCount,
});
const WELL: System = {
  version: '1.0.0',
  nodeVersion: '24.0.0',
  startedAt: '2026-02-01T00:00:00Z',
  databaseVersion: '18.0',
  databaseBytes: 1e9,
  canWrite: true,
  dataVersion: 5,
  replicas: [{ state: 'IN_USE', lagSeconds: 0 }],
  jobs: [{ task: 'mail', waiting: 3, late: 0, failed: 0 }],
  deliveries: { retrying: 0, dead: 0 },
  refusedAddresses: [],
  verifications: [verified('AUDIT', '2026-02-20T00:00:00Z'), verified('SUMS', '2026-02-20T00:00:00Z')],
};
const todo = (change: Partial<System>) =>
  todoOf({ ...WELL, ...change }, NOW).map(({ isUrgent, zh }) => `${isUrgent ? '!' : ''}${zh}`);

test('where all is well, nothing is to be done', () => {
  expect(todo({})).toEqual([]);
});

test('what is wrong with the hub is said with what to do, what cannot wait first', () => {
  expect(todo({ deliveries: { retrying: 0, dead: 2 }, canWrite: false })).toEqual([
    expect.stringMatching(/^!数据库不能写入/),
    expect.stringMatching(/^2 条回调消息未送达/),
  ]);
  expect(todo({ replicas: [...WELL.replicas, { state: 'BEHIND', lagSeconds: 30 }] })).toEqual([
    '!只读副本 2 落后过多，已停用。',
  ]);
  expect(todo({ jobs: [{ task: 'mail', waiting: 9, late: 4, failed: 1 }] })).toEqual([
    expect.stringMatching(/^!邮件：4 项到时未办/),
    expect.stringMatching(/SMTP_URL/),
  ]);
});

test('an address that refuses letters is said with its account and what the server replied', () => {
  const refused = {
    address: 'x@example.invalid',
    letters: 2,
    reply: '550 no such mailbox',
    usernames: ['clerk'],
  };
  expect(todo({ refusedAddresses: [{ ...refused, lastAt: '2026-02-20T00:00:00Z' }] })).toEqual([
    '发往 x@example.invalid（账户 clerk）的邮件被永久拒收 2 封，邮件服务器答复：550 no such mailbox。请在“账户”核对其邮箱。',
  ]);
});

test('a verification that is old, was never made or found faults is to be made', () => {
  const [audit] = WELL.verifications;
  expect(todo({ verifications: [audit] })).toEqual([
    expect.stringMatching(
      /合计（.*）从未核对过，不表示有误。请运维人员.*重新计算并比对一次，不改动数据（命令 npm run rollup:verify）/,
    ),
  ]);
  expect(todo({ verifications: [audit, verified('SUMS', '2026-01-01T00:00:00Z')] })).toEqual([
    expect.stringMatching(/已 59 天未核对/),
  ]);
  expect(todo({ verifications: [audit, verified('SUMS', '2026-02-20T00:00:00Z', 3)] })).toEqual([
    expect.stringMatching(/^!.*3 处不符。页面上的合计可能不对：请运维人员重建/),
  ]);
});

test('the fields that an event changed are listed; all of a row that was added or removed', () => {
  expect(changedFields({ name: '甲', at: 1 }, { name: '乙', at: 1, tags: ['x'] })).toEqual([
    { field: 'name', before: '甲', after: '乙' },
    { field: 'tags', before: null, after: '["x"]' },
  ]);
  expect(changedFields(null, { name: '甲' })).toEqual([{ field: 'name', before: null, after: '甲' }]);
  expect(changedFields({ name: '甲' }, null)).toEqual([{ field: 'name', before: '甲', after: null }]);
});

test('what was done, its fields and their values are said in words, times in Beijing time', () => {
  const deed = (subject: string, operation: string, before: unknown, after: unknown) =>
    deedInWords({ subject, operation, before, after }, STEP_NAMES);
  expect(deed('api_key', 'UPDATE', { revoked_at: null }, { revoked_at: 'x' })).toEqual([
    '吊销接口密钥',
    'API key revoked',
  ]);
  expect(deed('session', 'UPDATE', { revoked_at: null }, { revoked_at: 'x' })[0]).toBe('结束会话');
  expect(deed('api_key', 'UPDATE', { last_used_at: null }, { last_used_at: 'x' })[0]).toBe('修改接口密钥');
  expect(deed('report_step', 'INSERT', null, { action: 'APPROVE' })).toEqual([
    '办理：通过',
    'Review: approved',
  ]);
  expect(deed('report_step', 'INSERT', null, { action: 'RETURN' })[0]).toBe('办理：退回');
  expect(fieldInWords('revoked_at')).toEqual(['失效时间', 'Revoked']);
  expect(fieldInWords('unheard_of')).toEqual(['unheard_of', 'unheard_of']);
  const event = { agencyCode: '910101-001', actor: 'account:7', actorName: '王' };
  const value = (field: string, text: string | null) =>
    valueInWords({ field, value: text }, event, (instant) => formatInstant(instant, 'zh'));
  expect(value('revoked_at', '2026-11-29T10:46:03.123456+00:00')).toBe('2026-11-29 18:46（北京时间）');
  expect(value('agency_id', '32')).toBe('910101-001');
  expect(value('created_by', 'account:7')).toBe('王');
  expect([value('year', '2025'), value('year', null)]).toEqual(['2025', '∅']);
});

test('why a message was not delivered is said in the language of the page', () => {
  expect(failureInWords({ lastError: null, lastStatus: 204 })).toBeNull();
  expect(failureInWords({ lastError: 'HTTP 503', lastStatus: 503 })).toEqual([
    '对方答复 HTTP 503：对方系统出错。',
    'The other side answered HTTP 503: it failed there.',
  ]);
  expect(failureInWords({ lastError: 'HTTP 401', lastStatus: 401 })?.[0]).toMatch('签名密钥');
  expect(
    failureInWords({ lastError: '证书不可信。 Its certificate is not trusted.', lastStatus: null }),
  ).toEqual(['证书不可信。', 'Its certificate is not trusted.']);
});

test('the rooms that are offered are those that some role opens, at the place of that role', () => {
  const grant = (more: Partial<Grant>): Grant => ({
    role: 'CLERK',
    agencyCode: null,
    jurisdictionCode: null,
    wholeHub: false,
    permissions: [],
    ...more,
  });
  const addresses = (...grants: Grant[]) =>
    roomsOf({ username: 'x', name: 'x', passwordToBeChanged: false, grants }).map(({ address }) => address);
  expect(addresses(grant({ agencyCode: '910101-001', permissions: ['SUBMIT'] }))).toEqual([
    '/desk',
    '/admin/sessions',
  ]);
  const officer = grant({ jurisdictionCode: '910101', permissions: ['ACCEPT', 'READ_AUDIT'] });
  expect(addresses(officer)).toEqual([
    '/desk',
    '/desk/board?place=910101',
    '/desk/catalogue?place=910101',
    '/admin/audit',
    '/admin/sessions',
  ]);
  const local = grant({ jurisdictionCode: '910101', permissions: ['MANAGE_ACCOUNTS'] });
  expect(addresses(local)).toEqual(['/desk', '/admin/accounts', '/admin/sessions']);
  const system = grant({ jurisdictionCode: '910101', permissions: ['READ_SYSTEM'] });
  expect(addresses(system)).toEqual(['/desk', '/admin/sessions']);
  expect(addresses({ ...system, jurisdictionCode: null, wholeHub: true })).toContain('/admin');
  expect(roomsOf({ username: 'x', name: 'x', passwordToBeChanged: true, grants: [local] })).toEqual([]);
});
