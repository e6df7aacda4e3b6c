import type { DataSource } from 'typeorm';
import { type DemonstrationSize } from '../../seeds/demonstration';
import { type Loaded, loadDemonstration } from '../../seeds/loadDemonstration';
import { holdsData, readOrigin, recordOrigin } from '../database/origin';

/** What a first start loads into an embedded database. */
const SIZE: DemonstrationSize = { agencies: 60, years: 5 };

/** Says what was loaded, with the passwords that nobody sees again. */
export function sayLoaded(
  say: (line: string) => void,
  { realReports, agencies, reports, accounts }: Loaded,
): void {
  say(
    `已载入 loaded: ${realReports} 份真实报告 real reports; ${agencies} 个演示机关 demonstration agencies; 共 ${reports} 份报告 reports in all`,
  );
  say('演示账户（密码只显示这一次） demonstration accounts, passwords shown this once:');
  for (const { username, password, role, at } of accounts)
    say(`  ${username.padEnd(12)}  ${password}  ${role} @ ${at}`);
}

/**
 * Decides once what the data of a database is, and records it. An embedded database that holds nothing gets the
 * demonstration, in one transaction: a start that is killed has loaded nothing, and the next one begins again. Into an
 * external database, and into one that holds anything, nothing is loaded.
 */
export async function fillOnFirstStart(
  database: DataSource,
  isEmbedded: boolean,
  say: (line: string) => void,
): Promise<void> {
  if (await readOrigin(database)) return;
  if (!isEmbedded) return recordOrigin(database, 'OWN');
  if (await holdsData(database)) {
    say(
      '数据库中已有数据，不载入演示数据。 The database holds data already: no demonstration is loaded; set DATA_DIR to a new folder for one.',
    );
    return recordOrigin(database, 'OWN');
  }
  say('首次启动：载入演示数据。 First start: loading the demonstration, all of it or nothing.');
  await loadDemonstration(database, SIZE, (loaded) => sayLoaded(say, loaded));
}
