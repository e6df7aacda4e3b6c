import { Link } from 'wouter';
import {
  WebAccount,
  type WebAccountQuery,
  WebAccountSessions,
  WebResetPassword,
  WebUpdateAccount,
} from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useChange } from '../api/useChange';
import { grantsFor, placeOf, type Viewer } from '../api/viewer';
import { useLanguage } from '../language/language';
import { Room } from '../layout/Room';
import { ROOMS } from '../layout/rooms';
import { Confirm } from '../look/Confirm';
import { Secret } from '../look/Secret';
import { Answered, Failed, Nothing, Part } from '../look/states';
import { FindingList } from '../report/FindingList';
import { AccountDetails } from './AccountDetails';
import { Grants } from './Grants';
import { RefusedAttempts } from './RefusedAttempts';
import { SessionTable } from './SessionTable';

/** An account: whether it is in use, its roles and its sessions. */
export default function AccountPage({ id }: { readonly id: string }) {
  return <Room room={ROOMS.accounts}>{(viewer) => <AccountOf id={id} viewer={viewer} />}</Room>;
}

/** Returns the account of an answer; null when there is none. */
function accountOf({ node }: WebAccountQuery) {
  const { id, username, name, disabled, demonstration, managed, grants } = node ?? {};
  if (!id || !username || name === undefined || !grants) return null;
  return {
    id,
    username,
    name,
    isDisabled: disabled === true,
    isDemonstration: demonstration === true,
    /** Whether the viewer may change it. */
    isManaged: managed === true,
    grants,
  };
}
/** An account with what its page shows of it. */
export type Account = NonNullable<ReturnType<typeof accountOf>>;

function AccountOf({ id, viewer }: { readonly id: string; readonly viewer: Viewer }) {
  const { t } = useLanguage();
  const own = viewer.username;
  const result = useAnswer(WebAccount, { id });
  return (
    <>
      <p>
        <Link href="/admin/accounts">{t('全部账户', 'All accounts')}</Link>
      </p>
      <Answered result={result}>
        {(answer) => {
          const account = accountOf(answer);
          if (!account) return <Nothing text={t('没有这个账户。', 'There is no such account.')} />;
          return (
            <>
              <h2>
                {account.username} {account.name}{' '}
                {account.isDisabled && <span className="mark">{t('已停用', 'Disabled')}</span>}{' '}
                {account.isDemonstration && <span className="mark">{t('演示', 'Demonstration')}</span>}
              </h2>
              {account.username === own ? (
                <p>
                  {t(
                    '这是您自己的账户；密码在“我的账户”更改。',
                    'This is your own account; its password is changed under "My account".',
                  )}
                </p>
              ) : account.isManaged ? (
                <AccountActions account={account} />
              ) : (
                <p>
                  {t(
                    '该账户在您的管理范围之外也有角色：密码、停用和姓名由全平台管理员办理；下面只列您范围内的角色。',
                    'The account has roles outside your place too: its password, its name and whether it is disabled are for an administrator of the whole hub. Below are its roles at your place.',
                  )}
                </p>
              )}
              <Grants
                account={account}
                isOwn={account.username === own}
                isHub={grantsFor(viewer, { ...ROOMS.accounts, isHub: true }).length > 0}
                within={placeOf(viewer, ROOMS.accounts)}
              />
              {account.isManaged && (
                <>
                  <AccountDetails key={account.id} account={account} />
                  <AccountSessions account={account.id} />
                  <RefusedAttempts account={account.username} />
                </>
              )}
            </>
          );
        }}
      </Answered>
    </>
  );
}

function AccountSessions({ account }: { readonly account: string }) {
  const { t } = useLanguage();
  const result = useAnswer(WebAccountSessions, { account });
  return (
    <Part title={t('会话', 'Sessions')}>
      <Answered result={result}>{({ sessions }) => <SessionTable sessions={sessions ?? []} />}</Answered>
    </Part>
  );
}

function AccountActions({ account: { id, username, name, isDisabled } }: { readonly account: Account }) {
  const { t } = useLanguage();
  const reset = useChange(WebResetPassword);
  const update = useChange(WebUpdateAccount);
  const password = reset.data?.resetPassword?.password;
  return (
    <>
      <p className="filters">
        <Confirm
          label={t('重置密码', 'Reset the password')}
          title={t(`重置 ${username}（${name}）的密码？`, `Reset the password of ${username} (${name})?`)}
          isPending={reset.isPending}
          onConfirm={() => reset.mutate({ account: id })}
        >
          <p>
            {t(
              '现在的密码立即失效，此人的全部会话结束；新密码只显示一次，此人登录时须另改。',
              'The present password ends at once, and so do all sessions; the new one is shown once, and has to be changed at the next sign-in.',
            )}
          </p>
        </Confirm>
        {isDisabled ? (
          <Confirm
            label={t('恢复账户', 'Enable')}
            title={t(`恢复 ${username}（${name}）？`, `Enable ${username} (${name})?`)}
            isPending={update.isPending}
            onConfirm={() => update.mutate({ input: { account: id, disabled: false } })}
          >
            <p>
              {t(
                '此人又可用原密码登录，角色如旧。',
                'The person signs in again as before, with the same roles.',
              )}
            </p>
          </Confirm>
        ) : (
          <Confirm
            label={t('停用账户', 'Disable')}
            title={t(`停用 ${username}（${name}）？`, `Disable ${username} (${name})?`)}
            isPending={update.isPending}
            onConfirm={() => update.mutate({ input: { account: id, disabled: true } })}
          >
            <p>
              {t(
                '此人不能再登录，全部会话立即结束；由此人建立的接口密钥属于机关，仍然有效。可随时恢复。',
                'The person can no longer sign in, and all sessions end at once. API keys belong to the agency and stay. It can be enabled again.',
              )}
            </p>
          </Confirm>
        )}
      </p>
      {password && (
        <Secret label={t(`${username} 的新密码`, `The new password of ${username}`)} value={password} />
      )}
      {(reset.error ?? update.error) && <Failed error={(reset.error ?? update.error) as Error} />}
      <FindingList
        findings={[
          ...(reset.data?.resetPassword?.findings ?? []),
          ...(update.data?.updateAccount?.findings ?? []),
        ]}
      />
    </>
  );
}
