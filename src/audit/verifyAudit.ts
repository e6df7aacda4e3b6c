import { createHash } from 'node:crypto';
import { type Database, queryRows } from '../shared/database';
import { AuditChain } from './auditChain';
import { noteVerification } from './verification';

/** An event, or the end of a chain, that does not fit. */
export interface AuditFault {
  readonly chain: number;
  /** The code of the agency whose chain it is; null for the chain of everything else. */
  readonly agencyCode: string | null;
  readonly position: string;
  readonly messageZh: string;
  readonly messageEn: string;
}

/** What a verification found. */
export interface AuditVerification {
  readonly chains: number;
  readonly events: number;
  /** One hash over the heads of all chains: note it elsewhere, and a truncated audit will show. */
  readonly head: string;
  readonly faults: readonly AuditFault[];
}

const MOST_FAULTS = 100;

/** What each fault is in words. */
const WORDS = {
  CHANGED: ['被改动：内容与哈希不符', 'changed: its content does not fit its hash'],
  REMOVED: ['有缺失：此前的记录不见了', 'removed: events before it are missing'],
  BROKEN: ['断开：与前一记录不相接', 'broken: it does not rest on the event before'],
  TRUNCATED: ['被截断：该链应更长，或结尾不同', 'truncated: the chain should be longer, or end otherwise'],
  HEADLESS: ['链尾的记录不见了', 'the head of the chain is missing'],
} as const;

/** The events and ends of chains that do not fit each other. */
const FAULTS = `
  with seen as (
    select e.chain, e.position, e.hash, audit_hash(e) as computed, e.previous_hash,
           coalesce(lag(e.hash) over w, '') as expected_previous, row_number() over w as expected_position
      from audit_event e window w as (partition by e.chain order by e.position)),
  fault as (
    select chain, position, 'CHANGED' as fault from seen where hash <> computed
    union all select chain, position, 'REMOVED' from seen where position <> expected_position
    union all select chain, position, 'BROKEN' from seen where previous_hash <> expected_previous
    union all select c.chain, c.length, 'TRUNCATED' from audit_chain c
      left join lateral (select position, hash from seen s where s.chain = c.chain order by position desc limit 1) l on true
     where l.position is distinct from c.length or l.hash is distinct from c.hash
    union all select distinct s.chain, 0::bigint, 'HEADLESS' from seen s
     where not exists (select 1 from audit_chain c where c.chain = s.chain))
  select chain, position::text, fault, a.code as "agencyCode" from fault left join agency a on a.id = chain
   order by chain, position limit ${MOST_FAULTS}`;

/**
 * Recomputes every hash of the audit, and checks that each chain is complete: numbered without gap, each event resting on
 * the one before, the last one being the head stored beside it. Notes when that was.
 */
export async function verifyAudit(database: Database): Promise<AuditVerification> {
  const rows = await queryRows<Omit<AuditFault, 'messageZh' | 'messageEn'> & { fault: keyof typeof WORDS }>(
    database,
    FAULTS,
  );
  const faults = rows.map(({ fault, ...row }) => ({
    ...row,
    messageZh: WORDS[fault][0],
    messageEn: WORDS[fault][1],
  }));
  const heads = await database.getRepository(AuditChain).find({ order: { chain: 'ASC' } });
  const head = createHash('sha256')
    .update(JSON.stringify(heads.map(({ chain, length, hash }) => [chain, length, hash])))
    .digest('hex');
  await noteVerification(database, { subject: 'AUDIT', faultCount: faults.length, head });
  return {
    chains: heads.length,
    events: heads.reduce((sum, row) => sum + Number(row.length), 0),
    head,
    faults,
  };
}
