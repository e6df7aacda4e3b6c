import { WebRevokeSession, type WebSessionsQuery } from '../api/generated/documents';
import { useChange } from '../api/useChange';
import { useLanguage } from '../language/language';
import { Confirm } from '../look/Confirm';
import { DataTable } from '../look/DataTable';
import { Moment } from '../look/Moment';
import { Failed, Nothing } from '../look/states';

/** The sessions of an account, each of which can be ended; the one that asks is marked. */
export function SessionTable({ sessions }: { readonly sessions: NonNullable<WebSessionsQuery['sessions']> }) {
  const { t } = useLanguage();
  const revoke = useChange(WebRevokeSession);
  if (sessions.length === 0)
    return <Nothing text={t('现在没有登录的会话。', 'Nobody is signed in to this account now.')} />;
  return (
    <>
      {revoke.error && <Failed error={revoke.error} />}
      <DataTable
        label={t('会话', 'Sessions')}
        rows={sessions}
        keyOf={({ id }) => id}
        isChosen={({ current }) => current}
        columns={[
          { title: t('来源地址', 'Address'), render: ({ address }) => address },
          {
            title: t('登录时间（北京）', 'Signed in (Beijing)'),
            render: ({ createdAt }) => <Moment at={createdAt} />,
          },
          {
            title: t('到期（北京）', 'Ends (Beijing)'),
            render: ({ expiresAt }) => <Moment at={expiresAt} />,
          },
          {
            title: t('操作', 'Actions'),
            render: ({ id, address, createdAt, current }) =>
              current ? (
                <b>{t('本次会话', 'This session')}</b>
              ) : (
                <Confirm
                  label={t('结束', 'End')}
                  title={t(`结束在 ${address} 登录的会话？`, `End the session from ${address}?`)}
                  isPending={revoke.isPending}
                  onConfirm={() => revoke.mutate({ id })}
                >
                  <p>
                    {t('登录于（北京时间）', 'Signed in (Beijing) ')} <Moment at={createdAt} />
                  </p>
                  <p>
                    {t(
                      `在 ${address} 登录的人须重新登录；未保存的内容留在其浏览器中。`,
                      `Who signed in from ${address} must sign in again; what was not saved stays in the browser there.`,
                    )}
                  </p>
                </Confirm>
              ),
          },
        ]}
      />
    </>
  );
}
