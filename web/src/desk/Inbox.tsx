import { Button } from 'antd';
import { Link } from 'wouter';
import { WebInbox } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { counted, formatCount, formatInstant } from '../figures/formatFigure';
import { useLanguage, useNames } from '../language/language';
import { DataTable } from '../look/DataTable';
import { Folded } from '../look/Folded';
import { Answered, Nothing } from '../look/states';
import { isOverdue, workInWords } from '../report/reportStates';
import { NewFindings } from './NewFindings';
import { OwnReports } from './OwnReports';
import { signOut } from './signOut';

const DAY_MS = 86_400_000;

/** Returns how many days something has waited, in full. */
const daysSince = (instant: string, now: Date): number =>
  Math.floor((now.getTime() - Date.parse(instant)) / DAY_MS);

/** What waits for who is signed in, longest first. */
export function Inbox() {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const result = useAnswer(WebInbox, {});
  return (
    <Answered result={result} rows={6}>
      {({ viewer, inbox }) => (
        <>
          <div className="page-head">
            <h1>{t('待办', 'Inbox')}</h1>
            <p>
              {viewer?.name} <Button onClick={signOut}>{t('退出', 'Sign out')}</Button>
            </p>
          </div>
          {!inbox || inbox.nodes.length === 0 ? (
            <Nothing
              text={t('没有待办。新的会自动出现在这里。', 'Nothing waits for you. What comes appears here.')}
            />
          ) : (
            <DataTable
              isStacking
              label={t('待办', 'Inbox')}
              rows={inbox.nodes}
              keyOf={({ agency, year }) => `${agency.code}/${year}`}
              columns={[
                {
                  title: t('报告', 'Report'),
                  render: ({ agency, year }) => (
                    <Link href={`/desk/${agency.code}/${year}`}>{`${nameOf(agency)} ${year}`}</Link>
                  ),
                },
                {
                  title: t('状态', 'State'),
                  render: ({ state, report, ...item }) => workInWords({ ...item, state: report && state }, t),
                },
                {
                  title: t('等候', 'Waiting'),
                  render: ({ since, report }) =>
                    // What nobody has begun waits for nobody's step; it is due.
                    report && (
                      <time dateTime={since} title={formatInstant(since, language)}>
                        {t(
                          `${daysSince(since, new Date())} 天`,
                          counted(daysSince(since, new Date()), 'day'),
                        )}
                      </time>
                    ),
                },
                {
                  title: t('截止', 'Due'),
                  render: ({ dueOn, daysLate, ...item }) =>
                    isOverdue({ ...item, daysLate })
                      ? t(`${dueOn}，已过 ${daysLate} 天`, `${dueOn}, ${counted(daysLate, 'day')} ago`)
                      : dueOn,
                },
                {
                  title: t('意见', 'Comment'),
                  render: ({ comment }) => comment && <Folded text={comment} />,
                },
              ]}
            />
          )}
          {inbox && inbox.totalCount > inbox.nodes.length && (
            <p className="coverage">
              {t(
                `共 ${formatCount(inbox.totalCount)} 份，只列等候最久的 ${formatCount(inbox.nodes.length)} 份；办完一份，后面的自动列出。`,
                `${formatCount(inbox.totalCount)} in all, of which the ${formatCount(inbox.nodes.length)} that wait longest are listed; as they are done, the next appear.`,
              )}
            </p>
          )}
          <NewFindings />
          <OwnReports />
        </>
      )}
    </Answered>
  );
}
