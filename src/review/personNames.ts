import { canReadAnyDraft } from '../agency/draftAccess';
import { queryRows } from '../shared/database';
import { type Context, loaderOf } from '../shared/request/context';

/** A person's name and username. */
interface PersonName {
  readonly username: string;
  readonly name: string;
}

/** The names of the accounts with usernames ($1). */
const NAMES = 'select username, name from account where username = any($1)';

const personLoader = (context: Context) =>
  loaderOf<string, PersonName>(
    context,
    'person names',
    (usernames) => queryRows<PersonName>(context.database, NAMES, [[...usernames]]),
    (row) => row.username,
  );

/** Returns the name of the person with a username. Null when the reader works on no reports, and when no account has it, as for an API key. */
export async function findDisplayName(context: Context, username: string): Promise<string | null> {
  if (!canReadAnyDraft(context.actor)) return null;
  return (await personLoader(context).load(username))?.name ?? null;
}
