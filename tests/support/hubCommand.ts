import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LONGEST_WAIT_MS, until } from './until';

const PROJECT = join(__dirname, '../..');

/** Builds the hub as npm start does, once for all files of a run; processes run what was built. */
export async function buildHub(): Promise<void> {
  const begun = join(process.env.TEST_FOLDER ?? '', 'build');
  const built = `${begun}.done`;
  try {
    mkdirSync(begun);
  } catch {
    await until(
      () => existsSync(built),
      (isThere) => isThere,
    );
    return;
  }
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: PROJECT, stdio: 'inherit' });
  writeFileSync(built, '');
}

const running = new Set<ChildProcess>();

/** Ends what a failed test has left running, and waits until it is gone. */
export async function endCommands(): Promise<void> {
  for (const child of running) child.kill('SIGTERM');
  while (running.size > 0) await delay(50);
}

/** A process of the hub, with what it has written. */
export interface HubCommand {
  readonly child: ChildProcess;
  output(): string;
  /** Waits until something holds; fails when the process ends before. */
  until(what: string, holds: () => boolean): Promise<void>;
  /** The address, once it serves. */
  address(): Promise<string>;
  /** Waits for the end; returns its code, or the signal that ended it. */
  end(): Promise<number | string | null>;
}

/** Starts a program in the project with only these variables of its own. */
export function runCommand(
  program: string,
  args: readonly string[],
  environment: Record<string, string>,
): HubCommand {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(program, args, {
    cwd: PROJECT,
    env: { PATH, HOME, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve(code ?? signal);
    }),
  );
  const until = async (what: string, holds: () => boolean) => {
    for (const end = Date.now() + LONGEST_WAIT_MS; !holds(); await delay(20))
      if (child.exitCode !== null || child.signalCode !== null || Date.now() > end)
        throw new Error(`${what}: not seen\n${output}`);
  };
  return {
    child,
    output: () => output,
    until,
    async address() {
      await until('an address', () => /http:\/\/localhost:\d+\/graphql/.test(output));
      return (/(http:\/\/localhost:\d+)\/graphql/.exec(output)?.[1] ?? '').replace('localhost', '127.0.0.1');
    },
    end: () => ended,
  };
}

/** Starts the built hub, or one of its commands. */
export const runHub = (environment: Record<string, string>, ...args: string[]): HubCommand =>
  runCommand(process.execPath, [join(PROJECT, 'dist/src/main.js'), ...args], environment);

/** The processes whose command line holds a text. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(text);
      } catch {
        return false;
      }
    });
}
