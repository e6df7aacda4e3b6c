import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** How a program prints a kind of document into another format. */
export interface Printing {
  readonly program: 'soffice' | 'chromium';
  /** The kind that is written for it. */
  readonly from: 'HTML' | 'DOCX' | 'XLSX' | 'ODT';
  /** The format that it prints, as it names it. */
  readonly to: string;
}

/** What real programs print, by a name for the table. */
export const PRINTINGS: Readonly<Record<string, Printing>> = {
  'LibreOffice ODT': { program: 'soffice', from: 'DOCX', to: 'odt' },
  'LibreOffice RTF': { program: 'soffice', from: 'DOCX', to: 'rtf' },
  'LibreOffice DOC': { program: 'soffice', from: 'DOCX', to: 'doc' },
  'LibreOffice DOCX': { program: 'soffice', from: 'ODT', to: 'docx' },
  'LibreOffice PDF': { program: 'soffice', from: 'DOCX', to: 'pdf' },
  'LibreOffice FODT': { program: 'soffice', from: 'DOCX', to: 'fodt' },
  'LibreOffice HTML': { program: 'soffice', from: 'DOCX', to: 'html' },
  'LibreOffice ODS': { program: 'soffice', from: 'XLSX', to: 'ods' },
  'LibreOffice XLSX': { program: 'soffice', from: 'XLSX', to: 'xlsx' },
  'LibreOffice XLS': { program: 'soffice', from: 'XLSX', to: 'xls' },
  'LibreOffice PDF of sheets': { program: 'soffice', from: 'XLSX', to: 'pdf' },
  'Chromium PDF': { program: 'chromium', from: 'HTML', to: 'pdf' },
};

const pathOf = (program: string) =>
  (process.env.PATH ?? '')
    .split(':')
    .map((folder) => join(folder, program))
    .find(existsSync);

/** Returns whether a program is on the machine. */
export const isThere = ({ program }: Printing): boolean => pathOf(program) !== undefined;

/** A program that needs longer is ended; what it has printed until then counts. */
const MOST_SECONDS = 300;

/** Runs a program with all processes it starts, which end with it. */
async function run(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    process.kill(-(child.pid as number), 'SIGKILL');
  }, MOST_SECONDS * 1000);
  const [code] = await once(child, 'exit');
  clearTimeout(timer);
  if (code !== 0 && !isLate) throw new Error(`${program} ended with ${code}`);
}

/** One run of LibreOffice prints all files. */
async function printWithOffice(names: readonly string[], { to }: Printing, folder: string): Promise<void> {
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`;
  await run('soffice', [
    profile,
    '--headless',
    '--norestore',
    '--convert-to',
    to,
    '--outdir',
    join(folder, 'out'),
    ...names,
  ]);
}

/** Every other document is printed as browsers do of themselves: with the time, the title, the address and the page at the edges. */
async function printWithBrowser(names: readonly string[], folder: string): Promise<void> {
  for (const [at, name] of names.entries())
    await run('chromium', [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      ...(at % 2 === 0 ? ['--no-pdf-header-footer'] : []),
      `--user-data-dir=${join(folder, 'profile')}`,
      `--print-to-pdf=${join(folder, 'out', `${at}.pdf`)}`,
      pathToFileURL(name).href,
    ]);
}

/** A browser prints what only Word hides. */
const forProgram = (bytes: Buffer, { program }: Printing): Buffer =>
  program === 'chromium' ? Buffer.from(bytes.toString().replaceAll('mso-hide:all', 'display:none')) : bytes;

/** Returns documents as a program prints them; null for one that it did not print. */
export async function printAll(documents: readonly Buffer[], printing: Printing): Promise<(Buffer | null)[]> {
  const folder = await mkdtemp(join(tmpdir(), 'ogi-habits-'));
  try {
    await mkdir(join(folder, 'out'));
    const names = documents.map((_, at) => join(folder, `${at}.${printing.from.toLowerCase()}`));
    await Promise.all(documents.map((bytes, at) => writeFile(names[at], forProgram(bytes, printing))));
    if (printing.program === 'soffice') await printWithOffice(names, printing, folder);
    else await printWithBrowser(names, folder);
    const ending = printing.to.split(':')[0];
    return await Promise.all(
      documents.map((_, at) => readFile(join(folder, 'out', `${at}.${ending}`)).catch(() => null)),
    );
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
