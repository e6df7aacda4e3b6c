import { Alert, Button } from 'antd';
import { Fragment } from 'react';
import { WebSystem } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { formatCount, formatFigure, formatInstant } from '../figures/formatFigure';
import { useLanguage } from '../language/language';
import { Room } from '../layout/Room';
import { ROOMS } from '../layout/rooms';
import { DataTable } from '../look/DataTable';
import { Answered, Nothing, Part } from '../look/states';
import { type System, TASKS, todoOf } from './systemTodo';

/** How the hub is: what needs doing first, then its figures in words. */
export default function SystemPage() {
  return <Room room={ROOMS.system}>{() => <SystemState />}</Room>;
}

function SystemState() {
  const { t } = useLanguage();
  const result = useAnswer(WebSystem, {});
  return (
    <Answered result={result}>
      {({ system }) =>
        system ? (
          <>
            <Todo system={system} />
            <p className="filters">
              <Button loading={result.isFetching} onClick={() => result.refetch()}>
                {t('再看一次', 'Look again')}
              </Button>
            </p>
            <Facts system={system} />
            <Jobs system={system} />
            <Replicas system={system} />
          </>
        ) : (
          <Nothing text={t('没有数据。', 'There is nothing.')} />
        )
      }
    </Answered>
  );
}

function Todo({ system }: { readonly system: System }) {
  const { t } = useLanguage();
  const todo = todoOf(system, new Date());
  return (
    <ul className="todo">
      {todo.every(({ isUrgent }) => !isUrgent) && (
        <li>
          <Alert
            showIcon
            type="success"
            title={
              todo.length === 0
                ? t('一切正常，无需处理。', 'All is well: nothing needs doing.')
                : t(
                    '平台运行正常；以下事项不急，有空时处理。',
                    'The hub is healthy. What follows can wait for a quiet hour.',
                  )
            }
          />
        </li>
      )}
      {todo.map(({ isUrgent, zh, en }) => (
        <li key={en}>
          <Alert showIcon type={isUrgent ? 'error' : 'warning'} title={t(zh, en)} />
        </li>
      ))}
    </ul>
  );
}

function Facts({ system }: { readonly system: System }) {
  const { t, language } = useLanguage();
  const verified = (subject: 'AUDIT' | 'SUMS') => {
    const last = system.verifications.find((one) => one.subject === subject);
    if (!last) return t('从未核对', 'Never verified');
    const when = formatInstant(last.verifiedAt, language);
    return last.faultCount === 0
      ? t(`${when}，完整`, `${when}, complete`)
      : t(
          `${when}，${formatCount(last.faultCount)} 处不符`,
          `${when}, ${formatCount(last.faultCount)} faults`,
        );
  };
  const megabytes = formatFigure(Math.ceil(system.databaseBytes / 1e6), language);
  const facts: readonly (readonly [string, string])[] = [
    [t('平台版本', 'Version'), system.version],
    [t('启动于', 'Started'), formatInstant(system.startedAt, language)],
    [t('运行环境', 'Runs on'), `Node.js ${system.nodeVersion}, PostgreSQL ${system.databaseVersion}`],
    [
      t('数据库', 'Database'),
      system.canWrite
        ? t(`可读写，${megabytes} MB`, `reads and writes, ${megabytes} MB`)
        : t(`不能写入，${megabytes} MB`, `takes no changes, ${megabytes} MB`),
    ],
    [
      t('数据版本', 'Data version'),
      t(
        `${formatFigure(system.dataVersion, language)}（公布的数据每次变化加一）`,
        `${formatFigure(system.dataVersion, language)}, one more with each change of what is published`,
      ),
    ],
    [t('审计核对', 'Audit verified'), verified('AUDIT')],
    [t('汇总核对', 'Sums verified'), verified('SUMS')],
  ];
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Jobs({ system: { jobs, deliveries } }: { readonly system: System }) {
  const { t } = useLanguage();
  return (
    <Part title={t('任务队列', 'Queue of jobs')}>
      {jobs.length === 0 ? (
        <Nothing text={t('队列是空的：没有等候的任务。', 'The queue is empty: nothing waits.')} />
      ) : (
        <DataTable
          label={t('任务队列', 'Queue of jobs')}
          rows={jobs}
          keyOf={({ task }) => task}
          columns={[
            { title: t('任务', 'Task'), render: ({ task }) => t(...(TASKS[task] ?? [task, task])) },
            { title: t('等候', 'Waiting'), isNumber: true, render: ({ waiting }) => waiting },
            { title: t('其中到时未办', 'Late'), isNumber: true, render: ({ late }) => late },
            { title: t('最终失败', 'Failed for good'), isNumber: true, render: ({ failed }) => failed },
          ]}
        />
      )}
      <p>
        {t(
          `回调消息：重试中 ${deliveries.retrying} 条，未送达 ${deliveries.dead} 条。`,
          `Messages to webhooks: ${deliveries.retrying} tried again, ${deliveries.dead} not delivered.`,
        )}
      </p>
    </Part>
  );
}

function Replicas({ system: { replicas } }: { readonly system: System }) {
  const { t, language } = useLanguage();
  const states = {
    IN_USE: t('在用', 'In use'),
    BEHIND: t('落后过多', 'Too far behind'),
    UNREACHABLE: t('连接不上', 'Cannot be reached'),
    NOT_A_REPLICA: t('不是主库的副本', 'No replica of the primary'),
  };
  return (
    <Part title={t('只读副本', 'Replicas')}>
      {replicas.length === 0 ? (
        <Nothing text={t('没有设置只读副本。', 'No replica is set up.')} />
      ) : (
        <ol>
          {replicas.map(({ state, lagSeconds }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a replica is named by its place in the settings.
            <li key={at}>
              {states[state]}
              {lagSeconds !== null &&
                t(
                  `，落后 ${formatFigure(lagSeconds, language, 1)} 秒`,
                  `, ${formatFigure(lagSeconds, language, 1)} seconds behind`,
                )}
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}
