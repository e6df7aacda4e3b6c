import { writeTable } from '../../habitDocuments';
import { flatten } from '../../statutoryTables';
import type { SaidDocument } from '../documentHabits';

/** Returns a text in one of the encodings of texts. */
function inEncoding(text: string, variant: number): Buffer {
  switch (variant % 6) {
    case 0:
      return Buffer.from(text, 'utf16le');
    case 1:
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    case 2:
      return Buffer.from(`\ufeff${text}`);
    default:
      return Buffer.from(text);
  }
}

/** Returns a document as text or Markdown; words parted by spaces may be all on one line. */
export function writeText({ parts, habits }: SaidDocument): Buffer {
  const { format } = habits.tables;
  const lines = parts.map((part) => ('line' in part ? part.line : writeTable(part.table, habits.tables)));
  const isOneLine = habits.variant % 7 === 0 && format === 'SPACES';
  const ending = habits.variant % 3 === 0 ? '\r\n' : '\n';
  const text = isOneLine ? lines.join(' ').replaceAll('\n', ' ') : lines.join('\n').replaceAll('\n', ending);
  return inEncoding(text, habits.variant);
}

/** Returns a document as separated values. */
export function writeSeparated({ parts, habits }: SaidDocument): Buffer {
  const separator = [',', ',', ';', '\t'][habits.variant % 4];
  const quoted = (text: string) =>
    text.includes(separator) || /["\n\r]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const rows = parts.flatMap((part) => ('line' in part ? [[part.line]] : flatten(part.table)));
  const width = Math.max(...rows.map((row) => row.length));
  const isPadded = habits.variant % 2 === 0;
  const text = rows
    .map((row) => [...row, ...Array.from({ length: isPadded ? width - row.length : 0 }, () => '')])
    .map((row) => row.map(quoted).join(separator))
    .join('\r\n');
  return inEncoding(text, habits.variant);
}
