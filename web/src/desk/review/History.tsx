import { Alert } from 'antd';
import { cellOf } from '../../../../src/form/cells';
import { formatInstant } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import { Part } from '../../look/states';
import { Differences } from '../../report/Differences';
import { REPORT_STATES } from '../../report/reportStates';
import { STEP_NAMES } from '../actions';
import type { Difference, Work } from '../useWork';

/** What changed since the viewer last had it, cell by cell and text by text. */
export function Changes({ changes }: { readonly changes: Difference | null }) {
  const { t } = useLanguage();
  if (!changes) return null;
  const { from } = changes;
  return (
    <Part
      title={t(
        `自您上次看到的第 ${from} 次修订以来的变化`,
        `Changed since revision ${from}, which you saw last`,
      )}
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
            {formatInstant(createdAt, language)} {actorName} {t(...STEP_NAMES[action])} →{' '}
            {t(...REPORT_STATES[toState])}
            {comment && <Alert type="info" title={comment} />}
            {remarks.map(({ section, cellCode, text }) => (
              <p key={`${section} ${cellCode} ${text}`} className="remark">
                {cellCode
                  ? t(cellOf(cellCode).zh, cellOf(cellCode).en)
                  : t(`第 ${section} 部分`, `Section ${section}`)}
                {t('：', ': ')}
                {text}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </Part>
  );
}
