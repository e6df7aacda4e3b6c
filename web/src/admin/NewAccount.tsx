import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import { WebCreateAccount } from '../api/generated/documents';
import { useChange } from '../api/useChange';
import { useLanguage } from '../language/language';
import { Dialog } from '../look/Dialog';
import { Labelled } from '../look/Labelled';
import { Secret } from '../look/Secret';
import { Failed } from '../look/states';
import { FindingList } from '../report/FindingList';
import { RoleFields, scopeOf, useRole } from './RoleFields';

/** Makes an account; its password is shown once, and roles are granted on its page. An administrator of a place gives it a first role there. */
export function NewAccount({
  isHub,
  within,
  onClose,
}: {
  /** Whether the viewer administers the whole hub. */
  readonly isHub: boolean;
  /** The place of the viewer; null for the whole hub or several places. */
  readonly within: string | null;
  readonly onClose: () => void;
}) {
  const { t } = useLanguage();
  const [input, setInput] = useState({ username: '', name: '', email: '' });
  const chosen = useRole();
  const scope = scopeOf(chosen);
  const create = useChange(WebCreateAccount);
  const payload = create.data?.createAccount;
  const send = (event: FormEvent) => {
    event.preventDefault();
    const grant = !isHub && scope ? { role: chosen.role, scope } : null;
    create.mutate({ input: { ...input, email: input.email.trim() || null, grant } });
  };
  const field = (name: keyof typeof input) => ({
    value: input[name],
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => setInput({ ...input, [name]: event.target.value }),
  });
  return (
    <Dialog title={t('新建账户', 'New account')} onClose={onClose}>
      {payload?.account && payload.password ? (
        <>
          <Secret
            label={t(
              `${payload.account.username} 的初始密码`,
              `The first password of ${payload.account.username}`,
            )}
            value={payload.password}
          />
          <p>
            {t(
              '请交给本人；首次登录时须另改密码。',
              'Hand it over; at the first sign-in another one has to be chosen.',
            )}
          </p>
          <p>
            <Link href={`/admin/accounts/${encodeURIComponent(payload.account.id)}`} onClick={onClose}>
              {isHub
                ? t('下一步：授予角色', 'Next: grant roles')
                : t('到账户页，可再授予角色', 'To the account, where more roles can be granted')}
            </Link>
          </p>
        </>
      ) : (
        <form onSubmit={send}>
          <Labelled
            label={t('用户名（登录用，不能更改）', 'User name, to sign in with; it cannot be changed')}
          >
            <Input {...field('username')} required />
          </Labelled>
          <Labelled label={t('姓名或职务', 'Name or post')}>
            <Input {...field('name')} required />
          </Labelled>
          <Labelled label={t('电子邮箱，接收通知；可不填', 'E-mail for notices; may be left out')}>
            <Input {...field('email')} type="email" />
          </Labelled>
          {!isHub && <RoleFields chosen={chosen} isHub={false} within={within} />}
          {create.error && <Failed error={create.error} />}
          <FindingList findings={payload?.findings ?? []} />
          <p className="filters">
            <Button type="primary" htmlType="submit" disabled={!isHub && !scope} loading={create.isPending}>
              {t('建立', 'Create')}
            </Button>
            <Button onClick={onClose}>{t('取消', 'Cancel')}</Button>
          </p>
        </form>
      )}
    </Dialog>
  );
}
