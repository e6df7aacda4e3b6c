import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AgencyEntity } from '../agency/agencyEntities';
import type { NoticeEvent } from './notificationTypes';

/** A reminder of a deadline that was sent. It is not shown in GraphQL. */
@Entity('deadline_notice', {
  comment:
    'An agency was reminded of a deadline. A reminder with a row is not sent again; one of a day on which the hub did not run is sent later.',
})
@Check('deadline_notice_event_check', "event in ('DEADLINE_NEAR', 'OVERDUE')")
export class DeadlineNotice {
  @PrimaryColumn('integer')
  agencyId: number;
  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_id' })
  agency: AgencyEntity;
  @PrimaryColumn('smallint')
  year: number;
  @PrimaryColumn('text')
  event: NoticeEvent;
  @PrimaryColumn('date')
  dueOn: string;
  @PrimaryColumn('smallint')
  weeksLate: number;
  @Column('timestamptz', { name: 'told_at', default: () => 'now()' })
  sentAt: Date;
}
