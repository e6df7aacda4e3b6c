/** Everything the environment decides. */
export interface Settings {
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** An external PostgreSQL; null runs the embedded one. */
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly databasePoolSize: number;
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
  const settings = {
    port: whole('PORT', 4000, 0, 65_535),
    host,
    databaseUrl,
    dataDir: text('DATA_DIR') ?? '.data/postgres',
    databasePoolSize: whole('DATABASE_POOL_SIZE', 10, 1, 200),
  };
  if (problems.length > 0) throw new BadSettings(`设置有误。 Bad settings:\n  ${problems.join('\n  ')}`);
  return settings;
}
