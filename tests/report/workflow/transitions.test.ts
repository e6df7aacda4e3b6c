import { ReportState } from '../../../src/report/model/reportEnums';
import {
  nextState,
  TRANSITIONS,
  validateTransitions,
  waitsFor,
} from '../../../src/report/workflow/transitions';
import { hasRole } from '../../../src/shared/request/permissions';

test('the review chain is valid, and faults in one are found', () => {
  expect(validateTransitions(TRANSITIONS, hasRole)).toEqual([]);
  expect(
    validateTransitions(
      TRANSITIONS.filter((row) => row.action !== 'ACCEPT'),
      hasRole,
    ),
  ).toContain('FILED never leads to publication');
  expect(validateTransitions(TRANSITIONS, (operation) => operation !== 'ACCEPT')).toContain(
    'FILED ACCEPT has no role',
  );
  expect(validateTransitions([...TRANSITIONS, TRANSITIONS[0]], hasRole)).toContain(
    'DRAFT SAVE is written twice',
  );
  expect(nextState('DRAFT' as never, [])).toBe('FILED');
  expect(Object.values(ReportState).map(waitsFor)).toEqual([
    'SUBMIT',
    'REVIEW_SECTION',
    'REVIEW_OFFICE',
    'REVIEW_LEADER',
    'ACCEPT',
    'SUBMIT',
    'SUBMIT',
  ]);
});
