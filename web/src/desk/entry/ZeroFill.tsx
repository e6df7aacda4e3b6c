import { Button } from 'antd';
import { useState } from 'react';
import type { Editions } from '../../../../src/form/finding';
import type { TableSection } from '../../../../src/form/lines';
import { counted } from '../../figures/formatFigure';
import { useLanguage } from '../../language/language';
import type { Fields } from '../held/held';
import { blanksToFill, typedInto, ZERO } from './zeros';

/** Fills the blank cells of a section with 0, and takes these out again. */
export function ZeroFill({
  section,
  editions,
  fields,
  onFill,
}: {
  readonly section: TableSection;
  readonly editions: Editions;
  readonly fields: Fields;
  readonly onFill: (cells: Fields) => void;
}) {
  const { t } = useLanguage();
  /** The cells that were filled here. */
  const [filled, setFilled] = useState<readonly string[]>([]);
  const blanks = blanksToFill(editions[section], section, fields);
  const undoable = filled.filter((code) => fields[code] === ZERO);
  const fill = () => {
    onFill(typedInto(blanks, ZERO));
    setFilled([...undoable, ...blanks]);
  };
  const undo = () => {
    onFill(typedInto(undoable, ''));
    setFilled([]);
  };
  const undoWords = t('撤销', 'Undo');
  return (
    <p className="filters">
      {/* One button that changes what it does keeps the focus of who presses it by the keyboard. */}
      {blanks.length > 0 ? (
        <Button key="zeros" size="small" onClick={fill}>
          {t('空白的都填 0', 'Fill blanks with 0')}
        </Button>
      ) : (
        undoable.length > 0 && (
          <Button key="zeros" size="small" onClick={undo}>
            {undoWords}
          </Button>
        )
      )}
      {blanks.length > 0 && undoable.length > 0 && (
        <Button size="small" onClick={undo}>
          {undoWords}
        </Button>
      )}
      <span aria-live="polite">
        {undoable.length > 0 &&
          t(`已填 0：${undoable.length} 格。`, `Filled with 0: ${counted(undoable.length, 'cell')}.`)}
      </span>
    </p>
  );
}
