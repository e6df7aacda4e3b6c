import { Skeleton } from 'antd';
import { useMemo } from 'react';
import type { DoneStep } from '../Done';
import type { DraftKey } from '../entry/useDraft';
import { changesBeside, isOwnLatest, useChanges, useCorrected, useDraftContent, type Work } from '../useWork';
import { Changes, Corrected, Steps } from './History';
import { lastSeen, noteLook } from './looked';
import { ReviewActions } from './ReviewActions';
import { ReviewReport } from './ReviewReport';
import { useReview } from './useReview';

/** What a reviewer needs: what may be done, what changed, what was done before, and the report to remark on. */
export default function ReviewOf({
  work,
  onDone,
  ...key
}: DraftKey & {
  readonly work: Work;
  readonly onDone: (done: DoneStep) => void;
}) {
  const review = useReview(key, work, onDone);
  const { latestRevision, steps } = work;
  const looked = `looked ${key.username} ${key.agency} ${key.year}`;
  const before = useMemo(() => noteLook(looked, latestRevision), [looked, latestRevision]);
  const since = lastSeen(before, steps, { username: key.username, latest: latestRevision });
  const corrected = useCorrected(key, work);
  const { data: draft } = useDraftContent(key);
  const difference = changesBeside(useChanges(key, since), corrected);
  const changes = draft && !isOwnLatest(draft) ? difference : null;
  if (!review.isRead) return <Skeleton active />;
  return (
    <>
      <ReviewActions
        agency={key.agency}
        year={key.year}
        work={work}
        review={review}
        username={key.username}
      />
      <Corrected changes={corrected} />
      <Changes changes={changes} />
      <Steps work={work} />
      <ReviewReport
        agency={key.agency}
        year={key.year}
        work={work}
        changes={changes ?? corrected}
        review={review}
      />
    </>
  );
}
