import { Alert } from 'antd';
import { cellOf } from '../../../../src/form/cells';
import { formatInstant } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import { Folded } from '../../look/Folded';
import { Part } from '../../look/states';
import { Differences } from '../../report/Differences';
import { REPORT_STATES } from '../../report/reportStates';
import { stepInWords } from '../actions';
import type { Difference, Work } from '../useWork';

/** What changed since the viewer last had it, cell by cell and text by text. */
export function Changes({ changes }: { readonly changes: Difference | null }) {
  const { t, language } = useLanguage();
  if (!changes?.fromStoredAt) return null;
  const at = formatInstant(changes.fromStoredAt, language);
  return (
    <Part
      title={t(`自您上次看到的 ${at} 一稿以来的变化`, `Changed since the draft of ${at}, which you saw last`)}
    >
      <Differences difference={changes} />
    </Part>
  );
}

/** What was done to the report, the last first, with comments and remarks. */
export function Steps({ work: { steps } }: { readonly work: Work }) {
  const { t, language } = useLanguage();
  if (steps.length === 0) return null;
  return (
    <Part title={t('办理经过', 'Steps')}>
      <ol className="steps">
        {steps.map(({ id, action, actorName, comment, createdAt, toState, remarks }) => (
          <li key={id}>
            {formatInstant(createdAt, language)} {actorName} {t(...stepInWords(action, toState))} →{' '}
            {t(...REPORT_STATES[toState])}
            {comment && <Alert type="info" title={<Folded text={comment} />} />}
            {remarks.map(({ section, cellCode, text }) => (
              <p key={`${section} ${cellCode} ${text}`} className="remark">
                {cellCode
                  ? t(cellOf(cellCode).zh, cellOf(cellCode).en)
                  : t(`第 ${section} 部分`, `Section ${section}`)}
                {t('：', ': ')}
                <Folded text={text} />
              </p>
            ))}
          </li>
        ))}
      </ol>
    </Part>
  );
}
