import { maySendRemarks } from '../actions';
import type { DoneStep } from '../Done';
import { useHeld } from '../held/useHeld';
import { useAct, type Work, type WorkKey } from '../useWork';
import { cellField, sectionField, writtenRemarks } from './remarks';

type Action = Work['viewerActions'][number]['action'];

/** What a reviewer writes of a report: a comment and remarks, held on the device until the step is made; and the step. */
export function useReview(
  { agency, year, username }: WorkKey & { readonly username: string },
  work: Work,
  onDone: (done: DoneStep) => void,
) {
  const { held, change } = useHeld(`review ${username} ${agency} ${year}`);
  const typed = held?.typed ?? {};
  const act = useAct({ agency, year }, (done) => {
    change({ settled: typed });
    onDone(done);
  });
  const mayRemark = maySendRemarks(work);
  const remarks = mayRemark ? writtenRemarks(typed) : [];
  const comment = typed.comment ?? '';
  const write = (field: string, text: string) => change({ typed: { [field]: text } });
  return {
    /** Whether the disk of this device was read: before, nothing may be typed over what it holds. */
    isRead: held !== null,
    comment,
    setComment: (text: string) => write('comment', text),
    remarks,
    remarkOn: (code: string) => typed[cellField(code)] ?? '',
    setRemarkOn: (code: string, text: string) => write(cellField(code), text),
    remarkOnSection: (section: number) => typed[sectionField(section)] ?? '',
    setRemarkOnSection: (section: number, text: string) => write(sectionField(section), text),
    /** Whether a step may be made now that takes remarks. */
    mayRemark,
    isPending: act.isPending,
    error: act.error,
    refusals: act.data?.actOnReport?.findings ?? [],
    send: (action: Action) => act.mutate({ action, comment, remarks, work }),
  };
}

export type Review = ReturnType<typeof useReview>;
