import { useLanguage } from '../language/language';
import { Explained } from '../look/Explained';

/** A change as text. Where one of its two figures is not exact it is about so much, and says why. */
export function About({ text, isAbout }: { readonly text: string; readonly isAbout: boolean }) {
  const { t } = useLanguage();
  if (!isAbout) return text;
  const reason = t(
    '两数中至少一个不是精确数，变化只是约数',
    'At least one of the two figures is not exact, so that the change is approximate',
  );
  return (
    <Explained className="figure" text={reason}>
      ≈ {text}
    </Explained>
  );
}
