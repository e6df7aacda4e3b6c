import { Button, Checkbox, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { WebCreateWebhook, type WebCreateWebhookVariables } from '../api/generated/documents';
import { useChange } from '../api/useChange';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { Secret } from '../look/Secret';
import { Failed, Part } from '../look/states';
import { FindingList } from '../report/FindingList';
import { type Delivery, EVENTS } from './events';

/** Makes a webhook; its secret is shown once. */
export function NewWebhook({ place }: { readonly place: WebCreateWebhookVariables['input']['place'] }) {
  const { t } = useLanguage();
  const [url, setUrl] = useState('');
  const [events, setEvents] = useState<Delivery['event'][]>(['RETURNED', 'WAITING', 'PUBLISHED']);
  const create = useChange(WebCreateWebhook, ({ createWebhook }) => createWebhook?.secret && setUrl(''));
  const send = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ input: { place, url, events } });
  };
  const secret = create.data?.createWebhook?.secret;
  return (
    <Part title={t('新建回调', 'New webhook')}>
      {secret && <Secret label={t('签名密钥', 'The secret that signs messages')} value={secret} />}
      <form onSubmit={send}>
        <div className="fields">
          <Labelled label={t('地址（http 或 https）', 'Address, http or https')}>
            <Input
              required
              inputMode="url"
              value={url}
              placeholder="https://"
              onChange={(event) => setUrl(event.target.value.trim())}
            />
          </Labelled>
          <fieldset className="all">
            <legend>{t('事件', 'Events')}</legend>
            <Checkbox.Group<Delivery['event']>
              value={events}
              options={(Object.keys(EVENTS) as Delivery['event'][]).map((value) => ({
                value,
                label: t(...EVENTS[value]),
              }))}
              onChange={setEvents}
            />
          </fieldset>
        </div>
        {create.error && <Failed error={create.error} />}
        <FindingList findings={create.data?.createWebhook?.findings ?? []} />
        <p className="filters">
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {t('建立回调', 'Make the webhook')}
          </Button>
        </p>
      </form>
    </Part>
  );
}
