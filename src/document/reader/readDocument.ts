import type { Wanted } from '../reading/chooseReport';
import type { Extraction } from '../reading/extraction';
import { readReport } from '../reading/readReport';
import { openDocument } from '../source/openDocument';
import type { BeginScan } from '../source/scan/openScan';
import { UnreadableDocument } from '../source/unreadableDocument';

/**
 * Reads an annual report from the bytes of a document in any of the formats of DocumentFormat.
 * Throws UnreadableDocument when it cannot be opened or holds no report. Runs nothing and fetches nothing.
 */
export async function readDocument(
  bytes: Buffer,
  wanted: Wanted = {},
  beginScan?: BeginScan,
): Promise<Extraction> {
  const { format, blocks } = await openDocument(bytes, beginScan);
  const reading = readReport(blocks, format, wanted);
  if (reading.sections.length === 0)
    throw new UnreadableDocument(
      'document.noReport',
      '文件中没有找到政府信息公开工作年度报告的任何部分。',
      'No section of an annual report on open government information was found in the document.',
    );
  return reading;
}
