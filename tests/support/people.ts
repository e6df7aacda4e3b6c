import { type Actor, type Grant, Role } from '../../src/shared/request/permissions';
import type { TestHub } from './testHub';

let created = 100;

/** A person with one role, at an agency's key or over a path. */
export function person(role: Role, place: Partial<Grant>, name = role.toLowerCase()): Actor {
  created += 1;
  return {
    kind: 'ACCOUNT',
    id: `account:${created}`,
    accountKey: created,
    name: `${name}-${created}`,
    grants: [{ role, agencyKey: null, path: null, viewPath: null, ...place }],
    credential: null,
  };
}

/** Everyone who works on the reports of an agency, and its district officer. */
export async function peopleOf(hub: TestHub, agency: string) {
  const [{ key, path }] = await hub.database.query(
    `select a.id as key, j.path from agency a join agency_version v on v.agency_id = a.id and v.valid_to is null
       join jurisdiction j on j.id = v.jurisdiction_id where a.code = $1`,
    [agency],
  );
  const at = { agencyKey: key };
  return {
    clerk: person(Role.CLERK, at),
    section: person(Role.SECTION_REVIEWER, at),
    office: person(Role.OFFICE_REVIEWER, at),
    leader: person(Role.LEADER, at),
    officer: person(Role.DISTRICT_OFFICER, { path }),
    analyst: person(Role.ANALYST, { path }),
    administrator: person(Role.ADMINISTRATOR, { path: '' }),
  };
}
