import { queryRows } from '../shared/database';
import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { Logger, runMigrations as migrateQueue } from 'graphile-worker';
import { DataSource } from 'typeorm';
import { CreateAuditAndDataVersion1795000000000 } from '../../migrations/1795000000000-CreateAuditAndDataVersion';
import { CreateAgencies1795000100000 } from '../../migrations/1795000100000-CreateAgencies';
import { CreateIdentities1795000200000 } from '../../migrations/1795000200000-CreateIdentities';
import { CreateReportsAndReview1795000300000 } from '../../migrations/1795000300000-CreateReportsAndReview';
import { CreateRollupsAndAnalytics1795000400000 } from '../../migrations/1795000400000-CreateRollupsAndAnalytics';
import { CreateDocumentsAndNotifications1795000500000 } from '../../migrations/1795000500000-CreateDocumentsAndNotifications';
import { ENTITIES } from '../entities';
import { queuePool } from '../shared/concurrency/queuePool';
import { StartRefused } from '../shared/startRefused';
import { PostgresNaming } from './naming';
import { DatabaseOrigin } from './origin';
import { PreparedClient } from './preparedClient';
import { SERVER_ROLE } from './serverRole';

/** How long a statement waits for a connection of the pool before it fails: a full pool must not hang for ever. */
const LONGEST_WAIT_MS = 10_000;

/** What every data source knows of the tables. Only migrations change them. */
const MODEL = {
  entities: [...ENTITIES, DatabaseOrigin],
  namingStrategy: new PostgresNaming(),
  synchronize: false,
  // A condition whose value is missing must never become no condition at all, which every row meets.
  invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' } as const,
};

/** After how many uses a connection is replaced by a new one, on which nothing is prepared yet. */
const MOST_USES = 100_000;

/**
 * Options of the pool of pg. Statements are sent as they come, in their order, without waiting for the outcome of those before: several
 * at once wait once. Each has its own outcome; in a transaction, those behind one that failed fail as well (awaitPipelined.ts).
 */
const connectionOptions = (prepares: boolean) => ({
  ...(prepares ? { Client: PreparedClient } : {}),
  pipeline: true,
  maxUses: MOST_USES,
  connectionTimeoutMillis: LONGEST_WAIT_MS,
});

/**
 * The connection pool and migrations of the hub over one PostgreSQL database. Not yet connected. With a role, every
 * connection starts with that role's rights; the login behind it could take back its own, so against SQL that was
 * smuggled in only a login that has no others helps. Migrations and seeds need the owner's. Statements are prepared
 * only on demand: not for what changes tables, nor behind a pooler, where the next transaction may have a connection on
 * which nothing was prepared.
 */
export function createDataSource(
  url: string,
  poolSize = 10,
  role: string | null = null,
  prepares = false,
): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    ...MODEL,
    migrations: [
      CreateAuditAndDataVersion1795000000000,
      CreateAgencies1795000100000,
      CreateIdentities1795000200000,
      CreateReportsAndReview1795000300000,
      CreateRollupsAndAnalytics1795000400000,
      CreateDocumentsAndNotifications1795000500000,
    ],
    migrationsTransactionMode: 'each',
    extra: {
      ...connectionOptions(prepares),
      options: `-c timezone=UTC${role ? ` -c role=${role}` : ''}`,
    },
  });
}

/** How long a statement that only reads may take. */
const LONGEST_READ_MS = 15_000;

/** A pool that can only read, each statement for a limited time: whoever asks for much waits for nobody but the like. */
export function createReadSource(
  url: string,
  poolSize = 6,
  role: string | null = null,
  longestMs = LONGEST_READ_MS,
  isPooled = false,
): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    ...MODEL,
    extra: {
      ...connectionOptions(!isPooled),
      options: `-c timezone=UTC -c default_transaction_read_only=on -c statement_timeout=${longestMs}${role ? ` -c role=${role}` : ''}`,
    },
  });
}

/**
 * The queue keeps its own schema; the running server works on its rows and no other. Nobody but the owner makes
 * temporary tables: in one, a trigger could be given a table of the same name.
 */
const RIGHTS = `
  grant usage on schema graphile_worker to ${SERVER_ROLE};
  grant select, insert, update, delete on all tables in schema graphile_worker to ${SERVER_ROLE};
  grant usage on all sequences in schema graphile_worker to ${SERVER_ROLE};
  do $$ declare name text; begin
    for name in select tablename from pg_tables where schemaname = 'graphile_worker' and rowsecurity loop
      execute format('drop policy if exists server on graphile_worker.%I', name);
      execute format('create policy server on graphile_worker.%I to ${SERVER_ROLE} using (true) with check (true)', name);
    end loop;
  end $$;
  do $$ begin
    execute format('revoke temporary on database %I from public', current_database());
  exception when insufficient_privilege then null;
  end $$`;

/** Sets the rights that stand outside the migrations. They are not copied with a template, so tests set them again. */
export async function setRights(database: DataSource): Promise<void> {
  await database.query(RIGHTS);
}

const passwordSql = (password: string) => `alter role ${SERVER_ROLE} login password '${password}'`;

/** Lets the role of the running server log in by itself; returns the address with its login. */
export async function openServerLogin(owner: DataSource, url: string): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  await owner.query(passwordSql(password));
  const own = new URL(url);
  own.username = SERVER_ROLE;
  own.password = password;
  return own.href;
}

/** The login of a connection, and whether it could take the rights of whoever owns the tables. */
const WHO_LOGS_IN = `
  select session_user as login, pg_has_role(session_user, c.relowner, 'MEMBER') as mighty from pg_class c
   where c.oid = 'public.audit_event'::regclass`;

/** Throws when a login meant for the running server could take the owner's rights. */
export async function refuseOwner(database: DataSource): Promise<void> {
  const [{ login, mighty }] = await queryRows<{ login: string; mighty: boolean }>(database, WHO_LOGS_IN);
  if (mighty)
    throw new StartRefused(
      `SERVER_DATABASE_URL: ${login} 有所有者的权限，请另建只属于 ${SERVER_ROLE} 的登录角色。 ${login} has the owner's rights; make a login that is a member of ${SERVER_ROLE} only.`,
    );
}

const LOCK_MIGRATIONS = "select pg_advisory_lock(hashtext('ogi-hub migrations'))";
const UNLOCK_MIGRATIONS = "select pg_advisory_unlock(hashtext('ogi-hub migrations'))";

/** Brings the schema up to date; returns the names of the migrations it ran. Safe when several start at once. */
export async function migrate(database: DataSource): Promise<string[]> {
  const lock = database.createQueryRunner();
  await lock.connect();
  try {
    await lock.query(LOCK_MIGRATIONS);
    await migrateQueue({ pgPool: queuePool(database), logger: new Logger(() => () => {}) });
    const names = (await database.runMigrations()).map((migration) => migration.name);
    await setRights(database);
    return names;
  } finally {
    await lock.query(UNLOCK_MIGRATIONS);
    await lock.release();
  }
}
