import type { DataSource } from 'typeorm';
import { createAccount, grantRole } from '../src/identity/accounts';
import { Role } from '../src/shared/permissions';

const AGENCY = '910101-001';
const DISTRICT = '910101';
const ACCOUNTS = [
  { username: 'demo-clerk', name: '演示填报人', role: Role.CLERK, agency: AGENCY },
  { username: 'demo-section', name: '演示科室审核人', role: Role.SECTION_REVIEWER, agency: AGENCY },
  { username: 'demo-office', name: '演示办公室审核人', role: Role.OFFICE_REVIEWER, agency: AGENCY },
  { username: 'demo-leader', name: '演示分管领导', role: Role.LEADER, agency: AGENCY },
  { username: 'demo-officer', name: '演示区主管部门', role: Role.DISTRICT_OFFICER, jurisdiction: DISTRICT },
];

/** Makes the demonstration accounts of the first demonstration district, each with a password of its own to print. */
export async function seedDemonstrationAccounts(
  database: DataSource,
): Promise<{ username: string; password: string; role: Role }[]> {
  const made = [];
  for (const { username, name, ...grant } of ACCOUNTS) {
    const { password, findings } = await createAccount(database, { username, name, demonstration: true });
    if (!password) throw new Error(findings.map((item) => item.messageEn).join(' '));
    const granted = await grantRole(database, { username, ...grant });
    if (!granted.account) throw new Error(granted.findings.map((item) => item.messageEn).join(' '));
    made.push({ username, password, role: grant.role });
  }
  return made;
}
