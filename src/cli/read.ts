import { Command } from 'commander';
import { readOneFile } from '../document/reader/readFile';
import { BadSettings } from '../settings';

/** The command that prints a document as read: one JSON object. */
export function readCommand(): Command {
  return new Command('read')
    .description('读取一份文档。 Prints a document as read, one JSON object; needs no database.')
    .usage('<file>')
    .argument('[file]', '文件，- 表示标准输入。 The file; - reads the standard input.')
    .action(async (file: string | undefined) => {
      if (file === undefined)
        throw new BadSettings(
          'read 需要一个文件，或 - 表示标准输入。 read takes one file, or - for the standard input.',
        );
      process.stdout.write(`${JSON.stringify(await readOneFile(file))}\n`);
    });
}
