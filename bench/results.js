import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA } from './hub.js';

/** The sizes whose results docs/performance.md shows, by the names of their markers. */
export const SIZES = {
  province: { agencies: 6000, years: 10 },
  nation: { agencies: 150_000, years: 10 },
};
const fileOf = ({ agencies, years }) => join(DATA, `results-${agencies}x${years}.json`);

/** Returns the stored results of a size, or an empty object. */
export function readResults(size) {
  try {
    return JSON.parse(readFileSync(fileOf(size), 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return {};
  }
}

/** Opens the results of earlier runs over the same size, so that a run may be made in parts; `store` adds a part. */
export function openResults(size) {
  const results = readResults(size);
  return {
    results,
    store(part) {
      Object.assign(results, part);
      writeFileSync(fileOf(size), JSON.stringify(results, null, 1));
    },
  };
}
