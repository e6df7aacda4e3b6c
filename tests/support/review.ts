import { ANONYMOUS } from '../../src/shared/request/permissions';
import type { peopleOf } from './people';
import { act, sendReport } from './reports';
import type { TestHub } from './testHub';

type People = Awaited<ReturnType<typeof peopleOf>>;

/** The steps from a submitted report to its publication: the state, who acts in it and how. */
export const REVIEWERS = [
  ['SECTION_REVIEW', 'section', 'APPROVE'],
  ['OFFICE_REVIEW', 'office', 'APPROVE'],
  ['LEADER_REVIEW', 'leader', 'APPROVE'],
  ['FILED', 'officer', 'ACCEPT'],
] as const;

/** Submits a report and takes it through every step of the review. */
export async function publish(hub: TestHub, agency: string, input: object, people: People) {
  const sent = await sendReport(hub, 'submitReport', input, people.clerk);
  expect(sent).toMatchObject({ accepted: true });
  for (const [state, who, action] of REVIEWERS)
    expect(
      await act(hub, { agency, action, state, revision: sent.currentRevision }, people[who]),
    ).toMatchObject({ accepted: true });
}

const REPORT = `query ($agency: ID!, $asOf: DateTime) { report(agency: $agency, year: 2025, asOf: $asOf) { state revision latestRevision
  correctionReason overview { text } steps { action samePerson comment remarks { cellCode text } } revisions { revision }
  viewerActions { action allowed reasons { code messageZh messageEn } } workingRevision { revision } deadline { dueOn hasPassed } } }`;

/** The report of an agency for 2025 as somebody sees it, now or as of an instant. */
export const readReport = async (
  hub: TestHub,
  agency: string,
  actor = ANONYMOUS,
  asOf: string | null = null,
) => (await hub.ask(REPORT, { agency, asOf }, actor)).report;

/** Opens a correction. */
export const correct = (
  hub: TestHub,
  agency: string,
  revision: number,
  actor: People['clerk'],
  state = 'PUBLISHED',
) => act(hub, { agency, action: 'CORRECT', state, revision, comment: '数字有误' }, actor);
