import { useLanguage } from '../language/language';
import { Explained } from '../look/Explained';
import { uncertainInWords } from './change';
import { signOf } from './shownValue';

const REASONS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  AT_LEAST: [
    '两数中有的只是界限，变化不小于此',
    'One of the two figures is only a bound: the change is not less than this',
  ],
  AT_MOST: [
    '两数中有的只是界限，变化不大于此',
    'One of the two figures is only a bound: the change is not more than this',
  ],
  APPROXIMATE: [
    '两数中至少一个是约数，变化只是约数',
    'At least one of the two figures is approximate, and so is the change',
  ],
};

/** A change as text. Where it is not exact it has the sign of how exact it is, and says why. */
export function About({ text, qualifier }: { readonly text: string; readonly qualifier: string | null }) {
  const { t } = useLanguage();
  const reason = REASONS[qualifier ?? ''];
  if (!reason) return text;
  return (
    <Explained className="figure" text={t(...reason)}>
      {signOf(qualifier)} {text}
    </Explained>
  );
}

/** Stands for the change between two bounds of the same side, and says why there is none. */
export function Uncertain() {
  const { t } = useLanguage();
  const reason = t(
    '两数都只是同一边的界限，增减不能确定',
    'Both figures are bounds of the same side: what changed is not certain',
  );
  return (
    <Explained className="figure" text={reason}>
      {uncertainInWords(t)}
    </Explained>
  );
}
