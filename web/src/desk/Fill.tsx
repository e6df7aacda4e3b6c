import { Button } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useLanguage } from '../language/language';
import { loadable } from '../look/loadable';
import type { ShownFinding } from '../report/FindingList';
import type { DoneStep } from './Done';
import type { Target } from './entry/FormEntry';
import { unsavedFields } from './entry/mergeTyped';
import { RemarkList } from './entry/RemarkList';
import { type DraftKey, draftName, readingName } from './entry/useDraft';
import { Filing } from './Filing';
import { isNothing } from './held/held';
import { useHeld } from './held/useHeld';
import { Changes, Corrected, Steps } from './review/History';
import { openRemarks, refusedExplanations, returnComment } from './review/remarks';
import { changesBeside, findingsOf, useChanges, useCorrected, type Work } from './useWork';
import { explanationField } from './Warning';

/** The two ways, each loaded when it is shown; the form soon, because it must be there without a network too. */
const FileDocument = loadable(() => import('./reading/FileDocument'));
const FormEntry = loadable(() => import('./entry/FormEntry'));

const WAYS = [
  { value: 'document', zh: '用文档填报', en: 'From a document' },
  { value: 'form', zh: '在表中填写', en: 'Type into the form' },
] as const;

/** What the clerk corrects, and what others changed since they did something with it. */
function ChangesOf({ work, ...key }: DraftKey & { readonly work: Work }) {
  const corrected = useCorrected(key, work);
  const changes = useChanges(key, null);
  const { held } = useHeld(draftName(key));
  const unsaved = held ? unsavedFields(held).length : 0;
  return (
    <>
      <Corrected changes={corrected} unsaved={unsaved} />
      <Changes changes={changesBeside(changes, corrected)} unsaved={unsaved} />
    </>
  );
}

/** Goes to a field of the page by its name. */
const goTo = (name: string) => document.getElementsByName(name)[0]?.focus();

/** Where the checks of the stored draft are while a document is looked at: their figures are others than those of the document. */
function Later() {
  const { t } = useLanguage();
  return (
    <p className="coverage">
      {t(
        '已存草稿的核查和提交不在此显示：请先把文档存为草稿，或到“在表中填写”查看。',
        'The checks and the filing of the stored draft are not shown here: save the document as the draft, or see them by “Type into the form”.',
      )}
    </p>
  );
}

/** The two ways to fill a report, from the document that the agency has or by typing into the form, with what the checks find, and the filing. */
export default function Fill({
  work,
  onDone,
  ...key
}: DraftKey & { readonly work: Work | null; readonly onDone: (done: DoneStep) => void }) {
  const { t } = useLanguage();
  const revision = work?.latestRevision ?? 0;
  const { held } = useHeld(draftName(key));
  const { held: reading } = useHeld(readingName(key));
  const isLooking = reading?.typed.document !== undefined;
  /** Null until the disk of this device was read: what was typed there is in the form. */
  const [way, setWay] = useState<'document' | 'form' | null>(revision > 0 ? 'form' : null);
  useEffect(() => {
    if (held) setWay((before) => before ?? (isNothing(held) ? 'document' : 'form'));
  }, [held]);
  useEffect(() => {
    FormEntry.preload().catch(() => {});
  }, []);
  /** Whether somebody wanted to submit it, so that what is blank is checked too. */
  const [isSubmitted, setSubmitted] = useState(false);
  const [target, setTarget] = useState<Target | null>(null);
  const remarks = useMemo(() => (work ? openRemarks(work) : []), [work]);
  const stored = useMemo(() => work && findingsOf(work), [work]);
  const filing = (found: readonly ShownFinding[], isTyped: boolean, isIncomplete: boolean) => (
    <Filing
      {...key}
      work={work}
      found={found}
      isTyped={isTyped}
      isIncomplete={isIncomplete}
      onRefused={() => setSubmitted(true)}
      onDone={onDone}
    />
  );
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
      <fieldset className="filters" aria-label={t('填报方式', 'How to fill the report')}>
        {WAYS.map(({ value, zh, en }) => (
          <Button
            key={value}
            // Letters of the accent are too dark on a dark page: what is chosen is white on it.
            variant={way === value ? 'solid' : 'outlined'}
            color={way === value ? 'primary' : 'default'}
            aria-pressed={way === value}
            onClick={() => setWay(value)}
          >
            {t(zh, en)}
          </Button>
        ))}
      </fieldset>
      {way === 'document' && <FileDocument {...key} latestRevision={revision} />}
      {way === 'form' ? (
        <FormEntry draftKey={key} stored={stored} isSubmitted={isSubmitted} remarks={remarks} target={target}>
          {(found, isIncomplete) => filing(found, true, isIncomplete)}
        </FormEntry>
      ) : (
        stored && (isLooking ? <Later /> : filing(stored, false, false))
      )}
      {work && (
        <>
          <ChangesOf {...key} work={work} />
          <Steps work={work} />
        </>
      )}
    </>
  );
}
