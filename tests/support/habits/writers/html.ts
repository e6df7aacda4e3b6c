import { dropSpans, flatten, type Table } from '../../statutoryTables';
import { type Random, randomFrom } from '../../tableHabits';
import type { SaidDocument } from '../documentHabits';
import { escaped, isHiddenRow, type Look, runsOf } from '../looks';

const styled = (style: string) => (text: string) => `<span style="${style}">${text}</span>`;
const LOOKS: Readonly<Record<Look, readonly ((text: string) => string)[]>> = {
  HIDDEN: [
    styled('display:none'),
    styled('visibility: hidden'),
    styled('font-size:0'),
    styled('mso-hide:all'),
    styled('position:absolute;left:-9999px'),
    styled('opacity:0'),
    styled('position:relative;left:-9999px'),
    styled('display:inline-block;scale:0'),
    styled('display:inline-block;clip-path:polygon(0 0,0 0,0 0)'),
    styled('font:0/0 a'),
    (text) => `<span hidden>${text}</span>`,
    (text) => `<b class="gone">${text}</b>`,
    (text) => `<!-- ${text} -->`,
    (text) => `<template>${text}</template>`,
  ],
  WHITE: [
    styled('color:#fff'),
    styled('color: white'),
    styled('color:rgb(255, 255, 255)'),
    styled('color:#fdfdfd'),
    styled('color:hsl(0, 0%, 100%)'),
    styled('color:rgba(0, 0, 0, 0.01)'),
    (text) => `<font color="#FFFFFF">${text}</font>`,
    (text) => `<i class="pale">${text}</i>`,
  ],
  STRUCK: [
    (text) => `<s>${text}</s>`,
    (text) => `<del>${text}</del>`,
    (text) => `<strike>${text}</strike>`,
    styled('text-decoration:line-through'),
    styled('text-decoration: line-through red'),
    (text) => `<em class="old">${text}</em>`,
  ],
  RAISED: [
    (text) => `<sup>${text}</sup>`,
    styled('vertical-align:super;font-size:70%'),
    (text) => `<sub>${text}</sub>`,
    styled('vertical-align:text-top;font-size:60%'),
    styled('position:relative;bottom:.5em;font-size:60%'),
    (text) => `<a href="#n1"><sup>${text}</sup></a>`,
    (text) => `<span class="note">${text}</span>`,
  ],
};
const STYLES =
  '<style>.gone{display:none}.pale{color:#FFF}.old{text-decoration:line-through}.note{vertical-align:super;font-size:smaller}</style>';

const inline = (text: string, random: Random) =>
  runsOf(text)
    .map(({ text: words, look }) => {
      const plain = escaped(words).replaceAll('\n', '<br>');
      return look === null ? plain : random.pick(LOOKS[look])(plain);
    })
    .join('');

/** Returns a table as the layout has it: with spans, with blanks for what they cover, or with them left out. */
export function laidOut(table: Table, format: string): Table {
  if (format === 'SPANS') return table;
  const rows = format === 'DROPPED' ? dropSpans(table) : flatten(table);
  return rows.map((row) => row.map((text) => ({ text })));
}

function tableOf(table: Table, random: Random): string {
  const wrap = random.pick(['', 'p', 'span', 'div']);
  const tag = random.isOneIn(6) ? 'th' : 'td';
  const rows = table.map((row, at) => {
    const isHidden = isHiddenRow(row);
    const cells = row.map(({ text, down = 1, right = 1 }) => {
      const words = inline(text, random);
      const spans = `${down > 1 ? ` rowspan="${down}"` : ''}${right > 1 ? ` colspan=${right}` : ''}`;
      const name = at === 0 ? tag : 'td';
      return `<${name}${spans}>${wrap && words ? `<${wrap}>${words}</${wrap}>` : words || random.pick(['', '&nbsp;'])}</${name}>`;
    });
    return `<tr${isHidden ? random.pick([' style="display:none"', ' hidden', ' class="gone"']) : ''}>${cells.join('')}</tr>`;
  });
  return `<table border="1">${random.isOneIn(2) ? `<tbody>${rows.join('\n')}</tbody>` : rows.join('')}</table>`;
}

/** Returns a document as a page. */
export function pageText({ parts, habits }: SaidDocument): string {
  const random = randomFrom(habits.variant);
  const tag = random.pick(['p', 'p', 'div', 'h3']);
  const body = parts.map((part) =>
    'line' in part
      ? `<${/^[一二三四五六]/u.test(part.line) ? tag : 'p'}>${inline(part.line, random)}</${/^[一二三四五六]/u.test(part.line) ? tag : 'p'}>`
      : tableOf(laidOut(part.table, habits.tables.format), random),
  );
  return `<!DOCTYPE html><html><head><meta charset="utf-8">${STYLES}</head><body>${body.join('\n')}</body></html>`;
}

/** Returns a document as a page in one of the encodings of pages. */
export function writeHtml(said: SaidDocument): Buffer {
  const page = pageText(said);
  const [encoding] = [said.habits.variant % 5];
  if (encoding === 0) return Buffer.from(`\ufeff${page}`, 'utf16le');
  if (encoding === 1) return Buffer.from(page.replace('<meta charset="utf-8">', ''), 'utf16le').swap16();
  return Buffer.from(page);
}

/** Returns a document as a page saved in one file. */
export function writeMhtml(said: SaidDocument): Buffer {
  const isEncoded = said.habits.variant % 2 === 0;
  const bytes = Buffer.from(pageText(said));
  const quoted = (text: Buffer) => {
    let line = '';
    const lines: string[] = [];
    for (const byte of text) {
      const one =
        byte > 32 && byte < 127 && byte !== 61
          ? String.fromCharCode(byte)
          : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
      if (line.length + one.length > 75) {
        lines.push(`${line}=`);
        line = '';
      }
      line += one;
    }
    return [...lines, line].join('\r\n');
  };
  const encoded = isEncoded
    ? (bytes.toString('base64').match(/.{1,76}/gu) as string[]).join('\r\n')
    : quoted(bytes);
  return Buffer.from(
    [
      'From: <Saved by Blink>',
      'Snapshot-Content-Location: http://www.example.gov.cn/nb.html',
      'Subject: nianbao',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; type="text/html"; boundary="----part"',
      '',
      '------part',
      'Content-Type: text/html; charset="utf-8"',
      `Content-Transfer-Encoding: ${isEncoded ? 'base64' : 'quoted-printable'}`,
      'Content-Location: http://www.example.gov.cn/nb.html',
      '',
      encoded,
      '------part--',
      '',
    ].join('\r\n'),
  );
}
