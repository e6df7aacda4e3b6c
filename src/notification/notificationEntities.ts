import {
  Check,
  Column,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  PrimaryGeneratedColumn,
} from 'typeorm';
import { AgencyEntity } from '../agency/agencyEntities';
import type { NoticeEvent } from './notificationTypes';
import type { ReminderKind } from './reminderTypes';

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

/** A reminder that an officer sent. GraphQL shows when the last one was (`BoardRow.remindedAt`). */
@Entity('reminder', {
  comment:
    'An officer reminded an agency of its report of a year by mail: why, to which addresses and with which note. Rows are only added.',
})
@Index('reminder_agency', ['agencyId', 'year', 'sentAt'])
@Check('reminder_kind_check', "kind in ('NOT_BEGUN', 'LATE', 'RETURNED')")
export class Reminder {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;
  @Column('integer')
  agencyId: number;
  @ManyToOne(() => AgencyEntity)
  @JoinColumn({ name: 'agency_id' })
  agency: AgencyEntity;
  @Column('smallint')
  year: number;
  @Column('text')
  kind: ReminderKind;
  @Column('text', { array: true })
  addresses: string[];
  @Column('text', { nullable: true })
  note: string | null;
  @Column('text')
  sentBy: string;
  @Column('timestamptz', { default: () => 'now()' })
  sentAt: Date;
}
