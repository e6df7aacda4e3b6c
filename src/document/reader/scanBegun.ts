/** What a process that reads says when its document is a scan, which may take longer. */
export const SCAN_BEGUN = 'scanBegun';
