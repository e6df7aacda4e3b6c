import type { Table } from '../../statutoryTables';
import { type Random, randomFrom } from '../../tableHabits';
import type { SaidDocument } from '../documentHabits';
import { type Look, runsOf } from '../looks';
import { laidOut } from './html';

const LOOKS: Readonly<Record<Look, readonly string[]>> = {
  HIDDEN: ['\\v ', '\\deleted '],
  WHITE: ['\\cf1 '],
  STRUCK: ['\\strike ', '\\striked1 '],
  RAISED: ['\\super ', '\\up6 ', '\\sub ', '\\dn6 '],
};

const letters = (text: string) =>
  [...text]
    .map((letter) => {
      if (letter === '\n') return '\\line ';
      if (/[\\{}]/u.test(letter)) return `\\${letter}`;
      const code = letter.charCodeAt(0);
      return code < 128 ? letter : `\\u${code > 32_767 ? code - 65_536 : code} ?`;
    })
    .join('');
const inline = (text: string, random: Random) =>
  runsOf(text)
    .map(({ text: words, look }) =>
      look === null ? letters(words) : `{${random.pick(LOOKS[look])}${letters(words)}}`,
    )
    .join('');

const WIDTH = 1000;

/** A table of RTF: what a cell covers below is a cell that goes on with it; to the right its edge is further. */
function tableOf(table: Table, random: Random): string {
  const open: { left: number; right: number }[] = [];
  const rows = table.map((row) => {
    let column = 0;
    const edges: string[] = [];
    const cells: string[] = [];
    const addCovered = () => {
      while (open[column]?.left > 0) {
        const { right } = open[column];
        open[column].left -= 1;
        column += right;
        edges.push(`\\clvmrg\\cellx${column * WIDTH}`);
        cells.push('\\intbl\\cell');
      }
    };
    for (const { text, down = 1, right = 1 } of row) {
      addCovered();
      if (down > 1) open[column] = { left: down - 1, right };
      column += right;
      edges.push(`${down > 1 ? '\\clvmgf' : ''}\\cellx${column * WIDTH}`);
      cells.push(`\\intbl ${inline(text, random)}\\cell`);
    }
    addCovered();
    return `\\trowd${edges.join('')}${cells.join('\n')}\\row\n`;
  });
  return `${rows.join('')}\\pard `;
}

/** Returns a document as RTF. */
export function writeRtf({ parts, habits }: SaidDocument): Buffer {
  const random = randomFrom(habits.variant);
  const body = parts.map((part) =>
    'line' in part
      ? `\\pard ${inline(part.line, random)}\\par\n`
      : tableOf(laidOut(part.table, habits.tables.format), random),
  );
  return Buffer.from(
    `{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 SimSun;}}{\\colortbl;\\red255\\green255\\blue255;}\n${body.join('')}}`,
    'latin1',
  );
}
