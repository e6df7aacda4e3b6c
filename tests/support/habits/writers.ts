import type { SaidDocument } from './documentHabits';
import type { KindName } from './kinds';
import { writeHtml, writeMhtml } from './writers/html';
import { writeOds, writeOdt } from './writers/openDocument';
import { writeOfd, writePdf } from './writers/pages';
import { writeRtf } from './writers/rtf';
import { writeSeparated, writeText } from './writers/text';
import { writeDocx, writeFlatOpc, writeWord2003 } from './writers/word';
import { writeXlsx } from './writers/workbook';

/** How each kind of document is written. */
export const WRITERS: Readonly<Record<KindName, (said: SaidDocument) => Buffer | Promise<Buffer>>> = {
  HTML: writeHtml,
  MHTML: writeMhtml,
  DOCX: writeDocx,
  FLAT_OPC: writeFlatOpc,
  WORD_2003: writeWord2003,
  RTF: writeRtf,
  ODT: writeOdt,
  XLSX: writeXlsx,
  ODS: writeOds,
  PDF: writePdf,
  OFD: writeOfd,
  TEXT: writeText,
  MARKDOWN: writeText,
  CSV: writeSeparated,
};
