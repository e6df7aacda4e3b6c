/** Starts a hub of its own over demonstration data, runs the compiled tests against it, and stops it. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const tests = dirname(fileURLToPath(import.meta.url));
const hub = join(tests, '../../../dist/src/main.js');
const data = mkdtempSync(join(tmpdir(), 'ogi-clients-'));
// The database may run as another account.
chmodSync(data, 0o755);
const LONGEST_START_MS = 300_000;
const environment = {
  ...process.env,
  DATA_DIR: join(data, 'postgres'),
  PORT: '0',
  BATCH_LIMIT: '10',
  FEDERATION: 'true',
  OPERATIONS_DIR: join(tests, 'made/persisted'),
};
delete environment.DATABASE_URL;

const server = spawn(process.execPath, [hub], { env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
const ended = once(server, 'exit');

/** The address of the hub, once it says so. */
const started = new Promise((resolve, reject) => {
  let output = '';
  server.stderr.setEncoding('utf8').on('data', (text) => {
    output += text;
    const [address] = /http:\/\/localhost:\d+/.exec(output) ?? [];
    if (address) resolve(address);
  });
  server.once('exit', () => reject(new Error(`the hub ended before it answered:\n${output}`)));
  setTimeout(() => reject(new Error(`the hub did not answer in time:\n${output}`)), LONGEST_START_MS).unref();
});

async function signIn(url, username, password) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($input: SignInInput!) { signIn(input: $input) { token } }',
      variables: { input: { username, password } },
    }),
  });
  return (await response.json()).data.signIn.token;
}

let code = 1;
try {
  const url = await started;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [hub, 'account', '--username', 'client', '--role', 'ADMINISTRATOR'],
    { env: environment, encoding: 'utf8' },
  );
  const [, password] = /shown this once: (\S+)/.exec(stdout + stderr) ?? [];
  const token = await signIn(url, 'client', password);
  const folder = join(tests, '../dist-tests/tests');
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.js'));
  const run = spawn(
    process.execPath,
    ['--test', '--test-concurrency=1', ...files.map((name) => join(folder, name))],
    { env: { ...process.env, HUB_URL: `${url}/graphql`, HUB_TOKEN: token }, stdio: 'inherit' },
  );
  [code] = await once(run, 'exit');
} finally {
  server.kill('SIGTERM');
  await ended;
  rmSync(data, { recursive: true, force: true });
}
process.exit(code ?? 1);
