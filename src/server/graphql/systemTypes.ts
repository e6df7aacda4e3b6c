import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { TaskJobs, UndeliveredMessages } from '../../notification/jobQueue';
import { RefusedAddress } from '../../notification/refusedAddresses';
import { DateTime, Figure } from '../../shared/graphql/scalars';
import type { ReplicaStatus } from '../../shared/request/context';

/** How a replica is used. */
enum ReplicaState {
  IN_USE = 'IN_USE',
  BEHIND = 'BEHIND',
  UNREACHABLE = 'UNREACHABLE',
  NOT_A_REPLICA = 'NOT_A_REPLICA',
}
registerEnumType(ReplicaState, {
  name: 'ReplicaState',
  description: '只读副本的状态。How a replica is used.',
  valuesConfig: {
    IN_USE: { description: '在用。Reads come from it.' },
    BEHIND: { description: '落后过多，暂不使用。Too far behind to be read from.' },
    UNREACHABLE: { description: '连接不上。It cannot be reached.' },
    NOT_A_REPLICA: { description: '不是主库的副本。It is no replica of the primary.' },
  },
});

/** What is verified. */
enum VerificationSubject {
  AUDIT = 'AUDIT',
  SUMS = 'SUMS',
}
registerEnumType(VerificationSubject, {
  name: 'VerificationSubject',
  description: '核对的对象。What was verified.',
  valuesConfig: {
    AUDIT: { description: '审计记录。The audit.' },
    SUMS: { description: '存储的汇总。The materialized sums.' },
  },
});

/** A replica. */
@ObjectType({ simpleResolvers: true, description: '只读副本。A replica, in the order of the settings.' })
class SystemReplica implements ReplicaStatus {
  @Field(() => ReplicaState, { description: '状态。How it is used.' })
  state: ReplicaState;
  @Field(() => Float, {
    nullable: true,
    description:
      '落后时间，单位：秒；尚未测得为空。How far it is behind, unit: seconds; null before that is measured.',
  })
  lagSeconds: number | null;
  @Field(() => Float, {
    nullable: true,
    description: '落后的日志，单位：字节。How much of the log it has not replayed, unit: bytes.',
  })
  lagBytes: number | null;
}

/** The jobs of one task. */
@ObjectType({ simpleResolvers: true, description: '队列中一类任务。The jobs of one task in the queue.' })
class SystemJobs implements TaskJobs {
  @Field({
    description:
      '任务：tell 通知、mail 邮件、deliver 回调投递、deadlines 期限提醒。Which task: tell, mail, deliver or deadlines.',
  })
  task: string;
  @Field(() => Int, { description: '等待数，单位：项。Jobs that wait, unit: jobs.' })
  waiting: number;
  @Field(() => Int, {
    description: '到时一分钟后仍未办的，单位：项。Of these, due more than a minute ago, unit: jobs.',
  })
  late: number;
  @Field(() => Int, { description: '最终失败数，单位：项。Jobs tried for the last time, unit: jobs.' })
  failed: number;
}

/** Messages that webhooks in use have not received. */
@ObjectType({
  simpleResolvers: true,
  description: '未送达的回调消息。Messages that webhooks in use have not received.',
})
class SystemDeliveries implements UndeliveredMessages {
  @Field(() => Int, { description: '失败后待重试，单位：条。Failed and tried again, unit: messages.' })
  retrying: number;
  @Field(() => Int, { description: '不再尝试，单位：条。Tried no more, unit: messages.' })
  dead: number;
}

/** The last verification of something. */
@ObjectType({ simpleResolvers: true, description: '最近一次核对。The last verification of something.' })
class SystemVerification {
  @Field(() => VerificationSubject, { description: '对象。What was verified.' })
  subject: VerificationSubject;
  @Field(() => DateTime, { description: '时间。When, UTC.' })
  verifiedAt: Date;
  @Field(() => Int, { description: '不符之处，单位：处。Faults found, unit: faults.' })
  faultCount: number;
}

/** How the hub is. */
@ObjectType({ simpleResolvers: true, description: '系统状态。How the hub is.' })
export class System {
  @Field({ description: '版本。Version of the hub.' })
  version: string;
  @Field({ description: 'Node.js 版本。Version of Node.js.' })
  nodeVersion: string;
  @Field(() => DateTime, { description: '启动时间。When this server process began, UTC.' })
  startedAt: Date;
  @Field({ description: 'PostgreSQL 版本。Version of PostgreSQL.' })
  databaseVersion: string;
  @Field(() => Float, { description: '数据库大小，单位：字节。Size of the database, unit: bytes.' })
  databaseBytes: number;
  @Field({ description: '能否写入。Whether changes are acknowledged.' })
  canWrite: boolean;
  @Field(() => Figure, {
    description:
      '数据版本：公布的数据每次变化加一。Data version: it moves with every change of what is published.',
  })
  dataVersion: string;
  @Field(() => [SystemReplica], { description: '只读副本。Replicas, in the order of the settings.' })
  replicas: readonly ReplicaStatus[];
  @Field(() => [SystemJobs], { description: '队列中的任务。Jobs in the queue, by task.' })
  jobs: TaskJobs[];
  @Field(() => SystemDeliveries, { description: '未送达的回调消息。Messages not delivered.' })
  deliveries: UndeliveredMessages;
  @Field(() => [RefusedAddress], {
    description:
      '账户中永久拒收邮件的邮箱，最近被拒的在前，至多 20 个。Addresses of accounts to which letters are refused for good, the one refused last first, at most 20.',
  })
  refusedAddresses: RefusedAddress[];
  @Field(() => [SystemVerification], {
    description:
      '最近的核对；从未核对过的不在内。The last verifications; what was never verified is not there.',
  })
  verifications: SystemVerification[];
}
