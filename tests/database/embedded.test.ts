import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/database/embedded';

describe('the embedded PostgreSQL', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ogi-hub-embedded-'));
  chmodSync(folder, 0o755);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const ask = async (url: string, sql: string) => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };

  test('keeps its data over a restart, refuses a second hub, lets a command join, and never runs as root', async () => {
    const dataDir = join(folder, 'data');
    const first = await startEmbeddedPostgres({ dataDir });
    await ask(first.url, 'create table kept as select 42 as answer');
    await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/in use by another hub/);
    const joined = await startEmbeddedPostgres({ dataDir, joinRunning: true });
    expect(joined.url).toBe(first.url);
    await joined.stop();
    expect(await ask(first.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    const pid = readFileSync(join(first.dataDir, 'postmaster.pid'), 'utf8').split('\n')[0];
    expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
    await first.stop();
    expect(() => statSync(`/proc/${pid}`)).toThrow();
    const second = await startEmbeddedPostgres({ dataDir });
    expect(await ask(second.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await second.stop();
  });

  test('a copy of its folder is a backup: alone, in another place, it opens', async () => {
    const dataDir = join(folder, 'saved');
    const first = await startEmbeddedPostgres({ dataDir });
    await ask(first.url, 'create table saved as select 42 as answer');
    await first.stop();
    const copy = join(folder, 'restored');
    execFileSync('cp', ['-a', first.dataDir, copy]);
    const second = await startEmbeddedPostgres({ dataDir: copy });
    expect(await ask(second.url, 'select answer from saved')).toEqual([{ answer: 42 }]);
    await second.stop();
    const [password] = readdirSync(copy).filter((name) => name.endsWith('.password'));
    expect(statSync(join(copy, password)).mode & 0o077).toBe(0);
    // Where the password was before.
    renameSync(join(copy, password), `${copy}.password`);
    await (await startEmbeddedPostgres({ dataDir: copy })).stop();
    rmSync(join(copy, password));
    await expect(startEmbeddedPostgres({ dataDir: copy })).rejects.toThrow(
      /密码文件.*读不到（ENOENT）.*cannot be read \(ENOENT\).*take it from a backup/,
    );
  });

  test('is reached over a socket in its data folder, and over the port where the path of the folder is too long', async () => {
    const connections = 'select client_addr from pg_stat_activity where pid = pg_backend_pid()';
    for (const [name, address] of [
      ['short', null],
      ['long'.repeat(30), '127.0.0.1'],
    ] as const) {
      const started = await startEmbeddedPostgres({ dataDir: join(folder, name) });
      expect(await ask(started.url, connections)).toEqual([{ client_addr: address }]);
      const port = Object.assign(new URL(started.url), { search: '' }).href;
      expect(await ask(port, connections)).toEqual([{ client_addr: '127.0.0.1' }]);
      await started.stop();
    }
  });
});

describe('the supervisor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ogi-hub-supervisor-'));
  chmodSync(folder, 0o755);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('a killed hub leaves no PostgreSQL behind, and its data can be opened again', async () => {
    const dataDir = join(folder, 'data');
    const child = fork(join(__dirname, '../support/holdDatabase.js'), [dataDir]);
    const [pid] = (await once(child, 'message')) as [string];
    process.kill(Number(pid), 0);
    child.kill('SIGKILL');
    const isAlive = () => {
      try {
        process.kill(Number(pid), 0);
        return true;
      } catch {
        return false;
      }
    };
    for (let waited = 0; isAlive() && waited < 20_000; waited += 50) await delay(50);
    expect(isAlive()).toBe(false);
    const again = await startEmbeddedPostgres({ dataDir });
    await again.stop();
  });
});
