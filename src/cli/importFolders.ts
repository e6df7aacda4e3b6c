import { Console } from 'node:console';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { SingleBar } from 'cli-progress';
import type { FileResult, ImportFilesOptions } from '../document/import/fileResult';
import { findFiles } from '../document/import/findFiles';
import { importFiles } from '../document/import/importFiles';
import type { DocumentContext } from '../document/store/documents';
import { globalId } from '../shared/graphql/node';

const WORDS: Record<FileResult['status'], string> = {
  imported: '已导入 imported',
  skipped: '已有，跳过 skipped',
  doubtful: '待人工确认 doubtful',
  refused: '拒绝 refused',
};
const MOST_SHOWN = 20;

/** What is shown of the files that need a person. */
function listProblems(problems: readonly FileResult[], more: number): string {
  const lines = problems.map(({ file, status, findings }) => {
    const first = findings.find((item) => item.severity === 'ERROR') ?? findings.at(0);
    return `  ${WORDS[status]}  ${file}\n    ${first?.code ?? ''} ${first?.messageZh ?? ''} ${first?.messageEn ?? ''}`;
  });
  if (more > 0) lines.push(`  …… ${more} 个，见结果文件 more in the results`);
  return lines.join('\n');
}

/**
 * Imports files with a progress bar and a table at the end, both on the error output; one line of JSON per file goes to
 * `results`, which is appended to, or else to the output. Returns the exit code: 0, or 2 when a file was refused or
 * is doubtful.
 */
export async function importFolders(
  importer: DocumentContext,
  options: ImportFilesOptions,
  results: string | undefined,
): Promise<number> {
  let total = 0;
  for await (const _ of findFiles(options.paths)) total += 1;
  const bar = new SingleBar({
    format: '{bar} {value}/{total} {file}',
    stream: process.stderr,
    clearOnComplete: true,
    hideCursor: true,
  });
  const out = results === undefined ? process.stdout : createWriteStream(results, { flags: 'a' });
  if (out !== process.stdout) await once(out, 'open');
  const counts = { imported: 0, skipped: 0, doubtful: 0, refused: 0 };
  const problems: FileResult[] = [];
  let batch: number | null = null;
  bar.start(total, 0, { file: '' });
  try {
    for await (const result of importFiles(importer, options)) {
      counts[result.status] += 1;
      batch = result.batch;
      const isProblem = result.status === 'doubtful' || result.status === 'refused';
      if (isProblem && problems.length < MOST_SHOWN) problems.push(result);
      if (!out.write(`${JSON.stringify(result)}\n`)) await once(out, 'drain');
      bar.increment(1, { file: basename(result.file).slice(0, 40) });
    }
  } finally {
    bar.stop();
    if (out !== process.stdout) await new Promise<void>((resolve) => out.end(() => resolve()));
  }
  const bad = counts.doubtful + counts.refused;
  const rows = Object.entries(counts).map(([status, files]) => [
    WORDS[status as FileResult['status']],
    { files },
  ]);
  new Console(process.stderr).table(Object.fromEntries(rows));
  if (bad > 0) process.stderr.write(`${listProblems(problems, bad - problems.length)}\n`);
  if (batch !== null && counts.imported > 0)
    process.stderr.write(
      `批次 batch ${batch}（undoImport(batch: "${globalId({ nodeType: 'ImportBatch', key: batch })}", reason: …) 可撤销 undoes it）\n`,
    );
  return bad > 0 ? 2 : 0;
}
