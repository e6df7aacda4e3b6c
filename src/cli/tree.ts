import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { COMMAND } from '../document/import/commandActor';
import { importTree } from '../document/tree/importTree';
import { loadTree, writeTreeCsv, writeTreeWorkbook } from '../document/tree/writeTreeFile';
import { BadSettings } from '../settings';
import { Role } from '../shared/request/permissions';
import { withDatabase } from './openDatabase';
import { say } from './terminal';

/** The actor of the command: it has the rights of the owner of the database everywhere. */
const TREE_COMMAND = {
  ...COMMAND,
  name: 'npm run tree',
  grants: [{ role: Role.ADMINISTRATOR, agencyKey: null, path: '', viewPath: null }],
};

/** Writes all places and agencies to a file, whose ending says how. */
async function exportFile(database: DataSource, file: string): Promise<void> {
  const tree = await loadTree(database, null);
  await writeFile(file, file.endsWith('.csv') ? writeTreeCsv(tree) : await writeTreeWorkbook(tree));
  say(`${file}: 区划 places ${tree.PLACES.length}, 机关 agencies ${tree.AGENCIES.length}`);
}

/** Loads a file into the tree; exits with 2 when something in it is wrong, and then nothing was changed. */
async function importFile(
  database: DataSource,
  file: string,
  options: { preview: boolean; confirm: boolean },
): Promise<void> {
  const context = { database, actor: TREE_COMMAND, address: 'local', requestId: randomUUID() };
  const { added, changed, unchanged, effect, treeChange, findings } = await importTree(
    context,
    await readFile(file),
    options,
  );
  for (const { severity, path, messageZh, messageEn } of findings)
    say(`${path} ${severity} ${messageZh} ${messageEn}`);
  say(`新增 added ${added}, 变更 changed ${changed}, 不变 unchanged ${unchanged}`);
  if (effect && !effect.totalsEqual) say('各年度总计有变。 The totals of the years change.');
  const isRefused = findings.length > 0 && effect === null;
  if (isRefused) process.exitCode = 2;
  say(
    isRefused
      ? '未作任何更改。 Nothing was changed.'
      : options.preview
        ? '预览，未作更改。 A preview: nothing was changed.'
        : treeChange
          ? '已写入；24 小时内可用 undoTreeChange 撤回。 Done; undoTreeChange undoes it within 24 hours.'
          : '与库中一致。 The hub has it so already.',
  );
}

function checkEnding(file: string): void {
  if (!/\.(?:xlsx|csv)$/i.test(file))
    throw new BadSettings(`${file}: 应为 .xlsx 或 .csv 文件。 The file ends with .xlsx or .csv.`);
}

/** The command that saves places and agencies to a spreadsheet, and loads them from one. */
export function treeCommand(): Command {
  const command = new Command('tree').description(
    '区划与机关导出到表格，或从表格导入。 Saves places and agencies to a spreadsheet (XLSX or CSV), or loads them from one.',
  );
  command
    .command('export')
    .description('导出。 Saves all places and agencies to a file.')
    .argument('<file>', '.xlsx 或 .csv 文件。 A file that ends with .xlsx or .csv.')
    .action((file: string) => {
      checkEnding(file);
      return withDatabase((database) => exportFile(database, file));
    });
  command
    .command('import')
    .description(
      '导入：全部写入或全不写入。 Loads a file, all or nothing; exits with 2 when something in it is wrong.',
    )
    .argument('<file>', '.xlsx 或 .csv 文件。 A file that ends with .xlsx or .csv.')
    .option('--preview', '只预览，不更改。 Says what would change, and changes nothing.', false)
    .option('--confirm', '已知悉警告，仍要导入。 Goes on in spite of warnings.', false)
    .action((file: string, options: { preview: boolean; confirm: boolean }) => {
      checkEnding(file);
      return withDatabase((database) => importFile(database, file, options));
    });
  return command;
}
