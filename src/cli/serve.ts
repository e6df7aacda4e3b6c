import { Command } from 'commander';
import { parseSettings, type Settings } from '../settings';
import { checkExternalDatabase, checkStart } from './checkStart';
import { listenForStop } from './stopping';
import { say, sayError } from './terminal';

/** Runs the hub until a signal stops it. What it opens is closed in reverse. */
async function serve(settings: Settings): Promise<void> {
  const stopping = listenForStop(say);
  try {
    await checkStart(settings);
    await checkExternalDatabase(settings);
    // Loading the server takes a second and more: what the operator must mend is said before.
    const { openAndServe } = require('./openAndServe') as typeof import('./openAndServe');
    await openAndServe(settings, stopping);
  } catch (error) {
    // What a signal has ended fails; the signal says all.
    if (!stopping.signal.aborted) sayError(error);
    await stopping.stop(1);
  }
}

/** The command that runs the hub. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('运行数据中枢（默认）。 Runs the hub; what happens when no command is named.')
    .action(() => serve(parseSettings(process.env)));
}
