import { posix } from 'node:path';
import JSZip from 'jszip';
import type { Block } from '../blocks';
import { allElements, elementsIn, parseXml } from '../parseXml';
import { damaged } from '../unreadableDocument';
import { type Drawing, type Sheet, sheetBlocks } from './sheetTable';
import { paletteOf } from './xlsxColours';
import { drawingsIn } from './xlsxDrawings';
import { richTextOf, sheetOf } from './xlsxSheet';
import { cellLooks } from './xlsxStyles';

const FOLDER = 'xl';

type Read = (path: string) => Promise<string>;

/** Returns the parts of one kind that a part names, by the names of their relations. */
async function relationsOf(read: Read, path: string, kind: string): Promise<Map<string, string>> {
  const folder = posix.dirname(path);
  const relations = parseXml(await read(`${folder}/_rels/${posix.basename(path)}.rels`));
  return new Map(
    elementsIn(relations, 'Relationship')
      .filter(({ attributes }) => attributes.Type?.endsWith(`/${kind}`))
      .map(({ attributes: { Id = '', Target = '' } }) => [
        Id,
        Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target),
      ]),
  );
}

/** Returns what floats over the cells of a sheet. */
async function drawingsOf(read: Read, path: string): Promise<Drawing[]> {
  const drawings: Drawing[] = [];
  for (const drawing of (await relationsOf(read, path, 'drawing')).values())
    drawings.push(...drawingsIn(await read(drawing)));
  return drawings;
}

/**
 * Opens an XLSX as a person sees it. Its parts are read here, and not by a library of workbooks: those drop hidden rows,
 * strikes, formats or missing results. Formulas are not evaluated: the result stored with them is shown.
 */
export async function openXlsx(bytes: Buffer): Promise<Block[]> {
  const zip = await JSZip.loadAsync(bytes);
  const read = async (path: string) => (await zip.file(path)?.async('string')) ?? '';
  const workbook = parseXml(await read(`${FOLDER}/workbook.xml`));
  // Worksheets only: charts and macros are left out.
  const worksheets = await relationsOf(read, `${FOLDER}/workbook.xml`, 'worksheet');
  const strings = elementsIn(parseXml(await read(`${FOLDER}/sharedStrings.xml`)), 'si');
  const styles = parseXml(await read(`${FOLDER}/styles.xml`));
  const palette = paletteOf(parseXml(await read(`${FOLDER}/theme/theme1.xml`)));
  const parts = {
    texts: strings.map(richTextOf),
    lookOf: cellLooks(styles, palette),
    palette,
    styles,
  };
  const sheets: Sheet[] = [];
  for (const { attributes } of allElements(workbook, 'sheet')) {
    const path = worksheets.get(attributes.id ?? '');
    const isHidden = /hidden/i.test(attributes.state ?? '');
    if (path && !isHidden)
      sheets.push(sheetOf(await read(path), attributes.name ?? '', parts, await drawingsOf(read, path)));
  }
  if (sheets.length === 0) throw damaged('XLSX');
  return sheetBlocks(sheets);
}
