import { rmSync } from 'node:fs';
import type { EmbeddedPostgres } from '../../src/database/embedded';

/** Stops the test run's PostgreSQL and removes its folder. */
export default async function stopDatabase(): Promise<void> {
  const { server, folder } = (globalThis as Record<string, unknown>).testServer as {
    server: EmbeddedPostgres;
    folder: string;
  };
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
