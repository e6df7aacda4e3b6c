/** FILE and RECORD publish; SAVE keeps a draft; VALIDATE stores nothing. */
export type SubmissionMode = 'FILE' | 'RECORD' | 'SAVE' | 'VALIDATE';

/**
 * Whether a submission is published at once. Until the review chain exists, filing and recording both are; the
 * chain takes this decision's place.
 */
export function publicationOf(mode: SubmissionMode): boolean {
  return mode === 'FILE' || mode === 'RECORD';
}
