import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The head of a chain of events. Only triggers write it; it is not shown in GraphQL. */
@Entity('audit_chain', {
  comment:
    'Where a chain of events ends: how many events it has and the hash of the last. The number of a chain is the key of its agency; 0 is the chain of everything else.',
})
export class AuditChain {
  @PrimaryColumn('integer')
  chain: number;
  @Column('bigint')
  length: string;
  @Column('text')
  hash: string;
}
