import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { noteVerification } from '../audit/verification';
import { verifySums } from '../rollup/materialized/verifySums';
import { withDatabase } from './openDatabase';
import { say } from './terminal';

/** Compares every materialized sum with the reports it adds up; exits with 1 when one is wrong. */
export async function rollupVerify(database: DataSource): Promise<void> {
  const bar = new SingleBar({
    format: '核对汇总 verifying sums {bar} {value}/{total} years',
    stream: process.stderr,
  });
  if (process.stderr.isTTY) bar.start(1, 0);
  const { sums, faults } = await verifySums(database, (done, total) => {
    bar.setTotal(total);
    bar.update(done);
  });
  bar.stop();
  await noteVerification(database, { subject: 'SUMS', faultCount: faults.length, head: null });
  for (const { place, year, kind, stored, computed } of faults)
    say(`${place} ${year} ${kind}: kept ${stored}, computed ${computed}`);
  say(`汇总 sums: ${sums}`);
  if (faults.length > 0) process.exitCode = 1;
  say(
    faults.length > 0
      ? '汇总与报告不符，用 rollup:rebuild 重算。 Sums differ from their reports; rollup:rebuild makes them anew.'
      : '一致。 Every sum is what its reports add up to.',
  );
}

/** The command that compares the materialized sums with the reports. */
export function rollupVerifyCommand(): Command {
  return new Command('rollup:verify')
    .description(
      '核对每个汇总。 Computes every materialized sum from the reports and compares; exits with 1 when one differs.',
    )
    .action(() => withDatabase(rollupVerify));
}
