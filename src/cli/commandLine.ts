import { Command, CommanderError } from 'commander';
import { BadSettings } from '../settings';
import { accountCommand } from './account';
import { auditVerifyCommand } from './auditVerify';
import { importCommand } from './import';
import { migrateCommand } from './migrate';
import { readVersion } from './project';
import { readCommand } from './read';
import { rollupRebuildCommand } from './rollupRebuild';
import { rollupVerifyCommand } from './rollupVerify';
import { schemaCommand } from './schema';
import { seedCommand } from './seed';
import { serveCommand } from './serve';
import { sayError } from './terminal';

const COMMANDS = [
  serveCommand,
  migrateCommand,
  seedCommand,
  accountCommand,
  readCommand,
  importCommand,
  auditVerifyCommand,
  rollupVerifyCommand,
  rollupRebuildCommand,
  schemaCommand,
];

/** What is wrong with a command line, by commander's code. */
const FAULTS: Readonly<Record<string, string>> = {
  'commander.unknownCommand': '没有这个命令',
  'commander.unknownOption': '没有这个选项',
  'commander.excessArguments': '参数过多',
  'commander.optionMissingArgument': '选项缺少值',
};

/** Returns the error of a command line in one line, in both languages. */
function explainUsage({ code, message }: CommanderError): BadSettings {
  const text = message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
  return new BadSettings(
    `${FAULTS[code] ?? '命令行有误'}，见 --help。 Bad command line, see --help: ${text}`,
  );
}

/** Returns the parser of the command line; it throws instead of ending the process. */
function createProgram(): Command {
  const program = new Command('ogi-hub')
    .description(
      '政府信息公开工作年度报告数据中枢。 A data hub for annual reports on open government information.',
    )
    .version(readVersion(), '--version', '版本。 Prints the version.')
    .helpOption('--help', '用法。 Prints how it is used.')
    .helpCommand(false)
    .configureOutput({ outputError: () => {} })
    .exitOverride();
  for (const create of COMMANDS) program.addCommand(create().copyInheritedSettings(program));
  return program;
}

/** Runs the command that the words name; without a word that is serve. Ends the process with 1 when it fails. */
export async function runCommandLine(words: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(words.length === 0 ? ['serve'] : words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    sayError(error instanceof CommanderError ? explainUsage(error) : error);
    process.exit(1);
  }
}
