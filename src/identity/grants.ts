import { findAgency } from '../agency/agencyQueries';
import { unknownReference } from '../agency/agencyRefusals';
import { findJurisdiction } from '../agency/jurisdictions';
import type { Database } from '../shared/database';
import { type FindingType, refusal } from '../shared/graphql/finding';
import type { Role } from '../shared/request/permissions';
import { findAccount, findAccountsOfGrants, unknownAccount } from './accounts';
import { RoleGrantEntity } from './identityEntities';
import type { AccountPayload } from './identityPayloads';
import { reasonsToStay } from './lastAdministrator';

/** A role at an agency, over a subtree, or in the whole hub. */
export interface NewGrant {
  /** The username of the account. */
  account: string;
  role: Role;
  agency?: string | null;
  jurisdiction?: string | null;
  viewJurisdiction?: string | null;
}

/** The refusal to touch a role whose view was given by an administrator of another place. */
const viewOutside = (path: string): FindingType =>
  refusal(
    'grant.view',
    path,
    '原有的查看范围不在您的管理范围内，请由上级管理员更改。',
    'A view outside your place was given before; an administrator of that place can change it.',
  );

const AGENCY_ROLES: readonly string[] = ['CLERK', 'SECTION_REVIEWER', 'OFFICE_REVIEWER', 'LEADER'];

/** The columns that tell the roles of an account apart. */
const DISTINCT_BY = ['account_id', 'role', 'agency_id', 'jurisdiction_id', 'whole_hub'];

/** Returns the place and the view that a role would have, and why they are refused; `path` is where the role is in the input. */
export async function checkPlaces(database: Database, input: Omit<NewGrant, 'account'>, path: string) {
  const agency = input.agency ? await findAgency(database, input.agency) : null;
  const [place, view] = await Promise.all(
    [input.jurisdiction, input.viewJurisdiction].map((code) =>
      code ? findJurisdiction(database, code) : null,
    ),
  );
  const findings: FindingType[] = [];
  if (input.agency && !agency) findings.push(unknownReference(`${path}.scope.agency`, '机关', input.agency));
  if (input.jurisdiction && !place)
    findings.push(unknownReference(`${path}.scope.jurisdiction`, '行政区划', input.jurisdiction));
  if (input.viewJurisdiction && !view)
    findings.push(unknownReference(`${path}.viewJurisdiction`, '行政区划', input.viewJurisdiction));
  const isAgencyRole = AGENCY_ROLES.includes(input.role);
  if (isAgencyRole !== Boolean(input.agency) || (input.agency && input.jurisdiction))
    findings.push(
      refusal(
        'grant.place',
        `${path}.scope`,
        '填报人与审核角色须指定机关；主管部门和管理员指定区划或全平台。',
        'An agency role needs an agency; district officers and administrators need a jurisdiction or the whole hub.',
      ),
    );
  return { agency, place, view, findings };
}

/** Returns what the input names, and why it is refused. */
async function checkGrant(database: Database, input: NewGrant, rules: (path: string) => boolean) {
  const account = await findAccount(database, input.account);
  const { agency, place, view, findings } = await checkPlaces(database, input, 'input');
  if (!account) findings.unshift(unknownAccount('input.account', input.account));
  const present = account?.grants.find(
    (grant) =>
      grant.role === input.role &&
      grant.agency === (agency?.code ?? null) &&
      grant.jurisdiction === (place?.code ?? null),
  );
  if (view && present?.viewPath != null && present.viewPath !== view.path && !rules(present.viewPath))
    findings.push(viewOutside('input.viewJurisdiction'));
  return { account, agency, place, view, findings };
}

/**
 * Gives an account a role. An agency's roles are bound to an agency, the others to a subtree or the whole hub. `rules`
 * says which places the granter rules: an earlier view of other places stays.
 */
export async function grantRole(
  database: Database,
  input: NewGrant,
  rules: (path: string) => boolean = () => true,
): Promise<AccountPayload> {
  const { account, agency, place, view, findings } = await checkGrant(database, input, rules);
  if (findings.length > 0 || !account) return { account: null, findings };
  const insert = database
    .getRepository(RoleGrantEntity)
    .createQueryBuilder()
    .insert()
    .values({
      accountId: account.key,
      role: input.role,
      agencyId: agency?.key ?? null,
      jurisdictionId: place?.key ?? null,
      wholeHub: !agency && !place,
      viewJurisdictionId: view?.key ?? null,
    });
  // Without a view in the input, the view of a role that is there already stays.
  await (view ? insert.orUpdate(['view_jurisdiction_id'], DISTINCT_BY) : insert.orIgnore()).execute();
  return { account: await findAccount(database, input.account), findings };
}

/** Takes a role away. `rules` says which places the caller rules: a role elsewhere is as if there were none. */
export async function revokeRole(
  database: Database,
  id: number,
  rules: (path: string) => boolean = () => true,
): Promise<AccountPayload> {
  const [account] = await findAccountsOfGrants(database, [id]);
  const grant = account?.grants.find(({ key }) => key === id);
  if (!grant || !rules(grant.path))
    return {
      account: null,
      findings: [refusal('reference.unknown', 'grant', '没有这项授权。', 'There is no such grant.')],
    };
  if (grant.viewPath !== null && !rules(grant.viewPath))
    return { account: null, findings: [viewOutside('grant')] };
  const findings = await reasonsToStay(database, 'grant', { grant: id });
  if (findings.length > 0) return { account: null, findings };
  await database.getRepository(RoleGrantEntity).delete({ id });
  return { account: await findAccount(database, account.username), findings: [] };
}
