import { Input, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useLabels, useLanguage } from '../../language/language';
import { DataTable } from '../../look/DataTable';
import { Nothing } from '../../look/states';
import { PictureOf } from '../../original/PictureOf';
import { placeInWords } from '../../report/evidence';
import { conversionOf, refusalOf } from '../entry/entries';
import type { Corrections } from '../useWork';
import { OneByOne } from './OneByOne';
import {
  blankedCells,
  type CellRead,
  confidenceOf,
  doubtfulCells,
  doubtInWords,
  isDoubtful,
  type Reading,
  textOf,
} from './places';

/** What was read of a document, each cell beside what the document has there: the doubtful ones first and one by one, each to be confirmed or corrected. */
export default function ReadCells({
  document,
  reading,
  corrections,
  onCorrect,
}: {
  readonly document: string;
  readonly reading: Reading;
  readonly corrections: Corrections;
  readonly onCorrect: (code: string, text: string | null) => void;
}) {
  const { t } = useLanguage();
  const cells = useMemo(
    () => (reading.cells ?? []).filter(({ state }) => state !== 'NOT_IN_EDITION'),
    [reading],
  );
  const doubtful = useMemo(() => doubtfulCells(cells), [cells]);
  const missing = cells.filter((cell) => cell.state === 'MISSING' && !isDoubtful(cell));
  const blanked = blankedCells(cells, corrections);
  const [view, setView] = useState<'doubtful' | 'missing' | 'blanked' | 'all'>('doubtful');
  const open = doubtful.filter(({ code }) => !(code in corrections)).length;
  return (
    <>
      <Segmented
        aria-label={t('哪些栏目', 'Which cells')}
        value={view}
        onChange={setView}
        options={[
          { value: 'doubtful', label: t(`存疑待核 ${open}`, `Doubtful ${open}`) },
          {
            value: 'missing',
            label: t(`文档没有 ${missing.length}`, `Not in the document ${missing.length}`),
          },
          {
            value: 'blanked',
            label: t(`您留空的 ${blanked.length}`, `Left blank by you ${blanked.length}`),
          },
          { value: 'all', label: t(`全部 ${cells.length}`, `All ${cells.length}`) },
        ]}
      />
      {view === 'doubtful' ? (
        <OneByOne
          doubtful={doubtful}
          cells={cells}
          pdf={reading.format === 'PDF' ? document : null}
          corrections={corrections}
          onConfirm={({ code }, text) => onCorrect(code, text)}
        />
      ) : (
        <CellList
          shown={{ missing, blanked, all: cells }[view]}
          corrections={corrections}
          onCorrect={onCorrect}
        />
      )}
      <Unplaced reading={reading} />
    </>
  );
}

/** Cells in the order of the form, each to be corrected. */
function CellList({
  shown,
  corrections,
  onCorrect,
}: {
  readonly shown: readonly CellRead[];
  readonly corrections: Corrections;
  readonly onCorrect: (code: string, text: string | null) => void;
}) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  if (shown.length === 0) return <Nothing text={t('没有。', 'None.')} />;
  /** What the form refuses of a correction. */
  const refused = ({ code }: CellRead) => (code in corrections ? refusalOf(code, corrections[code]) : null);
  return (
    <DataTable
      label={t('读出的栏目', 'Cells that were read')}
      rows={shown}
      keyOf={({ code }) => code}
      columns={[
        { title: t('栏目', 'Cell'), render: labelOf },
        {
          title: t('原文', 'Printed'),
          render: ({ picture, printed, where }) => (
            <>
              {picture ? <PictureOf png={picture} text={printed} /> : printed}
              {where && <small> {placeInWords(where, t)}</small>}
            </>
          ),
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
              status={refused(cell) ? 'error' : cell.code in corrections ? 'warning' : ''}
              aria-invalid={refused(cell) !== null}
              onChange={({ target: { value } }) =>
                onCorrect(cell.code, value === textOf(cell) && !isDoubtful(cell) ? null : value)
              }
            />
          ),
        },
        {
          title: t('把握', 'Confidence'),
          isNumber: true,
          render: confidenceOf,
        },
        {
          title: t('说明', 'Why'),
          render: (cell) => {
            const said =
              refused(cell) ??
              (cell.code in corrections ? conversionOf(cell.code, corrections[cell.code]) : null);
            if (said) return t(said.messageZh, said.messageEn);
            return t(...doubtInWords(cell));
          },
        },
      ]}
    />
  );
}

/** Figures of the document that found no cell. */
function Unplaced({ reading: { unplaced } }: { readonly reading: Reading }) {
  const { t } = useLanguage();
  if (unplaced.length === 0) return null;
  return (
    <>
      <h3>{t(`没有归入栏目的数字 ${unplaced.length} 个`, `${unplaced.length} figures found no cell`)}</h3>
      <ul>
        {unplaced.map(({ text, reasonZh, reasonEn }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same text may be there twice.
          <li key={at}>
            <q>{text}</q> {t(reasonZh, reasonEn)}
          </li>
        ))}
      </ul>
    </>
  );
}
