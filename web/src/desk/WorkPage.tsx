import { Segmented, Skeleton } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import type { WebWorkQuery } from '../api/generated/documents';
import { useLanguage, useNames } from '../language/language';
import { Answered, Nothing } from '../look/states';
import { REPORT_STATES } from '../report/reportStates';
import { Done, type DoneStep } from './Done';
import { FormEntry, type Target } from './entry/FormEntry';
import { RemarkList } from './entry/RemarkList';
import { type DraftKey, draftName } from './entry/useDraft';
import { Filing } from './Filing';
import { isNothing } from './held/held';
import { useHeld } from './held/useHeld';
import { FileDocument } from './reading/FileDocument';
import { Changes, Steps } from './review/History';
import { noteLook } from './review/looked';
import { Neighbours } from './review/Neighbours';
import { ReviewActions } from './review/ReviewActions';
import { ReviewReport } from './review/ReviewReport';
import { openRemarks, returnComment } from './review/remarks';
import { useReview } from './review/useReview';
import { SignedIn } from './SignedIn';
import { useChanges, useWork, type Work, type WorkKey } from './useWork';

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

function WorkOf({ agency, year }: WorkKey) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const result = useWork({ agency, year });
  const [done, setDone] = useState<DoneStep | null>(null);
  /** How often the draft was given up here: what the form still had of it goes with it. */
  const [discards, setDiscards] = useState(0);
  const note = (action: DoneStep['action']) => {
    setDone({ action });
    if (action === 'DISCARD') setDiscards((count) => count + 1);
  };
  return (
    <Answered result={result} rows={10}>
      {(answer) => {
        const { viewer, agency: own, report } = answer;
        const isOpen = maySave(answer, agency);
        if (!own)
          return <Nothing text={t(`没有代码为 ${agency} 的机关。`, `No agency has the code ${agency}.`)} />;
        return (
          <>
            <Neighbours agency={agency} year={year} />
            <h1>
              {nameOf(own)} {year}{' '}
              <small className="mark">
                {report ? t(...REPORT_STATES[report.state]) : t('尚未开始', 'Not begun')}
              </small>
            </h1>
            <Done step={done} />
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
              <Nothing
                text={t(
                  '填报人还没有开始；只有该机关的填报人可以填写。',
                  'The clerk has not begun yet. Only a clerk of the agency fills the report.',
                )}
              />
            )}
          </>
        );
      }}
    </Answered>
  );
}

/** What says that a step was made. */
interface StepMaker {
  readonly onDone: (action: DoneStep['action']) => void;
}

/** What a reviewer needs: what may be done, what changed, what was done before, and the report to remark on. */
function ReviewOf({ work, onDone, ...key }: DraftKey & StepMaker & { readonly work: Work }) {
  const review = useReview(key, work, onDone);
  const { latestRevision } = work;
  const looked = `looked ${key.username} ${key.agency} ${key.year}`;
  const since = useMemo(() => noteLook(looked, latestRevision), [looked, latestRevision]);
  const changes = useChanges(key, since);
  if (!review.isRead) return <Skeleton active />;
  return (
    <>
      <ReviewActions agency={key.agency} year={key.year} work={work} review={review} />
      <Changes changes={changes} />
      <Steps work={work} />
      <ReviewReport agency={key.agency} year={key.year} work={work} changes={changes} review={review} />
    </>
  );
}

/** What changed since the clerk last submitted the report. */
const ChangesOf = (key: WorkKey) => <Changes changes={useChanges(key, null)} />;

/** The two ways to fill a report, from the document that the agency has or by typing into the form, and the filing. */
function Fill({ work, onDone, ...key }: DraftKey & StepMaker & { readonly work: Work | null }) {
  const { t } = useLanguage();
  const revision = work?.latestRevision ?? 0;
  const { held } = useHeld(draftName(key));
  /** Null until the disk of this device was read: what was typed there is in the form. */
  const [way, setWay] = useState<'document' | 'form' | null>(revision > 0 ? 'form' : null);
  useEffect(() => {
    if (held) setWay((before) => before ?? (isNothing(held) ? 'document' : 'form'));
  }, [held]);
  const [target, setTarget] = useState<Target | null>(null);
  const remarks = useMemo(() => (work ? openRemarks(work) : []), [work]);
  return (
    <>
      <RemarkList
        comment={work && returnComment(work)}
        remarks={remarks}
        onGo={(field) => {
          setWay('form');
          setTarget({ field });
        }}
      />
      <Segmented
        aria-label={t('填报方式', 'How to fill the report')}
        value={way ?? undefined}
        onChange={setWay}
        options={[
          { value: 'document', label: t('用文档填报', 'From a document') },
          { value: 'form', label: t('在表中填写', 'Type into the form') },
        ]}
      />
      {way === 'document' && <FileDocument {...key} latestRevision={revision} />}
      {way === 'form' && <FormEntry draftKey={key} remarks={remarks} target={target} />}
      {work && (
        <>
          <Filing {...key} work={work} onDone={onDone} />
          <ChangesOf {...key} />
          <Steps work={work} />
        </>
      )}
    </>
  );
}
