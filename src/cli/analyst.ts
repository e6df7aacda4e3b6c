import { randomBytes } from 'node:crypto';
import { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { BadSettings } from '../settings';
import { queryRows } from '../shared/database';
import { withDatabase } from './openDatabase';
import { say } from './terminal';

/** The role that may read the schema `analytics` and nothing else. */
const ANALYST_ROLE = 'ogi_analyst';
/** The names of roles of PostgreSQL that need no quotes. */
const NAME = /^[a-z][a-z0-9_]{0,62}$/;

interface AnalystOptions {
  readonly name?: string;
  readonly remove?: boolean;
}

/** Throws BadSettings unless the name can be that of a login, before any database is opened. */
function checkName(name: string | undefined): string {
  if (name && NAME.test(name)) return name;
  throw new BadSettings(
    `--name ${name ?? ''}: 应为小写字母、数字和下划线，以字母开头。 Must be lower-case letters, digits and underscores, such as: npm run analyst -- --name superset`,
  );
}

/** Whether the role of a name ($1) is an analyst and nothing else. */
const FIND_ROLE = `
  select (select array_agg(g.rolname::text) from pg_auth_members m join pg_roles g on g.oid = m.roleid where m.member = r.oid)
         = array['${ANALYST_ROLE}'] and not r.rolsuper and not r.rolcreaterole and not r.rolcreatedb as "isAnalyst"
    from pg_roles r where r.rolname = $1`;

/**
 * Returns the statements that make a login, unless there is one, and give it a password and its settings. Neither a name nor a password can
 * be a parameter in them; both are of letters, digits, "_" and "-".
 */
const openLoginSql = (name: string, password: string, exists: boolean): string[] => [
  ...(exists ? [] : [`create role ${name} connection limit 20 in role ${ANALYST_ROLE}`]),
  `alter role ${name} login password '${password}'`,
  `alter role ${name} set default_transaction_read_only = on`,
  `alter role ${name} set statement_timeout = '60s'`,
  `alter role ${name} set search_path = analytics`,
  `alter role ${name} set timezone = 'UTC'`,
];

const removeLoginSql = (name: string) => `drop role ${name}`;

/** Returns whether there is a login of this name. Throws BadSettings when a role of this name is anything but an analyst. */
async function findLogin(database: DataSource, name: string): Promise<boolean> {
  const [role] = await queryRows<{ isAnalyst: boolean }>(database, FIND_ROLE, [name]);
  if (role && role.isAnalyst !== true)
    throw new BadSettings(
      `--name ${name}: 数据库已有同名角色，不是分析登录；请换一个名称。 The database has a role of this name that is no login of an analyst; choose another.`,
    );
  return role !== undefined;
}

/** Makes a login that reads published data, or gives it a new password, and prints how to connect. */
async function openLogin(database: DataSource, name: string): Promise<void> {
  const exists = await findLogin(database, name);
  const password = randomBytes(24).toString('base64url');
  await database.transaction(async (manager) => {
    for (const statement of openLoginSql(name, password, exists)) await manager.query(statement);
  });
  const { url } = database.options as { url?: string };
  const { hostname, port, pathname } = new URL(url ?? '');
  say(
    `${exists ? '已更换密码 a new password' : '已创建 created'}: ${name}\n` +
      `密码只显示这一次 password, shown this once: ${password}\n` +
      `psql 'postgres://${name}@${hostname}:${port || 5432}${pathname}'  (schema analytics)`,
  );
}

async function removeLogin(database: DataSource, name: string): Promise<void> {
  if (!(await findLogin(database, name)))
    throw new BadSettings(`--name ${name}: 没有这个登录。 There is no such login.`);
  await database.query(removeLoginSql(name));
  say(`已删除 removed: ${name}`);
}

/** The command that lets a tool read published data with SQL. */
export function analystCommand(): Command {
  return new Command('analyst')
    .description(
      '为统计工具建立只读登录。 Makes a login of PostgreSQL that reads published data in the schema analytics, or gives it a new password.',
    )
    .usage('--name <name> [--remove]')
    .option('--name <name>', '登录名，必填。 The name of the login; needed.')
    .option('--remove', '删除该登录。 Removes the login.')
    .action(async (options: AnalystOptions) => {
      const name = checkName(options.name);
      await withDatabase((database) =>
        options.remove ? removeLogin(database, name) : openLogin(database, name),
      );
    });
}
