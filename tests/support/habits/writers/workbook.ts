import { type RichText, Workbook, type Worksheet } from 'exceljs';
import type { Table } from '../../statutoryTables';
import { type Random, randomFrom } from '../../tableHabits';
import type { SaidDocument } from '../documentHabits';
import { isHiddenRow, type Look, runsOf } from '../looks';
import { laidOut } from './html';

const FONTS: Readonly<Record<Look, RichText['font']>> = {
  HIDDEN: {},
  WHITE: { color: { argb: 'FFFFFFFF' } },
  STRUCK: { strike: true },
  RAISED: { vertAlign: 'superscript' },
};

function cellValue(text: string, random: Random) {
  const runs = runsOf(text);
  if (runs.some(({ look }) => look !== null))
    return {
      richText: runs.map(({ text: words, look }) => ({ text: words, font: look ? FONTS[look] : undefined })),
    };
  if (!/^\d{1,9}$/u.test(text) || (text.length > 1 && text.startsWith('0'))) return text;
  if (random.isOneIn(8)) return { formula: `${text}+0`, result: Number(text) };
  return random.isOneIn(4) ? text : Number(text);
}

const THIN = { style: 'thin' } as const;
const RULES = { top: THIN, left: THIN, bottom: THIN, right: THIN };

function addTable(sheet: Worksheet, table: Table, top: number, random: Random): void {
  const isCovered = new Set<string>();
  const isRuled = !random.isOneIn(5);
  for (const [at, row] of table.entries()) {
    let column = 1;
    for (const { text, down = 1, right = 1 } of row) {
      while (isCovered.has(`${at} ${column}`)) column += 1;
      for (let lower = 0; lower < down; lower += 1)
        for (let further = 0; further < right; further += 1)
          isCovered.add(`${at + lower} ${column + further}`);
      const cell = sheet.getCell(top + at, column);
      if (isRuled) cell.border = RULES;
      if (text !== '') cell.value = cellValue(text, random);
      if (/^\d+$/u.test(text) && random.isOneIn(6))
        cell.numFmt = random.pick(['0', '#,##0', '0"件"', '#,##0_ ', '0_);[Red](0)']);
      if (down > 1 || right > 1) sheet.mergeCells(top + at, column, top + at + down - 1, column + right - 1);
      column += right;
    }
    if (isHiddenRow(row)) sheet.getRow(top + at).hidden = true;
  }
}

/** Returns a document as a workbook: one sheet, or one for each section; a hidden sheet may hold other figures. */
export async function writeXlsx({ parts, habits }: SaidDocument): Promise<Buffer> {
  const random = randomFrom(habits.variant);
  const book = new Workbook();
  const isOneSheet = random.isOneIn(2);
  let sheet = book.addWorksheet('年报');
  let top = 1;
  for (const part of parts) {
    if ('line' in part) {
      if (!isOneSheet && /^[（第]?[一二三四五六][、．）部]/u.test(part.line)) {
        sheet = book.addWorksheet(`表${book.worksheets.length}`);
        top = 1;
      }
      if (part.line !== '') sheet.getCell(top, 1).value = part.line;
      if (random.isOneIn(3)) sheet.mergeCells(top, 1, top, 8);
      top += 1;
    } else {
      const table = laidOut(part.table, habits.tables.format);
      addTable(sheet, table, top, random);
      top += table.length;
    }
  }
  if (random.isOneIn(3)) {
    const hidden = book.addWorksheet('旧');
    hidden.state = random.pick(['hidden', 'veryHidden']);
    for (const part of parts)
      if ('table' in part)
        addTable(hidden, laidOut(part.table, habits.tables.format), hidden.rowCount + 2, random);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}
