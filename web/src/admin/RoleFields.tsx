import { Select } from 'antd';
import { useState } from 'react';
import { useLanguage } from '../language/language';
import { Labelled } from '../look/Labelled';
import { NodePicker } from '../place/NodePicker';
import { ROLES, type Role } from './roles';

/** Where a role that is not an agency's holds. */
type Reach = 'PLACE' | 'HUB';

/** A role with its place, while somebody chooses them. */
export function useRole() {
  const [role, setRole] = useState<Role>('CLERK');
  const [reach, setReach] = useState<Reach>('PLACE');
  const [code, setCode] = useState<string | null>(null);
  const { isOfAgency } = ROLES[role];
  return {
    role,
    reach,
    code,
    isOfAgency,
    isHubWide: !isOfAgency && reach === 'HUB',
    setReach,
    setCode,
    setRole: (next: Role) => {
      setRole(next);
      setCode(null);
    },
    /** Forgets the place. */
    forget: () => setCode(null),
  };
}

type ChosenRole = ReturnType<typeof useRole>;

/** Returns where a chosen role holds, as it is sent; null while no place is chosen. */
export function scopeOf({ isHubWide, isOfAgency, code }: ChosenRole) {
  if (isHubWide) return { wholeHub: true };
  if (!code) return null;
  return isOfAgency ? { agency: code } : { jurisdiction: code };
}

/** The fields of a role: which one, and where. Only who administers the whole hub can give one over all of it. */
export function RoleFields({
  chosen,
  isHub,
  within,
}: {
  readonly chosen: ChosenRole;
  readonly isHub: boolean;
  /** The place of who grants it; null for the whole hub or several places. */
  readonly within: string | null;
}) {
  const { t } = useLanguage();
  const { role, reach, code, isOfAgency, isHubWide } = chosen;
  return (
    <>
      <Labelled label={t('角色', 'Role')}>
        <Select<Role>
          aria-label={t('授予的角色', 'Role to grant')}
          value={role}
          options={(Object.keys(ROLES) as Role[]).map((value) => ({
            value,
            label: t(ROLES[value].zh, ROLES[value].en),
          }))}
          onChange={chosen.setRole}
        />
      </Labelled>
      {!isOfAgency && isHub && (
        <Labelled label={t('范围', 'Reach')}>
          <Select<Reach>
            value={reach}
            options={[
              { value: 'PLACE', label: t('一个区划及其下级', 'A place with all below it') },
              { value: 'HUB', label: t('全平台', 'The whole hub') },
            ]}
            onChange={chosen.setReach}
          />
        </Labelled>
      )}
      {!isHubWide && (
        <Labelled label={isOfAgency ? t('机关', 'Agency') : t('区划', 'Place')}>
          <NodePicker
            key={String(isOfAgency)}
            kind={isOfAgency ? 'AGENCY' : 'PLACE'}
            label={isOfAgency ? t('授予的机关', 'Agency of the role') : t('授予的区划', 'Place of the role')}
            value={code ? [code] : []}
            within={within}
            onChange={([next]) => chosen.setCode(next ?? null)}
          />
        </Labelled>
      )}
    </>
  );
}
