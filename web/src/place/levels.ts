import type { Place } from './PlacePicker';

/** How high a place is. */
export type Level = Place['level'];

/** The levels of places in words. */
export const LEVELS: Readonly<Record<Level, readonly [zh: string, en: string]>> = {
  NATION: ['国家', 'Nation'],
  PROVINCE: ['省级', 'Province'],
  PREFECTURE: ['地级', 'Prefecture'],
  COUNTY: ['县级', 'County'],
  TOWNSHIP: ['乡级', 'Township'],
};
