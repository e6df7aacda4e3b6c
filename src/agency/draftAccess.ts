import { type Actor, draftScope } from '../shared/request/permissions';

/** Whether an actor may read the unpublished work of any agency at all. */
export const canReadAnyDraft = (actor: Actor) => {
  const { agencyKeys, paths } = draftScope(actor);
  return agencyKeys.length + paths.length > 0;
};

/** The parameters $1 and $2 of canReadDraftsSql. */
export const draftAccessParams = (actor: Actor) => {
  const { agencyKeys, paths } = draftScope(actor);
  return canReadAnyDraft(actor) ? [agencyKeys, paths] : [null, null];
};

/** The named parameters of canReadDraftsSql in a query builder. */
export const draftAccessNamedParams = (actor: Actor) => {
  const [draftAgencies, draftPaths] = draftAccessParams(actor);
  return { draftAgencies, draftPaths };
};

/** canReadDraftsSql with the parameters of a query builder. */
export const canReadDraftsNamedSql = (agencyKey: string) =>
  canReadDraftsSql(agencyKey, ':draftAgencies', ':draftPaths');

/**
 * Whether the caller ($1 agencies, $2 paths of subtrees; null for none) may read the unpublished work of the agency with
 * this key: true or false, never null. A closed agency is where it was last.
 */
export const canReadDraftsSql = (
  agencyKey: string,
  agencies = '$1',
  paths = '$2',
) => `((${agencies}::int[] is not null and (${agencyKey} = any(${agencies}) or exists (
  select 1 from agency_now(${agencyKey}) w
    join jurisdiction p on p.id = w.jurisdiction_id, unnest(${paths}::text[]) as work(path) where p.path ^@ work.path))) is true)`;

/** Whether the public may read the unpublished work of an agency: PostgreSQL leaves out what hangs on it. */
export const publicCanReadDraftsSql = () => 'false';
