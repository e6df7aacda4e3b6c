import { createDataSource } from './src/database/dataSource';
import { startEmbeddedPostgres } from './src/database/embedded';
import { parseSettings } from './src/settings';

const { databaseUrl, dataDir, databasePoolSize } = parseSettings(process.env);

/**
 * The DataSource for TypeORM's command line. Without DATABASE_URL it starts the embedded database first, or uses that of a hub
 * that runs, and stops what it started when the command closes its connections.
 */
export default (async () => {
  if (databaseUrl) return createDataSource(databaseUrl, databasePoolSize);
  const embedded = await startEmbeddedPostgres({ dataDir, joinRunning: true });
  const source = createDataSource(embedded.url, databasePoolSize);
  const destroy = source.destroy.bind(source);
  return Object.assign(source, { destroy: () => destroy().finally(embedded.stop) });
})();
