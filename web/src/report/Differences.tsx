import type { WebReportChangesQuery } from '../api/generated/documents';
import { formatFigure } from '../figures/formatFigure';
import { textOfValue } from '../figures/shownValue';
import { useLabels, useLanguage, useNames } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Nothing } from '../look/states';

type Difference = NonNullable<NonNullable<WebReportChangesQuery['report']>['changes']>;

/** What differs between two revisions: cells, supplementary indicators and texts. */
export function Differences({
  difference: { cells, texts, indicators },
}: {
  readonly difference: Pick<Difference, 'cells' | 'texts' | 'indicators'>;
}) {
  const { t, language } = useLanguage();
  const labelOf = useLabels();
  const nameOf = useNames();
  const said = (value: number | string | null) => (value === null ? '—' : formatFigure(value, language));
  return (
    <>
      {cells.length + texts.length + indicators.length === 0 && (
        <Nothing text={t('没有变化。', 'Nothing has changed.')} />
      )}
      {cells.length > 0 && (
        <DataTable
          label={t('变化的栏目', 'Cells that changed')}
          rows={cells}
          keyOf={({ code }) => code}
          columns={[
            { title: t('栏目', 'Cell'), render: labelOf },
            { title: t('原为', 'Before'), isNumber: true, render: ({ before }) => said(before) },
            { title: t('现为', 'Now'), isNumber: true, render: ({ after }) => said(after) },
          ]}
        />
      )}
      {indicators.length > 0 && (
        <DataTable
          label={t('变化的补充指标', 'Indicators that changed')}
          rows={indicators}
          keyOf={({ indicator }) => indicator.code}
          columns={[
            {
              title: t('补充指标', 'Indicator'),
              render: ({ indicator }) =>
                `${nameOf(indicator)}${t(`（${indicator.unitZh}）`, ` (${indicator.unitEn})`)}`,
            },
            {
              title: t('原为', 'Before'),
              isNumber: true,
              render: ({ indicator: { code }, before, qualifierBefore }) =>
                textOfValue({ code, value: before, qualifier: qualifierBefore }, language) ?? '—',
            },
            {
              title: t('现为', 'Now'),
              isNumber: true,
              render: ({ indicator: { code }, after, qualifierAfter }) =>
                textOfValue({ code, value: after, qualifier: qualifierAfter }, language) ?? '—',
            },
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
    </>
  );
}
