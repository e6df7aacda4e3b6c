import { Segmented } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useLanguage } from '../language/language';
import type { DoneStep } from './Done';
import { FormEntry, type Target } from './entry/FormEntry';
import { RemarkList } from './entry/RemarkList';
import { type DraftKey, draftName } from './entry/useDraft';
import { explanationField, Filing } from './Filing';
import type { Typed } from './findingsNow';
import { isNothing } from './held/held';
import { useHeld } from './held/useHeld';
import { FileDocument } from './reading/FileDocument';
import { Changes, Steps } from './review/History';
import { openRemarks, refusedExplanations, returnComment } from './review/remarks';
import { useChanges, type Work, type WorkKey } from './useWork';

/** What changed since the clerk last submitted the report. */
const ChangesOf = (key: WorkKey) => <Changes changes={useChanges(key, null)} />;

/** Goes to a field of the page by its name. */
const goTo = (name: string) => document.getElementsByName(name)[0]?.focus();

/** The two ways to fill a report, from the document that the agency has or by typing into the form, with what the checks find, and the filing. */
export default function Fill({
  work,
  onDone,
  ...key
}: DraftKey & { readonly work: Work | null; readonly onDone: (done: DoneStep) => void }) {
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
  const filing = (typed: Typed | null) => <Filing {...key} work={work} typed={typed} onDone={onDone} />;
  return (
    <>
      <RemarkList
        comment={work && returnComment(work)}
        refused={work ? refusedExplanations(work) : []}
        remarks={remarks}
        onGo={(field) => {
          setWay('form');
          setTarget({ field });
        }}
        onExplain={(finding) => goTo(explanationField(finding))}
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
      {way === 'form' ? (
        <FormEntry draftKey={key} remarks={remarks} target={target}>
          {filing}
        </FormEntry>
      ) : (
        work && filing(null)
      )}
      {work && (
        <>
          <ChangesOf {...key} />
          <Steps work={work} />
        </>
      )}
    </>
  );
}
