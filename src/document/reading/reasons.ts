import { languagesOf } from '../../shared/text';

/** Why a cell is doubtful or a figure has no place, in each language. */
export interface Reasons<T extends string | null = string> {
  readonly reasonZh: T;
  readonly reasonEn: T;
}

export const NO_REASON: Reasons<null> = { reasonZh: null, reasonEn: null };

/** Returns the languages of a reason that has Chinese first and then English, which begins as a sentence does. */
export function reasonsOf(reason: string): Reasons {
  const { zh, en } = languagesOf(reason);
  return { reasonZh: zh, reasonEn: en.charAt(0).toUpperCase() + en.slice(1) };
}
