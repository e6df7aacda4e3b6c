import { useMemo } from 'react';
import { FindingList, type ShownFinding } from '../../report/FindingList';
import type { Corrections } from '../useWork';
import { correctedFindings } from './correctedFindings';
import type { Reading } from './places';

/** What is found in a document, with its figures as they are corrected on the page. */
export default function FoundNow({
  found,
  reading,
  corrections,
  year,
}: {
  readonly found: readonly ShownFinding[];
  readonly reading: Reading;
  readonly corrections: Corrections;
  readonly year: number;
}) {
  const now = useMemo(
    () => correctedFindings(found, reading.cells ?? [], corrections, year),
    [found, reading, corrections, year],
  );
  return <FindingList findings={now} />;
}
