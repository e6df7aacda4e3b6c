import { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { verifyAudit } from '../audit/verifyAudit';
import { withDatabase } from './openDatabase';
import { say } from './terminal';

/** Checks the audit; exits with 1 when it was tampered with, or does not end where it was noted to. */
async function auditVerify(database: DataSource, expected: string | undefined): Promise<void> {
  const { chains, events, head, faults } = await verifyAudit(database);
  for (const { chain, position, messageEn } of faults) say(`chain ${chain} event ${position}: ${messageEn}`);
  say(`审计 audit: ${chains} chains, ${events} events\nhead ${head}`);
  const isExpected = expected === undefined || expected === head;
  if (!isExpected) say(`与记录不符 does not end where it was noted: ${expected}`);
  if (faults.length > 0 || !isExpected) {
    say('审计记录被改动。 The audit was tampered with.');
    process.exitCode = 1;
  } else say('完整。 It is whole.');
}

/** The command that recomputes every hash of the audit. */
export function auditVerifyCommand(): Command {
  return new Command('audit:verify')
    .description('核对审计记录。 Recomputes every hash of the audit; exits with 1 when one differs.')
    .option('--expect <head>', '与记录的 head 比较。 The head that was noted before.')
    .action(({ expect }: { expect?: string }) => withDatabase((database) => auditVerify(database, expect)));
}
