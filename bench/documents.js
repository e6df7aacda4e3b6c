import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fromHub, HUB, PROGRAM } from './hub.js';
import { FLAGS, startServer } from './servers.js';
import { markdownTable, rateText, rounded } from './tables.js';

/**
 * Measures documents in and out: how long a document of each format takes to be read beside the bare opening by the library for
 * it, how long the archive of a year takes, and how long its pages take to be imported and published.
 */
const AGENCIES = Number(process.argv[2] ?? 1000);
const READ = 60;
const WARM_UP = 20;
const YEAR = 2025;
const NATION = '900000';

const require = createRequire(join(HUB, 'package.json'));
const JSZip = require('jszip');
const readDocument = fromHub('readDocument');

/** Parses the XML of some parts of an Office file, and does nothing with it. */
const openParts = (parts) => async (bytes) => {
  const archive = await JSZip.loadAsync(bytes);
  const { parseDocument } = require('htmlparser2');
  for (const file of archive.file(parts)) parseDocument(await file.async('string'), { xmlMode: true });
};

/** The bare opening of a document by the library that its reader uses. */
const OPENINGS = {
  html: async (bytes) =>
    require('parse5').parse(bytes.toString(), {
      treeAdapter: require('parse5-htmlparser2-tree-adapter').adapter,
    }),
  docx: openParts(/^word\/document\.xml$/),
  xlsx: openParts(/^xl\/(?:worksheets\/[^/]+|sharedStrings)\.xml$/),
};

/** Returns the processor time of some work on each document, in milliseconds; the first ones only make the code hot. */
async function processorTime(documents, work) {
  for (const document of documents.slice(0, WARM_UP)) await work(document);
  const before = process.cpuUsage();
  for (const document of documents) await work(document);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / documents.length;
}

async function measureReading(documents) {
  const rows = [];
  for (const [format, open] of Object.entries(OPENINGS)) {
    const [bare, complete] = [
      await processorTime(documents[format], open),
      await processorTime(documents[format], (bytes) => readDocument(bytes)),
    ];
    rows.push([format.toUpperCase(), rateText(bare), rateText(complete), rounded(1000 / complete)]);
  }
  return rows;
}

const secondsSince = (start) => (performance.now() - start) / 1000;

function runHub(environment, ...args) {
  const { status, stderr } = spawnSync(process.execPath, [...FLAGS, PROGRAM, ...args], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  // 2: some documents are doubtful, which is counted.
  if (status !== 0 && status !== 2) throw new Error(`${args[0]} ends with ${status}: ${stderr.slice(-2000)}`);
}

/** Writes the pages of an archive to a folder, and returns their paths. */
async function writePages(archive, folder) {
  const index = await archive.file('index.csv').async('string');
  const [head, ...lines] = index.trim().split('\r\n');
  const column = head.split(',').indexOf('html');
  const pages = lines.map((line) => line.split(',')[column]);
  for (const path of pages) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    // Another page than any the hub has read: the same one is skipped.
    writeFileSync(join(folder, path), `${await archive.file(path).async('string')}<!-- bench -->`);
  }
  return pages;
}

/** Returns how many files were imported. Throws unless it was every one: the time of a refused file says nothing. */
function countImported(resultsFile, expected) {
  const results = readFileSync(resultsFile, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const others = results.filter(({ status }) => status !== 'imported');
  if (others.length === 0 && results.length === expected) return results.length;
  const shown = others.slice(0, 3).map((result) => JSON.stringify(result));
  throw new Error(
    `of ${expected} pages ${results.length - others.length} were imported, ${others.length} were not:\n${shown.join('\n')}`,
  );
}

const folder = mkdtempSync(join(tmpdir(), 'ogi-documents-'));
chmodSync(folder, 0o755);
const printer = { DATA_DIR: join(folder, 'printer') };
// Another hub of the same agencies: in the first one every report is there already.
const importer = { DATA_DIR: join(folder, 'importer') };
try {
  runHub(printer, 'seed', '--agencies', String(AGENCIES), '--years', '1');
  const hub = await startServer('hub', PROGRAM, printer, process.execPath, FLAGS);
  const printing = performance.now();
  const bytes = Buffer.from(await (await fetch(`${hub.url}/exports/${NATION}/${YEAR}.zip`)).arrayBuffer());
  const printed = secondsSince(printing);
  const archive = await JSZip.loadAsync(bytes);
  const pages = await writePages(archive, join(folder, 'pages'));
  const some = pages.slice(0, READ).map((path) => path.replace(/\.html$/, ''));
  const documents = { html: [], docx: [], xlsx: [] };
  for (const path of some) {
    documents.html.push(readFileSync(join(folder, 'pages', `${path}.html`)));
    documents.docx.push(await archive.file(`${path}.docx`).async('nodebuffer'));
    documents.xlsx.push(Buffer.from(await (await fetch(`${hub.url}/reports/${path}.xlsx`)).arrayBuffer()));
  }
  await hub.stop();
  const tree = join(folder, 'tree.csv');
  runHub(printer, 'tree', 'export', tree);
  runHub(importer, 'tree', 'import', tree, '--confirm');
  const importing = performance.now();
  runHub(
    importer,
    'import',
    join(folder, 'pages'),
    '--scope',
    'OWN',
    '--publish',
    '--results',
    join(folder, 'results'),
  );
  const imported = secondsSince(importing);
  const count = countImported(join(folder, 'results'), pages.length);
  const reading = await measureReading(documents);
  console.log(markdownTable(['format', 'opened, ms', 'read, ms', 'read in a second'], reading));
  console.log();
  console.log(
    markdownTable(
      ['whole', 'documents', 'seconds'],
      [
        ['archive of a year, a page and a Word file each', pages.length, rateText(printed)],
        ['pages imported and published', count, rateText(imported)],
      ],
    ),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
