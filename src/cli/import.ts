import { randomUUID } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { COMMAND } from '../document/import/commandActor';
import { openReaderPool } from '../document/reader/readerPool';
import { ReportScope } from '../report/model/reportEnums';
import { BadSettings } from '../settings';
import { importFolders } from './importFolders';
import { withDatabase } from './openDatabase';

interface ImportFlags {
  readonly agency?: string;
  readonly year?: string;
  readonly scope?: string;
  readonly publish: boolean;
  readonly dryRun: boolean;
  readonly batch: string;
  readonly results?: string;
}

/** Returns the year and scope of the options. Throws BadSettings naming everything that is missing or wrong. */
function parseFlags(paths: readonly string[], flags: ImportFlags) {
  const year = flags.year === undefined ? undefined : Number(flags.year);
  const scope = Object.values(ReportScope).find((item) => item === flags.scope);
  const wrong = [
    paths.length === 0 && 'import 需要文件或文件夹。 import takes files or folders.',
    flags.scope !== undefined && !scope && `--scope: ${Object.values(ReportScope).join(', ')}`,
    year !== undefined && !Number.isInteger(year) && `--year ${flags.year}: 应为年度。 must be a year.`,
  ].filter(Boolean);
  if (wrong.length > 0) throw new BadSettings(wrong.join(' '));
  return { year, scope };
}

async function importAll(paths: string[], flags: ImportFlags): Promise<void> {
  const { year, scope } = parseFlags(paths, flags);
  const parallel = availableParallelism();
  const reader = openReaderPool({ workers: parallel });
  try {
    await withDatabase(async (database, settings) => {
      const documents = { directory: settings.documentDir, reader };
      const importer = { database, documents, actor: COMMAND, address: 'local', requestId: randomUUID() };
      const { agency, publish, dryRun, batch: note } = flags;
      const options = { paths, agency, year, scope, publish, dryRun, note, parallel };
      process.exitCode = await importFolders(importer, options, flags.results);
    });
  } finally {
    await reader.close();
  }
}

/** The command that imports documents. */
export function importCommand(): Command {
  return new Command('import')
    .description('导入文档。 Imports documents; exits with 2 when one was refused or is doubtful.')
    .usage('[options] <files...>')
    .argument('[files...]', '文件或文件夹。 Files or folders.')
    .option(
      '--agency <code>',
      '机关代码，默认按文档中的名称确定。 The agency; by default the one the document names.',
    )
    .option('--year <year>', '年度，默认按文档确定。 The year; by default the one the document names.')
    .option('--scope <scope>', `统计口径。 ${Object.values(ReportScope).join(' or ')}.`)
    .option('--publish', '作为已公布的报告入库。 Records them as published.', false)
    .option('--dry-run', '只检查，不入库。 Checks, and stores nothing.', false)
    .option('--batch <note>', '批次说明。 A note for the batch.', '')
    .option(
      '--results <file>',
      '每个文件一行 JSON，追加到此文件。 Appends one line of JSON per file to this file.',
    )
    .action((paths: string[], flags: ImportFlags) => importAll(paths, flags));
}
