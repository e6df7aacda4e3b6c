import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { Workbook } from 'exceljs';
import JSZip from 'jszip';
import { openReaderPool } from '../../src/document/reader/readerPool';
import { LARGEST_DOCUMENT } from '../../src/document/source/limits';
import { UnreadableDocument } from '../../src/document/source/unreadableDocument';
import { mutate, randomFrom } from './mutations';
import { ofd, ofdTable, ofdText } from './ofd';
import { drawnTable, pdfOf, text } from './pdf';
import {
  disputeTable,
  distinctFigures,
  flatten,
  PLAIN,
  pageOf,
  proactiveTable,
  requestTable,
  textOf,
} from './statutoryTables';

const printed = distinctFigures();
const tables = [proactiveTable, requestTable, disputeTable].map((make) => flatten(make(printed, PLAIN)));

async function wordDocument(): Promise<Buffer> {
  const paragraphs = [...PLAIN.titles];
  const children = paragraphs.flatMap((title, at) => [
    new Paragraph(title),
    tables[at - 1]
      ? new Table({
          rows: tables[at - 1].map(
            (row) =>
              new TableRow({
                children: row.map((cell) => new TableCell({ children: [new Paragraph(cell)] })),
              }),
          ),
        })
      : new Paragraph('本年度依法开展工作，未收取信息处理费。'),
  ]);
  const title = new Paragraph('演示区教育局2025年政府信息公开工作年度报告');
  return Packer.toBuffer(new Document({ sections: [{ children: [title, ...children] }] }));
}

async function workbook(): Promise<Buffer> {
  const book = new Workbook();
  const sheet = book.addWorksheet('年报');
  sheet.addRow(['演示区教育局2025年政府信息公开工作年度报告']);
  for (const [at, title] of PLAIN.titles.entries()) {
    sheet.addRow([title]);
    for (const row of tables[at - 1] ?? [['本年度依法开展工作。']]) sheet.addRow(row);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** The same report as an OpenDocument spreadsheet. */
async function spreadsheet(): Promise<Buffer> {
  const zip = new JSZip();
  const cell = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`;
  const rows = tables.flat().map((row) => `<table:table-row>${row.map(cell).join('')}</table:table-row>`);
  zip.file('mimetype', 'application/vnd.oasis.opendocument.spreadsheet');
  zip.file(
    'content.xml',
    `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="年报">${rows.join('')}</table:table></office:spreadsheet></office:body></office:document-content>`,
  );
  return zip.generateAsync({ type: 'nodebuffer' });
}

/** A PDF with its tables in ruled lines, one on each page. */
const pdf = () =>
  pdfOf(
    tables.map((rows, at) => ({
      width: 1200,
      height: 1200,
      content:
        text('演示区教育局2025年政府信息公开工作年度报告', 40, 1180) +
        text(PLAIN.titles[at + 1], 40, 1160) +
        drawnTable({
          x: 20,
          y: 1140,
          widths: rows[0].map(() => 1100 / rows[0].length),
          rows: rows.map((row) => row.map((cell) => ({ text: cell.slice(0, 9) }))),
        }),
    })),
  );

const originals = async (folder: string | undefined): Promise<Buffer[]> => [
  Buffer.from(pageOf(printed, PLAIN)),
  Buffer.from(pageOf(printed, { ...PLAIN, merged: 'DROPPED' })),
  Buffer.from(textOf(printed, PLAIN, '\t')),
  Buffer.from(textOf(printed, PLAIN, ' | ')),
  await wordDocument(),
  await workbook(),
  await spreadsheet(),
  pdf(),
  await ofd(
    tables.map((rows) => ofdTable(rows.map((row) => row.slice(0, 8)))),
    ofdText('演示区教育局2025年政府信息公开工作年度报告', 40, 20),
  ),
  Buffer.from(
    tables
      .flat()
      .map((row) => row.join(','))
      .join('\n'),
  ),
  ...(folder ? readdirSync(folder).map((name) => readFileSync(join(folder, name))) : []),
];

/** The most memory any reader holds now, in megabytes; 0 where /proc is not there. */
function readerMemory(): number {
  let most = 0;
  try {
    for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      if (status.includes(`PPid:\t${process.pid}\n`))
        most = Math.max(most, Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
    }
  } catch {}
  return most;
}

/**
 * Reads damaged documents and tells what came of them. Exit code 1 when anything but a reading or a refusal came out, or
 * when the reader failed. These are kept in a folder, and so is what was refused only because time ran out.
 */
async function fuzz(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
      from: { type: 'string' },
      keep: { type: 'string', default: join(tmpdir(), 'ogi-fuzz') },
    },
  });
  const [count, seed] = [Number(values.count), Number(values.seed)];
  process.env.NODE_OPTIONS = `-r ${JSON.stringify(join(__dirname, 'registerTypeScript.js'))}`;
  const reader = openReaderPool({ workers: availableParallelism() });
  const sources = await originals(values.from);
  const outcomes: Record<string, number> = {};
  const faults: string[] = [];
  const slowest = { number: 0, milliseconds: 0 };
  let [begun, memory] = [0, 0];
  const sampling = setInterval(() => {
    memory = Math.max(memory, readerMemory());
  }, 250);
  const readOne = async (number: number) => {
    const random = randomFrom(seed * 1_000_003 + number);
    const bytes = (await mutate(random.pick(sources), random)).subarray(0, LARGEST_DOCUMENT);
    const from = performance.now();
    const outcome = await reader.read(bytes, 'fuzz').then(
      (reading) => (Array.isArray(reading.sections) ? 'read' : 'no reading'),
      (error) => (error instanceof UnreadableDocument ? error.code : `thrown: ${error}`),
    );
    const milliseconds = Math.round(performance.now() - from);
    if (milliseconds > slowest.milliseconds) Object.assign(slowest, { number, milliseconds });
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (/^(no reading|thrown|document\.(crashed|timeout|busy))/.test(outcome)) {
      mkdirSync(values.keep, { recursive: true });
      const path = join(values.keep, `${seed}-${number}`);
      writeFileSync(path, bytes);
      faults.push(`${outcome} ${path}`);
    }
  };
  const runner = async () => {
    while (begun < count) {
      begun += 1;
      await readOne(begun);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: availableParallelism() }, runner));
  clearInterval(sampling);
  await reader.close();
  console.table(outcomes);
  const seconds = (performance.now() - start) / 1000;
  console.log(`${count} documents, seed ${seed}, ${seconds.toFixed(1)} s`);
  console.log(
    `slowest ${slowest.milliseconds} ms (number ${slowest.number}); most memory of a reader ${Math.round(memory)} MB`,
  );
  for (const fault of faults) console.log(fault);
  if (faults.some((fault) => !fault.startsWith('document.timeout'))) process.exitCode = 1;
}

fuzz();
