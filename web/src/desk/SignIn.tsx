import { Alert, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { WebSignIn } from '../api/generated/documents';
import { providerAddress } from '../api/provider';
import { request } from '../api/request';
import { deviceToken, lastUser, setToken } from '../api/session';
import { queryClient } from '../api/useAnswer';
import { useSingle } from '../api/useSingle';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { Failed } from '../look/states';

/** Asks who is there, and begins a session in every tab of this browser. */
export function SignIn() {
  const { t } = useLanguage();
  return (
    <>
      <h1>{t('登录', 'Sign in')}</h1>
      <SignInForm />
    </>
  );
}

/** Asks for a name and a password. Who signs in again finds the page as it was; for somebody else it is read anew. */
export function SignInForm({ isAgain = false }: { readonly isAgain?: boolean }) {
  const { t } = useLanguage();
  const [before] = useState(() => (isAgain && lastUser.read()) || '');
  const [username, setUsername] = useState(before);
  const [password, setPassword] = useState('');
  const signIn = useSingle({
    mutationFn: (input: { username: string; password: string }) =>
      request(WebSignIn, { input: { ...input, deviceToken: deviceToken.read() } }),
    onSuccess: ({ signIn: payload }) => {
      if (payload?.deviceToken) deviceToken.write(payload.deviceToken);
      if (!payload?.token) return;
      const isSame = isAgain && username === lastUser.read();
      lastUser.write(username);
      if (!isSame) queryClient.clear();
      setToken(payload.token);
      if (isSame) queryClient.invalidateQueries();
    },
  });
  const provider = providerAddress();
  const findings = signIn.data?.signIn?.findings ?? [];
  const send = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ username, password });
  };
  return (
    <form className="sign-in" onSubmit={send}>
      <Labelled label={t('用户名', 'User name')}>
        <Input
          autoComplete="username"
          autoFocus={before === ''}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
          required
        />
      </Labelled>
      <Labelled label={t('密码', 'Password')}>
        <Input
          type="password"
          autoComplete="current-password"
          autoFocus={before !== ''}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          required
        />
      </Labelled>
      <Button type="primary" htmlType="submit" loading={signIn.isPending}>
        {t('登录', 'Sign in')}
      </Button>
      {provider && (
        <Button href={provider}>{t('用统一身份认证登录', 'Sign in with your organisation')}</Button>
      )}
      <div aria-live="assertive">
        {signIn.error && <Failed error={signIn.error} />}
        {findings.map(({ messageZh, messageEn }) => (
          <Alert key={messageEn} type="error" showIcon title={t(messageZh, messageEn)} />
        ))}
      </div>
    </form>
  );
}
