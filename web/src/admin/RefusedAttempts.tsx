import { WebRefusedAttempts } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useLanguage } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Moment } from '../look/Moment';
import { Answered, Nothing, Part } from '../look/states';
import { REFUSED_KINDS } from './refusedKinds';

/** What was refused of an account in the last three months; of one's own, what to do about it. */
export function RefusedAttempts({ account }: { /** Null for one's own. */ readonly account: string | null }) {
  const { t } = useLanguage();
  const result = useAnswer(WebRefusedAttempts, { account });
  return (
    <Part title={t('被拒绝的登录和操作', 'Refused sign-ins and requests')}>
      <Answered result={result}>
        {({ refusedAttempts }) =>
          (refusedAttempts ?? []).length === 0 ? (
            <Nothing text={t('近三个月没有。', 'None in the last three months.')} />
          ) : (
            <>
              <p>
                {account === null
                  ? t(
                      '近三个月的，按小时计。不是您本人所为的，请更改密码并告知管理员。',
                      'Of the last three months, by hour. If it was not you, change your password and tell an administrator.',
                    )
                  : t(
                      '近三个月的，按小时计。次数很多或时间异常的，请向本人核实，必要时重置密码。',
                      'Of the last three months, by hour. If there are many, or at odd times, ask the person, and reset the password if need be.',
                    )}
              </p>
              <DataTable
                label={t('被拒绝的登录和操作', 'Refused sign-ins and requests')}
                rows={refusedAttempts ?? []}
                keyOf={({ kind, hour }) => `${kind} ${hour}`}
                columns={[
                  {
                    title: t('什么被拒绝', 'What was refused'),
                    render: ({ kind }) => t(...REFUSED_KINDS[kind]),
                  },
                  { title: t('次数', 'Times'), isNumber: true, render: ({ attempts }) => attempts },
                  {
                    title: t('该小时最后一次（北京）', 'Last in that hour (Beijing)'),
                    render: ({ lastAt }) => <Moment at={lastAt} />,
                  },
                ]}
              />
            </>
          )
        }
      </Answered>
    </Part>
  );
}
