import { beijingToday } from '../../../src/form/beijing';
import { otherName, type PresentName } from '../../../src/shared/otherName';
import type { Named, Translate } from '../language/language';

/** Returns what an agency or a place is called now, or was when it ended, in brackets; nothing where it has that name in a year too. */
export function otherNameInWords(present: PresentName, inYear: Named, t: Translate): string {
  const other = otherName(present, inYear, beijingToday());
  return other ? t(`（${other.zh}）`, ` (${other.en})`) : '';
}
