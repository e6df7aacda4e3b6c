import { maySendRemarks } from '../src/desk/actions';
import { lastSeen, lookAt } from '../src/desk/review/looked';
import { positionIn } from '../src/desk/review/position';
import { cellField, openRemarks, sectionField, writtenRemarks } from '../src/desk/review/remarks';

const step = (action: 'SUBMIT' | 'RETURN' | 'APPROVE' | 'TAKE_UP', text: string | null = null) => ({
  id: `${action} ${text}`,
  action,
  actorName: '审核人',
  actorDisplayName: null,
  comment: null,
  createdAt: '2026-01-10T00:00:00Z',
  fromState: 'SECTION_REVIEW' as const,
  toState: 'DRAFT' as const,
  revision: 1,
  remarks: text === null ? [] : [{ section: 3, cellCode: 'requests.received.other', text }],
});
const texts = (steps: ReturnType<typeof step>[], state: 'DRAFT' | 'SECTION_REVIEW') =>
  openRemarks({ steps, state }).map(({ text }) => text);

test('a clerk gets the remarks since the report was last submitted; who looks again, those of the round before too', () => {
  const once = [step('RETURN', '第二次'), step('SUBMIT'), step('RETURN', '第一次'), step('SUBMIT')];
  expect(texts(once, 'DRAFT')).toEqual(['第二次']);
  expect(texts([step('SUBMIT'), ...once], 'SECTION_REVIEW')).toEqual(['第二次']);
  expect(texts([step('APPROVE', '留意'), step('SUBMIT'), ...once], 'SECTION_REVIEW')).toEqual([
    '留意',
    '第二次',
  ]);
  expect(texts([step('SUBMIT')], 'SECTION_REVIEW')).toEqual([]);
});

test('remarks are sent with the section of their cell; what is empty is not sent', () => {
  expect(
    writtenRemarks({
      comment: '请改。',
      [cellField('disputes.reconsideration.upheld')]: ' 请核对 ',
      [cellField('requests.received.other')]: ' ',
      [sectionField(1)]: '太短',
    }),
  ).toEqual([
    { section: 1, cellCode: null, text: '太短' },
    { section: 4, cellCode: 'disputes.reconsideration.upheld', text: '请核对' },
  ]);
});

test('remarks are written where a step takes them to the clerk, and not on what is published', () => {
  const may = (...actions: ('APPROVE' | 'ACCEPT' | 'RETURN' | 'CORRECT' | 'RETRACT' | 'WITHDRAW')[]) =>
    maySendRemarks({
      viewerActions: actions.map((action) => ({ action, allowed: true, reasons: [] })),
    });
  expect([may('RETURN'), may('APPROVE', 'RETURN'), may('ACCEPT')]).toEqual([true, true, true]);
  expect([may('CORRECT'), may('RETRACT'), may('WITHDRAW'), may()]).toEqual([false, false, false, false]);
  expect(maySendRemarks({ viewerActions: [{ action: 'RETURN', allowed: false, reasons: [] }] })).toBe(false);
});

test('what comes next follows in the inbox; behind a report that is done, what has its place', () => {
  const waiting = ['a', 'b', 'c'].map((code) => ({ agency: { code }, year: 2025 }));
  const key = (agency: string) => ({ agency, year: 2025 });
  expect(positionIn(waiting, key('b'), 0)).toEqual({ at: 1, before: key('a'), next: key('c') });
  expect(positionIn(waiting, key('c'), 0)).toEqual({ at: 2, before: key('b'), next: null });
  expect(positionIn(waiting, key('done'), 1)).toEqual({ at: null, before: key('a'), next: key('b') });
  expect(positionIn(waiting, key('done'), 3)).toEqual({ at: null, before: key('c'), next: key('a') });
  expect(positionIn([], key('done'), 0)).toEqual({ at: null, before: null, next: null });
});

test('what somebody took a step on elsewhere they have seen; a step on the latest does not hide what changed before it', () => {
  const steps = [
    { actorName: 'me', revision: 5 },
    { actorName: 'me', revision: 4 },
    { actorName: 'other', revision: 5 },
  ];
  const who = { username: 'me', latest: 5 };
  expect(lastSeen(2, steps, who)).toBe(4);
  expect(lastSeen(null, steps, who)).toBe(4);
  expect(lastSeen(3, [], who)).toBe(3);
  expect(lastSeen(null, [], who)).toBeNull();
});

test('what changed is shown since the revision that was looked at before, however often the latest is looked at', () => {
  const first = lookAt(null, 3);
  expect(first).toEqual({ latest: 3, before: null });
  const second = lookAt(first, 5);
  expect(second.before).toBe(3);
  expect(lookAt(second, 5).before).toBe(3);
  expect(lookAt(second, 8).before).toBe(5);
});
