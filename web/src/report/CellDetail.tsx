import { type MouseEvent, type RefObject, type SyntheticEvent, useRef, useState } from 'react';
import type { WebReportQuery } from '../api/generated/documents';
import { QUALIFIERS, textOfValue } from '../figures/shownValue';
import { useLabels, useLanguage, useNames } from '../language/language';
import { Folded } from '../look/Folded';
import { Linked } from '../look/Linked';
import { useKeyDown } from '../look/useKeyDown';
import { type Evidence, placeInWords } from './evidence';
import { Sentence, type StatedIndicator } from './Indicators';
import { SeenThere } from './SeenThere';

type Report = NonNullable<WebReportQuery['report']>;
/** A cell of a report. */
export type ReportCell = NonNullable<Report['cells']>[number];

const cellOf = (event: SyntheticEvent) =>
  (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')?.dataset.cell ?? null;

/**
 * Returns the cell that is chosen, or else the one that the mouse is at, and what makes it follow them. What is chosen by the focus or a
 * press stays until another is, or Escape lets go of it: the way to what is said of it leads over other cells. Enter goes to what is said
 * (the region), and letting go leads back.
 */
export function usePointedCell() {
  const [hovered, setHovered] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const region = useRef<HTMLElement>(null);
  const release = () => {
    if (chosen !== null && region.current?.contains(document.activeElement))
      document.querySelector<HTMLElement>(`button[data-cell="${CSS.escape(chosen)}"]`)?.focus();
    setHovered(null);
    setChosen(null);
  };
  const choose = (event: SyntheticEvent) => {
    const cell = cellOf(event);
    if (cell !== null) setChosen(cell);
    return cell !== null;
  };
  useKeyDown((event) => event.key === 'Escape' && release());
  return {
    code: chosen ?? hovered,
    chosen,
    region,
    release,
    follow: {
      // What is said of a cell stays while the mouse goes there.
      onMouseOver: (event: SyntheticEvent) =>
        (event.target as HTMLElement).closest('.cell-detail') || setHovered(cellOf(event)),
      onMouseLeave: () => setHovered(null),
      onFocus: choose,
      // Not every browser moves the focus to what is pressed. A press by the keyboard counts no clicks.
      onClick: (event: MouseEvent) => {
        if (choose(event) && event.detail === 0) region.current?.focus({ preventScroll: true });
      },
    },
  };
}

/** What there is to say of a cell, at the foot of the screen: what was found and explained, its note, and where it stands in the document. */
export function CellDetail({
  region,
  isChosen,
  cell,
  indicator,
  source,
  findings,
  evidence,
  pdf,
  onClose,
}: {
  readonly region: RefObject<HTMLElement | null>;
  /** Whether the cell was chosen. What is said of one that the mouse is only at takes no room of its own: the page would move below the mouse. */
  readonly isChosen: boolean;
  readonly cell: ReportCell | undefined;
  /** The supplementary indicator that is pointed at instead of a cell. */
  readonly indicator: StatedIndicator | undefined;
  /** Where the report was recorded from. */
  readonly source: string | null;
  readonly findings: Report['findings'];
  readonly evidence: Evidence | undefined;
  /** The document, where it is a PDF. */
  readonly pdf: string | null;
  readonly onClose: () => void;
}) {
  const { t, language } = useLanguage();
  const labelOf = useLabels();
  const place = evidence && placeInWords(evidence.where, t);
  return (
    <aside
      ref={region}
      tabIndex={-1}
      className={isChosen ? 'cell-detail chosen' : 'cell-detail'}
      aria-live="polite"
      aria-label={t('栏目详情', 'About the cell')}
    >
      {(cell || indicator) && (
        <div>
          <button type="button" className="link" onClick={onClose}>
            {t('关闭', 'Close')}
          </button>
          {indicator && <IndicatorDetail indicator={indicator} source={source} />}
          {cell && (
            <>
              <p>
                <b>{labelOf(cell)}</b> {textOfValue(cell, language) ?? t('没有数值', 'no value')}{' '}
                {cell.value === null && t(cell.reasonZh ?? '空白', cell.reasonEn ?? 'Blank')}
                {cell.note && (
                  <>
                    {t('栏内注：', 'Note in the cell: ')}
                    <Folded text={cell.note} />
                  </>
                )}
              </p>
              {findings.map(({ code, path, messageZh, messageEn, explanation }) => (
                <p key={`${code} ${path}`}>
                  {t(messageZh, messageEn)}
                  {explanation && (
                    <>
                      {' '}
                      {t('机关说明：', 'The agency explains: ')}
                      <Folded text={explanation} />
                    </>
                  )}
                </p>
              ))}
              {evidence && (
                <p>
                  {evidence.printed
                    ? t(`原文“${evidence.printed}”`, `Printed "${evidence.printed}"`)
                    : t('文档中没有印数字', 'Nothing is printed in the document')}
                  {evidence.value !== cell.value && t('，补录时已更正', ', put right when it was recorded')}
                  {place && t(`，位置：${place}`, `, at ${place}`)}
                  {evidence.printed !== null &&
                    t(
                      `，读取把握 ${Math.round(evidence.confidence * 100)} %`,
                      `, read with ${Math.round(evidence.confidence * 100)} % confidence`,
                    )}
                  {evidence.note && t(`，旁注：${evidence.note}`, `, beside it: ${evidence.note}`)}
                  {evidence.reasonZh && t(`。${evidence.reasonZh}`, `. ${evidence.reasonEn}`)}
                </p>
              )}
              {evidence && <SeenThere evidence={evidence} pdf={pdf} />}
            </>
          )}
        </div>
      )}
    </aside>
  );
}

/** What there is to say of an indicator: its value and how exact it is, the sentence that states it, and where the report comes from. */
function IndicatorDetail({
  indicator: { indicator, value, qualifier, sentences },
  source,
}: {
  readonly indicator: StatedIndicator;
  readonly source: string | null;
}) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const sign = qualifier ? QUALIFIERS[qualifier] : undefined;
  return (
    <>
      <p>
        <b>{nameOf(indicator)}</b> {textOfValue({ code: indicator.code, value, qualifier }, language)}{' '}
        {t(indicator.unitZh, indicator.unitEn)}
        {t('；', '; ')}
        {sign ? t(sign[1], sign[2]) : t('精确数', 'exact')}
      </p>
      <p>
        {sentences[0] ? (
          <>
            {t('原句：', 'The sentence: ')}
            <Sentence sentence={sentences[0]} />
          </>
        ) : (
          t('没有记录原句。', 'No sentence is recorded.')
        )}
      </p>
      {source && (
        <p>
          {t('来源：', 'Source: ')}
          <Linked text={source} />
        </p>
      )}
    </>
  );
}
