import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Publishes an import in a process of its own and returns how long it took and what memory it needed. */
export async function measureImport(demonstration, { imports }, log) {
  log(`importing ${imports} reports`);
  const child = spawn(process.execPath, [join(import.meta.dirname, 'importer.js')], {
    env: {
      ...process.env,
      DATABASE_URL: demonstration.url,
      SERVER_DATABASE_URL: demonstration.serverUrl,
      IMPORTS: String(imports),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('the import failed');
  return JSON.parse(output);
}
