import { useLanguage } from '../language/language';
import { Explained } from '../look/Explained';
import { QUALIFIERS, type ShownValue, textOfValue } from './shownValue';

export { textOfValue };

/** A value: its figure with what qualifies it, or a dash with the reason why there is none. Blank is never zero. */
export function Figure({ shown }: { readonly shown: ShownValue }) {
  const { language, t } = useLanguage();
  const { value, state, reasonZh, reasonEn, qualifier, note } = shown;
  if (value === null) {
    return (
      <Explained className="blank" text={t(reasonZh ?? '空白', reasonEn ?? 'Blank')}>
        {state === 'NOT_APPLICABLE' ? '／' : '—'}
      </Explained>
    );
  }
  const text = textOfValue(shown, language);
  const sign = qualifier ? QUALIFIERS[qualifier] : undefined;
  const explanation = note ?? (sign ? t(sign[1], sign[2]) : null);
  if (!explanation) return <span className="figure">{text}</span>;
  return (
    <Explained className="figure" text={explanation}>
      {text}
      {note && <sup>*</sup>}
    </Explained>
  );
}
