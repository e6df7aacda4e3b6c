import { Command } from 'commander';
import type { DemonstrationSize } from '../../seeds/demonstration';
import { loadDemonstration } from '../../seeds/loadDemonstration';
import { BadSettings } from '../settings';
import { sayLoaded } from './firstStart';
import { withDatabase } from './openDatabase';
import { say } from './terminal';

/** Returns the size the options ask for. Throws BadSettings for one that is out of range. */
function parseSize(options: { agencies: string; years: string }): DemonstrationSize {
  const agencies = Number(options.agencies);
  const years = Number(options.years);
  if (
    !Number.isInteger(agencies) ||
    agencies < 1 ||
    agencies > 200_000 ||
    !Number.isInteger(years) ||
    years < 1 ||
    years > 15
  )
    throw new BadSettings(
      '--agencies 应为 1 至 200000，--years 应为 1 至 15。 --agencies is 1 to 200000, --years 1 to 15.',
    );
  return { agencies, years };
}

/** The command that loads demonstration data. */
export function seedCommand(): Command {
  return new Command('seed')
    .description('载入演示数据。 Loads demonstration data of any size, with COPY.')
    .option('--agencies <number>', '机关数。 Agencies, 1 to 200000.', '60')
    .option('--years <number>', '年数。 Years, 1 to 15.', '5')
    .action(async (options: { agencies: string; years: string }) => {
      const size = parseSize(options);
      await withDatabase((database) => loadDemonstration(database, size, (loaded) => sayLoaded(say, loaded)));
    });
}
