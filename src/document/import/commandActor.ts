import { type Actor, Role } from '../../shared/request/permissions';

/** The actor of the import command. It has the rights of the owner of the database, so its roles hold in every jurisdiction. */
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
