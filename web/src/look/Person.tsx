/** The username of somebody, and their name; null where there is no such account, or the reader may not know it. */
export interface PersonNames {
  readonly login: string;
  readonly name: string | null;
}

/** Returns what somebody is called. */
export const personInWords = ({ login, name }: PersonNames): string => name ?? login;

/** Who did something: their name, and on pointing at it their username. */
export const Person = (names: PersonNames) => <span title={names.login}>{personInWords(names)}</span>;
