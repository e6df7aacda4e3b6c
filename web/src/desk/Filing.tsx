import { Alert, Button, Input, Skeleton } from 'antd';
import { useLanguage } from '../language/language';
import { Failed, Part } from '../look/states';
import { FindingList } from '../report/FindingList';
import type { DoneStep } from './Done';
import { changedFields } from './entry/mergeTyped';
import { type DraftKey, draftName, explanationsName } from './entry/useDraft';
import { GiveUp } from './GiveUp';
import { useHeld } from './held/useHeld';
import { VerdictLine } from './review/ExplanationVerdict';
import { findingsOf, useSubmit, verdictOn, type Work } from './useWork';

/** The draft: what was found in it, an explanation for each warning, and the filing. */
export function Filing({
  agency,
  year,
  username,
  work,
  onDone,
}: DraftKey & { readonly work: Work; readonly onDone: (action: DoneStep['action']) => void }) {
  const { t } = useLanguage();
  const { held, change } = useHeld(explanationsName({ agency, year, username }));
  const texts = held?.typed ?? {};
  const submit = useSubmit({ agency, year }, () => {
    change({ settled: texts });
    onDone('SUBMIT');
  });
  const { held: draft } = useHeld(draftName({ agency, year, username }));
  const unsaved = draft?.over ? changedFields(draft, draft.over).length : 0;
  const found = findingsOf(work);
  const errors = found.filter(({ severity }) => severity === 'ERROR');
  const warnings = found.filter(({ severity }) => severity === 'WARNING');
  const keyOf = ({ code, path }: { code: string; path: string }) => `${code} ${path}`;
  const explanations = warnings.flatMap((warning) => {
    const text = (texts[keyOf(warning)] ?? warning.explanation ?? '').trim();
    return text ? [{ code: warning.code, path: `input.${warning.path}`, text }] : [];
  });
  const refusals = submit.data?.submitReport?.findings ?? [];
  if (!held) return <Skeleton active />;
  return (
    <Part title={t('草稿', 'The draft')}>
      <FindingList findings={errors} />
      {warnings.map((warning) => (
        <div key={keyOf(warning)} className="warning">
          <Alert
            type="warning"
            showIcon
            title={t(warning.messageZh, warning.messageEn)}
            description={<small>{warning.citation}</small>}
          />
          <Input.TextArea
            rows={2}
            aria-label={t('说明', 'Explanation')}
            placeholder={t('如数字无误，请说明原因。', 'If the figures are right, say why.')}
            maxLength={4000}
            value={texts[keyOf(warning)] ?? warning.explanation ?? ''}
            onChange={(event) => change({ typed: { [keyOf(warning)]: event.target.value } })}
          />
          <VerdictLine verdict={verdictOn(work, warning)} />
        </div>
      ))}
      {submit.error && <Failed error={submit.error} />}
      {submit.data?.submitReport?.accepted === false && <FindingList findings={refusals} />}
      <p className="filters">
        <Button
          type="primary"
          loading={submit.isPending}
          disabled={errors.length > 0 || explanations.length < warnings.length || unsaved > 0}
          onClick={() => submit.mutate({ explanations, latestRevision: work.latestRevision })}
        >
          {t('提交', 'Submit')}
        </Button>
        <GiveUp agency={agency} year={year} username={username} work={work} onDone={onDone} />
        {unsaved > 0 && (
          <span>
            {t(
              `表中还有 ${unsaved} 处没有保存，保存后再提交。`,
              `${unsaved} fields of the form are not saved yet: save them first.`,
            )}
          </span>
        )}
        {errors.length > 0 && (
          <span>{t(`请先更正 ${errors.length} 个错误。`, `Correct ${errors.length} errors first.`)}</span>
        )}
        {explanations.length < warnings.length && (
          <span>
            {t(
              `还有 ${warnings.length - explanations.length} 个警告没有说明。`,
              `${warnings.length - explanations.length} warnings have no explanation yet.`,
            )}
          </span>
        )}
      </p>
    </Part>
  );
}
