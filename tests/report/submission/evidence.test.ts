import { findingOf } from '../../../src/form/finding';
import { RULES } from '../../../src/form/rules';
import { mergeFindings } from '../../../src/report/checking/findInContent';
import { composeReport, type ReportInput } from '../../../src/report/submission/composeReport';
import { inheritEvidence } from '../../../src/report/submission/evidence';

const DENIED = 'requests.denied.stateSecret.total';
/** What the text of a document says of a group of rows, which has a place of its own and is about their cells. */
const GROUP_FINDING = findingOf(RULES.textAgainstTable, 'requests.denied', { cells: [DENIED], actual: '6' });
const DOCUMENT_FINDING = findingOf(RULES.textAgency, 'document.agency', { actual: '甲局' });

const composed = (denied: number) => {
  const sent: ReportInput = {
    overview: '不予公开6件。',
    requests: { denied: { stateSecret: { total: denied } } },
  };
  return composeReport(sent, 2025, null).report;
};

test('what a document was found to say of a group of rows holds until one of their cells is changed', () => {
  const inherited = (denied: number) =>
    inheritEvidence(composed(4), composed(denied), [GROUP_FINDING, DOCUMENT_FINDING], undefined, new Set())
      .findings;
  expect(inherited(4)).toEqual([GROUP_FINDING, DOCUMENT_FINDING]);
  expect(inherited(6)).toEqual([DOCUMENT_FINDING]);
});

test('of a rule at a place there is one finding, so that no explanation is of two', () => {
  const other = { ...GROUP_FINDING, actual: '7' };
  expect(mergeFindings([GROUP_FINDING, other], [other, DOCUMENT_FINDING])).toEqual([
    GROUP_FINDING,
    DOCUMENT_FINDING,
  ]);
});
