import { Client } from 'pg';
import { StartRefused } from '../shared/startRefused';
import { SERVER_ROLE } from './serverRole';

const OLDEST_VERSION = 150_000;
const LONGEST_CONNECT_MS = 10_000;

/** An address without its password. */
export function showUrl(url: string): string {
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  return shown.href;
}

const refuse = (setting: string, url: string, zh: string, en: string) =>
  new StartRefused(`${setting} ${showUrl(url)}: ${zh} ${en}`);

/** What a failed connection means, by the code of PostgreSQL or of the system. */
const CONNECTION_FAULTS: readonly [codes: RegExp, zh: string, en: string][] = [
  [/^28P01$/, '密码不正确，请更正。', 'The password is wrong: correct it in the address.'],
  [
    /^28000$/,
    '该账户不能登录，请检查账户名和服务器的 pg_hba.conf。',
    'This login is not let in: check its name and pg_hba.conf of the server.',
  ],
  [
    /^3D000$/,
    '没有这个数据库，请先用 createdb 建立。',
    'There is no such database: make it with createdb first.',
  ],
  [/^53300$/, '连接数已满，请稍后再试。', 'The server has no connection left: try again later.'],
  [/^57P0/, '数据库正在启动或停止，请稍后再试。', 'The server is starting or stopping: try again later.'],
  [
    /^(ENOTFOUND|EAI_AGAIN)$/,
    '找不到该主机，请更正主机名。',
    'The host is not found: correct its name in the address.',
  ],
  [
    /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|TIMEOUT)$/,
    '无法连接，请检查主机、端口和数据库是否在运行。',
    'The server cannot be reached: check host and port, and that PostgreSQL runs there.',
  ],
];

async function connect(setting: string, url: string): Promise<Client> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: LONGEST_CONNECT_MS,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    const { code, message, errors } = error as {
      code?: string;
      message: string;
      errors?: { code?: string }[];
    };
    const cause = /timeout/i.test(message) ? 'TIMEOUT' : (code ?? errors?.[0]?.code ?? '');
    const fault = CONNECTION_FAULTS.find(([codes]) => codes.test(cause));
    throw fault
      ? refuse(setting, url, fault[1], fault[2])
      : refuse(setting, url, `无法连接（${message}）。`, `No connection: ${message}`);
  }
}

const STANDING = `
  select current_setting('server_version_num')::int as version, current_setting('server_version') as "versionText",
         pg_is_in_recovery() as "isStandby", current_user as login, current_database() as database, me.rolsuper as "isSuper",
         me.rolcreaterole as "createsRoles", r.oid is not null as "hasRole",
         coalesce(pg_has_role(current_user, r.oid, 'MEMBER'), false) as "isMember",
         has_database_privilege(current_database(), 'CREATE') or to_regnamespace('graphile_worker') is not null as "createsSchemas",
         coalesce(has_schema_privilege(to_regnamespace('public')::oid, 'CREATE'), false) as "createsTables",
         coalesce((select pg_has_role(current_user, c.relowner, 'MEMBER') from pg_class c
            where c.oid = to_regclass('public.migrations')), true) as "isOwner"
    from pg_roles me left join pg_roles r on r.rolname = $1 where me.rolname = current_user`;

interface Standing {
  version: number;
  versionText: string;
  isStandby: boolean;
  login: string;
  database: string;
  isSuper: boolean;
  createsRoles: boolean;
  hasRole: boolean;
  isMember: boolean;
  createsSchemas: boolean;
  createsTables: boolean;
  isOwner: boolean;
}

async function readStanding(client: Client): Promise<Standing> {
  const { rows } = await client.query<Standing>(STANDING, [SERVER_ROLE]);
  return rows[0];
}

/** The first thing that the owner's login lacks, in both languages; null when it has all rights that migrations need. */
function findLack(it: Standing, needsRole: boolean): [zh: string, en: string] | null {
  if (it.version < OLDEST_VERSION)
    return [
      `PostgreSQL ${it.versionText} 版本过低，至少需要 15。`,
      `PostgreSQL ${it.versionText} is too old: 15 or newer is needed.`,
    ];
  if (it.isStandby)
    return [
      '这是只读副本，请填写主库地址。',
      'This is a standby: give the address of the primary, and put replicas into REPLICA_URLS.',
    ];
  if (!it.isOwner)
    return [
      `表的所有者不是 ${it.login}，请使用所有者的登录。`,
      `The tables belong to another login than ${it.login}: use the owner's.`,
    ];
  const wanted = [
    !it.hasRole && !it.createsRoles && !it.isSuper && `create role ${SERVER_ROLE}`,
    !it.isMember &&
      !it.isSuper &&
      needsRole &&
      (it.hasRole || !it.createsRoles) &&
      `grant ${SERVER_ROLE} to ${it.login}`,
    !it.createsSchemas && `grant create on database ${it.database} to ${it.login}`,
    !it.createsTables && `grant create on schema public to ${it.login}`,
  ].filter((sql) => sql !== false);
  return wanted.length === 0
    ? null
    : [
        `账户 ${it.login} 缺少权限，请由管理员执行：${wanted.join('; ')};`,
        `The login ${it.login} lacks rights; an administrator runs: ${wanted.join('; ')};`,
      ];
}

/** The addresses of an external database. */
export interface DatabaseUrls {
  readonly databaseUrl: string;
  readonly serverDatabaseUrl: string | null;
  readonly directDatabaseUrl: string | null;
}

/**
 * Throws StartRefused with what to do when the external database cannot be worked with: not reached, too old, or a login
 * without the rights it needs. Changes nothing.
 */
export async function checkDatabase(urls: DatabaseUrls): Promise<void> {
  const owner = await connect('DATABASE_URL', urls.databaseUrl);
  try {
    const standing = await readStanding(owner);
    const lack = findLack(standing, urls.serverDatabaseUrl === null);
    if (lack) throw refuse('DATABASE_URL', urls.databaseUrl, ...lack);
  } finally {
    await owner.end();
  }
  for (const [setting, url] of [
    ['SERVER_DATABASE_URL', urls.serverDatabaseUrl],
    ['DIRECT_DATABASE_URL', urls.directDatabaseUrl],
  ] as const) {
    if (!url) continue;
    const client = await connect(setting, url);
    try {
      const { login, isMember, isSuper } = await readStanding(client);
      if (!isMember && !isSuper)
        throw refuse(
          setting,
          url,
          `账户 ${login} 不属于 ${SERVER_ROLE}，请由管理员执行：create role ${SERVER_ROLE}（若没有）; grant ${SERVER_ROLE} to ${login};`,
          `The login ${login} is no member of ${SERVER_ROLE}; an administrator runs: create role ${SERVER_ROLE} (where there is none); grant ${SERVER_ROLE} to ${login};`,
        );
    } finally {
      await client.end();
    }
  }
}
