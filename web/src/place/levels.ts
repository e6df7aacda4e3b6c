import { LEVELS as LABELS } from '../../../src/shared/dimensionWords';
import { toWords } from '../language/toWords';
import type { Place } from './PlacePicker';

/** How high a place is. */
export type Level = Place['level'];

/** The levels of places in words, the highest first. */
export const LEVELS = toWords<Level>(LABELS);
