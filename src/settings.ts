import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import type { NoticeSettings } from './notification/jobs';
import type { OidcSettings } from './server/http/oidcClient';

/** Everything the environment decides. */
export interface Settings {
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For is believed, separated by commas; null for none. */
  readonly trustedProxies: string | null;
  /** An external PostgreSQL; null runs the embedded one. */
  readonly databaseUrl: string | null;
  /** The same database with a login of the running server's own; null works with the owner's, its rights laid down. */
  readonly serverDatabaseUrl: string | null;
  /** The server's login not through a pooler such as pgbouncer, for what listens; null when SERVER_DATABASE_URL is direct. */
  readonly directDatabaseUrl: string | null;
  /** Streaming replicas that answer the reads of those who change nothing. */
  readonly replicaUrls: readonly string[];
  readonly dataDir: string;
  /** The port of the embedded PostgreSQL on 127.0.0.1; 0 takes a free one at every start. */
  readonly databasePort: number;
  readonly databasePoolSize: number;
  /** Connections of the pool that only reads. */
  readonly readPoolSize: number;
  /** What one client may use: cost a minute without signing in, and operations that run or wait at once. */
  readonly clientShare: { readonly costPerMinute: number; readonly concurrency: number };
  /** The folder of uploaded documents; null stores them in the database. */
  readonly documentDir: string | null;
  /** LibreOffice, which converts old documents; null for the one on the path, if any. Readers take it from the environment. */
  readonly sofficePath: string | null;
  /** A folder of registered operations beside those of the hub; null for none. */
  readonly operationsDir: string | null;
  /** Whether only registered operations are answered. */
  readonly registeredOnly: boolean;
  /** Whether the hub serves as a subgraph of Apollo Federation too. */
  readonly isSubgraph: boolean;
  /** Origins whose pages may read answers in a browser. */
  readonly corsOrigins: readonly string[];
  /** The most operations of one request; 1 is no batch. */
  readonly batchLimit: number;
  /** From which level on what happens is logged, and in which form: `auto` is for people on a terminal and JSON elsewhere. */
  readonly log: { readonly level: string; readonly format: string };
  /** Where Prometheus finds the metrics; null for nowhere. */
  readonly metrics: { readonly port: number; readonly host: string } | null;
  readonly notices: NoticeSettings;
  readonly oidc: OidcSettings | null;
}

/** The levels of the log; the first is the default. */
const LOG_LEVELS = ['info', 'debug', 'warn', 'error', 'silent'];

const ID_TOKEN_ALGORITHMS = [
  ...['RS', 'PS', 'ES', 'HS'].flatMap((family) => [256, 384, 512].map((bits) => `${family}${bits}`)),
  'EdDSA',
];

/** Returns what is wrong with an origin of CORS_ORIGINS. */
function problemsOfOrigin(origin: string): string[] {
  if (origin === '*')
    return [
      'CORS_ORIGINS=*: 不接受 *：任何网页都能以用户的令牌读取数据；请逐一写明来源。 * is refused: every page could then read with the token of a user; name each origin.',
    ];
  if (URL.canParse(origin) && new URL(origin).origin === origin && /^https?:/.test(origin)) return [];
  return [
    `CORS_ORIGINS=${origin}: 应为来源，不含路径，以逗号分隔。 Must be origins such as https://dashboard.example:8443, without a path, separated by commas.`,
  ];
}

/** Every bad setting in one error. */
export class BadSettings extends Error {}

/** Reads settings from environment variables. Throws BadSettings naming each bad one and what it should be. */
export function parseSettings(environment: NodeJS.ProcessEnv): Settings {
  const problems: string[] = [];
  const text = (name: string) => environment[name]?.trim() || null;
  const integer = (name: string, fallback: number, least: number, most: number) => {
    const value = text(name);
    if (value === null) return fallback;
    const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    problems.push(
      `${name}=${value}: 应为 ${least} 至 ${most} 的整数。 Must be a whole number from ${least} to ${most}.`,
    );
    return fallback;
  };
  const isPostgresUrl = (value: string) =>
    URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol);
  const postgresUrl = (name: string) => {
    const value = text(name);
    if (value && !isPostgresUrl(value))
      problems.push(
        `${name}: 应形如 postgres://user:password@host:5432/database。 Must look like postgres://user:password@host:5432/database.`,
      );
    return value;
  };
  const databaseUrl = postgresUrl('DATABASE_URL');
  const serverDatabaseUrl = postgresUrl('SERVER_DATABASE_URL');
  if (serverDatabaseUrl && !databaseUrl)
    problems.push(
      'SERVER_DATABASE_URL: 须与 DATABASE_URL 一起使用。 Goes with DATABASE_URL; the embedded database makes a login by itself.',
    );
  const directDatabaseUrl = postgresUrl('DIRECT_DATABASE_URL');
  if (directDatabaseUrl && !serverDatabaseUrl)
    problems.push(
      'DIRECT_DATABASE_URL: 须与 SERVER_DATABASE_URL 一起使用。 Goes with SERVER_DATABASE_URL: the same login, not through the pooler.',
    );
  const replicaUrls =
    text('REPLICA_URLS')
      ?.split(',')
      .map((url) => url.trim()) ?? [];
  for (const [at, url] of replicaUrls.entries())
    if (
      !isPostgresUrl(url) ||
      replicaUrls.indexOf(url) < at ||
      [databaseUrl, serverDatabaseUrl].includes(url)
    )
      problems.push(
        `REPLICA_URLS (${at + 1}): 应为只读副本的地址，以逗号分隔，不重复，也不是主库。 Must be addresses of replicas such as postgres://user:password@host:5432/database, separated by commas, each once, and not the primary.`,
      );
  if (replicaUrls.length > 0 && !databaseUrl)
    problems.push(
      'REPLICA_URLS: 须与 DATABASE_URL 一起使用。 Goes with DATABASE_URL; the embedded database has no replicas.',
    );
  const host = text('HOST') ?? '127.0.0.1';
  if (!/^[\w.:-]+$/.test(host))
    problems.push(`HOST=${host}: 应为地址或主机名。 Must be an address or host name.`);
  const trustedProxies = text('TRUSTED_PROXIES');
  for (const range of trustedProxies?.split(',') ?? []) {
    const [address, bits = '0', ...rest] = range.trim().split('/');
    if (!isIP(address) || !/^\d{1,3}$/.test(bits) || rest.length > 0)
      problems.push(
        `TRUSTED_PROXIES=${range}: 应为地址或 CIDR，以逗号分隔。 Must be addresses or CIDR ranges, separated by commas.`,
      );
  }
  const choice = (name: string, choices: readonly string[]) => {
    const value = text(name) ?? choices[0];
    if (!choices.includes(value))
      problems.push(
        `${name}=${value}: 应为 ${choices.join('、')} 之一。 Must be one of ${choices.join(', ')}.`,
      );
    return value;
  };
  const operations = choice('OPERATIONS', ['any', 'registered']);
  const metricsHost = text('METRICS_HOST') ?? '127.0.0.1';
  const operationsDir = text('OPERATIONS_DIR');
  if (operationsDir && !existsSync(operationsDir))
    problems.push(`OPERATIONS_DIR=${operationsDir}: 没有这个文件夹。 There is no such folder.`);
  const federation = text('FEDERATION') ?? 'false';
  if (!['true', 'false'].includes(federation))
    problems.push(`FEDERATION=${federation}: 应为 true 或 false。 Must be true or false.`);
  const corsOrigins =
    text('CORS_ORIGINS')
      ?.split(',')
      .map((origin) => origin.trim()) ?? [];
  for (const origin of corsOrigins) problems.push(...problemsOfOrigin(origin));
  const smtpUrl = text('SMTP_URL');
  if (smtpUrl && !(URL.canParse(smtpUrl) && /^smtps?:$/.test(new URL(smtpUrl).protocol)))
    problems.push(
      'SMTP_URL: 应形如 smtps://user:password@host:465。 Must look like smtps://user:password@host:465.',
    );
  const issuer = text('OIDC_ISSUER');
  const oidc = {
    clientId: text('OIDC_CLIENT_ID'),
    clientSecret: text('OIDC_CLIENT_SECRET'),
    publicUrl: text('PUBLIC_URL'),
  };
  if (issuer)
    for (const [name, value] of Object.entries({
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: oidc.clientId,
      OIDC_CLIENT_SECRET: oidc.clientSecret,
      PUBLIC_URL: oidc.publicUrl,
    }))
      if (!value || (/ISSUER|URL/.test(name) && !URL.canParse(value)))
        problems.push(`${name}: 使用 OIDC 登录时必填。 Needed for sign-in through OIDC_ISSUER.`);
  const idTokenAlgorithm = text('OIDC_ID_TOKEN_ALGORITHM') ?? 'RS256';
  if (!ID_TOKEN_ALGORITHMS.includes(idTokenAlgorithm))
    problems.push(
      `OIDC_ID_TOKEN_ALGORITHM=${idTokenAlgorithm}: 应为下列之一。 Must be one of ${ID_TOKEN_ALGORITHMS.join(', ')}.`,
    );
  const settings = {
    notices: {
      smtpUrl,
      mailFrom: text('MAIL_FROM') ?? 'ogi-hub@localhost',
      allowPrivateWebhooks: text('WEBHOOKS_TO_PRIVATE_NETWORKS') === 'allow',
    },
    oidc: issuer
      ? {
          issuer,
          clientId: oidc.clientId ?? '',
          clientSecret: oidc.clientSecret ?? '',
          publicUrl: oidc.publicUrl ?? '',
          usernameClaim: text('OIDC_USERNAME_CLAIM') ?? 'preferred_username',
          idTokenAlgorithm,
        }
      : null,
    port: integer('PORT', 4000, 0, 65_535),
    log: { level: choice('LOG_LEVEL', LOG_LEVELS), format: choice('LOG_FORMAT', ['auto', 'json', 'pretty']) },
    metrics: text('METRICS_PORT')
      ? { port: integer('METRICS_PORT', 9464, 0, 65_535), host: metricsHost }
      : null,
    host,
    trustedProxies,
    databaseUrl,
    documentDir: text('DOCUMENT_DIR'),
    sofficePath: text('SOFFICE_PATH'),
    operationsDir,
    registeredOnly: operations === 'registered',
    isSubgraph: federation === 'true',
    corsOrigins,
    batchLimit: integer('BATCH_LIMIT', 1, 1, 100),
    serverDatabaseUrl,
    directDatabaseUrl,
    replicaUrls,
    dataDir: text('DATA_DIR') ?? '.data/postgres',
    databasePort: integer('DATABASE_PORT', 0, 0, 65_535),
    // One listens for jobs all the time, two may work on them.
    databasePoolSize: integer('DATABASE_POOL_SIZE', 10, 4, 200),
    readPoolSize: integer('READ_POOL_SIZE', 6, 1, 200),
    clientShare: {
      costPerMinute: integer('CLIENT_COST_PER_MINUTE', 240_000, 1000, 1_000_000_000),
      concurrency: integer('CLIENT_OPERATIONS', 50, 1, 100_000),
    },
  };
  if (problems.length > 0) throw new BadSettings(`设置有误。 Bad settings:\n  ${problems.join('\n  ')}`);
  return settings;
}
