import { type Actor, Role } from '../../shared/request/permissions';

/** Who the command is in records: it works with the owner's rights, so every place is open to it. */
export const COMMAND: Actor = {
  kind: 'ACCOUNT',
  id: 'command',
  accountKey: null,
  name: 'npm run import',
  grants: [Role.CLERK, Role.DISTRICT_OFFICER].map((role) => ({
    role,
    agencyKey: null,
    path: '',
    viewPath: null,
  })),
  credential: null,
};
