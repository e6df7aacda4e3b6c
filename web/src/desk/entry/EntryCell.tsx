import { memo } from 'react';
import { cellOf } from '../../../../src/form/cells';
import type { FigureValue } from '../../figures/formatFigure';
import { LastYear } from '../../figures/LastYear';
import { useLanguage } from '../../language/language';
import { Folded } from '../../look/Folded';
import { Person } from '../../look/Person';
import type { Remark } from '../review/remarks';
import { moveInTable, pastedCells } from './moveInTable';

/** A cell of the form to type into, above last year's figure. A total that its parts determine stands there until another is typed. It is drawn again only where something of it changes: a letter must not wait for two hundred others. */
export const EntryCell = memo(function EntryCell({
  code,
  text,
  total,
  last,
  note,
  look,
  remarks,
  onChange,
}: {
  readonly code: string;
  readonly text: string;
  readonly total: string | null;
  readonly last: FigureValue | null;
  /** What the form takes the text for, where it is written with a unit. */
  readonly note: string | null;
  readonly look: string;
  readonly remarks: readonly Remark[];
  readonly onChange: (cells: Readonly<Record<string, string>>) => void;
}) {
  const { t } = useLanguage();
  const { zh, en } = cellOf(code);
  const described = [note !== null && `note-${code}`, remarks.length > 0 && `remarks-${code}`]
    .filter(Boolean)
    .join(' ');
  return (
    <>
      <input
        name={code}
        className={look}
        aria-label={t(zh, en)}
        aria-invalid={look === 'wrong'}
        aria-describedby={described || undefined}
        inputMode="decimal"
        autoComplete="off"
        placeholder={total ?? ''}
        value={text}
        onChange={(event) => onChange({ [code]: event.target.value })}
        onKeyDown={moveInTable}
        onPaste={(event) => {
          const cells = pastedCells(event);
          if (!cells) return;
          event.preventDefault();
          onChange(cells);
        }}
      />
      {note !== null && <small id={`note-${code}`}>{note}</small>}
      <LastYear last={last} />
      {remarks.length > 0 && (
        <small id={`remarks-${code}`} className="remark">
          {remarks.map(({ actorName, actorDisplayName, text: remark }) => (
            <span key={remark}>
              <Person login={actorName} name={actorDisplayName} />
              {t('：', ': ')}
              <Folded text={remark} />{' '}
            </span>
          ))}
        </small>
      )}
    </>
  );
});
