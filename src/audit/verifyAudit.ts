import { createHash } from 'node:crypto';
import { type Database, queryRows } from '../shared/database';
import { AuditChain } from './auditChain';

/** An event, or the end of a chain, that does not fit. */
interface AuditFault {
  readonly chain: number;
  readonly position: string;
  readonly fault: string;
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

/** The events and ends of chains that do not fit each other. */
const FAULTS = `
  with seen as (
    select e.chain, e.position, e.hash, audit_hash(e) as computed, e.previous_hash,
           coalesce(lag(e.hash) over w, '') as expected_previous, row_number() over w as expected_position
      from audit_event e window w as (partition by e.chain order by e.position)),
  fault as (
    select chain, position, 'changed: its content does not fit its hash' as fault from seen where hash <> computed
    union all select chain, position, 'removed: events before it are missing' from seen where position <> expected_position
    union all select chain, position, 'broken: it does not rest on the event before' from seen where previous_hash <> expected_previous
    union all select c.chain, c.length, 'truncated: the chain should be longer, or end otherwise' from audit_chain c
      left join lateral (select position, hash from seen s where s.chain = c.chain order by position desc limit 1) l on true
     where l.position is distinct from c.length or l.hash is distinct from c.hash
    union all select distinct s.chain, 0::bigint, 'the head of the chain is missing' from seen s
     where not exists (select 1 from audit_chain c where c.chain = s.chain))
  select chain, position::text, fault from fault order by chain, position limit ${MOST_FAULTS}`;

/**
 * Recomputes every hash of the audit, and checks that each chain is complete: numbered without gap, each event resting on
 * the one before, the last one being the head stored beside it.
 */
export async function verifyAudit(database: Database): Promise<AuditVerification> {
  const faults = await queryRows<AuditFault>(database, FAULTS);
  const heads = await database.getRepository(AuditChain).find({ order: { chain: 'ASC' } });
  const head = createHash('sha256')
    .update(JSON.stringify(heads.map(({ chain, length, hash }) => [chain, length, hash])))
    .digest('hex');
  return {
    chains: heads.length,
    events: heads.reduce((sum, row) => sum + Number(row.length), 0),
    head,
    faults,
  };
}
