import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer } from '../support/answers';

/** One server process of the hub. */
export interface HubProcess {
  readonly url: string;
  readonly lines: readonly string[];
  health(): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts the built hub as its own process; `say` gets what it writes about databases and replicas. */
export async function startHubProcess(
  name: string,
  environment: Record<string, string>,
  say: (line: string) => void,
): Promise<HubProcess> {
  const child: ChildProcess = spawn('node', [join(__dirname, '../../dist/src/main.js')], {
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code}\n${lines.join('\n')}`)));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n').filter((item) => item.trim() !== '')) {
        lines.push(line);
        if (/replica \d+: /.test(line)) say(`${name}: ${line.replace(/^\S+ /, '')}`);
        const address = /(http:\/\/localhost:\d+)\/graphql/.exec(line)?.[1];
        if (address) resolve(address.replace('localhost', '127.0.0.1'));
      }
    });
  });
  return {
    url,
    lines,
    health: async () => (await fetch(`${url}/health`)).json(),
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
