/** The code with which PostgreSQL ends one of two transactions that wait for each other. */
export const DEADLOCK = '40P01';
/** How often what ended in a deadlock is tried. */
export const MAX_ATTEMPTS = 3;
/** Codes of PostgreSQL: each has a digit, which codes of the operating system like EPIPE have not. */
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;
/** Codes with which PostgreSQL ends a connection. Nobody knows then what became of a commit. */
const CONNECTION_ENDED = /^(08|57P)/;

/** Returns the code of what a transaction failed with; empty where it has none. */
export const codeOfFailure = (error: unknown) => String((error as { code?: string }).code ?? '');

/** Whether PostgreSQL refused a statement, and so rolled the transaction back. */
export const isRolledBack = (error: unknown) => {
  const code = codeOfFailure(error);
  return SQLSTATE.test(code) && !CONNECTION_ENDED.test(code);
};
