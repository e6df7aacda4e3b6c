import { GraphQLError } from 'graphql';

/** What a person or a key is, at a place of the tree. */
export enum Role {
  CLERK = 'CLERK',
  SECTION_REVIEWER = 'SECTION_REVIEWER',
  OFFICE_REVIEWER = 'OFFICE_REVIEWER',
  LEADER = 'LEADER',
  DISTRICT_OFFICER = 'DISTRICT_OFFICER',
  ANALYST = 'ANALYST',
  ADMINISTRATOR = 'ADMINISTRATOR',
}

/** What can be done. */
export type Operation =
  | 'SUBMIT'
  | 'RECORD'
  | 'REVIEW_SECTION'
  | 'REVIEW_OFFICE'
  | 'REVIEW_LEADER'
  | 'ACCEPT'
  | 'READ_WORK'
  | 'READ_PREVIEW'
  | 'READ_AUDIT'
  | 'MANAGE_REVIEW'
  | 'MANAGE_DEADLINES'
  | 'REMIND'
  | 'MANAGE_WEBHOOKS'
  | 'MANAGE_AGENCIES'
  | 'MANAGE_INDICATORS'
  | 'MANAGE_MEASURES'
  | 'MANAGE_ACCOUNTS'
  | 'MANAGE_KEYS'
  | 'READ_SYSTEM';

/**
 * Which roles may do an operation, and which of a grant's two scopes counts for it. What belongs to no place takes a role over the
 * whole hub.
 */
interface Permission {
  readonly roles: readonly Role[];
  readonly scope: 'CAPTURE' | 'VIEW' | 'HUB';
}

const { CLERK, SECTION_REVIEWER, OFFICE_REVIEWER, LEADER, DISTRICT_OFFICER, ANALYST, ADMINISTRATOR } = Role;

/** Role x operation x scope: what is not written here is refused. Reading what is published needs no row. */
export const PERMISSIONS: Readonly<Record<Operation, Permission>> = {
  SUBMIT: { roles: [CLERK], scope: 'CAPTURE' },
  RECORD: { roles: [DISTRICT_OFFICER], scope: 'CAPTURE' },
  REVIEW_SECTION: { roles: [SECTION_REVIEWER], scope: 'CAPTURE' },
  REVIEW_OFFICE: { roles: [OFFICE_REVIEWER], scope: 'CAPTURE' },
  REVIEW_LEADER: { roles: [LEADER], scope: 'CAPTURE' },
  ACCEPT: { roles: [DISTRICT_OFFICER], scope: 'CAPTURE' },
  READ_PREVIEW: { roles: [ANALYST, DISTRICT_OFFICER], scope: 'VIEW' },
  READ_AUDIT: { roles: [OFFICE_REVIEWER, LEADER, DISTRICT_OFFICER, ADMINISTRATOR], scope: 'CAPTURE' },
  MANAGE_REVIEW: { roles: [DISTRICT_OFFICER, ADMINISTRATOR], scope: 'CAPTURE' },
  MANAGE_DEADLINES: { roles: [DISTRICT_OFFICER], scope: 'CAPTURE' },
  REMIND: { roles: [DISTRICT_OFFICER], scope: 'CAPTURE' },
  MANAGE_WEBHOOKS: { roles: [OFFICE_REVIEWER, DISTRICT_OFFICER, ADMINISTRATOR], scope: 'CAPTURE' },
  READ_WORK: {
    roles: [CLERK, SECTION_REVIEWER, OFFICE_REVIEWER, LEADER, DISTRICT_OFFICER],
    scope: 'VIEW',
  },
  MANAGE_AGENCIES: { roles: [DISTRICT_OFFICER, ADMINISTRATOR], scope: 'CAPTURE' },
  MANAGE_INDICATORS: { roles: [DISTRICT_OFFICER, ADMINISTRATOR], scope: 'HUB' },
  MANAGE_MEASURES: { roles: [DISTRICT_OFFICER, ADMINISTRATOR], scope: 'HUB' },
  MANAGE_ACCOUNTS: { roles: [ADMINISTRATOR], scope: 'CAPTURE' },
  MANAGE_KEYS: { roles: [OFFICE_REVIEWER, DISTRICT_OFFICER, ADMINISTRATOR], scope: 'CAPTURE' },
  READ_SYSTEM: { roles: [ADMINISTRATOR], scope: 'HUB' },
};

/** A role at an agency (agencyKey) or over a subtree (path; "" is the whole hub). A view path widens what is read. */
export interface Grant {
  readonly role: Role;
  readonly agencyKey: number | null;
  readonly path: string | null;
  readonly viewPath: string | null;
}

/** Who asks. Keys have an account of null; `id` names the account or key in records. */
export interface Actor {
  readonly kind: 'ANONYMOUS' | 'ACCOUNT' | 'KEY';
  readonly id: string;
  readonly accountKey: number | null;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** Hash of the credential, to end its own session. */
  readonly credential: string | null;
  /** Whether it signed in with a password that an administrator made: until that is changed it may do nothing else, and has no grants. */
  readonly mustChangePassword?: boolean;
}

/** Anyone who has not signed in. */
export const ANONYMOUS: Actor = {
  kind: 'ANONYMOUS',
  id: 'anonymous',
  accountKey: null,
  name: 'anonymous',
  grants: [],
  credential: null,
};

/** Where something is done: an agency within its jurisdiction, or a subtree. */
export interface PermissionScope {
  readonly agencyKey: number | null;
  readonly path: string;
}

/** The whole hub. */
export const GLOBAL: PermissionScope = { agencyKey: null, path: '' };

function covers(grant: Grant, place: PermissionScope, scope: Permission['scope']): boolean {
  if (scope === 'HUB') return grant.path === GLOBAL.path;
  if (typeof grant.agencyKey === 'number' && grant.agencyKey === place.agencyKey) return true;
  const paths = scope === 'VIEW' ? [grant.path, grant.viewPath] : [grant.path];
  return paths.some((path) => typeof path === 'string' && place.path.startsWith(path));
}

/** Whether an actor may do an operation at a place. Throws without a place: what could not be read opens nothing. */
export function can(actor: Actor, operation: Operation, place: PermissionScope): boolean {
  if (typeof place?.path !== 'string') throw new Error(`no place to look for the right to ${operation} at`);
  const { roles, scope } = PERMISSIONS[operation];
  return actor.grants.some((grant) => roles.includes(grant.role) && covers(grant, place, scope));
}

/** Whether a grant opens an operation at its place. */
function opens(grant: Grant, operation: Operation): boolean {
  const { roles, scope } = PERMISSIONS[operation];
  return roles.includes(grant.role) && (scope !== 'HUB' || covers(grant, GLOBAL, scope));
}

/** Returns what a grant opens at its place. */
export const operationsOf = (grant: Grant): Operation[] =>
  (Object.keys(PERMISSIONS) as Operation[]).filter((operation) => opens(grant, operation));

/** Whether an actor may do an operation at some place or other. Opens nothing: the place is still to be looked at. */
export const mayDoSomewhere = (actor: Actor, operation: Operation): boolean =>
  actor.grants.some((grant) => opens(grant, operation));

/** Whether any role may do an operation. */
export function hasRole(operation: Operation): boolean {
  return PERMISSIONS[operation].roles.length > 0;
}

/** The code of what is refused until a password that an administrator made is changed. */
export const PASSWORD_TO_BE_CHANGED = 'PASSWORD_TO_BE_CHANGED';

/** The refusal of an operation: who is not signed in is told to sign in, and who has still to change the password to do that. */
export function forbidden(actor: Actor): GraphQLError {
  if (actor.mustChangePassword)
    return new GraphQLError(
      '请先更改初始密码（changePassword），此前只能更改密码或退出。 Change your first password (changePassword) before anything else; until then you can only do that or sign out.',
      { extensions: { code: PASSWORD_TO_BE_CHANGED } },
    );
  return actor.kind === 'ANONYMOUS'
    ? new GraphQLError('请先登录。 Sign in first: send "authorization: Bearer <token>".', {
        extensions: { code: 'UNAUTHENTICATED' },
      })
    : new GraphQLError(
        '没有执行：您的角色不包括这项操作，或不包括这个机关、区划；需要办理的，请联系管理员授予相应角色。 Nothing was done: none of your roles covers this operation, or none covers this agency or place. If you need to do it, ask an administrator for such a role.',
        { extensions: { code: 'FORBIDDEN' } },
      );
}

/** Throws unless the actor may do the operation at the place. */
export function authorise(actor: Actor, operation: Operation, place: PermissionScope): void {
  if (!can(actor, operation, place)) throw forbidden(actor);
}

/** Where an actor may do any of these operations, as SQL parameters: agency keys and paths of subtrees. */
export function scopeOf(
  actor: Actor,
  operations: readonly Operation[],
): { agencyKeys: number[]; paths: string[] } {
  const places = operations.flatMap((operation) => {
    const { roles, scope } = PERMISSIONS[operation];
    return actor.grants
      .filter((grant) => roles.includes(grant.role))
      .map(({ agencyKey, path, viewPath }) => ({
        agencyKey,
        paths: scope === 'VIEW' ? [path, viewPath] : [path],
      }));
  });
  return {
    agencyKeys: places.flatMap(({ agencyKey }) => (agencyKey === null ? [] : [agencyKey])),
    paths: places.flatMap(({ paths }) => paths.filter((path) => typeof path === 'string')),
  };
}

/** Whose unpublished work an actor may read, as SQL parameters. */
export function draftScope(actor: Actor): { agencyKeys: number[]; paths: string[] } {
  return scopeOf(actor, ['READ_WORK']);
}
