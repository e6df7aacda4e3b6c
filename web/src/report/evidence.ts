import { type DocumentLocation, locationInWords } from '../../../src/shared/locationInWords';
import type { WebReportEvidenceQuery } from '../api/generated/documents';
import type { Translate } from '../language/language';

type Reading = NonNullable<NonNullable<WebReportEvidenceQuery['report']>['reading']>;
/** Where a cell stands in the document that its report was read from, and how sure that is. */
export type Evidence = NonNullable<Reading['cells']>[number];

/** Below this confidence somebody should look. */
const SURE = 0.8;

/** Whether a cell was read with less confidence than one relies on. */
export const isUnsure = (evidence: Evidence | undefined): boolean =>
  evidence !== undefined && evidence.confidence < SURE;

/** Returns where something stands in a document, in words; empty where the document does not say. */
export function placeInWords(where: DocumentLocation | null | undefined, t: Translate): string {
  const { zh, en } = locationInWords(where ?? {});
  return t(zh, en);
}
