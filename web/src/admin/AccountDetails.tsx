import { Button, Checkbox, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { WebUpdateAccount } from '../api/generated/documents';
import { useChange } from '../api/useChange';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { Failed, Part } from '../look/states';
import { FindingList } from '../report/FindingList';
import type { Account } from './AccountPage';

/** The name of an account and where its notices go. The hub shows no address that it has; another one takes its place. */
export function AccountDetails({ account }: { readonly account: Account }) {
  const { t } = useLanguage();
  const [name, setName] = useState(account.name);
  const [email, setEmail] = useState('');
  const [hasNotices, setNotices] = useState(true);
  const save = useChange(WebUpdateAccount, ({ updateAccount }) => updateAccount?.account && setEmail(''));
  const send = (event: FormEvent) => {
    event.preventDefault();
    const address = hasNotices ? email.trim() || null : '';
    save.mutate({ input: { account: account.id, name, email: address } });
  };
  return (
    <Part title={t('姓名与通知', 'Name and notices')}>
      <form onSubmit={send}>
        <div className="fields">
          <Labelled label={t('姓名或职务', 'Name or post')}>
            <Input value={name} required onChange={(event) => setName(event.target.value)} />
          </Labelled>
          <Labelled label={t('新的电子邮箱（不填则不变）', 'Another e-mail address; left out it stays')}>
            <Input
              type="email"
              value={email}
              disabled={!hasNotices}
              onChange={(event) => setEmail(event.target.value)}
            />
          </Labelled>
          <Checkbox checked={!hasNotices} onChange={(event) => setNotices(!event.target.checked)}>
            {t('不再用邮件通知', 'No more notices by mail')}
          </Checkbox>
        </div>
        {save.error && <Failed error={save.error} />}
        <FindingList findings={save.data?.updateAccount?.findings ?? []} />
        <p className="filters">
          <Button htmlType="submit" loading={save.isPending}>
            {t('保存', 'Save')}
          </Button>
          <span aria-live="polite">{save.data?.updateAccount?.account && t('已保存。', 'Saved.')}</span>
        </p>
      </form>
    </Part>
  );
}
