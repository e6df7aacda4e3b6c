/** The role without rights over the audit and what is frozen, under which the running server works. */
export const SERVER_ROLE = 'ogi_server';
