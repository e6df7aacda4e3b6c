import { spawn } from 'node:child_process';
import { access, constants, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CONVERT_SECONDS } from '../limits';

/** LibreOffice runs no macros, follows no links and loads nothing from outside for a document of a stranger. */
const PROFILE = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>`;

/** Returns the path of LibreOffice: the one set in SOFFICE_PATH, else the first on PATH; null when there is none. */
export async function findOffice(): Promise<string | null> {
  const { SOFFICE_PATH, PATH = '' } = process.env;
  const candidates = SOFFICE_PATH
    ? [SOFFICE_PATH]
    : PATH.split(delimiter).map((folder) => join(folder, 'soffice'));
  for (const path of candidates)
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
    )
      return path;
  return null;
}

/** Runs a program in a group of its own and ends the group when time is up. The shell limits its processor time too. */
function run(program: string, args: readonly string[], folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', `ulimit -t ${CONVERT_SECONDS}; exec "$0" "$@"`, program, ...args], {
      detached: true,
      stdio: 'ignore',
      env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8' },
    });
    const endGroup = () => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL');
      } catch {}
    };
    const timer = setTimeout(endGroup, CONVERT_SECONDS * 1000);
    child.on('error', reject).on('close', () => {
      clearTimeout(timer);
      endGroup();
      resolve();
    });
  });
}

/**
 * Converts an old Office file with LibreOffice, in a folder and with a profile of its own that are removed afterwards.
 * Returns null when nothing came of it.
 */
export async function convertWithOffice(
  program: string,
  bytes: Buffer,
  from: string,
  to: 'docx' | 'xlsx',
): Promise<Buffer | null> {
  const folder = await mkdtemp(join(tmpdir(), 'ogi-convert-'));
  try {
    const profile = join(folder, 'profile', 'user');
    await mkdir(profile, { recursive: true });
    await writeFile(join(profile, 'registrymodifications.xcu'), PROFILE);
    const input = join(folder, `document.${from}`);
    await writeFile(input, bytes);
    const args = [
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`,
      '--headless',
      '--norestore',
      '--nolockcheck',
      '--convert-to',
      to,
      '--outdir',
      join(folder, 'out'),
      input,
    ];
    await run(program, args, folder);
    return await readFile(join(folder, 'out', `document.${to}`)).catch(() => null);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
