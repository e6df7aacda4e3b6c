import { useHeld } from '../held/useHeld';
import { useAct, type Work, type WorkKey } from '../useWork';
import { cellField, sectionField, writtenRemarks } from './remarks';

/** What a reviewer writes of a report: a comment and remarks, held on the device until the step is made; and the step. */
export function useReview({ agency, year, username }: WorkKey & { readonly username: string }, work: Work) {
  const { held, change } = useHeld(`review ${username} ${agency} ${year}`);
  const typed = held?.typed ?? {};
  const act = useAct({ agency, year }, () => change({ settled: typed }));
  const remarks = writtenRemarks(typed);
  const comment = typed.comment ?? '';
  const write = (field: string, text: string) => change({ typed: { [field]: text } });
  return {
    comment,
    setComment: (text: string) => write('comment', text),
    remarks,
    remarkOn: (code: string) => typed[cellField(code)] ?? '',
    setRemarkOn: (code: string, text: string) => write(cellField(code), text),
    remarkOnSection: (section: number) => typed[sectionField(section)] ?? '',
    setRemarkOnSection: (section: number, text: string) => write(sectionField(section), text),
    /** Whether a step may be made now. */
    mayAct: work.viewerActions.some(({ allowed }) => allowed),
    isPending: act.isPending,
    error: act.error,
    refusals: act.data?.actOnReport?.findings ?? [],
    send: (action: Work['viewerActions'][number]['action']) => act.mutate({ action, comment, remarks, work }),
  };
}

export type Review = ReturnType<typeof useReview>;
