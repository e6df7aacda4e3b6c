import type { PdfPlace } from './openOriginal';
import type { Box } from './region';

/** Where something stands in a document, as the hub says it. */
interface Where {
  readonly page: number | null;
  readonly turn: number | null;
  readonly box: Box | null;
}

/** Returns where something stands in a PDF; null where that is not known. */
export const pdfPlaceOf = (where: Where | null): PdfPlace | null =>
  where?.page && where.box ? { page: where.page, turn: where.turn, box: where.box } : null;
