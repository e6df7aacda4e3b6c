import type { Translate } from '../language/language';

/** A due day, with the one that held without an extension. */
export interface DueDays {
  readonly dueOn: string;
  readonly ruleDueOn: string;
}

/** Returns a due day in words; where the deadline was extended, from which day it was. */
export const dueInWords = ({ dueOn, ruleDueOn }: DueDays, t: Translate): string =>
  dueOn === ruleDueOn ? dueOn : t(`${dueOn}，由 ${ruleDueOn} 延期`, `${dueOn}, extended from ${ruleDueOn}`);
