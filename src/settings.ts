import { isIP } from 'node:net';
import type { NoticeSettings } from './notice/jobs';
import type { OidcSettings } from './server/oidc';

/** Everything the environment decides. */
export interface Settings {
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** An external PostgreSQL; null runs the embedded one. */
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For is believed, separated by commas; null for none. */
  readonly trustedProxies: string | null;
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly databasePoolSize: number;
  /** Where uploaded documents are kept; null keeps them in the database. */
  readonly documentDir: string | null;
  readonly notices: NoticeSettings;
  readonly oidc: OidcSettings | null;
}

/** Every bad setting, told together. */
export class BadSettings extends Error {}

/** Reads settings from environment variables. Throws BadSettings naming each bad one and what it should be. */
export function parseSettings(environment: NodeJS.ProcessEnv): Settings {
  const problems: string[] = [];
  const text = (name: string) => environment[name]?.trim() || null;
  const whole = (name: string, fallback: number, least: number, most: number) => {
    const given = text(name);
    if (given === null) return fallback;
    const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
    if (value >= least && value <= most) return value;
    problems.push(
      `${name}=${given}: 应为 ${least} 至 ${most} 的整数。 Must be a whole number from ${least} to ${most}.`,
    );
    return fallback;
  };
  const databaseUrl = text('DATABASE_URL');
  if (databaseUrl && !(URL.canParse(databaseUrl) && /^postgres(ql)?:$/.test(new URL(databaseUrl).protocol)))
    problems.push(
      'DATABASE_URL: 应形如 postgres://user:password@host:5432/database。 Must look like postgres://user:password@host:5432/database.',
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
        }
      : null,
    port: whole('PORT', 4000, 0, 65_535),
    host,
    trustedProxies,
    databaseUrl,
    documentDir: text('DOCUMENT_DIR'),
    dataDir: text('DATA_DIR') ?? '.data/postgres',
    databasePoolSize: whole('DATABASE_POOL_SIZE', 10, 1, 200),
  };
  if (problems.length > 0) throw new BadSettings(`设置有误。 Bad settings:\n  ${problems.join('\n  ')}`);
  return settings;
}
