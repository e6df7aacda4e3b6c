import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import { WebCreateKey, WebKeys, WebRevokeKey } from '../api/generated/documents';
import { useAnswer } from '../api/useAnswer';
import { useChange } from '../api/useChange';
import { grantsFor, placeOf, type Viewer } from '../api/viewer';
import { formatInstant } from '../figures/formatFigure';
import { useLanguage, useNames } from '../language/language';
import { Room } from '../layout/Room';
import { ROOMS } from '../layout/rooms';
import { Confirm } from '../look/Confirm';
import { DataTable } from '../look/DataTable';
import { Labelled } from '../look/Labelled';
import { LongLine } from '../look/LongText';
import { Secret } from '../look/Secret';
import { Answered, Failed, Nothing, Part } from '../look/states';
import { NodePicker } from '../place/NodePicker';
import { usePageState } from '../place/usePageState';
import { FindingList } from '../report/FindingList';

/** The keys with which programs file for an agency. */
export default function Keys() {
  return <Room room={ROOMS.keys}>{(viewer) => <KeysOf viewer={viewer} />}</Room>;
}

function KeysOf({ viewer }: { readonly viewer: Viewer }) {
  const { t } = useLanguage();
  const { state, change } = usePageState();
  const own = grantsFor(viewer, ROOMS.keys).find(({ agencyCode }) => agencyCode)?.agencyCode;
  const agency = state.get('agency') ?? own ?? null;
  return (
    <>
      <p>
        {t(
          '业务系统用接口密钥代机关填报，权限与该机关填报人相同。',
          'A program files for an agency with an API key, with the rights of its clerk.',
        )}
      </p>
      <div className="filters">
        <NodePicker
          kind="AGENCY"
          label={t('机关', 'Agency')}
          value={agency ? [agency] : []}
          within={placeOf(viewer, ROOMS.keys)}
          onChange={([code]) => change({ agency: code ?? null })}
        />
      </div>
      {agency ? (
        <KeysOfAgency key={agency} agency={agency} />
      ) : (
        <Nothing text={t('请先选择机关。', 'Choose an agency first.')} />
      )}
    </>
  );
}

function KeysOfAgency({ agency }: { readonly agency: string }) {
  const { t, language } = useLanguage();
  const nameOf = useNames();
  const result = useAnswer(WebKeys, { agency });
  const revoke = useChange(WebRevokeKey);
  const instant = (at: string | null, otherwise: string) => (at ? formatInstant(at, language) : otherwise);
  return (
    <Answered result={result}>
      {({ agency: owner, apiKeys }) => (
        <Part title={owner ? nameOf(owner) : agency}>
          {(apiKeys ?? []).length === 0 ? (
            <Nothing text={t('该机关没有接口密钥。', 'The agency has no API keys.')} />
          ) : (
            <DataTable
              label={t('接口密钥', 'API keys')}
              rows={apiKeys ?? []}
              keyOf={({ id }) => id}
              columns={[
                { title: t('用途', 'Purpose'), render: ({ purpose }) => purpose },
                {
                  title: t('开头', 'Begins with'),
                  render: ({ prefix }) => <span className="code">{prefix}…</span>,
                },
                {
                  title: t('最近使用', 'Last use'),
                  render: ({ lastUsedAt }) => instant(lastUsedAt, t('从未使用', 'Never used')),
                },
                { title: t('建立', 'Made'), render: ({ createdAt }) => instant(createdAt, '') },
                {
                  title: t('状态', 'State'),
                  render: ({ expiresAt, revokedAt }) => {
                    if (revokedAt)
                      return t(`${instant(revokedAt, '')}吊销`, `Revoked ${instant(revokedAt, '')}`);
                    return Date.parse(expiresAt) < Date.now()
                      ? t(`${instant(expiresAt, '')}到期`, `Ended ${instant(expiresAt, '')}`)
                      : t(`有效至 ${instant(expiresAt, '')}`, `Good until ${instant(expiresAt, '')}`);
                  },
                },
                {
                  title: t('操作', 'Actions'),
                  render: ({ id, purpose, prefix, revokedAt }) =>
                    !revokedAt && (
                      <Confirm
                        label={t('吊销', 'Revoke')}
                        title={t(
                          `吊销“${purpose}”的密钥（${prefix}…）？`,
                          `Revoke the key for "${purpose}" (${prefix}…)?`,
                        )}
                        isPending={revoke.isPending}
                        onConfirm={() => revoke.mutate({ id })}
                      >
                        <p>
                          {t(
                            `使用它的系统立即不能再为${owner ? nameOf(owner) : agency}填报；吊销不能撤回，只能另建新密钥。`,
                            `The program that uses it can file no more for ${owner ? nameOf(owner) : agency}, at once. It cannot be undone: only another key can be made.`,
                          )}
                        </p>
                      </Confirm>
                    ),
                },
              ]}
            />
          )}
          {revoke.error && <Failed error={revoke.error} />}
          <NewKey agency={agency} keys={apiKeys ?? []} />
        </Part>
      )}
    </Answered>
  );
}

/** How many days a key lives at most. */
const MOST_DAYS = 400;

function NewKey({
  agency,
  keys,
}: {
  readonly agency: string;
  readonly keys: readonly { readonly prefix: string; readonly revokedAt: string | null }[];
}) {
  const { t } = useLanguage();
  const [purpose, setPurpose] = useState('');
  const [typedDays, setTypedDays] = useState('365');
  const days = Number(typedDays);
  const isWrong = !Number.isInteger(days) || days < 1 || days > MOST_DAYS;
  const create = useChange(WebCreateKey, ({ createApiKey }) => createApiKey?.secret && setPurpose(''));
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isWrong) create.mutate({ input: { agency, purpose, days } });
  };
  const secret = create.data?.createApiKey?.secret;
  const isRevoked = keys.some(({ prefix, revokedAt }) => revokedAt && secret?.startsWith(prefix));
  return (
    <form onSubmit={send}>
      <h3>{t('新建密钥', 'New key')}</h3>
      {secret && !isRevoked && <Secret label={t('密钥', 'The key')} value={secret} />}
      <div className="fields">
        <Labelled label={t('用途，如系统名称', 'What it is for, such as the name of the program')}>
          <LongLine
            value={purpose}
            longest={200}
            required
            onChange={(event) => setPurpose(event.target.value)}
          />
        </Labelled>
        <Labelled label={t('有效天数（1 至 400）', 'Days it lives, 1 to 400')}>
          <Input
            inputMode="numeric"
            value={typedDays}
            status={isWrong ? 'error' : undefined}
            aria-invalid={isWrong}
            aria-describedby="days-refused"
            onChange={(event) => setTypedDays(event.target.value.trim())}
          />
        </Labelled>
      </div>
      <p id="days-refused" aria-live="polite">
        {isWrong && t(`有效期为 1 至 ${MOST_DAYS} 天。`, `A key lives 1 to ${MOST_DAYS} days.`)}
      </p>
      {create.error && <Failed error={create.error} />}
      <FindingList findings={create.data?.createApiKey?.findings ?? []} />
      <p className="filters">
        <Button type="primary" htmlType="submit" disabled={isWrong} loading={create.isPending}>
          {t('建立密钥', 'Make the key')}
        </Button>
      </p>
    </form>
  );
}
