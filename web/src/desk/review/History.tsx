import { Alert } from 'antd';
import { cellOf } from '../../../../src/form/cells';
import { formatInstant } from '../../figures/formatFigure';
import { useLabels, useLanguage } from '../../language/language';
import { DataTable } from '../../look/DataTable';
import { Nothing, Part } from '../../look/states';
import { REPORT_STATES } from '../../report/reportStates';
import { STEP_NAMES } from '../actions';
import type { Work } from '../useWork';

/** What changed since the viewer last had it, cell by cell and text by text. */
export function Changes({ work: { changesSince } }: { readonly work: Work }) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  if (!changesSince || changesSince.from === null) return null;
  const { cells, texts } = changesSince;
  return (
    <Part
      title={t(`自第 ${changesSince.from} 次修订以来的变化`, `Changed since revision ${changesSince.from}`)}
    >
      {cells.length + texts.length === 0 && <Nothing text={t('没有变化。', 'Nothing has changed.')} />}
      {cells.length > 0 && (
        <DataTable
          label={t('变化的栏目', 'Cells that changed')}
          rows={cells}
          keyOf={({ code }) => code}
          columns={[
            { title: t('栏目', 'Cell'), render: labelOf },
            { title: t('原为', 'Before'), isNumber: true, render: ({ before }) => before ?? '—' },
            { title: t('现为', 'Now'), isNumber: true, render: ({ after }) => after ?? '—' },
          ]}
        />
      )}
      {texts.map(({ section, parts }) => (
        <p className="narrative" key={section}>
          <b>{t(`第 ${section} 部分`, `Section ${section}`)}</b>{' '}
          {parts.map(({ kind, text }, at) =>
            kind === 'ADDED' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name but their place.
              <ins key={at}>{text}</ins>
            ) : kind === 'REMOVED' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name but their place.
              <del key={at}>{text}</del>
            ) : (
              text
            ),
          )}
        </p>
      ))}
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
                ：{text}
              </p>
            ))}
          </li>
        ))}
      </ol>
    </Part>
  );
}
