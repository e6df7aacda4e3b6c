import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA } from './hub.js';

/** Opens the results of earlier runs over the same size, so that a run may be made in parts; `store` adds a part. */
export function openResults({ agencies, years }) {
  const file = join(DATA, `results-${agencies}x${years}.json`);
  let results = {};
  try {
    results = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return {
    results,
    store(part) {
      Object.assign(results, part);
      writeFileSync(file, JSON.stringify(results, null, 1));
    },
  };
}
