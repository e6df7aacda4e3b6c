import { useState } from 'react';
import { formatFigure } from '../figures/formatFigure';
import { useLanguage } from '../language/language';

/** How many letters of a text are shown before somebody asks for all of it. */
const SHOWN = 200;
/** A text that is but little longer is shown whole. */
const LONGEST = 280;

/** A comment or an explanation. A long one shows its beginning, and the rest by a button, so that one text does not fill a page. */
export function Folded({ text }: { readonly text: string }) {
  const { t, language } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const letters = [...text];
  if (letters.length <= LONGEST) return text;
  const count = formatFigure(letters.length, language);
  return (
    <span className="folded">
      {isOpen ? text : `${letters.slice(0, SHOWN).join('')}…`}{' '}
      <button type="button" className="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? t('收起', 'Show less') : t(`显示全部 ${count} 字`, `Show all ${count} letters`)}
      </button>
    </span>
  );
}
