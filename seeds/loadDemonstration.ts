import type { DataSource } from 'typeorm';
import { loadInTransaction } from '../src/database/bulkLoad';
import { recordOrigin } from '../src/database/origin';
import { type DemonstrationSize, writeDemonstration } from './demonstration';
import { type DemonstrationAccount, seedDemonstrationAccounts } from './demonstrationAccounts';
import { seedRealReports } from './realReports';

/** What a load wrote. */
export interface Loaded {
  readonly realReports: number;
  readonly agencies: number;
  readonly reports: number;
  readonly accounts: readonly DemonstrationAccount[];
}

/**
 * Loads the demonstration, the real reports and the demonstration accounts in one transaction, which also records that they
 * are there. `tell` comes before the commit: the passwords are known to nobody else, and a process that ends in between has
 * loaded nothing.
 */
export async function loadDemonstration(
  database: DataSource,
  size: DemonstrationSize,
  tell: (loaded: Loaded) => void,
): Promise<void> {
  await loadInTransaction(database, async (manager, client) => {
    const { agencies, reports } = await writeDemonstration(manager, client, size);
    const realReports = await seedRealReports(manager);
    const accounts = await seedDemonstrationAccounts(manager);
    await recordOrigin(manager, 'DEMONSTRATION');
    tell({ realReports, agencies, reports: reports + realReports, accounts });
  });
  await database.query('analyze');
}
