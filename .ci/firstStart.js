/**
 * Does what the README tells a newcomer: `npm ci && npm start`, asks the hub one question, and stops it by a signal to the
 * process that npm start shows. Fails when a package does not fit this Node, the answer is wrong, or anything is left running.
 */
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { readdirSync, readFileSync, readlinkSync } = require('node:fs');
const { setTimeout: delay } = require('node:timers/promises');

const FOLDER = process.cwd();
const LONGEST_START_MS = 300_000;
const LONGEST_STOP_MS = 30_000;
const QUESTION = `{
  rollup(years: [2025], filter: { jurisdiction: "910101" }) {
    coverage { expected included }
    total { requests { received { total } } }
  }
}`;

/** Processes that work in this folder or on its files, but for ourselves. */
function processesHere() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return (
          commandLine.includes(FOLDER) ||
          (commandLine.includes('dist/src/main.js') && readlinkSync(`/proc/${pid}/cwd`) === FOLDER)
        );
      } catch {
        return false;
      }
    });
}

/** The address of the hub, once it says so. Fails when npm ci warns that a package does not fit this Node. */
function addressOf(child) {
  return new Promise((resolve, reject) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        process.stderr.write(text);
        output += text;
        const address = /http:\/\/localhost:\d+/.exec(output)?.[0];
        if (address && output.includes('EBADENGINE')) reject(new Error('a package does not fit this Node'));
        else if (address) resolve(address);
      });
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code} before it answered`)));
    setTimeout(() => reject(new Error('npm start did not answer in time')), LONGEST_START_MS).unref();
  });
}

async function main() {
  // `exec` makes the shell that runs the README's line into npm start, the process a user would stop.
  const child = spawn('/bin/sh', ['-c', 'npm ci && exec npm start'], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const address = await addressOf(child);
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUESTION }),
  });
  const text = await response.text();
  const { expected, included } = JSON.parse(text).data?.rollup.coverage ?? {};
  if (!(expected > 0 && included > 0)) throw new Error(`the hub answered ${response.status} ${text}`);
  child.kill('SIGTERM');
  await Promise.race([ended, delay(LONGEST_STOP_MS, undefined, { ref: false })]);
  await delay(500);
  const left = processesHere();
  if (left.length > 0) throw new Error(`still running after SIGTERM to npm start: ${left.join(' ')}`);
}

main().then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`${error.message}\n`);
    for (const pid of processesHere()) process.kill(Number(pid), 'SIGTERM');
    process.exit(1);
  },
);
