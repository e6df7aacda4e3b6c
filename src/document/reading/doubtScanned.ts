import { RECOGNISED } from '../source/pages/recognised';
import type { Recognition } from './extraction';
import type { Recognised } from './recognise';
import type { Row } from './rows';

/** A name or year that was recognised in a picture is no surer than this: a person must name them. */
const SCAN_DOUBT = 0.7;

/** Returns what was recognised about a document; less surely where it was read from a picture. */
export function doubtScanned(found: Recognised, rows: readonly Row[]): Recognised {
  const isScanned = ({ where }: Recognition) =>
    where !== null &&
    rows.some(
      (row) =>
        row.where.page === where.page &&
        row.where.line === where.line &&
        row.pieces.some(({ doubt }) => doubt === RECOGNISED),
    );
  const weigh = (one: Recognition): Recognition =>
    isScanned(one) ? { ...one, confidence: Math.min(one.confidence, SCAN_DOUBT) } : one;
  const { agency, year } = found.recognition;
  return { ...found, recognition: { agency: weigh(agency), year: weigh(year) } };
}
