import { counted } from '../figures/formatFigure';
import type { Translate } from '../language/language';

/** Returns how many errors and warnings there are, in the same words wherever they are counted. */
export const findingCounts = (errors: number, warnings: number, t: Translate): string =>
  t(`错误 ${errors} 个，警告 ${warnings} 个`, `${counted(errors, 'error')}, ${counted(warnings, 'warning')}`);
