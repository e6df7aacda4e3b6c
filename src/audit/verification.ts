import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { Database } from '../shared/database';

/** What is verified. */
export type VerificationSubject = 'AUDIT' | 'SUMS';

/** The last verification of a subject. */
@Entity('verification', {
  comment:
    'The last verification of the audit and that of the materialized sums: when, how many faults it found, and for the audit the hash over the heads of its chains.',
})
@Check('verification_subject_check', "subject in ('AUDIT', 'SUMS')")
export class Verification {
  @PrimaryColumn('text')
  subject: VerificationSubject;
  @Column('timestamptz', { default: () => 'now()' })
  verifiedAt: Date;
  @Column('integer')
  faultCount: number;
  @Column('text', { nullable: true })
  head: string | null;
}

/** Notes that something was verified now, and how that ended. */
export async function noteVerification(
  database: Database,
  outcome: Pick<Verification, 'subject' | 'faultCount' | 'head'>,
): Promise<void> {
  await database
    .getRepository(Verification)
    .createQueryBuilder()
    .insert()
    .values({ ...outcome, verifiedAt: () => 'now()' })
    .orUpdate(['verified_at', 'fault_count', 'head'], ['subject'])
    .execute();
}

/** Returns the last verification of each subject. */
export const listVerifications = (database: Database): Promise<Verification[]> =>
  database.getRepository(Verification).find();
