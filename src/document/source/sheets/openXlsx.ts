import { posix } from 'node:path';
import JSZip from 'jszip';
import type { Block } from '../blocks';
import { allElements, elementsIn, parseXml } from '../parseXml';
import { damaged } from '../unreadableDocument';
import { type Sheet, sheetBlocks } from './sheetTable';
import { richTextOf, sheetOf } from './xlsxSheet';
import { cellLooks } from './xlsxStyles';

const FOLDER = 'xl';

/** Returns the parts of a workbook by the names of their relations: worksheets only, charts and macros are left out. */
async function relationsOf(read: (path: string) => Promise<string>): Promise<Map<string, string>> {
  const relations = elementsIn(parseXml(await read(`${FOLDER}/_rels/workbook.xml.rels`)), 'Relationship');
  return new Map(
    relations
      .filter(({ attributes }) => attributes.Type?.endsWith('/worksheet'))
      .map(({ attributes: { Id = '', Target = '' } }) => [
        Id,
        Target.startsWith('/') ? Target.slice(1) : posix.join(FOLDER, Target),
      ]),
  );
}

/**
 * Opens an XLSX as a person sees it. Its parts are read here, and not by a library of workbooks: those drop hidden rows,
 * strikes, formats or missing results. Formulas are not evaluated: the result stored with them is shown.
 */
export async function openXlsx(bytes: Buffer): Promise<Block[]> {
  const zip = await JSZip.loadAsync(bytes);
  const read = async (path: string) => (await zip.file(path)?.async('string')) ?? '';
  const workbook = parseXml(await read(`${FOLDER}/workbook.xml`));
  const relations = await relationsOf(read);
  const strings = elementsIn(parseXml(await read(`${FOLDER}/sharedStrings.xml`)), 'si');
  const parts = {
    texts: strings.map(richTextOf),
    lookOf: cellLooks(parseXml(await read(`${FOLDER}/styles.xml`))),
  };
  const sheets: Sheet[] = [];
  for (const { attributes } of allElements(workbook, 'sheet')) {
    const path = relations.get(attributes.id ?? '');
    const isHidden = /hidden/i.test(attributes.state ?? '');
    if (path && !isHidden) sheets.push(sheetOf(await read(path), attributes.name ?? '', parts));
  }
  if (sheets.length === 0) throw damaged('XLSX');
  return sheetBlocks(sheets);
}
