import { Alert, Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { WebChangePassword } from '../api/generated/documents';
import { useChange } from '../api/useChange';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { Failed, Part } from '../look/states';
import { FindingList } from '../report/FindingList';

const EMPTY = { current: '', next: '', again: '' };

/** Changes the password of who is signed in; other sessions end with the old one. */
export function OwnPassword({ username }: { readonly username: string }) {
  const { t } = useLanguage();
  const [fields, setFields] = useState(EMPTY);
  const save = useChange(
    WebChangePassword,
    ({ changePassword }) => changePassword?.length === 0 && setFields(EMPTY),
  );
  const isOther = fields.again !== '' && fields.again !== fields.next;
  const send = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ input: { current: fields.current, next: fields.next } });
  };
  const control = (name: keyof typeof EMPTY, autoComplete: string) => ({
    type: 'password',
    required: true,
    autoComplete,
    value: fields[name],
    onChange: (event: { target: { value: string } }) => setFields({ ...fields, [name]: event.target.value }),
  });
  return (
    <Part title={t('更改密码', 'Change the password')}>
      <form onSubmit={send}>
        {/* For the manager of passwords of the browser. */}
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
        <div className="fields">
          <Labelled label={t('当前密码', 'The present password')}>
            <Input {...control('current', 'current-password')} />
          </Labelled>
          <Labelled label={t('新密码，至少十个字符', 'The next one, ten characters at least')}>
            <Input {...control('next', 'new-password')} />
          </Labelled>
          <Labelled label={t('再输一次', 'Once more')}>
            <Input {...control('again', 'new-password')} status={isOther ? 'error' : undefined} />
          </Labelled>
        </div>
        <p>
          {t(
            '不要用用户名、常见的词、年份、日期，或连续、重复的字符；几个互不相关的词连成一句最好。',
            'No user name, common words, years or days, and no characters in a row or repeated. Several unrelated words in a row are best.',
          )}
        </p>
        {save.error && <Failed error={save.error} />}
        <FindingList findings={save.data?.changePassword ?? []} />
        <p className="filters">
          <Button
            type="primary"
            htmlType="submit"
            disabled={fields.again !== fields.next}
            loading={save.isPending}
          >
            {t('更改', 'Change')}
          </Button>
          <span aria-live="polite">
            {isOther && t('两次输入的新密码不同。', 'The two are not the same.')}
            {!isOther && t('更改后，别处的会话立即结束。', 'Sessions elsewhere end at once.')}
          </span>
        </p>
        {save.data?.changePassword?.length === 0 && (
          <Alert showIcon type="success" title={t('密码已更改。', 'The password was changed.')} />
        )}
      </form>
    </Part>
  );
}
