import { Command } from 'commander';
import { rebuildAllSums } from '../rollup/materialized/rebuildSums';
import { withDatabase } from './openDatabase';
import { rollupVerify } from './rollupVerify';

/** The command that computes and stores the materialized sums again. */
export function rollupRebuildCommand(): Command {
  return new Command('rollup:rebuild')
    .description(
      '重算每个汇总。 Computes and stores every materialized sum again while publications wait, then compares.',
    )
    .action(() =>
      withDatabase(async (database) => {
        await rebuildAllSums(database);
        await rollupVerify(database);
      }),
    );
}
