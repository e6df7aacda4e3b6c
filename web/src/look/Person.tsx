/** Somebody by the name under which they sign in, and by what they are called; null where no account has it, or nobody may know. */
export interface PersonNames {
  readonly login: string;
  readonly name: string | null;
}

/** Returns what somebody is called. */
export const personInWords = ({ login, name }: PersonNames): string => name ?? login;

/** Who did something: what they are called, and on pointing at it the name under which they sign in. */
export const Person = (names: PersonNames) => <span title={names.login}>{personInWords(names)}</span>;
