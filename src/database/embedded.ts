import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '../shared/startRefused';
import {
  assertSameMajor,
  choosePlace,
  initialise,
  logFile,
  OWNER,
  ownerFile,
  readPassword,
  removeOrphan,
  runningPort,
  socketFolderOf,
} from './dataFolder';
import { type Launch, stopSupervisor, superviseServer } from './embeddedWatch';
import { freePort, launch, waitUntilReady } from './launchPostgres';
import { preparePostgres } from './postgresBinaries';
import { unprivilegedAccount } from './programs';
import { removeUnfinished } from './unfinished';

/** A running PostgreSQL of our own. */
export interface EmbeddedPostgres {
  readonly url: string;
  readonly dataDir: string;
  /** Shuts it down (fast: open transactions are rolled back) and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * How to start it. `settings` are PostgreSQL settings for the command line. With `joinRunning`, a server that
 * another hub runs over the folder is used instead of refused; stopping it is then left to that hub.
 */
export interface EmbeddedOptions {
  readonly dataDir: string;
  /** The port on 127.0.0.1; 0, and nothing, take a free one. */
  readonly port?: number;
  readonly joinRunning?: boolean;
  readonly log?: (line: string) => void;
  readonly settings?: Record<string, string>;
  /** Ends the creation of a new data folder. */
  readonly signal?: AbortSignal;
  /** Called when the server died and could not be started again; without it a server that dies stays dead. */
  readonly onLost?: () => void;
}

/** Returns the address of a database of the server: over its socket where there is one, which costs half as much as the loopback port. */
function urlOf(password: string, port: number, socketFolder: string | null, database: string): string {
  const url = `postgres://${OWNER}:${password}@127.0.0.1:${port}/${database}`;
  return socketFolder === null ? url : `${url}?host=${encodeURIComponent(socketFolder)}`;
}

/**
 * Starts PostgreSQL on a loopback port, and on a socket in its data folder, over `dataDir`, which is created on first use. As root it runs as an
 * unprivileged account. Errors: the folder is in use by another hub, belongs to another major version, or the
 * server does not come up (with the end of its log).
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => {});
  const account =
    process.getuid?.() === 0 ? unprivilegedAccount(readFileSync('/etc/passwd', 'utf8')) : undefined;
  if (process.getuid?.() === 0 && !account) {
    throw new StartRefused(
      '以 root 运行时需要系统账户 postgres 或 nobody。 Running as root needs an account named postgres or nobody; create one, or set DATABASE_URL.',
    );
  }
  const binaries = await preparePostgres(account, log);
  const place = await choosePlace(options.dataDir, account, log);
  removeUnfinished(place);
  if (!existsSync(join(place, 'PG_VERSION'))) await initialise(binaries, place, account, options.signal);
  assertSameMajor(place, binaries.major);
  const password = readPassword(place);
  const running = runningPort(place);
  if (running !== undefined && options.joinRunning)
    return {
      url: urlOf(password, running, socketFolderOf(place, running), OWNER),
      dataDir: place,
      stop: async () => {},
    };
  await removeOrphan(place);
  const port = options.port || (await freePort());
  const socketFolder = socketFolderOf(place, port);
  const url = (database: string) => urlOf(password, port, socketFolder, database);
  const server: Launch = {
    start: () => {
      const supervisor = launch(binaries, place, account, {
        unix_socket_directories: socketFolder ?? '',
        ...options.settings,
        port: String(port),
      });
      writeFileSync(ownerFile(place), String(process.pid), { mode: 0o644 });
      return supervisor;
    },
    waitUntilReady: (supervisor) => waitUntilReady(url('postgres'), supervisor, logFile(place)),
  };
  const supervisor = server.start();
  try {
    await server.waitUntilReady(supervisor);
  } catch (error) {
    await stopSupervisor(supervisor);
    throw error;
  }
  // What an initdb without its hub still wrote meanwhile: by now it has ended, too.
  removeUnfinished(place);
  const { onLost } = options;
  const stop = onLost
    ? superviseServer(supervisor, server, { log, onLost })
    : () => stopSupervisor(supervisor);
  return { url: url(OWNER), dataDir: place, stop };
}
