import { Button } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { OwnPassword } from '../admin/OwnPassword';
import { forgetSession, stayWithoutSession, useAwaitsTabs, useSessionOver, useToken } from '../api/session';
import { useViewer } from '../api/viewer';
import { useLanguage } from '../language/language';
import { useModal } from '../look/useModal';
import { SignIn, SignInForm } from './SignIn';
import { signOut } from './signOut';

/** A page for who is signed in: others sign in first, and change a password that an administrator made. Where the session ends meanwhile, the page stays as it is, and a dialog over it asks to sign in again. */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  const token = useToken();
  const isOver = useSessionOver();
  const isAwaiting = useAwaitsTabs();
  useEffect(stayWithoutSession, []);
  const { viewer } = useViewer();
  if (!token && !isOver) return isAwaiting ? null : <SignIn />;
  if (token && viewer?.passwordToBeChanged) return <FirstPassword username={viewer.username} />;
  return (
    <>
      {children}
      {isOver && <SignInAgain />}
    </>
  );
}

/** Asks who signed in with a password that an administrator made for another: until then the hub does nothing else. */
function FirstPassword({ username }: { readonly username: string }) {
  const { t } = useLanguage();
  return (
    <>
      <div className="page-head">
        <h1>{t('请先更改初始密码', 'First change your password')}</h1>
        <p>
          {username} <Button onClick={signOut}>{t('退出', 'Sign out')}</Button>
        </p>
      </div>
      <p>
        {t(
          '您的密码由管理员设定，更改后才能办理其他事项。',
          'Your password was made by an administrator. Nothing else can be done until you have changed it.',
        )}
      </p>
      <OwnPassword username={username} />
    </>
  );
}

function SignInAgain() {
  const { t } = useLanguage();
  const dialog = useModal();
  return (
    <dialog ref={dialog} className="search" aria-labelledby="sign-in-again" onClose={forgetSession}>
      <h2 id="sign-in-again">{t('登录已过期', 'The session is over')}</h2>
      <p>
        {t(
          '您键入的内容仍在本机，登录后继续保存。',
          'What you typed is on this device; saving goes on when you have signed in.',
        )}
      </p>
      <SignInForm isAgain />
      <button type="button" className="link" onClick={forgetSession}>
        {t('不登录，离开', 'Leave without signing in')}
      </button>
    </dialog>
  );
}
