import type { FigureValue } from '../../figures/formatFigure';
import { LastYear } from '../../figures/LastYear';
import { useLanguage } from '../../language/language';
import { Folded } from '../../look/Folded';
import { Person } from '../../look/Person';
import type { FoundMark } from '../../report/foundCells';
import type { Remark } from './remarks';

/** A cell as a reviewer reads it: its figure, what it was before, and remarks; who may act writes one here. */
export function ReviewCell({
  label,
  text,
  note,
  before,
  last,
  mark,
  remarks,
  mine,
  onRemark,
}: {
  readonly label: string;
  readonly text: string;
  readonly note: string | null;
  /** What it was before; null where it has not changed. */
  readonly before: string | number | null;
  /** Last year's figure; null where there is none. */
  readonly last: FigureValue | null;
  /** How it is marked by what the checks found; undefined where they found nothing in it. */
  readonly mark: FoundMark | undefined;
  readonly remarks: readonly Remark[];
  /** The remark that is being written on it. */
  readonly mine: string;
  /** Null for who may write none. */
  readonly onRemark: (() => void) | null;
}) {
  const { t } = useLanguage();
  const shown = before === null ? text : `${before} ${text}`;
  const figure = (
    <>
      {before !== null && <del>{before}</del>} {before === null ? text : <ins>{text}</ins>}
    </>
  );
  return (
    <span className={mark}>
      {onRemark ? (
        <button
          type="button"
          className="cell-button"
          aria-label={t(`${label}：${shown}，写意见`, `${label}: ${shown}, write a remark`)}
          onClick={onRemark}
        >
          {figure}
        </button>
      ) : (
        <span className="figure">{figure}</span>
      )}
      <LastYear last={last} />
      {note && <small>{note}</small>}
      {remarks.map(({ text: remark, actorName, actorDisplayName }) => (
        <small key={remark} className="remark">
          <Person login={actorName} name={actorDisplayName} />
          {t('：', ': ')}
          <Folded text={remark} />
        </small>
      ))}
      {mine && (
        <small className="remark mine">
          <Folded text={mine} />
        </small>
      )}
    </span>
  );
}
