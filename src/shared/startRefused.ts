/** The hub cannot start or a command cannot run for a reason the operator can mend: one line, without a stack. */
export class StartRefused extends Error {}
