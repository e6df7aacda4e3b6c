import { Input, Segmented } from 'antd';
import { useState } from 'react';
import type { WebImportMutation } from '../api/generated/documents';
import { useLabels, useLanguage } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Nothing } from '../look/states';
import type { Corrections } from './useWork';

type Reading = NonNullable<NonNullable<WebImportMutation['importReport']>['reading']>;
type ReadCell = NonNullable<Reading['cells']>[number];

/** From this confidence on a cell is taken as it was read. */
const SURE = 0.8;

/** What a cell was read as, as it is typed. */
const textOf = ({ state, value }: ReadCell) =>
  state === 'NOT_APPLICABLE' ? '/' : value === null ? '' : String(value);
const isDoubtful = ({ state, confidence }: ReadCell) => confidence < SURE || state === 'NOT_UNDERSTOOD';

/** What was read of a document, cell by cell beside what is printed there: the doubtful ones first, each to be corrected. */
export function ReadCells({
  reading,
  corrections,
  onCorrect,
}: {
  readonly reading: Reading;
  readonly corrections: Corrections;
  readonly onCorrect: (corrections: Corrections) => void;
}) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  const cells = (reading.cells ?? []).filter(({ state }) => state !== 'NOT_IN_EDITION');
  const doubtful = cells.filter(isDoubtful);
  const missing = cells.filter((cell) => cell.state === 'MISSING' && !isDoubtful(cell));
  const [view, setView] = useState<'doubtful' | 'missing' | 'all'>('doubtful');
  const shown = { doubtful, missing, all: cells }[view];
  const correct = (cell: ReadCell, text: string) => {
    const { [cell.code]: _, ...others } = corrections;
    onCorrect(text === textOf(cell) ? others : { ...others, [cell.code]: text });
  };
  return (
    <>
      <Segmented
        aria-label={t('哪些栏目', 'Which cells')}
        value={view}
        onChange={setView}
        options={[
          { value: 'doubtful', label: t(`存疑 ${doubtful.length}`, `Doubtful ${doubtful.length}`) },
          {
            value: 'missing',
            label: t(`文档没有 ${missing.length}`, `Not in the document ${missing.length}`),
          },
          { value: 'all', label: t(`全部 ${cells.length}`, `All ${cells.length}`) },
        ]}
      />
      {shown.length === 0 ? (
        <Nothing text={t('没有。', 'None.')} />
      ) : (
        <DataTable
          label={t('读出的栏目', 'Cells that were read')}
          rows={shown}
          keyOf={({ code }) => code}
          columns={[
            { title: t('栏目', 'Cell'), render: labelOf },
            {
              title: t('原文', 'Printed'),
              render: ({ printed, picture }) =>
                picture ? <img src={picture} alt={printed ?? ''} /> : printed,
            },
            {
              title: t('读作', 'Read as'),
              isNumber: true,
              render: (cell) => (
                <Input
                  className="figure-input"
                  aria-label={labelOf(cell)}
                  inputMode="decimal"
                  value={corrections[cell.code] ?? textOf(cell)}
                  status={cell.code in corrections ? 'warning' : ''}
                  onChange={(event) => correct(cell, event.target.value)}
                />
              ),
            },
            {
              title: t('把握', 'Confidence'),
              isNumber: true,
              render: ({ confidence }) => `${Math.round(confidence * 100)} %`,
            },
            {
              title: t('说明', 'Why'),
              render: ({ reasonZh, reasonEn, note }) => note ?? t(reasonZh ?? '', reasonEn ?? ''),
            },
          ]}
        />
      )}
      {reading.unplaced.length > 0 && (
        <>
          <h3>
            {t(
              `没有归入栏目的数字 ${reading.unplaced.length} 个`,
              `${reading.unplaced.length} figures found no cell`,
            )}
          </h3>
          <ul>
            {reading.unplaced.map(({ text, reasonZh, reasonEn }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same text may be there twice.
              <li key={at}>
                <q>{text}</q> {t(reasonZh, reasonEn)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
