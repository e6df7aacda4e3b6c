import { Command, CommanderError } from 'commander';
import { BadSettings } from '../settings';
import { readVersion } from './project';
import { sayError } from './terminal';

/** The commands. Each loads what it works with only when it is needed: all of them take seconds. */
const COMMANDS: Readonly<Record<string, () => Command>> = {
  serve: () => (require('./serve') as typeof import('./serve')).serveCommand(),
  migrate: () => (require('./migrate') as typeof import('./migrate')).migrateCommand(),
  seed: () => (require('./seed') as typeof import('./seed')).seedCommand(),
  account: () => (require('./account') as typeof import('./account')).accountCommand(),
  analyst: () => (require('./analyst') as typeof import('./analyst')).analystCommand(),
  read: () => (require('./read') as typeof import('./read')).readCommand(),
  import: () => (require('./import') as typeof import('./import')).importCommand(),
  tree: () => (require('./tree') as typeof import('./tree')).treeCommand(),
  'audit:verify': () => (require('./auditVerify') as typeof import('./auditVerify')).auditVerifyCommand(),
  'rollup:verify': () => (require('./rollupVerify') as typeof import('./rollupVerify')).rollupVerifyCommand(),
  'rollup:rebuild': () =>
    (require('./rollupRebuild') as typeof import('./rollupRebuild')).rollupRebuildCommand(),
  schema: () => (require('./schema') as typeof import('./schema')).schemaCommand(),
};

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

/** Returns the parser of a command line, with the command it names or, where it names none, with all; it throws instead of ending the process. */
function createProgram(name: string): Command {
  const program = new Command('ogi-hub')
    .description(
      '政府信息公开工作年度报告数据中枢。 A data hub for annual reports on open government information.',
    )
    .version(readVersion(), '--version', '版本。 Prints the version.')
    .helpOption('--help', '用法。 Prints how it is used.')
    .helpCommand(false)
    .configureOutput({ outputError: () => {} })
    .exitOverride();
  const creators = Object.hasOwn(COMMANDS, name) ? [COMMANDS[name]] : Object.values(COMMANDS);
  for (const create of creators) program.addCommand(create().copyInheritedSettings(program));
  return program;
}

/** Runs the command that the words name; without a word that is serve. Ends the process with 1 when it fails. */
export async function runCommandLine(words: readonly string[]): Promise<void> {
  const line = words.length === 0 ? ['serve'] : words;
  try {
    await createProgram(line[0]).parseAsync(line, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    sayError(error instanceof CommanderError ? explainUsage(error) : error);
    process.exit(1);
  }
}
