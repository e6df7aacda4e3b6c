import { chmodSync, chownSync, copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/database/embedded';

/** What a copy of a running data folder must not bring along; pg_wal is filled by streaming. */
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|pg_wal|pg_replslot|pg_stat_tmp|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_subtrans|standby\.signal|backup_label.*)$/;
const EMPTY = ['pg_wal', 'pg_wal/archive_status', 'pg_wal/summaries', 'pg_replslot', 'pg_stat_tmp', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_subtrans']; // biome-ignore format: a list

/** Files may go while they are copied: replay makes up for whatever the backup saw half of. */
function copyTree(from: string, to: string, own: (path: string) => void, leaveOut?: RegExp): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  own(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (leaveOut?.test(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    try {
      if (entry.isDirectory()) copyTree(source, target, own);
      else if (entry.isFile()) {
        copyFileSync(source, target);
        own(target);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

/**
 * Makes a hot standby of a running PostgreSQL of ours in a new folder and starts it. The package of PostgreSQL has no
 * pg_basebackup, so the files are copied between pg_backup_start and pg_backup_stop. A replication slot of that name
 * keeps the log for it; `settings` must not be below the primary's.
 */
export async function startStandby(
  primaryUrl: string,
  folder: string,
  name: string,
  settings: Record<string, string> = {},
): Promise<EmbeddedPostgres> {
  const client = new Client({ connectionString: primaryUrl });
  await client.connect();
  try {
    await client.query('select pg_create_physical_replication_slot($1, true)', [name]);
    const { rows } = await client.query("select current_setting('data_directory') as place");
    const place: string = rows[0].place;
    const { uid, gid } = statSync(place);
    const own = (path: string) => {
      if (process.getuid?.() === 0) chownSync(path, uid, gid);
    };
    await client.query("select pg_backup_start('standby', true)");
    copyTree(place, folder, own, LEFT_OUT);
    const stopped = await client.query('select labelfile from pg_backup_stop(false)');
    const { hostname, port, username, password } = new URL(primaryUrl);
    for (const path of EMPTY) {
      mkdirSync(join(folder, path), { recursive: true, mode: 0o700 });
      own(join(folder, path));
    }
    const files = {
      backup_label: stopped.rows[0].labelfile,
      'standby.signal': '',
      'postgresql.auto.conf': `primary_conninfo = 'host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)} application_name=${name}'\nprimary_slot_name = '${name}'\n`,
    };
    for (const [file, text] of Object.entries(files)) {
      writeFileSync(join(folder, file), text, { mode: 0o600 });
      own(join(folder, file));
    }
    chmodSync(folder, 0o700);
  } finally {
    await client.end();
  }
  return startEmbeddedPostgres({ dataDir: folder, settings: { hot_standby: 'on', ...settings } });
}
