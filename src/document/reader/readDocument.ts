import { SECTIONS } from '../../form/sections';
import type { Wanted } from '../reading/chooseReport';
import type { Extraction } from '../reading/extraction';
import { readReport } from '../reading/readReport';
import { openDocument } from '../source/openDocument';
import type { BeginScan } from '../source/scan/openScan';
import { UnreadableDocument } from '../source/unreadableDocument';

const [FIRST_SECTION] = SECTIONS;
const FIRST_HEADING = `${FIRST_SECTION.numeral}、${FIRST_SECTION.zh}`;

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
      `文件中没有找到政府信息公开工作年度报告的任何部分：既没有“${FIRST_HEADING}”这样的标题，也没有报告的表格。请检查是否选错文件；正文和表格分在几个文件的，请合成一个后提交。`,
      `No section of an annual report on open government information was found in the document: neither a heading such as ${FIRST_HEADING} nor a table of the form. Look whether it is the right file; where the text and the tables are in several, join them and send one.`,
    );
  return reading;
}
