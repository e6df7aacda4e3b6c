import type { EntityManager } from 'typeorm';
import { createAccount } from '../src/identity/accounts';
import { grantRole } from '../src/identity/grants';
import type { Database } from '../src/shared/database';
import { Role } from '../src/shared/request/permissions';

const DISTRICT = '910101';

/** The agency whose report is still to be filed, so that there is something to do; without one, the first. */
async function findBusyAgency(database: Pick<EntityManager, 'query'>): Promise<string> {
  const [{ code }] = await database.query(
    `select a.code from agency a join agency_version v on v.agency_id = a.id and v.valid_to is null and v.kind <> 'GOVERNMENT'
       join jurisdiction j on j.id = v.jurisdiction_id and j.code = $1
       left join report r on r.agency_id = a.id and r.scope = 'OWN'
      group by a.id order by max(r.year) nulls first, a.code limit 1`,
    [DISTRICT],
  );
  return code;
}

const accountsAt = (agency: string) => [
  { username: 'demo-clerk', name: '演示填报人', role: Role.CLERK, agency },
  { username: 'demo-section', name: '演示科室审核人', role: Role.SECTION_REVIEWER, agency },
  { username: 'demo-office', name: '演示办公室审核人', role: Role.OFFICE_REVIEWER, agency },
  { username: 'demo-leader', name: '演示分管领导', role: Role.LEADER, agency },
  { username: 'demo-officer', name: '演示区主管部门', role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT },
];

/** An account with its first password. */
export interface DemonstrationAccount {
  readonly username: string;
  readonly password: string;
  readonly role: Role;
  /** The agency or the jurisdiction of its role. */
  readonly at: string;
}

/** Creates the demonstration accounts of the first demonstration district, each with a password of its own to print. */
export async function seedDemonstrationAccounts(database: Database): Promise<DemonstrationAccount[]> {
  const accounts = [];
  for (const { username, name, ...grant } of accountsAt(await findBusyAgency(database))) {
    const { password, findings } = await createAccount(database, { username, name, demonstration: true });
    if (!password) throw new Error(findings.map((item) => item.messageEn).join(' '));
    const granted = await grantRole(database, { account: username, ...grant });
    if (!granted.account) throw new Error(granted.findings.map((item) => item.messageEn).join(' '));
    accounts.push({ username, password, role: grant.role, at: grant.agency ?? DISTRICT });
  }
  return accounts;
}
