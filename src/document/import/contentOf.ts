import type { Extraction } from '../reading/extraction';
import { hashDocument } from '../store/contents';

/** Returns a hash of all that a document says in the form. Documents with the same hash hold the same report, such as a page and a Word file of it. */
export function contentOf({ cells, sections }: Pick<Extraction, 'cells' | 'sections'>): string {
  const figures = Object.entries(cells)
    .map(([code, { status, value, note }]) => [code, status, value, note] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  const parts = sections.map(({ number, edition, text }) => [number, edition, text]);
  return hashDocument(Buffer.from(JSON.stringify([figures, parts])));
}
