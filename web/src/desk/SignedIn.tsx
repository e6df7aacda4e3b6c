import { type ReactNode, useEffect, useRef } from 'react';
import { forgetSession, stayWithoutSession, useAwaitsTabs, useSessionOver, useToken } from '../api/session';
import { useLanguage } from '../language/language';
import { SignIn, SignInForm } from './SignIn';

/** A page for who is signed in: others sign in first. Where the session ends meanwhile, the page stays as it is, and a dialog over it asks to sign in again. */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  const token = useToken();
  const isOver = useSessionOver();
  const isAwaiting = useAwaitsTabs();
  useEffect(stayWithoutSession, []);
  if (!token && !isOver) return isAwaiting ? null : <SignIn />;
  return (
    <>
      {children}
      {isOver && <SignInAgain />}
    </>
  );
}

function SignInAgain() {
  const { t } = useLanguage();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
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
