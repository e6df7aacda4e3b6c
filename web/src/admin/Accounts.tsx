import { Button, Input, Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { Link } from 'wouter';
import { WebAccounts, type WebAccountsQuery } from '../api/generated/documents';
import { forwards, useList } from '../api/useList';
import { grantsFor, placeOf } from '../api/viewer';
import { useLanguage } from '../language/language';
import { Room } from '../layout/Room';
import { ROOMS } from '../layout/rooms';
import { DataTable } from '../look/DataTable';
import { Listed } from '../look/Listed';
import { usePageState } from '../place/usePageState';
import { NewAccount } from './NewAccount';
import { ROLES, type Role } from './roles';

type AccountRow = NonNullable<WebAccountsQuery['accounts']>['nodes'][number];

/** The accounts of the hub, or those with a role at the place of its administrator, and a way to a new one. */
export default function Accounts() {
  return (
    <Room room={ROOMS.accounts}>
      {(viewer) => (
        <AccountList
          isHub={grantsFor(viewer, { ...ROOMS.accounts, isHub: true }).length > 0}
          within={placeOf(viewer, ROOMS.accounts)}
        />
      )}
    </Room>
  );
}

const STATES = { ALL: null, OPEN: false, DISABLED: true } as const;
type State = keyof typeof STATES;

function AccountList({ isHub, within }: { readonly isHub: boolean; readonly within: string | null }) {
  const { t } = useLanguage();
  const { state, change } = usePageState();
  const [isNew, setNew] = useState(false);
  const text = useDeferredValue(state.get('text') ?? '');
  const role = state.get('role') as Role | null;
  const shown = (state.get('state') as State | null) ?? 'ALL';
  const filter = {
    text: text.trim() || null,
    role: role && role in ROLES ? role : null,
    disabled: STATES[shown],
  };
  const list = useList(
    WebAccounts,
    filter,
    (after) => ({ filter, first: 50, after }),
    ({ accounts }) => forwards(accounts),
  );
  const states: Readonly<Record<State, string>> = {
    ALL: t('全部账户', 'All accounts'),
    OPEN: t('在用', 'In use'),
    DISABLED: t('已停用', 'Disabled'),
  };
  return (
    <>
      <div className="filters">
        <Input
          allowClear
          aria-label={t('用户名或姓名', 'User name or name')}
          placeholder={t('用户名或姓名包含…', 'User name or name contains…')}
          defaultValue={text}
          onChange={(event) => change({ text: event.target.value.trim() }, false)}
        />
        <Select<Role | ''>
          aria-label={t('角色', 'Role')}
          value={filter.role ?? ''}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: t('各种角色', 'All roles') },
            ...(Object.keys(ROLES) as Role[]).map((value) => ({
              value,
              label: t(ROLES[value].zh, ROLES[value].en),
            })),
          ]}
          onChange={(next) => change({ role: next })}
        />
        <Select<State>
          aria-label={t('状态', 'State')}
          value={shown}
          popupMatchSelectWidth={false}
          options={(Object.keys(STATES) as State[]).map((value) => ({ value, label: states[value] }))}
          onChange={(next) => change({ state: next === 'ALL' ? null : next })}
        />
        <Button type="primary" onClick={() => setNew(true)}>
          {t('新建账户', 'New account')}
        </Button>
      </div>
      {!isHub && (
        <p>
          {t(
            '这里是在您的管理范围内有角色的账户；范围之外的角色不列出。',
            'These are the accounts with a role at your place. Their roles elsewhere are not shown.',
          )}
        </p>
      )}
      {isNew && <NewAccount isHub={isHub} within={within} onClose={() => setNew(false)} />}
      <Listed list={list} empty={t('没有符合条件的账户。', 'No account meets these conditions.')}>
        {(rows) => <AccountTable rows={rows} />}
      </Listed>
    </>
  );
}

function AccountTable({ rows }: { readonly rows: readonly AccountRow[] }) {
  const { t } = useLanguage();
  return (
    <DataTable
      label={t('账户', 'Accounts')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t('用户名', 'User name'),
          render: ({ id, username }) => (
            <Link href={`/admin/accounts/${encodeURIComponent(id)}`}>{username}</Link>
          ),
        },
        { title: t('姓名或职务', 'Name or post'), render: ({ name }) => name },
        {
          title: t('角色', 'Roles'),
          render: ({ grants }) =>
            grants.length === 0
              ? t('尚无角色', 'No role yet')
              : grants
                  .map(
                    ({ role, agencyCode, jurisdictionCode }) =>
                      `${t(ROLES[role].zh, ROLES[role].en)} ${agencyCode ?? jurisdictionCode ?? t('全平台', 'whole hub')}`,
                  )
                  .join(t('；', '; ')),
        },
        {
          title: t('状态', 'State'),
          render: ({ disabled, demonstration, passwordToBeChanged }) =>
            [
              disabled ? t('已停用', 'Disabled') : t('在用', 'In use'),
              ...(passwordToBeChanged ? [t('初始密码未改', 'first password not changed')] : []),
              ...(demonstration ? [t('演示', 'demonstration')] : []),
            ].join(t('，', ', ')),
        },
      ]}
    />
  );
}
