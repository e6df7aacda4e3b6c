import { useState } from 'react';
import type { WebWorkQuery } from '../api/generated/documents';
import { useLanguage, useNames } from '../language/language';
import { loadable } from '../look/loadable';
import { personInWords } from '../look/Person';
import { Answered, Nothing } from '../look/states';
import { AgencyWays } from '../place/AgencyWays';
import { isPublished, workInWords } from '../report/reportStates';
import { Done, type DoneStep, isLast, type RecentStep } from './Done';
import { Elsewhere } from './Elsewhere';
import { findTakeUp } from './review/findTakeUp';
import { Neighbours } from './review/Neighbours';
import { SignedIn } from './SignedIn';
import { useFollowWork } from './useFollowWork';
import { useWork, type Work, type WorkKey } from './useWork';

/** What a clerk does and what a reviewer does: nobody does both, and each loads their own. */
const Fill = loadable(() => import('./Fill'));
const ReviewOf = loadable(() => import('./review/ReviewOf'));

/** Where a report is worked on: the clerk's document, draft and filing, or the step of a reviewer. */
export default function WorkPage(key: WorkKey) {
  return (
    <SignedIn>
      <WorkOf {...key} />
    </SignedIn>
  );
}

/** Whether the viewer may put something into the report now: by what the hub says of it, and before there is one, as a clerk of the agency. */
const maySave = ({ viewer, report }: WebWorkQuery, agency: string) =>
  report
    ? report.viewerActions.some(({ action, allowed }) => action === 'SAVE' && allowed)
    : (viewer?.grants ?? []).some(({ role, agencyCode }) => role === 'CLERK' && agencyCode === agency);

/** Returns why there is nothing to work on: who works at the agency sees whatever is begun, for others it may not be theirs. */
const whyNothing = ({ viewer }: WebWorkQuery, agency: string): readonly [zh: string, en: string] =>
  viewer?.grants.some(({ agencyCode }) => agencyCode === agency)
    ? [
        '填报人还没有开始；只有该机关的填报人可以填写。',
        'The clerk has not begun yet. Only a clerk of the agency fills the report.',
      ]
    : [
        '这里没有可以由您办理的报告：该机关的填报人还没有开始，或者您的角色不包括该机关。只有该机关的填报人可以填写；需要办理的，请联系管理员授予该机关的角色。',
        'There is no report here for you to work on: the clerk of the agency has not begun, or none of your roles covers this agency. Only a clerk of the agency fills the report; if you need to, ask an administrator for a role there.',
      ];

/** The state of a report, and who is at it. */
function StateMark({ work }: { readonly work: Work | null }) {
  const { t } = useLanguage();
  const takeUp = work && findTakeUp(work);
  const who = takeUp && personInWords({ login: takeUp.actorName, name: takeUp.actorDisplayName });
  return (
    <small className="mark">
      {workInWords(
        work
          ? { ...work, published: isPublished(work) }
          : { state: null, returned: false, published: false, withdrawnAt: null, recorded: false },
        t,
      )}
      {takeUp && t(`，${who}审核中`, `, taken up by ${who}`)}
    </small>
  );
}

/** Returns the last step of a report where it was made since the page was opened, and elsewhere; null where it was not. */
function useStepElsewhere(
  work: Work | null,
  /** Whether the page has what the hub has: what it still had from before may lack steps that are no news. */
  isFresh: boolean,
  done: RecentStep | null,
): Work['steps'][number] | null {
  const last = work?.steps[0] ?? null;
  /** The last step when the page was opened; undefined until that is read. */
  const [seen, setSeen] = useState<string | null | undefined>(undefined);
  if (seen === undefined && isFresh) setSeen(last?.id ?? null);
  const isOwn = done !== null && isLast(done, work);
  // A draft that is begun after another was given up brings the steps of that one with it.
  const isOfBefore = last?.action === 'DISCARD' && work?.state === 'DRAFT';
  return seen === undefined || last?.id === seen || isOwn || isOfBefore ? null : last;
}

/** Follows the steps of the report wherever they are made. */
function Follow(props: Parameters<typeof useFollowWork>[0]) {
  useFollowWork(props);
  return null;
}

function WorkOf({ agency, year }: WorkKey) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const result = useWork({ agency, year });
  const [done, setDone] = useState<RecentStep | null>(null);
  /** How often the draft was given up here: what the form still had of it goes with it. */
  const [discards, setDiscards] = useState(0);
  const note = (step: DoneStep) => {
    setDone({ ...step, stepsBefore: result.data?.report?.steps.length ?? 0 });
    if (step.action === 'DISCARD') setDiscards((count) => count + 1);
  };
  const isFresh = result.data !== undefined && !result.isFetching;
  const elsewhere = useStepElsewhere(result.data?.report ?? null, isFresh, done);
  return (
    <Answered result={result} rows={10} waysOut={<AgencyWays isDesk wanted={agency} />}>
      {(answer) => {
        const { viewer, agency: own, report } = answer;
        const isOpen = maySave(answer, agency);
        if (!own) return null;
        return (
          <>
            <Neighbours agency={agency} year={year} />
            <h1>
              {nameOf(own)} {year} <StateMark work={report} />
            </h1>
            <Done step={done && isLast(done, report) ? done : null} agency={agency} year={year} />
            {viewer && (
              <>
                <Follow agency={agency} year={year} last={report?.steps[0]?.id ?? null} />
                <Elsewhere
                  agency={agency}
                  year={year}
                  username={viewer.username}
                  step={elsewhere}
                  isOpen={isOpen}
                />
              </>
            )}
            {isOpen && viewer ? (
              <Fill
                key={discards}
                agency={agency}
                year={year}
                username={viewer.username}
                work={report}
                onDone={note}
              />
            ) : report && viewer ? (
              <ReviewOf agency={agency} year={year} username={viewer.username} work={report} onDone={note} />
            ) : (
              <>
                <Nothing text={t(...whyNothing(answer, agency))} />
                <AgencyWays isDesk agency={agency} />
              </>
            )}
          </>
        );
      }}
    </Answered>
  );
}
