import type { TableSection } from '../../form/lines';
import { type FormSection, REPORT_TITLE } from '../../form/sections';
import { layOutTable, type PrintedCell } from './layout';
import { paragraphsOf, printable, type StatutoryDocument, sectionsOf } from './statutoryDocument';

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for HTML, in elements and in quoted attributes. */
function escapeText(text: string): string {
  return printable(text).replace(/[&<>"']/g, (letter) => ENTITIES[letter]);
}

const STYLE = `
@page { size: A4; margin: 20mm 18mm; }
body { max-width: 174mm; margin: 12mm auto; padding: 0 4mm; color: #000; background: #fff;
  font: 16px/1.8 FangSong, "仿宋", "Noto Serif CJK SC", "Songti SC", SimSun, serif; }
h1 { margin: 0 0 1.2em; font: bold 26px/1.4 "Noto Serif CJK SC", "Songti SC", SimSun, serif; text-align: center;
  text-wrap: balance; }
.year { display: inline-block; }
h2 { margin: 1.4em 0 .5em; font: bold 18px/1.5 SimHei, "黑体", "Noto Sans CJK SC", "PingFang SC", sans-serif;
  break-after: avoid; }
p { margin: 0; text-indent: 2em; text-align: justify; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 13px; line-height: 1.45; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { border: 1px solid #000; padding: 3px 4px; text-align: center; vertical-align: middle; overflow-wrap: anywhere; }
th { font-weight: normal; }
th.row { text-align: left; }
th.block { font-weight: bold; background: #f2f2f2; }
footer { margin-top: 2.5em; padding-top: .6em; border-top: 1px solid #767676; color: #444; font-size: 12px; line-height: 1.6; }
footer p { text-indent: 0; text-align: left; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 12pt; } table { font-size: 9pt; } h1 { font-size: 20pt; } h2 { font-size: 14pt; } }
`.trim();

const SCOPES = { BLOCK: 'rowgroup', COLUMN: 'col', ROW: 'row' } as const;

function printCell({ kind, text, code, rowSpan, columnSpan }: PrintedCell): string {
  const spans = `${columnSpan > 1 ? ` colspan="${columnSpan}"` : ''}${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}`;
  if (kind === 'FIGURE') return `<td${spans}${code ? ` data-cell="${code}"` : ''}>${escapeText(text)}</td>`;
  const style = kind === 'COLUMN' ? '' : ` class="${kind.toLowerCase()}"`;
  return `<th scope="${SCOPES[kind]}"${style}${spans}>${escapeText(text)}</th>`;
}

function printTable(document: StatutoryDocument, section: FormSection): string {
  const table = layOutTable(document, section.number as TableSection);
  const rows = (cells: readonly (readonly PrintedCell[])[]) =>
    cells.map((cells) => `<tr>${cells.map(printCell).join('')}</tr>`).join('\n');
  return [
    `<table data-edition="${document.editions[table.section]}">`,
    `<caption>${section.zh} ${section.en}</caption>`,
    `<colgroup>${table.widths.map((width) => `<col style="width: ${width.toFixed(2)}%">`).join('')}</colgroup>`,
    ...(table.head.length > 0 ? [`<thead>\n${rows(table.head)}\n</thead>`] : []),
    ...table.bodies.map((body) => `<tbody>\n${rows(body)}\n</tbody>`),
    '</table>',
  ].join('\n');
}

function printSection(document: StatutoryDocument, section: FormSection): string {
  const id = `section-${section.number}`;
  const content = section.isNarrative
    ? paragraphsOf(document.narratives?.[section.number as 1 | 5 | 6]).map(
        (text) => `<p>${escapeText(text)}</p>`,
      )
    : [printTable(document, section)];
  return [
    `<section aria-labelledby="${id}">`,
    `<h2 id="${id}">${section.numeral}、${section.zh}</h2>`,
    ...content,
    '</section>',
  ].join('\n');
}

/** The year and what follows it stay on one line of the title. */
function printTitle(title: string): string {
  const [, name, rest] = new RegExp(`^(.*?)(\\d{4}(?:—\\d{4})?年${REPORT_TITLE}.*)$`, 's').exec(title) ?? [];
  return rest ? `${escapeText(name)}<span class="year">${escapeText(rest)}</span>` : escapeText(title);
}

/** Returns the document as one self-contained page of HTML that prints on A4. */
export function printHtml(document: StatutoryDocument): string {
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(document.title)}</title>
<style>
${STYLE}
</style>
</head>
<body>
<main>
<h1>${printTitle(document.title)}</h1>
${sectionsOf(document)
  .map((section) => printSection(document, section))
  .join('\n')}
</main>
<footer>
${[...document.footer, ...document.supplements]
  .map(({ zh, en }) => `<p>${escapeText(zh)} <span lang="en">${escapeText(en)}</span></p>`)
  .join('\n')}
</footer>
</body>
</html>
`;
}
