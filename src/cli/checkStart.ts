import { accessSync, constants, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { checkDatabase } from '../database/checkDatabase';
import type { Settings } from '../settings';
import { StartRefused } from '../shared/startRefused';

const PORT_FAULTS: Record<string, [zh: string, en: string]> = {
  EADDRINUSE: [
    '端口已被占用，请停止占用它的程序或另设 PORT。',
    'The port is in use: stop what uses it, or set PORT to another.',
  ],
  EACCES: ['无权使用该端口，请另设 PORT。', 'This port needs more rights: set PORT to one above 1023.'],
  EADDRNOTAVAIL: ['本机没有该地址，请更正 HOST。', 'This machine has no such address: correct HOST.'],
  ENOTFOUND: ['找不到该主机名，请更正 HOST。', 'This host name is not found: correct HOST.'],
};

/** An error of listening, in words where it is one of the operator's. */
export function explainListenError(
  error: unknown,
  { host, port }: Pick<Settings, 'host' | 'port'>,
  prefix = '',
): unknown {
  const fault = PORT_FAULTS[(error as NodeJS.ErrnoException).code ?? ''];
  return fault
    ? new StartRefused(`${prefix}PORT=${port} ${prefix}HOST=${host}: ${fault[0]} ${fault[1]}`)
    : error;
}

/** Throws StartRefused unless the port of the settings can be listened on. */
function checkPort(settings: Pick<Settings, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(explainListenError(error, settings)));
    probe.listen(settings.port, settings.host, () => probe.close(() => resolve()));
  });
}

function checkDocumentDir(folder: string | null): void {
  if (folder === null) return;
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartRefused(
      `DOCUMENT_DIR=${folder}: 无法写入该文件夹（${code}），请修改权限或另设。 The folder cannot be written (${code}): change its rights, or set another.`,
    );
  }
}

function checkOffice(path: string | null): void {
  if (path === null) return;
  try {
    accessSync(path, constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartRefused(
      `SOFFICE_PATH=${path}: 无法运行该程序（${code}），请改为 LibreOffice 的 soffice，或不设。 The program cannot be run (${code}): set it to soffice of LibreOffice, or leave it out.`,
    );
  }
}

/** Throws StartRefused when an external database cannot be worked with. */
export async function checkExternalDatabase(settings: Settings): Promise<void> {
  const { databaseUrl, serverDatabaseUrl, directDatabaseUrl } = settings;
  if (databaseUrl) await checkDatabase({ databaseUrl, serverDatabaseUrl, directDatabaseUrl });
}

/** Throws StartRefused, with what to do, when the hub could not serve with these settings. Makes nothing but DOCUMENT_DIR. */
export async function checkStart(settings: Settings): Promise<void> {
  await checkPort(settings);
  checkDocumentDir(settings.documentDir);
  checkOffice(settings.sofficePath);
}
