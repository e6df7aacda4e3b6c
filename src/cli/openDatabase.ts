import type { DataSource } from 'typeorm';
import { checkMigrations } from '../database/checkMigrations';
import {
  createDataSource,
  createReadSource,
  migrate,
  openServerLogin,
  refuseOwner,
} from '../database/dataSource';
import { startEmbeddedPostgres } from '../database/embedded';
import { SERVER_ROLE } from '../database/serverRole';
import { parseSettings, type Settings } from '../settings';
import { checkExternalDatabase } from './checkStart';
import type { Stopping } from './stopping';
import { say } from './terminal';

/** A database that is migrated. */
export interface OpenDatabase {
  /** With the owner's rights: for migrations, seeds and commands. */
  readonly database: DataSource;
  /** Two pools with the rights of the running server, one only for reading, and the address they connect to. */
  asServer(): Promise<{ database: DataSource; reads: DataSource; url: string }>;
  readonly isEmbedded: boolean;
  close(): Promise<void>;
}

/**
 * Opens and migrates the database. Commands join the embedded one of a hub that runs; a second hub is refused. A hub gives
 * `stopping`, so that a signal ends what is under way.
 */
export async function openDatabase(settings: Settings, stopping: Stopping | null): Promise<OpenDatabase> {
  const starting = settings.databaseUrl
    ? null
    : startEmbeddedPostgres({
        dataDir: settings.dataDir,
        port: settings.databasePort,
        joinRunning: stopping === null,
        log: say,
        signal: stopping?.signal,
        onLost: () => void stopping?.stop(1),
      });
  stopping?.add(async () => (await starting)?.stop());
  const embedded = await starting;
  const url = settings.databaseUrl ?? embedded?.url ?? '';
  try {
    const database = await createDataSource(url, 2).initialize();
    // The embedded database gives the server a login of its own at every start. With an external one the operator does;
    // without it the owner's login lays its rights down, which a `set role none` takes up again.
    const asServer = async () => {
      const serverUrl = embedded ? await openServerLogin(database, url) : settings.serverDatabaseUrl;
      const own = serverUrl ?? url;
      const isPooled = settings.directDatabaseUrl !== null;
      const pool = await createDataSource(
        own,
        settings.databasePoolSize,
        SERVER_ROLE,
        !isPooled,
      ).initialize();
      if (serverUrl) await refuseOwner(pool);
      const reads = await createReadSource(
        own,
        settings.readPoolSize,
        SERVER_ROLE,
        undefined,
        isPooled,
      ).initialize();
      return { database: pool, reads, url: own };
    };
    const close = async () => {
      if (database.isInitialized) await database.destroy();
      await embedded?.stop();
    };
    await checkMigrations(database, settings.databaseUrl ? { databaseUrl: url } : settings);
    for (const name of await migrate(database)) say(`数据库迁移 migrated: ${name}`);
    return { database, asServer, isEmbedded: embedded !== null, close };
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

/** Runs the work of a command on the database of the environment, with the owner's rights. */
export async function withDatabase(
  work: (database: DataSource, settings: Settings) => Promise<void>,
): Promise<void> {
  const settings = parseSettings(process.env);
  await checkExternalDatabase(settings);
  const opened = await openDatabase(settings, null);
  try {
    await work(opened.database, settings);
  } finally {
    await opened.close();
  }
}
