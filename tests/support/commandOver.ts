import { runCommandLine } from '../../src/cli/commandLine';
import { nodeRealm } from './nodeRealm';

class Exit extends Error {}

/** What a command wrote, and the code it ended with. */
export interface CommandResult {
  readonly written: string;
  readonly code: number;
}

/** Runs a command of the hub over a database, in this process. */
export async function commandOver(databaseUrl: string, ...words: string[]): Promise<CommandResult> {
  let written = '';
  const record = (text: string | Uint8Array) => {
    written += text;
    return true;
  };
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(record),
    jest.spyOn(process.stderr, 'write').mockImplementation(record),
    jest.spyOn(nodeRealm.process, 'exit').mockImplementation(() => {
      throw new Exit();
    }),
  ];
  const { env, exitCode: codeBefore } = nodeRealm.process;
  const { DATABASE_URL } = env;
  env.DATABASE_URL = databaseUrl;
  nodeRealm.process.exitCode = 0;
  try {
    await runCommandLine(words);
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
  } finally {
    for (const spy of spies) spy.mockRestore();
    if (DATABASE_URL === undefined) delete env.DATABASE_URL;
    else env.DATABASE_URL = DATABASE_URL;
  }
  const code = Number(nodeRealm.process.exitCode);
  nodeRealm.process.exitCode = codeBefore;
  return { written, code };
}
