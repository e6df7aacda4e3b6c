import type { SubmissionMode } from './submission';

/**
 * Whether a submission is published at once. Until the review chain exists, filing and recording both are; the
 * chain takes this decision's place.
 */
export function publicationOf(mode: SubmissionMode): boolean {
  return mode === 'FILE' || mode === 'RECORD';
}
