import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { WebGrantRole, WebRevokeRole } from '../api/generated/documents';
import { useChange } from '../api/useChange';
import { useLanguage } from '../language/language';
import { Confirm } from '../look/Confirm';
import { DataTable } from '../look/DataTable';
import { Labelled } from '../look/Labelled';
import { Failed, Nothing, Part } from '../look/states';
import { NodeName } from '../place/NodeName';
import { NodePicker } from '../place/NodePicker';
import { FindingList } from '../report/FindingList';
import type { Account } from './AccountPage';
import { RoleFields, scopeOf, useRole } from './RoleFields';
import { ROLES } from './roles';

/** The roles of an account, each with its place, and a form for another. */
export function Grants({
  account,
  isOwn,
  isHub,
  within,
}: {
  readonly account: Account;
  readonly isOwn: boolean;
  /** Whether the viewer administers the whole hub. */
  readonly isHub: boolean;
  /** The place of the viewer; null for the whole hub or several places. */
  readonly within: string | null;
}) {
  const { t } = useLanguage();
  const revoke = useChange(WebRevokeRole);
  return (
    <Part title={t('角色', 'Roles')}>
      {account.grants.length === 0 ? (
        <Nothing
          text={t(
            '尚无角色：此人登录后什么也不能办。请在下方授予。',
            'No role yet: signed in, the person may do nothing. Grant one below.',
          )}
        />
      ) : (
        <DataTable
          label={t('角色', 'Roles')}
          rows={account.grants}
          keyOf={({ id }) => id}
          columns={[
            { title: t('角色', 'Role'), render: ({ role }) => t(ROLES[role].zh, ROLES[role].en) },
            {
              title: t('范围', 'Where'),
              render: (grant) => <GrantPlace {...grant} />,
            },
            {
              title: t('另可查看', 'May view besides'),
              render: ({ viewJurisdictionCode: code }) => code && <NodeName kind="PLACE" code={code} />,
            },
            {
              title: t('操作', 'Actions'),
              render: ({ id, role, agencyCode, jurisdictionCode }) => (
                <Confirm
                  label={t('撤销', 'Revoke')}
                  title={t(
                    `撤销${account.name}在 ${agencyCode ?? jurisdictionCode ?? '全平台'} 的“${ROLES[role].zh}”？`,
                    `Revoke "${ROLES[role].en}" of ${account.name} at ${agencyCode ?? jurisdictionCode ?? 'the whole hub'}?`,
                  )}
                  isPending={revoke.isPending}
                  onConfirm={() => revoke.mutate({ grant: id })}
                >
                  <p>
                    {t(
                      `${account.name}立即不能再以此角色办理 ${agencyCode ?? jurisdictionCode ?? '全平台'} 的事；可重新授予。`,
                      `${account.name} can at once do nothing more in this role at ${agencyCode ?? jurisdictionCode ?? 'the whole hub'}. It can be granted again.`,
                    )}
                  </p>
                  {isOwn && (
                    <p>
                      {t(
                        '这是您自己的角色：撤销后您可能不能再进入本页，只能由别的管理员恢复。',
                        'It is your own role: without it you may not come back to this page, and only another administrator can give it back.',
                      )}
                    </p>
                  )}
                </Confirm>
              ),
            },
          ]}
        />
      )}
      {revoke.error && <Failed error={revoke.error} />}
      <FindingList findings={revoke.data?.revokeRole?.findings ?? []} />
      <NewGrant account={account} isHub={isHub} within={within} />
    </Part>
  );
}

/** Where a role holds, by name. */
function GrantPlace({
  agencyCode,
  jurisdictionCode,
}: Pick<Account['grants'][number], 'agencyCode' | 'jurisdictionCode'>) {
  const { t } = useLanguage();
  if (agencyCode) return <NodeName kind="AGENCY" code={agencyCode} />;
  if (jurisdictionCode) return <NodeName kind="PLACE" code={jurisdictionCode} />;
  return t('全平台', 'The whole hub');
}

function NewGrant({
  account,
  isHub,
  within,
}: {
  readonly account: Account;
  readonly isHub: boolean;
  readonly within: string | null;
}) {
  const { t } = useLanguage();
  const chosen = useRole();
  const [view, setView] = useState<string | null>(null);
  const grant = useChange(WebGrantRole, ({ grantRole }) => grantRole?.account && chosen.forget());
  const scope = scopeOf(chosen);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!scope) return;
    const viewJurisdiction = chosen.isHubWide ? null : view;
    grant.mutate({ input: { account: account.id, role: chosen.role, scope, viewJurisdiction } });
  };
  return (
    <form onSubmit={send}>
      <h3>{t('授予角色', 'Grant a role')}</h3>
      <div className="fields">
        <RoleFields chosen={chosen} isHub={isHub} within={within} />
        {!chosen.isHubWide && (
          <Labelled label={t('另可查看的区划（可不填）', 'A place to view besides; may be left out')}>
            <NodePicker
              kind="PLACE"
              label={t('另可查看的区划', 'A place to view besides')}
              value={view ? [view] : []}
              within={within}
              onChange={([next]) => setView(next ?? null)}
            />
          </Labelled>
        )}
      </div>
      {chosen.isHubWide && (
        <p>
          {t(
            '全平台的角色对所有机关和区划有效，请慎重授予。',
            'A role over the whole hub holds for every agency and place: grant it with care.',
          )}
        </p>
      )}
      {grant.error && <Failed error={grant.error} />}
      <FindingList findings={grant.data?.grantRole?.findings ?? []} />
      <p className="filters">
        <Button type="primary" htmlType="submit" disabled={!scope} loading={grant.isPending}>
          {t('授予', 'Grant')}
        </Button>
        <span aria-live="polite">{grant.data?.grantRole?.account && t('已授予。', 'Granted.')}</span>
      </p>
    </form>
  );
}
