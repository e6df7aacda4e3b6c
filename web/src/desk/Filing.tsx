import { Button, Skeleton } from 'antd';
import { counted, formatInstant } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { Failed, Nothing, Part } from '../look/states';
import { FindingList, type ShownFinding } from '../report/FindingList';
import type { DoneStep } from './Done';
import { unsavedFields } from './entry/mergeTyped';
import { type DraftKey, draftName, explanationsName } from './entry/useDraft';
import { lacksNames } from './explanationPrompt';
import { explainedBefore } from './findingsNow';
import { GiveUp } from './GiveUp';
import { useHeld } from './held/useHeld';
import { isRefused } from './review/remarks';
import { isUnchangedCorrection } from './unchangedCorrection';
import { useAfterStoring } from './useAfterStoring';
import { findingsOf, useDraftContent, useSubmit, type Work } from './useWork';
import { Warning } from './Warning';

/** Where the checks stand on the page. */
export const CHECKS = 'checks';

/** Returns the name under which the explanation of a finding is held: of the same figures, so that what was said of others is not said of them. */
const keyOf = ({ code, path, expected, actual }: ShownFinding) =>
  [code, path, expected ?? '', actual ?? ''].join(' ');

/** The one list of what the checks find, of what is typed or else of what is stored, with an explanation for each warning; and the filing of what is stored. */
export function Filing({
  agency,
  year,
  username,
  work,
  found,
  isTyped,
  isIncomplete,
  onRefused,
  onDone,
}: DraftKey & {
  /** Null while nothing is stored. */
  readonly work: Work | null;
  /** What the checks find. */
  readonly found: readonly ShownFinding[];
  /** Whether that is of what is typed into the form. */
  readonly isTyped: boolean;
  /** Whether a section holds nothing at all yet. */
  readonly isIncomplete: boolean;
  readonly onRefused: () => void;
  readonly onDone: (done: DoneStep) => void;
}) {
  const { t } = useLanguage();
  const { held, change } = useHeld(explanationsName({ agency, year, username }));
  const texts = held?.typed ?? {};
  const submit = useSubmit({ agency, year }, (after) => {
    change({ settled: texts });
    onDone({ action: 'SUBMIT', after });
  });
  const { held: draft } = useHeld(draftName({ agency, year, username }));
  const unsaved = draft ? unsavedFields(draft).length : 0;
  const bySeverity = (wanted: ShownFinding['severity']) =>
    found.filter(({ severity }) => severity === wanted);
  const [errors, warnings] = [bySeverity('ERROR'), bySeverity('WARNING')];
  const textOf = (warning: ShownFinding) => (texts[keyOf(warning)] ?? warning.explanation ?? '').trim();
  /** Returns what was written of the same rule at the same place when the figures were others. */
  const earlierOf = (warning: ShownFinding): string | null => {
    const [, typed] =
      Object.entries(texts).findLast(
        ([key, text]) => key.startsWith(`${warning.code} ${warning.path} `) && text.trim() !== '',
      ) ?? [];
    return typed ?? explainedBefore(work ? findingsOf(work) : [], warning);
  };
  const isStillRefused = (warning: ShownFinding) =>
    work !== null &&
    Boolean(warning.explanation) &&
    isRefused(work, warning) &&
    textOf(warning) === (warning.explanation ?? '').trim();
  const stillRefused = warnings.filter(isStillRefused).length;
  const explanations = warnings.flatMap((warning) => {
    const text = textOf(warning);
    return text ? [{ code: warning.code, path: `input.${warning.path}`, text }] : [];
  });
  const lacking = warnings.length - explanations.length;
  const unnamed = warnings.filter((warning) => lacksNames(warning, textOf(warning))).length;
  const isShown = ({ code, path }: ShownFinding) =>
    found.some((one) => one.code === code && `input.${one.path}` === path);
  const refused = submit.data?.submitReport?.accepted === false ? submit.data.submitReport.findings : [];
  const content = useDraftContent({ agency, year }).data?.report;
  const isUnchanged =
    work !== null &&
    unsaved === 0 &&
    isUnchangedCorrection(
      work,
      content,
      warnings.map((warning) => ({ ...warning, explanation: textOf(warning) })),
    );
  const isBarred = errors.length > 0 || lacking + unnamed + stillRefused > 0 || isUnchanged;
  const { isStoring, isWaiting, start } = useAfterStoring({ agency, year }, () => {
    if (work && !isBarred && unsaved === 0)
      submit.mutate(
        { explanations, latestRevision: work.latestRevision },
        { onSuccess: ({ submitReport }) => submitReport?.accepted === false && onRefused() },
      );
  });
  if (!held) return <Skeleton active />;
  return (
    <Part id={CHECKS} title={work ? t('核查和提交', 'Checks and filing') : t('核查', 'Checks')}>
      <Basis work={work} unsaved={unsaved} isTyped={isTyped} />
      {found.length === 0 && (
        <Nothing
          text={
            isIncomplete
              ? t(
                  '整个部分还空着，填写后再看有没有问题。',
                  'A section is still empty: fill it to see whether anything is found.',
                )
              : t('没有发现问题。', 'Nothing was found.')
          }
        />
      )}
      <FindingList findings={errors} />
      {warnings.map((warning) => (
        <Warning
          key={keyOf(warning)}
          warning={warning}
          work={work}
          text={texts[keyOf(warning)] ?? warning.explanation ?? ''}
          earlier={earlierOf(warning)}
          isStillRefused={isStillRefused(warning)}
          onChange={(text) => change({ typed: { [keyOf(warning)]: text } })}
        />
      ))}
      <FindingList findings={bySeverity('INFO')} />
      {work && (
        <>
          {submit.error && <Failed error={submit.error} />}
          <FindingList findings={refused.filter((finding) => !isShown(finding))} />
          <p className="filters">
            <Button
              type="primary"
              loading={isWaiting || submit.isPending}
              disabled={isBarred || (unsaved > 0 && !isStoring)}
              onClick={start}
            >
              {t('提交', 'Submit')}
            </Button>
            <GiveUp agency={agency} year={year} username={username} work={work} onDone={onDone} />
            {isWaiting && <span>{t('正在保存，存好后提交。', 'Saving; it is submitted then.')}</span>}
            {unsaved > 0 && !isStoring && (
              <span>
                {t(
                  `表中还有 ${unsaved} 处没有保存，保存后再提交。`,
                  `${counted(unsaved, 'field')} of the form not saved yet: save first.`,
                )}
              </span>
            )}
            {isUnchanged && (
              <span>
                {t(
                  '与已公布的报告相同，还没有可更正的：改动之后才能提交；不需要更正的，请放弃更正。',
                  'It says the same as the published report: change what is to be corrected, then submit it, or give up the correction.',
                )}
              </span>
            )}
            {errors.length > 0 && (
              <span>
                {t(`请先更正 ${errors.length} 个错误。`, `Correct ${counted(errors.length, 'error')} first.`)}
              </span>
            )}
            {lacking > 0 && (
              <span>
                {t(
                  `还有 ${lacking} 个警告没有说明。`,
                  `${counted(lacking, 'warning')} without an explanation.`,
                )}
              </span>
            )}
            {unnamed > 0 && (
              <span>
                {t(
                  `还有 ${unnamed} 条说明没有同时写明文档所写的和报送的。`,
                  `${counted(unnamed, 'explanation')} without both what the document names and what it is filed for.`,
                )}
              </span>
            )}
            {stillRefused > 0 && (
              <span>
                {t(
                  `还有 ${stillRefused} 条未被认可的说明没有改写。`,
                  `${counted(stillRefused, 'refused explanation')} still as before.`,
                )}
              </span>
            )}
          </p>
        </>
      )}
    </Part>
  );
}

/** What the checks are of: of what is typed and not stored yet, of the draft as it is stored, and when, or of what was published where no draft is stored since. */
function Basis({
  work,
  unsaved,
  isTyped,
}: {
  readonly work: Work | null;
  readonly unsaved: number;
  readonly isTyped: boolean;
}) {
  const { t, language } = useLanguage();
  const said = () => {
    if (unsaved > 0 && isTyped)
      return t(
        `以下按正在键入的内容核查，其中 ${unsaved} 处尚未保存。`,
        `What is typed was checked, with ${counted(unsaved, 'field')} not saved yet.`,
      );
    if (!work) return t('以下按键入的内容核查。', 'What is typed was checked.');
    if (!work.workingRevision && work.publishedAt) {
      const at = formatInstant(work.publishedAt, language);
      return t(
        `以下按 ${at} 公布的内容核查，此后还没有保存过草稿。`,
        `What was published ${at} was checked; no draft was saved since.`,
      );
    }
    const at = formatInstant((work.workingRevision ?? work).createdAt, language);
    return t(`以下按 ${at} 保存的草稿核查。`, `The draft as it was saved ${at} was checked.`);
  };
  return <p className="coverage">{said()}</p>;
}
