import { useState } from 'react';
import { SECTIONS } from '../../../src/form/sections';
import type { WebReportChangesQuery } from '../api/generated/documents';
import { counted, formatFigure } from '../figures/formatFigure';
import { textOfValue } from '../figures/shownValue';
import { useLabels, useLanguage, useNames } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Nothing } from '../look/states';

type Difference = NonNullable<NonNullable<WebReportChangesQuery['report']>['changes']>;

/** What differs between two revisions: cells, supplementary indicators, texts and explanations of what was found. */
export function Differences({
  difference: { cells, texts, indicators, explanations },
  unsaved = 0,
}: {
  readonly difference: Pick<Difference, 'cells' | 'texts' | 'indicators' | 'explanations'>;
  /** How many fields are typed and not saved, which no revision has. */
  readonly unsaved?: number;
}) {
  const { t, language } = useLanguage();
  const labelOf = useLabels();
  const nameOf = useNames();
  const said = (value: number | string | null) => (value === null ? '—' : formatFigure(value, language));
  const sectionTitle = (section: number) => {
    const named = SECTIONS.find(({ number }) => number === section);
    return named ? t(`${named.numeral}、${named.zh}`, `${named.number}. ${named.en}`) : String(section);
  };
  return (
    <>
      {unsaved > 0 && (
        <p className="note">
          {t(
            `表中还有 ${unsaved} 处没有保存，保存后才列在这里。`,
            `Of the form, ${counted(unsaved, 'field')} not saved yet: listed here only when saved.`,
          )}
        </p>
      )}
      {unsaved === 0 && cells.length + texts.length + indicators.length + explanations.length === 0 && (
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
        <TextChange key={section} title={sectionTitle(section)} parts={parts} />
      ))}
      {explanations.map(({ code, path, messageZh, messageEn, parts }) => (
        <TextChange
          key={`${code} ${path}`}
          title={t(`说明：${messageZh}`, `Explanation: ${messageEn}`)}
          parts={parts}
        />
      ))}
    </>
  );
}

/** How much of a text that has not changed is shown before and after what has. */
const AROUND = 60;
/** From this length on a stretch that has not changed is shortened. */
const LONG = 3 * AROUND;

/** A text with what was taken out struck through and what was put in underlined, each named for who does not see that; of long stretches that are the same, what is beside the changes. */
function TextChange({
  title,
  parts,
}: Pick<Difference['texts'][number], 'parts'> & { readonly title: string }) {
  const { t } = useLanguage();
  const [isFull, setFull] = useState(false);
  const isLong = parts.some(({ kind, text }) => kind === 'SAME' && text.length > LONG);
  return (
    <div className="text-change">
      <p>
        <b>{title}</b>{' '}
        {isLong && (
          <button type="button" className="link" aria-expanded={isFull} onClick={() => setFull(!isFull)}>
            {isFull ? t('只看变化之处', 'Only what changed') : t('显示全文', 'Show the whole text')}
          </button>
        )}
      </p>
      <p className="narrative" lang="zh">
        {parts.map(({ kind, text }, at) => {
          if (kind === 'SAME') return isFull ? text : beside(text, at > 0, at < parts.length - 1);
          const Changed = kind === 'ADDED' ? 'ins' : 'del';
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name but their place.
            <Changed key={at}>
              <span className="only-read">
                {kind === 'ADDED' ? t('〔新增〕', '[added] ') : t('〔删去〕', '[removed] ')}
              </span>
              {text}
            </Changed>
          );
        })}
      </p>
    </div>
  );
}

/** Returns what of a stretch that has not changed is beside a change. */
function beside(text: string, isAfterChange: boolean, isBeforeChange: boolean): string {
  if (text.length <= LONG) return text;
  const letters = [...text];
  const head = isAfterChange ? letters.slice(0, AROUND).join('') : '';
  const tail = isBeforeChange ? letters.slice(-AROUND).join('') : '';
  return `${head} ⋯ ${tail}`;
}
