import { createDataSource } from './src/database/dataSource';
import { startEmbeddedPostgres } from './src/database/embedded';
import { parseSettings } from './src/settings';

const { databaseUrl, dataDir, databasePoolSize } = parseSettings(process.env);

/** The DataSource for TypeORM's command line; without DATABASE_URL it starts the embedded database first. */
export default (async () => {
  const url = databaseUrl ?? (await startEmbeddedPostgres({ dataDir })).url;
  return createDataSource(url, databasePoolSize);
})();
